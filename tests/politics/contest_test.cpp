#include "politics/contest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>

using namespace smolny::politics;

namespace {

ContestSide some_side() {
  return {*rc::gen::inRange(-30, 31) / 10.0, *rc::gen::inRange(1, 100) / 100.0, *rc::gen::inRange(1, 5000) / 1.0};
}

Attrition some_attrition() {
  return {*rc::gen::inRange(1, 50) / 100.0, *rc::gen::inRange(0, 20) / 10.0, *rc::gen::inRange(0, 20) / 10.0,
          *rc::gen::inRange(0, 15) / 10.0};
}

}  // namespace

TEST(Contest, TwoToOneBecomesAllButCertainAsTheExponentDoubles) {
  EXPECT_NEAR(ratio_success(2, 1, 1), 2.0 / 3.0, 1e-14);
  EXPECT_NEAR(ratio_success(2, 1, 2), 4.0 / 5.0, 1e-14);
  EXPECT_NEAR(ratio_success(2, 1, 4), 16.0 / 17.0, 1e-14);
  EXPECT_NEAR(ratio_success(2, 1, 8), 256.0 / 257.0, 1e-14);
}

TEST(Contest, AnUnopposedSideWinsTheRatioFormAndNotTheDifferenceForm) {
  EXPECT_EQ(ratio_success(1, 0, 1), 1.0);
  EXPECT_EQ(ratio_success(0, 0, 1), 0.5);
  EXPECT_EQ(ratio_success(1, 0, 0), 0.5);
  EXPECT_NEAR(difference_success(1, 0, 1), 0.7310585786300049, 1e-15);
}

TEST(Contest, ThreeContenders) {
  const auto p = ratio_success(std::vector<double>{3, 2, 1}, 1.0);
  EXPECT_NEAR(p[0], 0.5, 1e-15);
  EXPECT_NEAR(p[1], 1.0 / 3.0, 1e-15);
  EXPECT_NEAR(p[2], 1.0 / 6.0, 1e-15);
}

TEST(Contest, EqualSidesHoldAsOftenAndWaitHalfAsLongAsOne) {
  const Attrition attrition{0.25, 1, 1, 1};
  const ContestSide side{0, 0.5, 100};
  EXPECT_EQ(yield_rate(attrition, side, side), 0.25);
  EXPECT_EQ(holding_probability(attrition, side, side), 0.5);
  EXPECT_EQ(mean_duration(attrition, side, side), 2.0);
  EXPECT_NEAR(undecided_probability(attrition, side, side, 2.0), std::exp(-1.0), 1e-15);
}

TEST(Contest, MaynardSmithMoreResolveOnBothSidesOnlyTakesLonger) {
  const Attrition attrition{0.25, 1, 1, 1};
  const ContestSide mild{0, 0.5, 100}, grim{3, 0.5, 100};
  EXPECT_EQ(holding_probability(attrition, grim, grim), 0.5);
  EXPECT_NEAR(mean_duration(attrition, grim, grim) / mean_duration(attrition, mild, mild), std::exp(3.0), 1e-12);
}

TEST(Contest, RefusesCertaintyAndSidesWithoutForce) {
  const Attrition attrition{0.25, 1, 1, 1};
  EXPECT_THROW(yield_rate(attrition, {0, 1.0, 1}, {0, .5, 1}), std::invalid_argument);
  EXPECT_THROW(yield_rate(attrition, {0, .5, 0}, {0, .5, 1}), std::invalid_argument);
  EXPECT_THROW(yield_rate({0, 1, 1, 1}, {0, .5, 1}, {0, .5, 1}), std::invalid_argument);
  EXPECT_THROW(ratio_success(-1, 1, 1), std::invalid_argument);
}

RC_GTEST_PROP(Contest, TheClosedFormIsTheRatioOfTheRates, ()) {
  const Attrition attrition = some_attrition();
  const ContestSide one = some_side(), other = some_side();
  const double mine = yield_rate(attrition, one, other), its = yield_rate(attrition, other, one);
  RC_ASSERT(std::abs(holding_probability(attrition, one, other) - its / (mine + its)) < 1e-12);
  RC_ASSERT(std::abs(mean_duration(attrition, one, other) * (mine + its) - 1.0) < 1e-12);
}

RC_GTEST_PROP(Contest, ExactlyOneSideHolds, ()) {
  const Attrition attrition = some_attrition();
  const ContestSide one = some_side(), other = some_side();
  RC_ASSERT(std::abs(holding_probability(attrition, one, other) + holding_probability(attrition, other, one) - 1) <
            1e-14);
  RC_ASSERT(mean_duration(attrition, one, other) == mean_duration(attrition, other, one));
}

RC_GTEST_PROP(Contest, ResolveBeliefAndForceNeverHurtTheSideThatHasThem, ()) {
  const Attrition attrition = some_attrition();
  const ContestSide one = some_side(), other = some_side();
  ContestSide firmer = one, surer = one, stronger = one;
  firmer.resolve += 0.5;
  surer.belief = 0.5 + 0.5 * one.belief;
  stronger.visible_force *= 2.0;
  const double base = holding_probability(attrition, one, other);
  RC_ASSERT(holding_probability(attrition, firmer, other) >= base);
  RC_ASSERT(holding_probability(attrition, surer, other) >= base);
  RC_ASSERT(holding_probability(attrition, stronger, other) >= base);
}

RC_GTEST_PROP(Contest, TheRatioFormSeesProportionsAloneAndTheDifferenceFormGapsAlone, ()) {
  const double a = *rc::gen::inRange(1, 1000) / 1.0, b = *rc::gen::inRange(1, 1000) / 1.0;
  RC_ASSERT(std::abs(ratio_success(a, b, 1.7) - ratio_success(7 * a, 7 * b, 1.7)) < 1e-12);
  RC_ASSERT(difference_success(a, b, 0.01) == difference_success(a + 512, b + 512, 0.01));
}
