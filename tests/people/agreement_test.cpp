// Individuals and counts are one process in distribution: whole trajectories of both, over many seeds, with shocks that both
// share. Seeds are fixed, so a verdict never changes by itself; a family of tests shares a chance of 0.001 to fail a
// pair that agrees (Bonferroni).

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "chance/names.h"
#include "people/counts.hpp"
#include "people/population.hpp"
#include "toy.hpp"
#include "two_samples.hpp"

namespace smolny::people {
namespace {

using testing::chi_square_p;
using testing::chi_square_tail;
using testing::kolmogorov_p;

constexpr double kFamily = 0.001;
constexpr std::uint32_t kDays = 12;

/// What is kept of a life: the last day's counts, and on some days features that say how a trajectory went.
struct Life {
  Histogram last;
  std::vector<double> features;
};

void note(Life& life, std::int64_t moved, const Histogram& counts) {
  life.last = counts;
  double party = 0, none = 0;
  for (std::size_t r = 0; r < kSteps; ++r) party += counts.cell[3 * kSteps + r], none += counts.cell[15 * kSteps + r];
  life.features.insert(life.features.end(), {static_cast<double>(moved), mean_resolve(counts), static_cast<double>(at_least(counts, 9)), party, none});
}

using Press = Transition (*)(const Histogram&, std::uint32_t);
Transition feedback(const Histogram& counts, std::uint32_t day) { return toy_press(counts, day, 0.08); }
Transition open_loop(const Histogram&, std::uint32_t day) { return toy_press(toy_group(1000), day, 0.08); }
/// Individuals that would be wrong by a twentieth of one chance.
Transition a_little_off(const Histogram& counts, std::uint32_t day) {
  Transition t = feedback(counts, day);
  for (double& up : t.up) up *= 1.05;
  return t;
}

Life live_individuals(const Histogram& start, std::uint64_t seed, Press press) {
  Population group;
  add_group(group, chance::name_hash("works"), start);
  Life life;
  for (std::uint32_t day = 0; day < kDays; ++day) {
    const Table table = table_of(press(group.counts[0], day));
    const auto moved = step(group, {&table, 1}, {seed, 0, 0}, day, 1);
    if (day % 4 == 3) note(life, moved, group.counts[0]);
  }
  return life;
}

Life live_counts(const Histogram& start, std::uint64_t seed, Press press) {
  Histogram counts = start;
  Life life;
  for (std::uint32_t day = 0; day < kDays; ++day) {
    const auto moved = step(counts, table_of(press(counts, day)), toy_draws(seed, day));
    if (day % 4 == 3) note(life, moved, counts);
  }
  return life;
}

struct Lives {
  std::vector<double> cells = std::vector<double>(256);
  std::vector<std::vector<double>> features;
  void add(const Life& life) {
    for (std::size_t c = 0; c < 256; ++c) cells[c] += life.last.cell[c];
    features.resize(life.features.size());
    for (std::size_t f = 0; f < life.features.size(); ++f) features[f].push_back(life.features[f]);
  }
};

Lives lives(Life (*live)(const Histogram&, std::uint64_t, Press), const Histogram& start, std::uint64_t from, std::uint64_t many, Press press) {
  Lives result;
  for (std::uint64_t seed = from; seed < from + many; ++seed) result.add(live(start, seed, press));
  return result;
}

/// The least p over the features, times their number.
double least_p(const Lives& a, const Lives& b) {
  double least = 1;
  for (std::size_t f = 0; f < a.features.size(); ++f) least = std::min(least, kolmogorov_p(a.features[f], b.features[f]));
  return std::min(1.0, least * static_cast<double>(a.features.size()));
}

struct Case {
  std::int32_t size;
  std::uint64_t seeds;
};
const std::vector<Case> kCases{{40, 1200}, {300, 500}, {3000, 300}, {20000, 100}};

TEST(Agreement, TrajectoriesHaveTheSameDistribution) {
  for (const Case& c : kCases) {
    const Lives individuals = lives(live_individuals, toy_group(c.size), 1, c.seeds, feedback);
    const Lives counts = lives(live_counts, toy_group(c.size), 100001, c.seeds, feedback);
    EXPECT_GT(least_p(individuals, counts), kFamily / static_cast<double>(kCases.size())) << c.size << " persons";
  }
}

TEST(Agreement, CellsHaveTheSameDistribution) {
  for (const Case& c : kCases) {
    Histogram start;
    start.cell[0x27] = c.size;  // all alike at first and nothing that depends on others: cells are multinomial
    const Lives individuals = lives(live_individuals, start, 1, c.seeds, open_loop);
    const Lives counts = lives(live_counts, start, 100001, c.seeds, open_loop);
    EXPECT_GT(chi_square_p(individuals.cells, counts.cells), kFamily / static_cast<double>(kCases.size())) << c.size << " persons";
  }
}

TEST(Agreement, AnErrorOfATwentiethWouldBeSeen) {
  const Lives individuals = lives(live_individuals, toy_group(3000), 1, 300, a_little_off);
  const Lives counts = lives(live_counts, toy_group(3000), 100001, 300, feedback);
  EXPECT_LT(least_p(individuals, counts), kFamily);
}

TEST(Agreement, OneStepHasTheChancesOfTheTable) {
  Transition t;
  t.up[2] = 0.013;
  t.down[2] = 0.0071;
  t.leave[2] = 0.0049;
  t.towards[0] = 1;
  t.towards[9] = 2;
  t.towards[15] = 4;
  const Table table = table_of(t);
  Histogram start;
  start.cell[0x27] = 2'000'000;
  const double up = 0.013, down = 0.0071, leave = 0.0049;
  const std::vector<std::pair<std::size_t, double>> expected{
      {0x27, 1 - up - down - leave}, {0x28, up}, {0x26, down}, {0x07, leave / 7}, {0x97, leave * 2 / 7}, {0xf7, leave * 4 / 7}};
  Population group;
  add_group(group, 5, start);
  step(group, {&table, 1}, {3, 0, 0}, 0, 1);
  Histogram counts = start;
  step(counts, table, toy_draws(3, 0));
  for (const Histogram& h : {group.counts[0], counts}) {
    double chi = 0;
    for (const auto& [cell, p] : expected) chi += (h.cell[cell] - 2e6 * p) * (h.cell[cell] - 2e6 * p) / (2e6 * p);
    EXPECT_GT(chi_square_tail(chi, 5), kFamily / 2);
  }
}

}  // namespace
}  // namespace smolny::people
