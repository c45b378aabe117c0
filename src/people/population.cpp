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

std::int64_t step(std::span<const Crowd> crowds, const chance::Key& key, std::uint32_t step, unsigned threads, Mover mover) {
  std::vector<std::uint64_t> begins{0};  // of each crowd, in one row of all persons
  begins.reserve(crowds.size() + 1);
  for (const Crowd& c : crowds) begins.push_back(begins.back() + c.persons.size());
  std::atomic<std::int64_t> moved{0};
  const auto work = [&](std::uint64_t block) {
    const std::uint64_t from = block * kBlock, to = from + kBlock;
    auto at = static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), from) - begins.begin()) - 1;
    for (; at < crowds.size() && begins[at] < to; ++at) {
      const Crowd& crowd = crowds[at];
      const std::uint64_t size = crowd.persons.size();
      const std::uint64_t first = cut(from, begins[at], size), end = cut(to, begins[at], size);
      if (first >= end) continue;
      Histogram change;
      const bool whole = first == 0 && end == size;  // then nobody else writes its counts
      Histogram& counts = whole ? *crowd.counts : change;
      const StepAddress address = step_address(key, crowd.key, step);
      const auto move = mover == Mover::vectors ? step_individuals : step_reference;
      const auto mine = move(crowd.persons.subspan(first, end - first), static_cast<std::uint32_t>(first), *crowd.table, address, counts);
      if (!whole && mine > 0) add(*crowd.counts, change);
      moved.fetch_add(mine, std::memory_order_relaxed);
    }
  };
  deal((begins.back() + kBlock - 1) / kBlock, threads, work);
  return moved.load();
}

std::int64_t step(Population& population, std::span<const Table> tables, const chance::Key& key, std::uint32_t step, unsigned threads,
                  Mover mover) {
  if (tables.size() != population.groups()) throw std::invalid_argument("a step of people: every group must have a table");
  std::vector<Crowd> crowds;
  crowds.reserve(population.groups());
  for (std::size_t g = 0; g < population.groups(); ++g)
    crowds.push_back({{population.persons.data() + population.begins[g], population.size(g)}, population.keys[g], &tables[g], &population.counts[g]});
  return people::step(crowds, key, step, threads, mover);
}

}  // namespace smolny::people
