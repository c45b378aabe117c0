#pragma once
// Persons who leave one population for others, by exact counts.

#include <cstdint>
#include <span>
#include <vector>

#include "people/counts.hpp"
#include "people/words.hpp"

namespace smolny::people {

/// Takes `n` persons out of a population and returns them, each person as likely to be among them as any other: cells are
/// multivariate hypergeometric. 0 <= n <= size. Nobody is lost: what is returned and what is left add up to what there was.
/// Few are drawn one by one, many cell by cell; the distribution is the same.
Histogram take(Histogram& people, std::int64_t n, const Draws& draws);

/// Deals a population out, so many persons to each hand, as cards are dealt from a shuffled pack (Fisher and Yates 1938): what a hand
/// gets is multivariate hypergeometric of what the hands before have left. The hands add up to the size of the population.
std::vector<Histogram> deal(const Histogram& people, std::span<const std::int64_t> hands, const Draws& draws);

/// The same with persons of whom each is told from the others: what each hand gets, in the order in which they stood.
std::vector<std::vector<std::uint8_t>> deal(std::span<const std::uint8_t> persons, std::span<const std::int64_t> hands, const Draws& draws);

/// Takes `n` persons out of a group of individuals, 0 <= n <= size, and returns them in the order of their keys: those of lowest key,
/// of two with the same the one of lower number. A key is 64 bits that are drawn at (address, number): the person's word and, below it,
/// their second word (people/words.hpp); so each is as likely to be among them as any other. Who stays keeps the order and closes up, and so
/// gets another number.
std::vector<std::uint8_t> take(std::vector<std::uint8_t>& persons, std::int64_t n, const StepAddress& address);

/// Adds persons to a population, in the cells in which they stand.
void add(Histogram& people, const Histogram& arrivals);

}  // namespace smolny::people
