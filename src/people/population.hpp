#pragma once
// All groups of individuals, stepped together on all cores.

#include <cstdint>
#include <span>
#include <vector>

#include "chance/address.h"
#include "people/histogram.hpp"
#include "people/table.hpp"

namespace smolny::people {

/// The persons of all groups, one group behind another; a byte a person (people/individuals.hpp). Filled by add_group.
struct Population {
  std::vector<std::uint8_t> persons;
  std::vector<std::uint64_t> begins{0};  ///< where group g begins; one more than there are groups, the last the end
  std::vector<std::uint64_t> keys;       ///< hashes of the groups' names
  std::vector<Histogram> counts;         ///< how many of a group stand in each cell; kept by every step

  std::size_t groups() const { return keys.size(); }
  std::uint32_t size(std::size_t group) const { return static_cast<std::uint32_t>(begins[group + 1] - begins[group]); }
};

/// Adds a group of as many persons as its counts say, fewer than 2^31, in the order of cells. Returns its index.
std::size_t add_group(Population& population, std::uint64_t key, const Histogram& counts);

/// Which code moves individuals; the bytes are the same.
enum class Mover : std::uint8_t { vectors, reference };

/// A group that takes a step: its persons where they lie, their counts, which the step keeps, and what presses on them.
struct Crowd {
  std::span<std::uint8_t> persons;  ///< fewer than 2^31
  std::uint64_t key = 0;            ///< hash of the group's name
  const Table* table = nullptr;
  Histogram* counts = nullptr;
};

/// Steps crowds, each by its table: blocks of persons are dealt to `threads` threads (0 counts as 1) by an atomic index. As a person's
/// draws hang on (history, group's key, step, number in the group) alone, the bytes are the same at any number of threads.
/// `step` is the step's ordinal or day; a step that is asked for twice draws the same words. Returns how many moved.
std::int64_t step(std::span<const Crowd> crowds, const chance::Key& key, std::uint32_t step, unsigned threads, Mover mover = Mover::vectors);

/// Steps every group by the table of its index, made from the state before: nobody sees who moved already.
/// Throws std::invalid_argument unless there is a table for each group.
std::int64_t step(Population& population, std::span<const Table> tables, const chance::Key& key, std::uint32_t step, unsigned threads,
                  Mover mover = Mover::vectors);

}  // namespace smolny::people
