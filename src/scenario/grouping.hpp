#pragma once
// A finer grouping of the same people: every group cut into parts that are alike, so that it can be seen whether the grain matters.

#include <cstdint>

#include "scenario/assembly.hpp"
#include "scenario/diagnostics.hpp"
#include "world/setting.hpp"

namespace smolny {

/// What a specification calls it: `scenario`, the groups as they are given, or `at-most-N`.
std::string grouping_name(std::int64_t most);
/// The inverse; 0 for `scenario`, -1 for what is no grouping.
std::int64_t grouping_of(std::string_view name);

/// Names the parts, before rows are read: a group of fixed size above `most` becomes ceil(size / most) rows, the first of which keeps its
/// id; the others are called ID--2, ID--3 and so on, which no author can. A group whose size is uncertain stays whole.
/// More groups than a scenario may have are a fault, told at `whole`.
void name_parts_of_groups(const Assembly& assembly, Setting& setting, std::int64_t most, Diagnostics& diagnostics, Position whole);

/// Fills the parts once the rows have been read: sizes differ by a person at most and sum to the whole; all else is the whole's. Wherever
/// a whole was named (electors, ground of organizations, ends of flows, acts) all its parts stand. Shocks are the whole's too
/// (Group::whole), so that what is finer is who is drawn beside whom, not how much groups differ.
void fill_parts(Setting& setting);

}  // namespace smolny
