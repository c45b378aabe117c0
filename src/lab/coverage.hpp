#pragma once
// What of a scenario an ensemble has touched: decisions reached, options taken, patterns that occurred. What nothing
// reaches is either impossible or a mistake of the scenario's author.

#include <cstdint>
#include <vector>

#include "archive/fault.hpp"
#include "lab/opening.hpp"

namespace smolny {

struct DecisionCoverage {
  std::uint64_t reached = 0;                ///< members in which it came up
  std::vector<std::uint64_t> taken;         ///< per option: members in which it was ever taken
};

struct Coverage {
  std::uint64_t members = 0;                ///< that did not fail
  std::vector<DecisionCoverage> decisions;  ///< by Setting::decisions
  std::vector<std::uint64_t> patterns;      ///< by Setting::patterns: members in which it occurred
  std::vector<std::uint64_t> kinds;         ///< by EventKind: members in which it occurred
};

std::expected<Coverage, Fault> coverage_of(const OpenArchive& open);

}  // namespace smolny
