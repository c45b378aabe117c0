#pragma once
// An ensemble that goes on in a later scenario: many histories of the earlier one into an archive, and into another, number by number,
// those of the later one that begin where they have led.

#include <expected>
#include <filesystem>
#include <vector>

#include "archive/files.hpp"
#include "lab/ensemble.hpp"
#include "lab/onward.hpp"

namespace smolny {

struct ThroughPlan {
  EnsemblePlan road;                ///< of the earlier scenario, all its members in one shard
  std::filesystem::path folder;     ///< from which the earlier scenario was loaded
  std::vector<PackedFile> laid;     ///< what is laid over it
  Changes later;                    ///< what is changed in the later scenario
  std::filesystem::path out, through;
};

struct Through {
  Progress road, later;
  std::size_t no_start = 0;         ///< histories that lead to none; they are among those that fail in the later scenario
  Specification specification;      ///< of the later members
};

/// Lives both, and goes on where an earlier call was, however it ended: the starts are noted while the road is lived, in a file beside
/// the second archive (`through` with `-starts`) until they are in that; histories that were in the first archive before, and of which
/// nothing is noted, are lived again up to the later start. The later scenario gets the starts laid over it. The archives are those that
/// `ensemble`, `bridge` and `ensemble --reached` make. Bad input, told before anything is lived: a second archive that is none, is the
/// first, or is of another scenario or other roads; what lies at the place of the notes and is none, or of other work; more members than most_points.
std::expected<Through, Fault> run_through(const ThroughPlan& plan, LoadedScenario& road, Onward& onward, const OnProgress& on_progress = {});

}  // namespace smolny
