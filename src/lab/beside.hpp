#pragma once
// Two ensembles of one scenario beside each other, member by member: what a change that lies before them, such as another road to their
// starts, makes of their outcomes. Draws of equal address are equal in both, so that members of one number share their chance.

#include <expected>
#include <string>
#include <vector>

#include "lab/bootstrap.hpp"
#include "lab/opening.hpp"

namespace smolny {

/// An outcome, or one case of a category. Booleans, cases: shares. Numbers: means over members in which both have one. Instants: the
/// share in which it occurs.
struct Contrast {
  std::string outcome, name, unit, of;  ///< of: the case; empty where there are none
  std::uint64_t pairs = 0;              ///< members that lived in both
  double here = 0, there = 0;           ///< over these
  double difference = 0;                ///< there less here
  Interval interval{};                  ///< of kLevel; members that take up one start are resampled together
};

/// Bad input: another scenario or other outcomes, or no member that lived in both.
std::expected<std::vector<Contrast>, Fault> beside(const OpenArchive& here, const OpenArchive& there);

std::string contrasts_text(const std::vector<Contrast>& contrasts);
std::string contrasts_json(const std::vector<Contrast>& contrasts);

}  // namespace smolny
