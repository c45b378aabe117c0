#pragma once
// Starts as they are come upon, in a file beside the archive that will hold them: one who is killed need not look for them again.

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>

#include "archive/fault.hpp"
#include "lab/reached.hpp"

namespace smolny {

class NotedStarts {
 public:
  /// Goes on with the notes at `path` where they are of that road, that handover and that state and posterior of the later scenario, but
  /// for a last line that is not whole; else begins them anew, when the first is noted. `road`: its specification, whatever the member.
  /// Bad input: somebody else is writing there, or what lies there is no notes.
  static std::expected<NotedStarts, Fault> open(const std::filesystem::path& path, const Specification& road, const Setting& later,
                                                const Handover& handover, std::uint64_t members);

  /// What has been noted of a member.
  std::optional<ReachedPoint> find(std::uint64_t member) const;
  /// Notes it, from any thread. A disk that does not take it loses no more than the note.
  void note(std::uint64_t member, const ReachedPoint& point);
  /// Nothing has been noted.
  bool empty() const;

  /// Removes the notes at `path`; leaves what is none.
  static void remove(const std::filesystem::path& path);

  NotedStarts(NotedStarts&&) noexcept;
  NotedStarts& operator=(NotedStarts&&) noexcept;
  ~NotedStarts();

 private:
  struct State;
  explicit NotedStarts(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace smolny
