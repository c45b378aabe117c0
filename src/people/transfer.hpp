#pragma once
// Persons who leave one population for others, by exact counts.

#include <cstdint>
#include <span>
#include <vector>

#include "people/counts.hpp"

namespace smolny::people {

/// Takes `n` persons out of a population and returns them, each person as likely to be among them as any other: cells are
/// multivariate hypergeometric. 0 <= n <= size. Nobody is lost: what is returned and what is left add up to what there was.
/// Few are drawn one by one, many cell by cell; the distribution is the same.
Histogram take(Histogram& people, std::int64_t n, const Draws& draws);

/// Deals a population out, so many persons to each hand, as cards are dealt from a shuffled pack (Fisher and Yates 1938): what a hand
/// gets is multivariate hypergeometric of what the hands before have left. The hands add up to the size of the population.
std::vector<Histogram> deal(const Histogram& people, std::span<const std::int64_t> hands, const Draws& draws);

/// Adds persons to a population, in the cells in which they stand.
void add(Histogram& people, const Histogram& arrivals);

}  // namespace smolny::people
