#include "politics/choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace smolny::politics;
using testing::DoubleNear;
using testing::ElementsAre;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
using Values = std::vector<double>;

Values some_utilities() {
  const auto whole = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-500, 501)));
  Values utilities;
  for (const int value : whole) utilities.push_back(value / 50.0);
  return utilities;
}

double sum(const Values& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

TEST(Choice, OddsAreTheExponentOfTheDifferenceInUtility) {
  EXPECT_THAT(logit_probabilities(Values{std::log(3.0), 0.0}),
              ElementsAre(DoubleNear(0.75, 1e-15), DoubleNear(0.25, 1e-15)));
  EXPECT_THAT(logit_probabilities(Values{1, 1, 1, 1}), ElementsAre(0.25, 0.25, 0.25, 0.25));
}

TEST(Choice, RationalityRunsFromACoinToTheBestReply) {
  EXPECT_THAT(logit_probabilities(Values{5, -3}, 0.0), ElementsAre(0.5, 0.5));
  EXPECT_GT(logit_probabilities(Values{1.0, 0.9}, 1000.0)[0], 1.0 - 1e-12);
}

TEST(Choice, WhatCannotBeTakenIsNotTakenEvenByACoin) {
  EXPECT_THAT(logit_probabilities(Values{2, -infinity, 2}, 0.0), ElementsAre(0.5, 0, 0.5));
  EXPECT_THROW(logit_probabilities(Values{-infinity}), std::invalid_argument);
  EXPECT_THROW(logit_probabilities(Values{}), std::invalid_argument);
  EXPECT_THROW(logit_probabilities(Values{std::nan("")}), std::invalid_argument);
  EXPECT_THROW(logit_probabilities(Values{1}, -1.0), std::invalid_argument);
}

TEST(Choice, LogSumExpNeitherOverflowsNorVanishes) {
  EXPECT_NEAR(log_sum_exp(Values{10000, 10000}), 10000 + std::log(2.0), 1e-12);
  EXPECT_NEAR(log_sum_exp(Values{-10000, -10000}), -10000 + std::log(2.0), 1e-12);
  EXPECT_EQ(log_sum_exp(Values{}), -infinity);
  EXPECT_EQ(log_sum_exp(Values{-infinity, 3}), 3.0);
}

TEST(Choice, ConditionalLogitWeighsFeaturesNotOptions) {
  const Values features = {1, 0, 0, 1, 1, 1};  // three options, two features
  const FeatureTable table{2, features};
  EXPECT_THAT(conditional_utilities(table, Values{2, -1}), ElementsAre(2, -1, 1));
  EXPECT_THROW(conditional_utilities(table, Values{2}), std::invalid_argument);
  EXPECT_THROW(conditional_utilities({4, features}, Values{1, 1, 1, 1}), std::invalid_argument);
}

TEST(Choice, MixingTastesBreaksTheIndependenceOfIrrelevantAlternatives) {
  // The red and the blue bus: half care only for buses, half only for cars.
  const Values car_bus = {1, 0, 0, 1}, car_bus_bus = {1, 0, 0, 1, 0, 1}, tastes = {0, 50, 50, 0};
  EXPECT_THAT(mixed_logit_probabilities({2, car_bus}, tastes),
              ElementsAre(DoubleNear(.5, 1e-12), DoubleNear(.5, 1e-12)));
  EXPECT_THAT(mixed_logit_probabilities({2, car_bus_bus}, tastes),
              ElementsAre(DoubleNear(.5, 1e-12), DoubleNear(.25, 1e-12), DoubleNear(.25, 1e-12)));
}

TEST(Choice, ADeciderStrikesWhenTheGovernmentIsBelievedWeak) {
  const Values payoffs = {10, -10, 0, 0};  // strike if weak, strike if strong, wait either way
  EXPECT_THAT(quantal_response(payoffs, Values{.5, .5}, 1.0), ElementsAre(.5, .5));
  EXPECT_GT(quantal_response(payoffs, Values{.8, .2}, 1.0)[0], .99);
  EXPECT_THROW(quantal_response(payoffs, Values{.8, .1}, 1.0), std::invalid_argument);
}

TEST(Choice, OrderedLogitCutsOneScaleIntoAnswers) {
  const auto p = ordered_logit_probabilities(0.0, Values{-std::log(3.0), std::log(3.0)});
  EXPECT_THAT(p, ElementsAre(DoubleNear(.25, 1e-15), DoubleNear(.5, 1e-15), DoubleNear(.25, 1e-15)));
  EXPECT_THROW(ordered_logit_probabilities(0.0, Values{1, 1}), std::invalid_argument);
  EXPECT_THAT(ordered_logit_probabilities(0.0, Values{}), ElementsAre(1.0));
}

TEST(Choice, AThinUpperTailKeepsItsDigits) {
  const auto p = ordered_logit_probabilities(0.0, Values{50, 51});
  EXPECT_NEAR(p[1] / (std::exp(-50.0) - std::exp(-51.0)), 1.0, 1e-12);
}

RC_GTEST_PROP(Choice, ProbabilitiesAddUpAndFollowUtility, ()) {
  const Values utilities = some_utilities();
  const double rationality = *rc::gen::inRange(0, 100) / 10.0;
  const Values p = logit_probabilities(utilities, rationality);
  RC_ASSERT(std::abs(sum(p) - 1.0) < 1e-12);
  for (std::size_t i = 0; i < p.size(); ++i) {
    for (std::size_t j = 0; j < p.size(); ++j) RC_ASSERT(utilities[i] > utilities[j] || p[i] <= p[j]);
  }
}

RC_GTEST_PROP(Choice, OnlyDifferencesOfUtilityCount, ()) {
  const Values utilities = some_utilities();
  Values shifted = utilities;
  for (double& utility : shifted) utility += 1024.0;
  const Values there = logit_probabilities(utilities), back = logit_probabilities(shifted);
  for (std::size_t i = 0; i < there.size(); ++i) RC_ASSERT(std::abs(there[i] - back[i]) < 1e-10);
}

RC_GTEST_PROP(Choice, TheOrderOfOptionsChangesNoBit, ()) {
  const Values utilities = some_utilities();
  const Values turned(utilities.rbegin(), utilities.rend());
  Values there = logit_probabilities(utilities, 0.7), back = logit_probabilities(turned, 0.7);
  std::reverse(back.begin(), back.end());
  RC_ASSERT(there == back);
  RC_ASSERT(log_sum_exp(utilities) == log_sum_exp(turned));
}

RC_GTEST_PROP(Choice, AMenuIsWorthAtLeastItsBestOptionAndEveryOptionAddsToIt, ()) {
  Values utilities = some_utilities();
  const double menu = inclusive_value(utilities, 2.0);
  RC_ASSERT(menu >= *std::max_element(utilities.begin(), utilities.end()));
  utilities.push_back(0.0);
  RC_ASSERT(inclusive_value(utilities, 2.0) >= menu);
}

RC_GTEST_PROP(Choice, AHigherEtaMovesNobodyDownTheScale, ()) {
  const double eta = *rc::gen::inRange(-50, 50) / 10.0;
  const Values cuts = {-2, -0.5, 0.7, 3};
  const Values lower = ordered_logit_probabilities(eta, cuts), higher = ordered_logit_probabilities(eta + 0.1, cuts);
  double below_lower = 0.0, below_higher = 0.0;
  for (std::size_t k = 0; k < cuts.size(); ++k) {
    below_lower += lower[k];
    below_higher += higher[k];
    RC_ASSERT(below_higher < below_lower);
  }
  RC_ASSERT(std::abs(sum(lower) - 1.0) < 1e-14);
}
