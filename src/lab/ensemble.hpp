#pragma once
// Many members of one specification, on all cores, into an archive.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "archive/archive.hpp"
#include "archive/files.hpp"
#include "lab/observe.hpp"
#include "lab/specification.hpp"
#include "scenario/loader.hpp"

namespace smolny {

struct Progress {
  std::uint64_t done = 0, total = 0;  ///< members of this shard, those of earlier runs included
  std::uint64_t failed = 0;
  double seconds = 0;                 ///< since this run began
};
using OnProgress = std::function<void(const Progress&)>;

struct EnsemblePlan {
  Specification specification;  ///< its member is not used
  std::uint64_t members = 0;
  Shard shard;
  unsigned threads = 0;         ///< 0: as many as there are cores
  std::vector<Probe> probes;    ///< what to look at while a history runs: ClaimReader::probes; its record outlives the plan
  Lookout lookout{};            ///< who else looks; called from several threads at once
};

/// The header of the archive that the plan makes.
ArchiveHeader header_of(const EnsemblePlan& plan, const Setting& setting, std::string packed_files);

/// Runs the members that the archive lacks, writes them in order of number, and finishes the archive.
std::expected<Progress, Fault> run_ensemble(const EnsemblePlan& plan, const Setting& setting, Archive& archive,
                                            const OnProgress& on_progress = {});

/// The whole of it: an archive at `out` of the plan's members, with the figures that the scenario's record asks for and the files in
/// `folder`, from which the scenario was loaded. `laid`: files that were laid over it (lab/posterior.hpp, lab/reached.hpp). The plan's
/// probes are not asked for.
std::expected<Progress, Fault> live_ensemble(EnsemblePlan plan, LoadedScenario& scenario, const std::filesystem::path& folder,
                                             const std::vector<PackedFile>& laid, const std::filesystem::path& out,
                                             const OnProgress& on_progress = {});

/// Runs members in memory, in order of number, without an archive and without chronicles.
std::expected<std::vector<MemberRow>, Fault> run_members(const EnsemblePlan& plan, const Setting& setting,
                                                         const OnProgress& on_progress = {});

}  // namespace smolny
