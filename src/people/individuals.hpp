#pragma once
// Populations as individuals: one byte a person (high 4 bits position on the slate, low 4 bits resolve), streamed. The
// same process as counts (people/counts.hpp), person by person; seeds do not correspond between the two.

#include <cstdint>
#include <span>

#include "people/histogram.hpp"
#include "people/table.hpp"
#include "people/words.hpp"

namespace smolny::people {

/// Steps persons first, first + 1, ... of a group (first a multiple of kTile), each by at most one move, and keeps
/// `counts`, to which the moves are added, in step with them. Returns how many moved. Integer vectors as wide as the
/// machine has; the same bytes on every machine, and however a group is cut into pieces.
/// Traffic: one byte read a person, and a byte written for each who moves.
std::int64_t step_individuals(std::span<std::uint8_t> persons, std::uint32_t first, const Table& table, const StepAddress& address,
                              Histogram& counts);

/// The same, one person after another, with nothing clever: what the fast one is held to, bit for bit.
std::int64_t step_reference(std::span<std::uint8_t> persons, std::uint32_t first, const Table& table, const StepAddress& address,
                            Histogram& counts);

/// The first bytes (people/words.hpp) of persons 0, 1, ... at an address.
void draw_bytes(std::span<std::uint8_t> bytes, const StepAddress& address);

/// Only draws the first bytes of `count` persons from `first` on (a multiple of kTile), and returns their sum: what the
/// generator alone costs.
std::uint64_t draw_only(std::uint32_t first, std::uint32_t count, const StepAddress& address);

/// The name of the vectors in use on this machine, such as AVX2.
const char* vectors_in_use();

/// How many persons stand in each cell.
Histogram count(std::span<const std::uint8_t> persons);

}  // namespace smolny::people
