#include "politics/pivotality.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "politics/power.hpp"

using namespace smolny::politics;

namespace {

std::vector<VotingBloc> some_blocs() {
  const auto n = *rc::gen::inRange<std::size_t>(1, 9);
  std::vector<VotingBloc> blocs;
  for (std::size_t i = 0; i < n; ++i) {
    blocs.push_back({*rc::gen::inRange<std::uint32_t>(0, 30), *rc::gen::inRange(0, 101) / 100.0});
  }
  return blocs;
}

// Sums the chance of every way to vote.
double passing_one_by_one(const std::vector<VotingBloc>& blocs, std::uint64_t quota) {
  double passing = 0.0;
  for (std::uint32_t yes = 0; yes < (1U << blocs.size()); ++yes) {
    double chance = 1.0;
    std::uint64_t weight = 0;
    for (std::size_t i = 0; i < blocs.size(); ++i) {
      const bool votes_yes = (yes >> i & 1U) != 0;
      chance *= votes_yes ? blocs[i].yes : 1.0 - blocs[i].yes;
      weight += votes_yes ? blocs[i].weight : 0;
    }
    passing += weight >= quota ? chance : 0.0;
  }
  return passing;
}

}  // namespace

TEST(Pivotality, TheSmallBlocDecidesExactlyWhenTheGreatOnesDisagree) {
  const std::vector<VotingBloc> blocs = {{50, 0.9}, {49, 0.2}, {2, 0.5}};
  EXPECT_NEAR(pivot_probability(blocs, 51, 2), 0.9 * 0.8 + 0.1 * 0.2, 1e-15);
  EXPECT_NEAR(pivot_probability(blocs, 51, 0), 0.2 * 0.5 + 0.8 * 0.5, 1e-15);
}

TEST(Pivotality, ADictatorIsAlwaysPivotalAndADummyNever) {
  const std::vector<VotingBloc> blocs = {{62, 0.3}, {29, 0.4}, {10, 0.5}};
  EXPECT_EQ(pivot_probability(blocs, 51, 0), 1.0);
  EXPECT_EQ(pivot_probability(blocs, 51, 1), 0.0);
  EXPECT_NEAR(passing_probability(blocs, 51), 0.3, 1e-15);
}

TEST(Pivotality, OneCommonChanceDrawnEvenlyGivesShapleyAndShubik) {
  // Straffin 1977. The chance is a polynomial of degree 3 in p, which Simpson's rule integrates exactly.
  const std::vector<std::uint32_t> weights = {3, 2, 1, 1};
  const ShapleyShubik s = shapley_shubik(weights, 4);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto at = [&](double p) {
      std::vector<VotingBloc> blocs;
      for (const std::uint32_t weight : weights) blocs.push_back({weight, p});
      return pivot_probability(blocs, 4, i);
    };
    EXPECT_NEAR((at(0.0) + 4.0 * at(0.5) + at(1.0)) / 6.0, s.index[i], 1e-15);
  }
}

TEST(Pivotality, RefusesWhatIsNoChance) {
  EXPECT_THROW(passing_probability(std::vector<VotingBloc>{{1, 1.5}}, 1), std::invalid_argument);
  EXPECT_THROW(pivot_probability(std::vector<VotingBloc>{{1, 0.5}}, 1, 1), std::invalid_argument);
  EXPECT_THROW(passing_probability(std::vector<VotingBloc>{{1, 0.5}}, 0), std::invalid_argument);
}

RC_GTEST_PROP(Pivotality, IfEveryBlocTossesACoinItIsTheAbsoluteBanzhafIndex, ()) {
  auto blocs = some_blocs();
  std::vector<std::uint32_t> weights;
  for (VotingBloc& bloc : blocs) {
    bloc.yes = 0.5;
    weights.push_back(bloc.weight);
  }
  const auto quota = *rc::gen::inRange<std::uint64_t>(1, 120);
  RC_ASSERT(pivot_probabilities(blocs, quota) == banzhaf(weights, quota).absolute);
}

RC_GTEST_PROP(Pivotality, AgreesWithEveryWayToVote, ()) {
  const auto blocs = some_blocs();
  const auto quota = *rc::gen::inRange<std::uint64_t>(1, 120);
  RC_ASSERT(std::abs(passing_probability(blocs, quota) - passing_one_by_one(blocs, quota)) < 1e-12);
}

RC_GTEST_PROP(Pivotality, BeingPivotalIsWhatOnesVoteAddsToTheChanceOfPassing, ()) {
  auto blocs = some_blocs();
  const auto quota = *rc::gen::inRange<std::uint64_t>(1, 120);
  const double pivotal = pivot_probability(blocs, quota, 0);
  blocs[0].yes = 1.0;
  const double with = passing_probability(blocs, quota);
  blocs[0].yes = 0.0;
  RC_ASSERT(std::abs(with - passing_probability(blocs, quota) - pivotal) < 1e-12);
}

RC_GTEST_PROP(Pivotality, TheOrderOfRowsChangesNoBit, ()) {
  const auto blocs = some_blocs();
  const auto quota = *rc::gen::inRange<std::uint64_t>(1, 120);
  const std::vector<VotingBloc> turned(blocs.rbegin(), blocs.rend());
  auto there = pivot_probabilities(blocs, quota), back = pivot_probabilities(turned, quota);
  std::reverse(back.begin(), back.end());
  RC_ASSERT(there == back);
  RC_ASSERT(passing_probability(blocs, quota) == passing_probability(turned, quota));
}
