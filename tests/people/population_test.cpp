// All groups step from the state before, to the same bytes on any number of threads.

#include "people/population.hpp"

#include <gtest/gtest.h>

#include "chance/names.h"
#include "people/individuals.hpp"
#include "toy.hpp"

namespace smolny::people {
namespace {

/// Sizes below a tile, odd ones, and one that several blocks share.
Population city() {
  Population population;
  for (std::int32_t size : {1, 0, 63, 64, 129, 4097, 300001, 777, 70000, 2, 131072, 5})
    add_group(population, chance::born_hash(1, 2, population.groups()), toy_group(size));
  return population;
}

std::vector<Table> tables_of(const Population& population, std::uint32_t day, double pace) {
  std::vector<Table> tables;
  for (const Histogram& counts : population.counts) tables.push_back(table_of(toy_press(counts, day, pace)));
  return tables;
}

Population lived(unsigned threads, Mover mover, std::uint32_t days) {
  Population population = city();
  for (std::uint32_t day = 0; day < days; ++day) step(population, tables_of(population, day, 0.03), {1, 2, 3}, day, threads, mover);
  return population;
}

TEST(Population, IsTheSameBytesOnAnyNumberOfThreads) {
  const Population alone = lived(1, Mover::vectors, 5);
  for (unsigned threads : {0U, 2U, 3U, 8U}) {
    const Population together = lived(threads, Mover::vectors, 5);
    EXPECT_EQ(alone.persons, together.persons) << threads << " threads";
    for (std::size_t g = 0; g < alone.groups(); ++g) EXPECT_EQ(alone.counts[g].cell, together.counts[g].cell);
  }
}

TEST(Population, IsTheReferenceBitForBit) {
  const Population fast = lived(2, Mover::vectors, 2), plain = lived(3, Mover::reference, 2);
  EXPECT_EQ(fast.persons, plain.persons);
}

TEST(Population, KeepsItsCountsAndItsPersons) {
  const Population population = lived(3, Mover::vectors, 5), begun = city();
  for (std::size_t g = 0; g < population.groups(); ++g) {
    const std::span group(population.persons.data() + population.begins[g], population.size(g));
    EXPECT_EQ(count(group).cell, population.counts[g].cell);
    EXPECT_EQ(population.size(g), begun.size(g));
  }
  EXPECT_NE(population.persons, begun.persons);
}

TEST(Population, AGroupsDrawsDoNotHangOnTheOthers) {
  Population whole = city(), part;
  add_group(part, whole.keys[5], whole.counts[5]);
  const auto tables = tables_of(whole, 0, 0.1);
  step(whole, tables, {1, 2, 3}, 0, 2);
  step(part, std::span(tables).subspan(5, 1), {1, 2, 3}, 0, 1);
  EXPECT_EQ(part.counts[0].cell, whole.counts[5].cell);
  EXPECT_TRUE(std::equal(part.persons.begin(), part.persons.end(), whole.persons.begin() + static_cast<std::ptrdiff_t>(whole.begins[5])));
}

TEST(Population, WantsATableForEachGroup) {
  Population population = city();
  EXPECT_THROW(step(population, {}, {}, 0, 1), std::invalid_argument);
}

TEST(Population, MayBeEmpty) {
  Population population;
  EXPECT_EQ(step(population, {}, {}, 0, 4), 0);
}

}  // namespace
}  // namespace smolny::people
