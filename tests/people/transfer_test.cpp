// Persons who leave a population: nobody is lost, and those who leave are a fair sample.

#include "people/transfer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "chance/draw.h"

namespace smolny::people {
namespace {

Draws draws(std::uint64_t seed) {
  return [seed](std::uint64_t k) { return chance::uniform({seed, 0, 0}, {1, k, 0, 0}); };
}

RC_GTEST_PROP(Take, LosesNobody, ()) {
  Histogram h;
  for (std::int32_t& n : h.cell) n = *rc::gen::inRange(0, 3) == 0 ? *rc::gen::inRange(0, 100) : 0;
  const Histogram before = h;
  const std::int64_t n = *rc::gen::inRange<std::int64_t>(0, size(h) + 1);
  const Histogram taken = take(h, n, draws(*rc::gen::inRange<std::uint64_t>(0, 1000)));
  RC_ASSERT(size(taken) == n);
  for (std::size_t c = 0; c < 256; ++c) {
    RC_ASSERT(h.cell[c] >= 0 && taken.cell[c] >= 0);
    RC_ASSERT(h.cell[c] + taken.cell[c] == before.cell[c]);
  }
  add(h, taken);
  RC_ASSERT(h.cell == before.cell);
}

/// Mean and variance of those taken from a cell of 3,000 in 10,000: n * 0.3, and n * 0.3 * 0.7 * (10000 - n) / 9999.
void expect_a_fair_sample(std::int64_t n) {
  constexpr int kTrials = 4000;
  double sum = 0, square = 0;
  for (std::uint64_t seed = 0; seed < kTrials; ++seed) {
    Histogram h;
    h.cell[3] = 5000, h.cell[40] = 3000, h.cell[255] = 2000;
    const double k = take(h, n, draws(seed)).cell[40];
    sum += k, square += k * k;
  }
  const double mean = sum / kTrials, variance = square / kTrials - mean * mean;
  const double expected = static_cast<double>(n) * 0.3, spread = expected * 0.7 * (10000.0 - static_cast<double>(n)) / 9999;
  EXPECT_NEAR(mean, expected, 4 * std::sqrt(spread / kTrials));
  EXPECT_NEAR(variance, spread, 0.1 * spread);
}

TEST(Take, IsAFairSampleOneByOne) { expect_a_fair_sample(40); }
TEST(Take, IsAFairSampleCellByCell) { expect_a_fair_sample(4000); }

TEST(Take, IsAFairSampleWhereMostLeave) { expect_a_fair_sample(9000); }

RC_GTEST_PROP(Deal, GivesEverybodyToSomebody, ()) {
  Histogram h;
  for (std::int32_t& n : h.cell) n = *rc::gen::inRange(0, 4) == 0 ? *rc::gen::inRange(0, 50) : 0;
  std::vector<std::int64_t> hands(5);
  std::int64_t left = size(h);
  for (std::size_t i = 0; i < 4; ++i) left -= hands[i] = *rc::gen::inRange<std::int64_t>(0, left + 1);
  hands[4] = left;
  const auto dealt = deal(h, hands, draws(*rc::gen::inRange<std::uint64_t>(0, 1000)));
  Histogram sum;
  for (std::size_t i = 0; i < 5; ++i) {
    RC_ASSERT(size(dealt[i]) == hands[i]);
    add(sum, dealt[i]);
  }
  RC_ASSERT(sum.cell == h.cell);
}

TEST(Deal, IsFairToTheLastHand) {
  // Of 300 in a cell of 1,000 the last hundred get 30 on average, with the variance of a sample without return.
  constexpr int kTrials = 4000;
  double sum = 0, square = 0;
  Histogram h;
  h.cell[3] = 700, h.cell[40] = 300;
  const std::vector<std::int64_t> hands{650, 250, 100};
  for (std::uint64_t seed = 0; seed < kTrials; ++seed) {
    const double k = deal(h, hands, draws(seed))[2].cell[40];
    sum += k, square += k * k;
  }
  const double mean = sum / kTrials, spread = 100 * 0.21 * 900 / 999;
  EXPECT_NEAR(mean, 30, 4 * std::sqrt(spread / kTrials));
  EXPECT_NEAR(square / kTrials - mean * mean, spread, 0.1 * spread);
}

TEST(Take, EverybodyIsEverybody) {
  Histogram h;
  h.cell[7] = 12, h.cell[200] = 3;
  const Histogram before = h;
  EXPECT_EQ(take(h, 15, draws(1)).cell, before.cell);
  EXPECT_EQ(size(h), 0);
}

}  // namespace
}  // namespace smolny::people
