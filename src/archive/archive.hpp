#pragma once
// The archive of an ensemble: one SQLite file, one transaction a member, the chronicle of each as one packed and
// compressed blob. While it is written it has a write-ahead log and an exclusive lock; when finished it is one file that
// can be copied and read anywhere. Killed at any instant it holds whole members only.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "archive/fault.hpp"
#include "world/setting.hpp"

namespace smolny {

/// Members whose index leaves `index - 1` when divided by `count`.
struct Shard {
  std::uint64_t index = 1, count = 1;
  bool holds(std::uint64_t member) const { return member % count == index - 1; }
  auto operator<=>(const Shard&) const = default;
};

/// What a reader needs to know of an outcome without the scenario.
struct OutcomeRow {
  std::string id, name, unit;
  OutcomeKind kind = OutcomeKind::boolean;
  std::vector<std::string> cases;
  bool operator==(const OutcomeRow&) const = default;
};

struct ArchiveHeader {
  std::string specification;           ///< canonical JSON, for all members (lab/specification.hpp)
  std::uint64_t members = 0;           ///< of the whole ensemble, over all shards
  Shard shard;
  std::string scenario_id, scenario_name;
  Instant start{}, end{};
  std::vector<OutcomeRow> outcomes;
  std::vector<std::string> uncertain;  ///< paths of the numbers that each member draws
  std::string files;                   ///< the scenario's files, packed (archive/files.hpp)
};

/// 128 bits of XXH3 over what happened to a member; no time, no machine.
struct MemberDigest {
  std::uint64_t high = 0, low = 0;
  bool operator==(const MemberDigest&) const = default;
  std::string hex() const;
};

/// One member as it is kept.
struct MemberRow {
  std::uint64_t number = 0;
  bool failed = false;
  std::string reason;                ///< why it failed
  std::vector<double> outcomes;      ///< in the order of the header; see OutcomeKind and lab/member.hpp
  std::vector<double> sampled;       ///< the uncertain numbers it drew, in the order of the header
  std::vector<double> observed;      ///< figures that claims of the record ask for (lab/claims.hpp); empty: not looked at
  std::vector<std::uint64_t> daily;  ///< hash of the whole state at each day's end
  std::string chronicle;             ///< packed (archive/pack.hpp); empty where only the outcomes were asked for
  MemberDigest digest;
  std::uint32_t events = 0;
  double cpu_seconds = 0;
};

enum class Parts : std::uint8_t { outcomes, whole };

class Archive {
 public:
  /// Opens for writing: makes the file, or goes on with one of the same specification, members and shard. An archive of
  /// the same specification with fewer members grows.
  static std::expected<Archive, Fault> write(const std::filesystem::path& path, const ArchiveHeader& header);
  /// Opens a finished or unfinished archive for reading.
  static std::expected<Archive, Fault> read(const std::filesystem::path& path);
  /// Whether there is nothing to go on with: no file, or what a writer has left that ended before the header was in it.
  static bool blank(const std::filesystem::path& path);

  const ArchiveHeader& header() const;
  /// Every member that the shard should have is there.
  bool complete() const;
  std::vector<std::uint64_t> present() const;

  std::expected<MemberRow, Fault> member(std::uint64_t number, Parts parts = Parts::whole) const;
  /// All members present, in order of number.
  std::expected<std::vector<MemberRow>, Fault> members(Parts parts = Parts::outcomes) const;

  std::expected<void, Fault> add(const MemberRow& member);
  /// Folds the log into the file and gives up the lock.
  std::expected<void, Fault> finish();

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

 private:
  struct State;
  explicit Archive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The digest of an ensemble: SHA-256 in hex over the digests of its members in order of number; the same whatever the
/// threads, shards or restarts.
std::string ensemble_digest(const std::vector<MemberRow>& members);

}  // namespace smolny
