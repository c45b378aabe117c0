#include "politics/power.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

using namespace smolny::politics;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

namespace {

using Weights = std::vector<std::uint32_t>;

std::uint64_t total(const Weights& weights) {
  return std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
}

// The definition itself: every coalition of the others.
std::uint64_t swings_one_by_one(const Weights& weights, std::uint64_t quota, std::size_t bloc) {
  std::uint64_t swings = 0;
  for (std::uint32_t members = 0; members < (1U << weights.size()); ++members) {
    if ((members >> bloc & 1U) != 0) continue;
    std::uint64_t weight = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) weight += (members >> i & 1U) != 0 ? weights[i] : 0;
    swings += weight < quota && weight + weights[bloc] >= quota ? 1 : 0;
  }
  return swings;
}

// The definition itself: every order of joining.
std::vector<std::uint64_t> pivots_one_by_one(const Weights& weights, std::uint64_t quota) {
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::uint64_t> pivots(weights.size(), 0);
  do {
    std::uint64_t weight = 0;
    for (const std::size_t bloc : order) {
      weight += weights[bloc];
      if (weight >= quota) {
        ++pivots[bloc];
        break;
      }
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return pivots;
}

std::vector<double> rounded(std::initializer_list<double> values) { return values; }

Weights some_weights(std::size_t most) {
  const auto n = *rc::gen::inRange<std::size_t>(1, most + 1);
  return *rc::gen::container<Weights>(n, rc::gen::inRange<std::uint32_t>(0, 40));
}

}  // namespace

TEST(Power, EuropeanEconomicCommunityOf1958LuxembourgIsADummy) {
  const Weights weights = {4, 4, 4, 2, 2, 1};  // Germany, France, Italy, Netherlands, Belgium, Luxembourg
  EXPECT_THAT(banzhaf(weights, 12).swings, ElementsAre(10, 10, 10, 6, 6, 0));
  EXPECT_THAT(banzhaf(weights, 12).normalized,
              Pointwise(DoubleNear(0.0005), rounded({.238, .238, .238, .143, .143, 0})));
  EXPECT_THAT(shapley_shubik(weights, 12).index,
              Pointwise(DoubleNear(0.0005), rounded({.233, .233, .233, .15, .15, 0})));
}

TEST(Power, SecurityCouncilVetoHoldersHaveNearlyAllOfIt) {
  Weights weights(15, 1);
  std::fill_n(weights.begin(), 5, 7U);
  const Banzhaf b = banzhaf(weights, 39);
  EXPECT_EQ(b.swings.front(), 848U);
  EXPECT_EQ(b.swings.back(), 84U);
  EXPECT_NEAR(b.normalized.front(), 0.1669, 0.00005);
  EXPECT_NEAR(b.normalized.back(), 0.0165, 0.00005);
  const ShapleyShubik s = shapley_shubik(weights, 39);
  EXPECT_EQ(s.numerators.front() * 2145, s.denominator * 421);  // 421 / 2145 = 0.1963
  EXPECT_EQ(s.numerators.back() * 2145, s.denominator * 4);     // 4 / 2145 = 0.0019
}

TEST(Power, AMajorityOfOneBlocLeavesNothingToTheOthers) {
  const Weights weights = {62, 29, 10};
  EXPECT_THAT(banzhaf(weights, 51).normalized, ElementsAre(1, 0, 0));
  EXPECT_THAT(shapley_shubik(weights, 51).index, ElementsAre(1, 0, 0));
}

TEST(Power, OneVoteIsWorthAsMuchAsFortyNineWhereFiftyNeedOneMore) {
  const Weights weights = {50, 49, 1};
  EXPECT_THAT(banzhaf(weights, 51).swings, ElementsAre(3, 1, 1));  // Felsenthal & Machover
  const ShapleyShubik s = shapley_shubik(weights, 51);
  EXPECT_THAT(s.numerators, ElementsAre(4, 1, 1));
  EXPECT_EQ(s.denominator, 6U);
}

TEST(Power, WeightsInThousandsAndFortySixBlocs) {
  Weights weights;
  for (std::uint32_t i = 0; i < 46; ++i) weights.push_back(1000 + i * i);
  const std::uint64_t quota = total(weights) / 2 + 1;
  const ShapleyShubik s = shapley_shubik(weights, quota);
  EXPECT_EQ(std::accumulate(s.numerators.begin(), s.numerators.end(), std::uint64_t{0}), s.denominator);
  EXPECT_TRUE(std::is_sorted(s.numerators.begin(), s.numerators.end()));
  const Banzhaf b = banzhaf(weights, quota);
  EXPECT_TRUE(std::is_sorted(b.swings.begin(), b.swings.end()));
}

TEST(Power, NobodyHasPowerWhereNothingCanPass) {
  EXPECT_THAT(banzhaf(Weights{1, 2}, 4).normalized, ElementsAre(0, 0));
  EXPECT_THAT(shapley_shubik(Weights{1, 2}, 4).index, ElementsAre(0, 0));
}

TEST(Power, RefusesWhatItCannotCountExactly) {
  EXPECT_THROW(banzhaf(Weights(47, 1), 24), std::invalid_argument);
  EXPECT_THROW(shapley_shubik(Weights{}, 1), std::invalid_argument);
  EXPECT_THROW(banzhaf(Weights{1}, 0), std::invalid_argument);
}

RC_GTEST_PROP(Power, GeneratingFunctionsCountWhatListingCoalitionsCounts, ()) {
  const Weights weights = some_weights(10);
  const auto quota = *rc::gen::inRange<std::uint64_t>(1, total(weights) + 2);
  const Banzhaf b = banzhaf(weights, quota);
  for (std::size_t i = 0; i < weights.size(); ++i) RC_ASSERT(b.swings[i] == swings_one_by_one(weights, quota, i));
}

RC_GTEST_PROP(Power, GeneratingFunctionsCountWhatListingOrdersCounts, ()) {
  const Weights weights = some_weights(6);
  const auto quota = *rc::gen::inRange<std::uint64_t>(1, total(weights) + 2);
  const ShapleyShubik s = shapley_shubik(weights, quota);
  const auto pivots = pivots_one_by_one(weights, quota);
  std::uint64_t orders = 1;
  for (std::uint64_t k = 2; k <= weights.size(); ++k) orders *= k;
  for (std::size_t i = 0; i < weights.size(); ++i) RC_ASSERT(s.numerators[i] * orders == pivots[i] * s.denominator);
}

RC_GTEST_PROP(Power, PowerAddsUpEqualsAreEqualAndTheHeavierIsNoWeaker, ()) {
  const Weights weights = some_weights(14);
  RC_PRE(total(weights) > 0U);
  const auto quota = *rc::gen::inRange<std::uint64_t>(1, total(weights) + 1);
  const Banzhaf b = banzhaf(weights, quota);
  const ShapleyShubik s = shapley_shubik(weights, quota);
  RC_ASSERT(std::accumulate(s.numerators.begin(), s.numerators.end(), std::uint64_t{0}) == s.denominator);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::size_t j = 0; j < weights.size(); ++j) {
      if (weights[i] > weights[j]) continue;
      RC_ASSERT(b.swings[i] <= b.swings[j]);
      RC_ASSERT(s.numerators[i] <= s.numerators[j]);
    }
  }
}
