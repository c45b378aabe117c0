#include "people/population.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>

#include "people/deal.hpp"
#include "people/individuals.hpp"

namespace smolny::people {

namespace {

/// Persons to a block: enough that dealing costs nothing, few enough that the last block keeps no thread waiting.
constexpr std::uint64_t kBlock = std::uint64_t{1} << 16;

/// Where in a group that begins at `begin` a cut at `at` of all persons falls: on the next tile of the group.
std::uint64_t cut(std::uint64_t at, std::uint64_t begin, std::uint64_t size) {
  if (at <= begin) return 0;
  return std::min(size, (at - begin + kTile - 1) / kTile * kTile);
}

/// Adds what changed to a group's counts; another thread may be adding to the same. Sums of integers do not depend on
/// the order.
void add(Histogram& counts, const Histogram& change) {
  for (std::size_t c = 0; c < counts.cell.size(); ++c)
    if (change.cell[c] != 0) std::atomic_ref(counts.cell[c]).fetch_add(change.cell[c], std::memory_order_relaxed);
}

}  // namespace

std::size_t add_group(Population& population, std::uint64_t key, const Histogram& counts) {
  for (std::size_t c = 0; c < counts.cell.size(); ++c)
    population.persons.insert(population.persons.end(), static_cast<std::size_t>(std::max(0, counts.cell[c])), static_cast<std::uint8_t>(c));
  population.begins.push_back(population.persons.size());
  population.keys.push_back(key);
  population.counts.push_back(counts);
  return population.groups() - 1;
}

std::int64_t step(Population& population, std::span<const Table> tables, const chance::Key& key, std::uint32_t step, unsigned threads,
                  Mover mover) {
  if (tables.size() != population.groups()) throw std::invalid_argument("a step of people: every group must have a table");
  const auto& begins = population.begins;
  const std::uint64_t persons = begins.back();
  std::atomic<std::int64_t> moved{0};
  const auto work = [&](std::uint64_t block) {
    const std::uint64_t from = block * kBlock, to = from + kBlock;
    auto group = static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), from) - begins.begin()) - 1;
    for (; group < population.groups() && begins[group] < to; ++group) {
      const std::uint64_t size = begins[group + 1] - begins[group];
      const std::uint64_t first = cut(from, begins[group], size), end = cut(to, begins[group], size);
      if (first >= end) continue;
      Histogram change;
      const bool whole = first == 0 && end == size;  // then nobody else writes its counts
      Histogram& counts = whole ? population.counts[group] : change;
      const std::span piece(population.persons.data() + begins[group] + first, end - first);
      const StepAddress address = step_address(key, population.keys[group], step);
      const auto mine = (mover == Mover::vectors ? step_individuals : step_reference)(piece, static_cast<std::uint32_t>(first),
                                                                                      tables[group], address, counts);
      if (!whole && mine > 0) add(population.counts[group], change);
      moved.fetch_add(mine, std::memory_order_relaxed);
    }
  };
  deal((persons + kBlock - 1) / kBlock, threads, work);
  return moved.load();
}

}  // namespace smolny::people
