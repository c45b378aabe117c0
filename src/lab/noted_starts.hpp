#pragma once
// Starts as they are come upon, in a ledger beside the archive that will hold them: one who is killed need not look for them again.

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
  /// Makes the ledger at `path`, or goes on with it where it is of that road, that handover and that state and posterior of the later
  /// scenario. `road`: its specification, whatever the member. Bad input: what Ledger::open refuses.
  static std::expected<NotedStarts, Fault> open(const std::filesystem::path& path, const Specification& road, const Setting& later,
                                                const Handover& handover);

  /// What has been noted of a member; from any thread, as note.
  std::optional<ReachedPoint> find(std::uint64_t member) const;
  /// Notes it. A disk that does not take it loses no more than the note.
  void note(std::uint64_t member, const ReachedPoint& point);
  /// Nothing has been noted.
  bool empty() const;
  /// Closes the ledger and removes its file.
  void remove() &&;

  NotedStarts(NotedStarts&&) noexcept;
  NotedStarts& operator=(NotedStarts&&) noexcept;
  ~NotedStarts();

 private:
  struct State;
  explicit NotedStarts(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace smolny
