// The fast individuals are the plain ones bit for bit, on every kind of vectors that this machine has, however groups are cut.

#include "people/individuals.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <hwy/targets.h>

#include <string>
#include <vector>

#include "chance/names.h"
#include "people/counts.hpp"
#include "people/population.hpp"
#include "toy.hpp"

namespace smolny::people {
namespace {

std::vector<std::uint8_t> persons(const Histogram& counts) {
  Population population;
  add_group(population, 1, counts);
  return population.persons;
}

/// Once for each kind of vectors that this machine has.
template <class Body>
void on_each_target(Body body) {
  for (std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    body();
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

StepAddress address(std::uint64_t seed, std::uint32_t day) { return step_address({seed, 2, 0}, chance::name_hash("works"), day); }

void expect_same(std::int32_t size, double pace, std::uint64_t seed) {
  Histogram plain_counts = toy_group(size);
  auto plain = persons(plain_counts);
  auto fast = plain;
  Histogram fast_counts = plain_counts;
  for (std::uint32_t day = 0; day < 4; ++day) {
    const Table table = table_of(toy_press(plain_counts, day, pace));
    const auto a = step_reference(plain, 0, table, address(seed, day), plain_counts);
    const auto b = step_individuals(fast, 0, table, address(seed, day), fast_counts);
    ASSERT_EQ(a, b) << vectors_in_use() << ", " << size << " persons";
    ASSERT_EQ(plain, fast) << vectors_in_use() << ", " << size << " persons, day " << day;
    ASSERT_EQ(plain_counts.cell, fast_counts.cell);
    ASSERT_EQ(count(fast).cell, fast_counts.cell);
  }
}

TEST(Individuals, AreTheReferenceBitForBitAtEverySmallSize) {
  on_each_target([] {
    for (std::int32_t size = 0; size < 300; ++size) expect_same(size, 0.05, static_cast<std::uint64_t>(size));
  });
}

TEST(Individuals, HaveTheirFirstBytes) {
  on_each_target([] {
    for (std::size_t size : {0U, 1U, 63U, 128U, 2047U, 2048U, 2049U, 5003U}) {
      std::vector<std::uint8_t> bytes(size);
      draw_bytes(bytes, address(3, 9));
      for (std::uint32_t i = 0; i < size; ++i)
        ASSERT_EQ(bytes[i], first_byte(address(3, 9), i)) << vectors_in_use() << ", person " << i << " of " << size;
    }
  });
}

TEST(Individuals, AreTheReferenceBitForBitAroundTheBordersOfRuns) {
  on_each_target([] {
    for (std::int32_t size : {2047, 2048, 2049, 2048 + 63, 2048 + 64, 2048 + 65, 2048 + 127, 2048 + 129, 4096, 10007})
      for (double pace : {0.0, 1e-9, 1e-3, 0.01, 0.2, 0.9}) expect_same(size, pace, 5);
  });
}

TEST(Individuals, AreTheReferenceBitForBitWhereEverybodyMoves) {
  on_each_target([] {
    for (double chance : {1.0, 1.0 - 0x1p-32, 255.0 / 256, 0.5}) {
      Transition t;
      t.leave.fill(chance);
      t.towards.fill(1);
      const Table table = table_of(t);
      Histogram a_counts = toy_group(5000), b_counts = a_counts;
      auto a = persons(a_counts), b = a;
      const auto moved = step_reference(a, 0, table, address(1, 1), a_counts);
      EXPECT_EQ(step_individuals(b, 0, table, address(1, 1), b_counts), moved);
      EXPECT_EQ(a, b);
      EXPECT_NEAR(static_cast<double>(moved), 5000 * chance, chance > 0.99 ? 60 : 5 * 35.4);
    }
  });
}

RC_GTEST_PROP(Individuals, DoNotMindHowAGroupIsCut, ()) {
  const auto size = *rc::gen::inRange(1, 9000);
  const Table table = table_of(toy_press(toy_group(1000), 3, 0.1));
  Histogram whole_counts = toy_group(size), cut_counts = whole_counts;
  auto whole = persons(whole_counts), cut = whole;
  const auto moved = step_individuals(whole, 0, table, address(3, 3), whole_counts);
  const auto at = std::min<std::uint32_t>(static_cast<std::uint32_t>(size), kTile * static_cast<std::uint32_t>(*rc::gen::inRange(0, 70)));
  const std::span all(cut);
  const auto behind = step_individuals(all.subspan(at), at, table, address(3, 3), cut_counts);
  const auto before = step_individuals(all.first(at), 0, table, address(3, 3), cut_counts);
  RC_ASSERT(whole == cut);
  RC_ASSERT(moved == before + behind);
  RC_ASSERT(whole_counts.cell == cut_counts.cell);
}

RC_GTEST_PROP(Individuals, ConservePersons, ()) {
  const auto size = *rc::gen::inRange(0, 20000);
  Histogram counts = toy_group(size);
  auto group = persons(counts);
  const Table table = table_of(toy_press(counts, 1, *rc::gen::inRange(0, 40) / 100.0));
  step_individuals(group, 0, table, address(*rc::gen::inRange<std::uint64_t>(0, 1000), 1), counts);
  RC_ASSERT(people::size(counts) == size);
  RC_ASSERT(count(group).cell == counts.cell);
  for (std::int32_t n : counts.cell) RC_ASSERT(n >= 0);
}

TEST(Individuals, FirstBytesAndOwnWordsAreUniform) {
  std::array<double, 256> bytes{};
  std::array<double, 256> rests{};
  constexpr int n = 200000;
  for (std::uint32_t i = 0; i < n; ++i) {
    ++bytes[first_byte(address(1, 1), i)];
    ++rests[own_words(address(1, 1), i).rest >> 16 & 255U];
  }
  for (const auto& cells : {bytes, rests}) {
    double chi = 0;
    for (double k : cells) chi += (k - n / 256.0) * (k - n / 256.0) / (n / 256.0);
    EXPECT_LT(chi, 255 + 4 * 22.6);  // sd of chi-square with 255 degrees: 22.6
    EXPECT_GT(chi, 255 - 4 * 22.6);
  }
}

TEST(Individuals, GroupsDaysSeedsAndBranchesDrawApart) {
  const std::array<StepAddress, 5> apart{step_address({1, 0, 0}, 5, 9), step_address({2, 0, 0}, 5, 9), step_address({1, 0, 1}, 5, 9),
                                         step_address({1, 0, 0}, 6, 9), step_address({1, 0, 0}, 5, 10)};
  for (std::size_t a = 0; a < apart.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      int same = 0;
      for (std::uint32_t i = 0; i < 4096; ++i) same += first_byte(apart[a], i) == first_byte(apart[b], i);
      EXPECT_LT(same, 40) << a << " and " << b;  // 16 by chance
    }
}

std::uint64_t fingerprint(const std::vector<std::uint8_t>& bytes) {
  return chance::name_hash({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

TEST(Individuals, GiveTheKnownBytes) {
  on_each_target([] {
    Histogram counts = toy_group(12345);
    auto group = persons(counts);
    for (std::uint32_t day = 0; day < 10; ++day)
      step_individuals(group, 0, table_of(toy_press(counts, day, 0.05)), address(1917, day), counts);
    EXPECT_EQ(fingerprint(group), 4565451036770525850U) << vectors_in_use();
  });
}

}  // namespace
}  // namespace smolny::people
