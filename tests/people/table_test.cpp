// Chances in fixed point: rounded to the nearest multiple of 2^-32, whole where they are whole, and adding up.

#include "people/table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace smolny::people {
namespace {

double chance(std::uint32_t above, std::uint32_t below = 0) { return (static_cast<double>(above) - below) * 0x1p-32; }

Transition drawn() {
  Transition t;
  for (std::size_t p = 0; p < kPositions; ++p) {
    t.up[p] = *rc::gen::inRange(0, 1000001) / 3e6;
    t.down[p] = *rc::gen::inRange(0, 1000001) / 3e6;
    t.leave[p] = *rc::gen::inRange(0, 1000001) / 3e6;
    t.towards[p] = *rc::gen::inRange(0, 4) / 3.0;
  }
  t.towards[3] = 1;
  return t;
}

RC_GTEST_PROP(Table, RoundsEachChanceToTheNearest, ()) {
  const Transition t = drawn();
  const Table table = table_of(t);
  for (std::size_t p = 0; p < kPositions; ++p) {
    const double least = 0x1p-32;  // a unit of the table; half of one where nothing is cut at the end
    RC_ASSERT(std::abs(chance(table.rise[p]) - t.up[p]) <= least);
    RC_ASSERT(std::abs(chance(table.fall[p], table.rise[p]) - t.down[p]) <= least);
    RC_ASSERT(std::abs(chance(table.leave[p], table.fall[p]) - t.leave[p]) <= 2 * least);
    RC_ASSERT(table.gate[p] == table.leave[p] >> 24);
  }
}

RC_GTEST_PROP(Table, SharesOutEveryLeaver, ()) {
  const Transition t = drawn();
  const Table table = table_of(t);
  const double all = std::accumulate(t.towards.begin(), t.towards.end(), 0.0);
  std::uint64_t sum = 0;
  for (std::size_t p = 0; p < kPositions; ++p) {
    RC_ASSERT(std::abs(static_cast<double>(share(table, p)) * 0x1p-32 - t.towards[p] / all) <= 0x1p-32);
    RC_ASSERT((share(table, p) == 0) == (t.towards[p] == 0));
    sum += share(table, p);
  }
  RC_ASSERT(sum == std::uint64_t{1} << 32);
}

TEST(Table, ExactChancesStayExact) {
  Transition t;
  t.up[2] = 0.25;
  t.down[2] = 0.125;
  t.leave[2] = 0x1p-32;
  t.towards[5] = 3;
  t.towards[9] = 1;
  const Table table = table_of(t);
  EXPECT_EQ(table.rise[2], 1U << 30);
  EXPECT_EQ(table.fall[2], (1U << 30) + (1U << 29));
  EXPECT_EQ(table.leave[2], table.fall[2] + 1);
  EXPECT_EQ(share(table, 5), 3ULL << 30);
  EXPECT_EQ(share(table, 9), 1ULL << 30);
  EXPECT_EQ(share(table, 4), 0U);
  EXPECT_EQ(share(table, 15), 0U);
}

TEST(Table, ChancesBelowHalfAUnitVanishAndAboveItCount) {
  Transition t;
  t.up[0] = 0x1p-34;
  t.up[1] = 0x1p-33;
  t.up[2] = -1;
  EXPECT_EQ(table_of(t).rise[0], 0U);
  EXPECT_EQ(table_of(t).rise[1], 1U);
  EXPECT_EQ(table_of(t).rise[2], 0U);
}

TEST(Table, MoreThanAllIsScaledDown) {
  Transition t;
  t.up.fill(1);
  t.down.fill(0.5);
  t.leave.fill(0.5);
  t.towards.fill(1);
  const Table table = table_of(t);
  EXPECT_EQ(table.rise[0], 1U << 31);
  EXPECT_EQ(table.fall[0], 3U << 30);
  EXPECT_EQ(table.leave[0], 0xffffffffU);
}

TEST(Table, NobodyLeavesForNowhere) {
  Transition t;
  t.leave.fill(1);
  EXPECT_EQ(table_of(t).leave[0], 0U);
}

TEST(Table, OneGoalTakesEveryLeaver) {
  for (std::size_t goal : {0U, 7U, 15U}) {
    Transition t;
    t.leave.fill(0.5);
    t.towards[goal] = 0.1;
    const Table table = table_of(t);
    EXPECT_EQ(share(table, goal), std::uint64_t{1} << 32);
    for (std::uint32_t second : {0U, 1U, 0x80000000U, 0xffffffffU})
      EXPECT_EQ(move_of(table, 0x35, 0, second), static_cast<std::uint8_t>(goal << 4 | 5));
  }
}

TEST(Table, GoalsTooLightForAWordAreNeverReached) {
  Transition t;
  t.leave.fill(0.5);
  t.towards[0] = t.towards[15] = 1e-30;
  t.towards[4] = 1;
  const Table table = table_of(t);
  EXPECT_EQ(move_of(table, 0x35, 0, 0), 0x45);
  EXPECT_EQ(move_of(table, 0x35, 0, 0xffffffffU), 0x45);
}

TEST(Table, WhoWouldLeaveTheScaleStays) {
  Transition t;
  t.up.fill(0.5);
  t.down.fill(0.25);
  const Table table = table_of(t);
  EXPECT_EQ(move_of(table, 0x2f, 0, 0), std::nullopt);
  EXPECT_EQ(move_of(table, 0x2e, 0x7fffffffU, 0), 0x2f);
  EXPECT_EQ(move_of(table, 0x2f, 0x80000000U, 0), 0x2e);
  EXPECT_EQ(move_of(table, 0x20, 0x80000000U, 0), std::nullopt);
  EXPECT_EQ(move_of(table, 0x21, 0xbfffffffU, 0), 0x20);
  EXPECT_EQ(move_of(table, 0x21, 0xc0000000U, 0), std::nullopt);
}

TEST(Table, WeightsWithoutASumAreRefused) {
  Transition t;
  t.towards[0] = std::numeric_limits<double>::infinity();
  EXPECT_THROW(table_of(t), std::invalid_argument);
}

}  // namespace
}  // namespace smolny::people
