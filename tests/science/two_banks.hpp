#pragma once
// The invented city that is held up to a mirror (scenarios/two-banks): as it is, with its sides' data swapped, and with
// one side's data given to both.

#include "scenario/loader.hpp"

namespace smolny::science {

const LoadedScenario& two_banks();
/// What was the western bank's is the eastern's and the other way round; only the axis of attitudes stays as it is.
LoadedScenario two_banks_swapped();
/// The eastern bank has the western bank's numbers, mirrored; `together`: the two units of a bank share their quarters.
LoadedScenario two_banks_alike(bool together = false);
/// One number in the rows of the west's units multiplied.
LoadedScenario two_banks_scaled(const std::string& field, double factor);

/// `west` for `east` and the other way round, wherever it stands in a text.
std::string other_side(const std::string& text);

}  // namespace smolny::science
