#pragma once
// The closed list of acts: names, severity, selection of rows, and the hand-over to the mechanism that performs them.

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/simulation.hpp"

namespace smolny {

std::string_view name_of(ActKind kind);

/// The rows that a selector names now, in the order of the table; the best few where it says at_most.
std::vector<std::int32_t> select(const Simulation& sim, const Selector& selector);

/// Carries an act out: puts its question, or hands it to the mechanism that performs its kind.
void perform(Simulation& sim, const ActCall& call);

}  // namespace smolny
