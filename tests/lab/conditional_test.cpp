// What histories foretell once something is known, held to joint distributions whose conditional is known in closed form.

#include "lab/conditional.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "chance/draw.h"

namespace smolny {
namespace {

constexpr std::size_t kMany = 4000;

/// The k-th of independent standard normals of history i.
double normal(std::size_t i, std::uint64_t k) { return chance::normal_from(chance::uniform({7, i, 0}, {k, 0, 0, 0})); }

std::vector<double> histories(std::size_t n, auto value) {
  std::vector<double> out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(value(i));
  return out;
}

double mean_of(const Sample& s) {
  double sum = 0;
  for (std::size_t i = 0; i < s.values.size(); ++i) sum += s.weights[i] * s.values[i];
  return sum;
}

double sd_of(const Sample& s) {
  double sum = 0;
  const double mean = mean_of(s);
  for (std::size_t i = 0; i < s.values.size(); ++i) sum += s.weights[i] * (s.values[i] - mean) * (s.values[i] - mean);
  return std::sqrt(sum);
}

TEST(Conditional, OfABivariateNormalHasItsMeanAndDeviation) {
  constexpr double rho = 0.8;
  const auto x = histories(kMany, [](std::size_t i) { return normal(i, 1); });
  const auto y = histories(kMany, [](std::size_t i) { return rho * normal(i, 1) + std::sqrt(1 - rho * rho) * normal(i, 2); });
  for (double known : {-1.5, 0.0, 0.7, 2.0}) {
    const auto c = conditional(Scale::plain, y, {{Scale::plain, x, known}});
    ASSERT_TRUE(c) << c.error();
    const double sd = std::sqrt(1 - rho * rho);
    // In the tail the nearest lie on one side of what is known, and the mean leans on the slope: twice the error.
    const double error = 2 * sd / std::sqrt(c->effective);
    EXPECT_NEAR(mean_of(c->sample), rho * known, 3 * error) << known;
    EXPECT_NEAR(sd_of(c->sample), sd, 3 * error) << known;
    EXPECT_GT(c->effective, 500);
    EXPECT_LT(c->effective, kMany / 4.0);
    EXPECT_FALSE(c->extrapolated);
  }
}

TEST(Conditional, OnTwoFiguresHasTheMeanOfTheRegressionOnBoth) {
  // y = x1 - x2 / 2 + e, x1 and x2 correlated by 0.6.
  const auto x1 = histories(kMany, [](std::size_t i) { return normal(i, 1); });
  const auto x2 = histories(kMany, [](std::size_t i) { return 0.6 * normal(i, 1) + 0.8 * normal(i, 2); });
  const auto y = histories(kMany, [](std::size_t i) { return normal(i, 1) - 0.5 * (0.6 * normal(i, 1) + 0.8 * normal(i, 2)) + 0.3 * normal(i, 3); });
  const auto c = conditional(Scale::plain, y, {{Scale::plain, x1, 1.0}, {Scale::plain, x2, -0.5}});
  ASSERT_TRUE(c);
  EXPECT_NEAR(mean_of(c->sample), 1.25, 5 * 0.3 / std::sqrt(c->effective));
  EXPECT_NEAR(sd_of(c->sample), 0.3, 4 * 0.3 / std::sqrt(c->effective));
}

TEST(Conditional, OnWhatTellsNothingIsTheDistributionItself) {
  const auto x = histories(kMany, [](std::size_t i) { return normal(i, 1); });
  const auto y = histories(kMany, [](std::size_t i) { return normal(i, 2); });
  const auto c = conditional(Scale::plain, y, {{Scale::plain, x, 0.5}});
  ASSERT_TRUE(c);
  const double error = 1 / std::sqrt(c->effective);
  EXPECT_NEAR(mean_of(c->sample), 0, 4 * error);
  EXPECT_NEAR(sd_of(c->sample), 1, 4 * error);
  for (double p : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    double exact = 0;  // by bisection of its distribution
    for (double low = -9, high = 9; high - low > 1e-9;) {
      exact = (low + high) / 2;
      (0.5 * std::erfc(-exact / std::sqrt(2.0)) < p ? low : high) = exact;
    }
    const double density = std::exp(-exact * exact / 2) / std::sqrt(2 * 3.14159265358979);
    EXPECT_NEAR(quantile(c->sample, p), exact, 4 * std::sqrt(p * (1 - p)) * error / density) << p;
  }
  // A figure that all histories have alike tells nothing at all, whatever is known of it.
  const auto alike = conditional(Scale::plain, y, {{Scale::plain, std::vector<double>(kMany, 3.0), 3.0}});
  ASSERT_TRUE(alike);
  EXPECT_NEAR(alike->effective, kMany, 1e-6);
  EXPECT_FALSE(alike->extrapolated);
  EXPECT_TRUE(conditional(Scale::plain, y, {{Scale::plain, std::vector<double>(kMany, 3.0), 4.0}})->extrapolated);
}

TEST(Conditional, OfWhatFollowsExactlyIsThatFigure) {
  constexpr std::size_t n = 200;
  const auto x = histories(n, [](std::size_t i) { return 5 * std::exp(normal(i, 1)); });
  const auto line = conditional(Scale::plain, histories(n, [&](std::size_t i) { return 3 - 2 * x[i]; }), {{Scale::plain, x, 6.0}});
  ASSERT_TRUE(line);
  for (double v : line->sample.values) EXPECT_NEAR(v, -9, 1e-6);
  const auto power = conditional(Scale::logarithm, histories(n, [&](std::size_t i) { return 700 * std::pow(x[i], 1.5); }), {{Scale::logarithm, x, 6.0}});
  ASSERT_TRUE(power);
  for (double v : power->sample.values) EXPECT_NEAR(v, 700 * std::pow(6.0, 1.5), 1e-3);
  const auto p = [&](double z) { return 1 / (1 + std::exp(-z)); };
  const auto share = conditional(Scale::logit, histories(n, [&](std::size_t i) { return p(0.5 + normal(i, 1)); }),
                                 {{Scale::logit, histories(n, [&](std::size_t i) { return p(0.5 * normal(i, 1)); }), p(1.0)}});
  ASSERT_TRUE(share);
  for (double v : share->sample.values) EXPECT_NEAR(v, p(2.5), 1e-6);
  // Said twice it is no more than said once.
  const auto twice = conditional(Scale::plain, histories(n, [&](std::size_t i) { return 3 - 2 * x[i]; }), {{Scale::plain, x, 6.0}, {Scale::plain, x, 6.0}});
  ASSERT_TRUE(twice);
  for (double v : twice->sample.values) EXPECT_NEAR(v, -9, 1e-6);
}

TEST(Conditional, StaysWithinTheRangeOfItsFigures) {
  constexpr std::size_t n = 200;
  const auto x = histories(n, [](std::size_t i) { return i % 7 == 0 ? 0.0 : 1 / (1 + std::exp(-2 * normal(i, 1))); });
  const auto y = histories(n, [](std::size_t i) { return i % 5 == 0 ? 1.0 : 1 / (1 + std::exp(-3 * normal(i, 1) - normal(i, 2))); });
  const auto counts = histories(n, [](std::size_t i) { return i == 3 ? std::numeric_limits<double>::infinity() : i % 4 == 0 ? 0.0 : std::exp(9 * normal(i, 1)); });
  for (double known : {0.0, 0.02, 0.98, 1.0}) {
    const auto share = conditional(Scale::logit, y, {{Scale::logit, x, known}});
    ASSERT_TRUE(share);
    for (double v : share->sample.values) EXPECT_TRUE(v >= 0 && v <= 1) << v;
    const auto count = conditional(Scale::logarithm, counts, {{Scale::logit, x, known}});
    ASSERT_TRUE(count);
    for (double v : count->sample.values) EXPECT_TRUE(v >= 0 && std::isfinite(v)) << v;
    double sum = 0;
    for (double w : count->sample.weights) sum += w;
    EXPECT_NEAR(sum, 1, 1e-12);
  }
}

TEST(Conditional, WhatIsNothingInTheHistoriesIsNothingInTheAnswer) {
  const auto x = histories(kMany, [](std::size_t i) { return normal(i, 1); });
  const auto none = histories(kMany, [](std::size_t) { return 0.0; });
  for (const Scale scale : {Scale::logarithm, Scale::logit}) {
    const auto c = conditional(scale, none, {{Scale::plain, x, 0.3}});
    ASSERT_TRUE(c) << c.error();
    for (double y : c->sample.values) EXPECT_EQ(y, 0);
  }
  const auto all = conditional(Scale::logit, histories(kMany, [](std::size_t) { return 1.0; }), {{Scale::plain, x, 0.3}});
  for (double y : all->sample.values) EXPECT_EQ(y, 1);
  // Nothing in three districts of ten, whatever x is: the answer has it as often, and the mean of the counts.
  const auto rare = histories(kMany, [](std::size_t i) { return i % 10 < 3 ? 0.0 : 5.0; });
  const auto c = conditional(Scale::logarithm, rare, {{Scale::plain, histories(kMany, [](std::size_t i) { return i % 10 < 5 ? 0.0 : 1.0; }), 0.0}});
  ASSERT_TRUE(c) << c.error();
  double nothing = 0;
  for (std::size_t i = 0; i < c->sample.values.size(); ++i) nothing += c->sample.values[i] == 0 ? c->sample.weights[i] : 0;
  EXPECT_NEAR(nothing, 0.6, 0.05) << "three of the five in ten that are like what is known";
}

TEST(Conditional, CountsTheNearestQuarterInAnyUnit) {
  constexpr std::size_t n = 400;
  const auto x = histories(n, [](std::size_t i) { return static_cast<double>(i); });
  const auto y = histories(n, [](std::size_t i) { return normal(i, 2); });
  const auto c = conditional(Scale::plain, y, {{Scale::plain, x, 199.6}});
  ASSERT_TRUE(c);
  EXPECT_EQ(c->sample.values.size(), 100U);
  // Of weights 1 - t^2 spread evenly over (-1, 1) the mean is 2/3, that of their squares 8/15: (4/9) / (8/15) = 5/6 of them.
  EXPECT_NEAR(c->effective, 100 * 5.0 / 6, 1);
  const auto in_thousands = conditional(Scale::plain, y, {{Scale::plain, histories(n, [&](std::size_t i) { return x[i] / 1000; }), 0.1996}});
  ASSERT_TRUE(in_thousands);
  ASSERT_EQ(in_thousands->sample.values.size(), c->sample.values.size());
  for (std::size_t i = 0; i < c->sample.values.size(); ++i) {
    EXPECT_NEAR(in_thousands->sample.values[i], c->sample.values[i], 1e-9);
    EXPECT_NEAR(in_thousands->sample.weights[i], c->sample.weights[i], 1e-9);
  }
}

/// Each history in turn is what happened, the others are the ensemble: nine in ten of them lie in their own intervals, half of them in
/// the lower half, whatever the joint distribution is like.
TEST(Conditional, FindsItsOwnHistoriesAsOftenAsItSays) {
  constexpr std::size_t n = 500;
  const auto x = histories(n, [](std::size_t i) { return 1000 * std::exp(0.5 * normal(i, 1)); });
  const auto z = histories(n, [](std::size_t i) { return 1 / (1 + std::exp(-normal(i, 1) - normal(i, 3))); });
  const auto y = histories(n, [&](std::size_t i) { return x[i] * std::exp(0.3 * normal(i, 1) * normal(i, 1) + 0.4 * normal(i, 2)); });
  double inside = 0, below = 0, width = 0;
  for (std::size_t truth = 0; truth < n; ++truth) {
    const auto others = [&](std::vector<double> values) {
      values.erase(values.begin() + static_cast<std::ptrdiff_t>(truth));
      return values;
    };
    const auto c = conditional(Scale::logarithm, others(y), {{Scale::logarithm, others(x), x[truth]}, {Scale::logit, others(z), z[truth]}});
    ASSERT_TRUE(c) << c.error();
    const double low = quantile(c->sample, 0.05), high = quantile(c->sample, 0.95);
    inside += low <= y[truth] && y[truth] <= high, below += y[truth] < quantile(c->sample, 0.5), width += std::log(high / low) / n;
  }
  // Three standard errors of a share of so many, and two points more for the effective eighty histories of an interval.
  EXPECT_NEAR(inside / n, 0.9, 3 * std::sqrt(0.09 / n) + 0.02);
  EXPECT_NEAR(below / n, 0.5, 3 * std::sqrt(0.25 / n) + 0.02);
  std::vector<double> sorted = y;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_LT(width, 0.75 * std::log(sorted[n * 95 / 100] / sorted[n * 5 / 100])) << "and it says more than who knows nothing";
}

TEST(Conditional, LeavesOutHistoriesThatHaveNoFigureAndWantsEnoughOfThem) {
  const auto x = histories(60, [](std::size_t i) { return i < 11 ? std::nan("") : normal(i, 1); });
  const auto y = histories(60, [](std::size_t i) { return normal(i, 2); });
  const auto few = conditional(Scale::plain, y, {{Scale::plain, x, 0.0}});
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error(), "too few histories for what is given: 49 have all its figures; expected 50 at least");
  const auto all = histories(60, [](std::size_t i) { return normal(i, 1); });
  const auto enough = conditional(Scale::plain, y, {{Scale::plain, all, 0.0}});
  ASSERT_TRUE(enough);
  EXPECT_EQ(enough->sample.values.size(), 50U) << "a quarter would be fifteen";
  EXPECT_FALSE(conditional(Scale::plain, y, std::vector<KnownFigure>(7, {Scale::plain, all, 0.0}))) << "ten for each figure";
}

}  // namespace
}  // namespace smolny
