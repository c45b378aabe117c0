#pragma once
// From the hash of a draw back to where it was made. The chronicle keeps hashes alone; of the addresses that an event
// can have hung on, the one with that hash is looked for: its mechanism's sites, its subjects, the first occurrences.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/simulation.hpp"

namespace smolny {

struct DrawSite {
  std::string_view mechanism, site;
};

/// Every site at which a mechanism or the clockwork draws for events.
std::span<const DrawSite> draw_sites();

/// `confrontation/yield #2` (the third draw at this site between these subjects); nothing when it is not among the
/// addresses tried.
std::optional<std::string> site_of_draw(const Simulation& sim, const Recorded& event, std::uint64_t hash);

}  // namespace smolny
