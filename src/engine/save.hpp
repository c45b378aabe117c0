#pragma once
// Saving a history and going on from it: run 2N equals run N, save, load, run N.

#include <expected>
#include <string>
#include <string_view>

#include "engine/simulation.hpp"

namespace smolny {

/// The saved form: magic, version, the run specification (canonical JSON), world, chronicle, a checksum.
std::string save_bytes(const Simulation& sim, std::string_view specification);

struct Saved {
  std::string specification;
  World world;
  Chronicle chronicle;
  std::vector<std::uint64_t> daily;
};

/// Reads it back; the error says what is wrong with it: not a save, another version, truncated, damaged.
std::expected<Saved, std::string> load_bytes(std::string_view bytes);

/// Goes on from a save under (maybe other) interventions.
Simulation resume(const Setting& setting, Registry registry, const Interventions& interventions, Saved saved);

/// Another chance from now on: all draws to come use branch `branch`, standing hazards are redrawn from what is left.
void fork(Simulation& sim, std::uint64_t branch);

}  // namespace smolny
