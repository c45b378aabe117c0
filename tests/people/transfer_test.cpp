// Persons who leave a population: nobody is lost, and those who leave are a fair sample.

#include "people/transfer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
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

RC_GTEST_PROP(TakePersons, AreThoseOfLowestKey, ()) {
  std::vector<std::uint8_t> persons;
  const auto size = *rc::gen::inRange<std::uint32_t>(0, 6000);
  for (std::uint32_t i = 0; i < size; ++i) persons.push_back(static_cast<std::uint8_t>(i * 7 + i / 256));
  const auto n = *rc::gen::inRange<std::int64_t>(0, size + 1);
  const StepAddress address = step_address({*rc::gen::inRange<std::uint64_t>(0, 1000), 0, 0}, 5, 3);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
  for (std::uint32_t i = 0; i < size; ++i) {
    const OwnWords own = own_words(address, i);
    keys.push_back({std::uint64_t{word_of(first_byte(address, i), own.rest)} << 32 | own.second, i});
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint8_t> expected, staying;
  std::vector<bool> leaves(size);
  keys.resize(static_cast<std::size_t>(n));
  for (const auto& [key, person] : keys) expected.push_back(persons[person]), leaves[person] = true;
  for (std::uint32_t i = 0; i < size; ++i)
    if (!leaves[i]) staying.push_back(persons[i]);
  RC_ASSERT(take(persons, n, address) == expected);
  RC_ASSERT(persons == staying);
}

TEST(TakePersons, IsAFairSample) {
  constexpr int kTrials = 3000;
  for (const std::int64_t n : {40, 4000, 9000}) {
    double sum = 0, square = 0;
    for (std::uint64_t seed = 0; seed < kTrials; ++seed) {
      std::vector<std::uint8_t> persons(10000, 3);
      std::fill(persons.begin() + 4000, persons.begin() + 7000, std::uint8_t{40});
      const auto gone = take(persons, n, step_address({seed, 0, 0}, 5, 3));
      const auto k = static_cast<double>(std::count(gone.begin(), gone.end(), 40));
      sum += k, square += k * k;
    }
    const double mean = sum / kTrials, expected = static_cast<double>(n) * 0.3, spread = expected * 0.7 * (10000.0 - static_cast<double>(n)) / 9999;
    EXPECT_NEAR(mean, expected, 4 * std::sqrt(spread / kTrials)) << n;
    EXPECT_NEAR(square / kTrials - mean * mean, spread, 0.11 * spread) << n;
  }
}

TEST(DealPersons, IsTheDealOfTheirCountsKeepingTheirOrder) {
  std::vector<std::uint8_t> persons;
  for (std::uint32_t i = 0; i < 200; ++i) persons.push_back(static_cast<std::uint8_t>(i));
  const std::vector<std::int64_t> hands{30, 0, 170};
  const auto dealt = deal(persons, hands, draws(7));
  ASSERT_EQ(dealt.size(), 3U);
  EXPECT_EQ(dealt[0].size(), 30U);
  EXPECT_TRUE(dealt[1].empty());
  EXPECT_TRUE(std::is_sorted(dealt[0].begin(), dealt[0].end()) && std::is_sorted(dealt[2].begin(), dealt[2].end()));
  std::vector<std::uint8_t> all(dealt[0]);
  all.insert(all.end(), dealt[2].begin(), dealt[2].end());
  std::sort(all.begin(), all.end());
  EXPECT_EQ(all, persons);
  EXPECT_NE(dealt[0], std::vector<std::uint8_t>(persons.begin(), persons.begin() + 30)) << "who goes where is drawn";
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
