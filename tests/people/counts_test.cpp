// Populations as counts: nobody appears, nobody is lost, and the moves are those of independent persons.

#include "people/counts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "chance/draw.h"

namespace smolny::people {
namespace {

std::array<double, kPositions> even() {
  std::array<double, kPositions> slate{};
  slate.fill(1.0 / kPositions);
  return slate;
}

Draws draws(std::uint64_t seed) {
  return [seed](std::uint64_t k) { return chance::uniform({seed, 0, 0}, {1, k, 0, 0}); };
}

RC_GTEST_PROP(Standing, HoldsEverybodyExactly, ()) {
  const auto size = *rc::gen::inRange(0, 300000);
  const double mean = *rc::gen::inRange(0, 101) / 100.0, spread = *rc::gen::inRange(1, 60) / 100.0;
  RC_ASSERT(people::size(standing(even(), mean, spread, size)) == size);
}

TEST(Standing, HasTheMeanResolveThatWasAsked) {
  EXPECT_NEAR(mean_resolve(standing(even(), 0.5, 0.15, 100000)), 0.5, 0.01);
  EXPECT_NEAR(mean_resolve(standing(even(), 0.3, 0.1, 100000)), 0.3, 0.01);
}

RC_GTEST_PROP(Step, ConservesPersons, ()) {
  Histogram h = standing(even(), 0.4, 0.2, *rc::gen::inRange(0, 20000));
  const auto before = people::size(h);
  Transition t;
  for (std::size_t p = 0; p < kPositions; ++p) {
    t.up[p] = *rc::gen::inRange(0, 30) / 100.0;
    t.down[p] = *rc::gen::inRange(0, 30) / 100.0;
    t.leave[p] = *rc::gen::inRange(0, 30) / 100.0;
    t.towards[p] = *rc::gen::inRange(0, 3);
  }
  step(h, t, draws(*rc::gen::inRange<std::uint64_t>(0, 1000)));
  RC_ASSERT(people::size(h) == before);
  for (std::int32_t n : h.cell) RC_ASSERT(n >= 0);
}

TEST(Step, NobodyMovesWhereNothingPresses) {
  Histogram h = standing(even(), 0.4, 0.2, 5000);
  const Histogram before = h;
  EXPECT_EQ(step(h, Transition{}, draws(1)), 0);
  EXPECT_EQ(h.cell, before.cell);
}

TEST(Step, NobodyLeavesForNowhere) {
  Histogram h = standing(even(), 0.4, 0.2, 5000);
  Transition t;
  t.leave.fill(0.5);
  EXPECT_EQ(step(h, t, draws(1)), 0);
}

TEST(Step, MovesAsManyAsIndependentPersonsWould) {
  Transition t;
  t.up.fill(0.1);
  double sum = 0, squares = 0;
  constexpr int n = 400;
  for (int i = 0; i < n; ++i) {
    Histogram h = standing(even(), 0.3, 0.1, 3000);
    const auto m = static_cast<double>(step(h, t, draws(static_cast<std::uint64_t>(i))));
    sum += m;
    squares += m * m;
  }
  const double mean = sum / n, variance = squares / n - mean * mean;
  EXPECT_NEAR(mean, 300, 3 * 16.4 / 20);  // binomial(3000, 0.1): sd 16.4, mean of 400
  EXPECT_NEAR(variance, 270, 60);
}

}  // namespace
}  // namespace smolny::people
