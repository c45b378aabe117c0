#pragma once
// Populations as counts: how many of a group stand in each of 256 cells, 16 positions on the slate by 16 steps of
// resolve. Persons in a cell are exchangeable, so moving counts by exact draws is the same process in distribution as
// moving each person (design: "People").

#include <array>
#include <cstdint>
#include <functional>

#include "people/histogram.hpp"
#include "people/table.hpp"

namespace smolny::people {

/// The standing distribution: shares of the slate by a normal distribution of resolve (mean and spread on 0 to 1, cut
/// to the 16 steps). Sums to `size` exactly, by largest remainders.
Histogram standing(const std::array<double, kPositions>& slate, double mean, double spread, std::int32_t size);

/// A source of uniform draws: asked for the k-th draw of this step.
using Draws = std::function<double(std::uint64_t)>;

/// Moves the counts one step by exact draws; the size is conserved. Returns how many moved. The chances are those of
/// the table: the same process as moving each person by it (people/individuals.hpp).
std::int64_t step(Histogram& people, const Table& table, const Draws& draws);
std::int64_t step(Histogram& people, const Transition& transition, const Draws& draws);

std::int64_t size(const Histogram& people);
/// Mean resolve, 0 to 1.
double mean_resolve(const Histogram& people);
/// How many stand at this resolve or above (0 to 15).
std::int64_t at_least(const Histogram& people, int resolve);

}  // namespace smolny::people
