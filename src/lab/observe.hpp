#pragma once
// Looking into a history while it runs: a member run again, with expressions evaluated at instants.

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "lab/member.hpp"
#include "world/setting.hpp"

namespace smolny {

struct Observed {
  std::vector<double> values;  ///< in the order of the probes
  std::uint32_t events = 0;    ///< how many the history has at its end
};

/// Runs one member to its end and evaluates each probe when the clock stands at its instant, events of that minute
/// included; at the start, before anything happened.
std::expected<Observed, std::string> observe(const Setting& setting, const Specification& specification,
                                             std::span<const Probe> probes);

/// What each probe would find if nothing ever changed: on the first day, with each election as the last poll of the same people.
std::expected<std::vector<double>, std::string> observe_unchanged(const Setting& setting, const Specification& specification,
                                                                  std::span<const Probe> probes);

}  // namespace smolny
