// Sensitivity against functions whose answers are known in closed form: Ishigami and Homma 1990, the G function of
// Saltelli and Sobol 1995, and small models with a category, with chance, and with runs that fail.

#include <gtest/gtest.h>

#include <cmath>

#include "lab/sensitivity.hpp"
#include "chance/draw.h"
#include "world/ids.hpp"

namespace smolny {
namespace {

constexpr double kPi = 3.14159265358979323846;

/// sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi)^3.
double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t j) { return kPi * (2 * u[j] - 1); };
  return std::sin(x(0)) + 7 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

Simulator simulator(std::size_t inputs, std::function<double(std::span<const double>, std::uint64_t)> f) {
  Simulator s;
  for (std::size_t j = 0; j < inputs; ++j) s.inputs.push_back({"x" + std::to_string(j + 1), j == 0 ? "estimated" : "assumed"});
  s.outputs = {"y"};
  s.run = [f](std::span<const double> u, std::uint64_t chance) -> Outputs { return std::vector<double>{f(u, chance)}; };
  return s;
}

SensitivityPlan sobol_plan(std::uint64_t rows, std::vector<std::size_t> inputs) {
  SensitivityPlan plan;
  plan.morris = false;
  plan.rows = rows;
  plan.inputs = std::move(inputs);
  plan.threads = 2;
  return plan;
}

/// Half the width of a 90 % interval, as standard errors.
double error_of(const Interval& i) { return (i.high - i.low) / 2 / 1.645; }

TEST(Sobol, Ishigami) {
  const auto result = analyse(simulator(3, [](auto u, auto) { return ishigami(u); }), sobol_plan(8192, {0, 1, 2}));
  const double a = 7, b = 0.1, pi4 = std::pow(kPi, 4), pi8 = pi4 * pi4;
  const double v1 = 0.5 * (1 + b * pi4 / 5) * (1 + b * pi4 / 5), v2 = a * a / 8, v13 = b * b * pi8 * (1.0 / 18 - 1.0 / 50);
  const double v = v1 + v2 + v13;
  const SobolShares& s = result.shares[0];
  EXPECT_NEAR(s.variance, v, 0.05 * v);
  EXPECT_NEAR(s.mean, a / 2, 4 * std::sqrt(v / 16384));
  const double first[] = {v1 / v, v2 / v, 0}, total[] = {(v1 + v13) / v, v2 / v, v13 / v};
  ASSERT_EQ(result.groups.size(), 6U);  // three inputs, two grades, chance
  for (std::size_t g = 0; g < 3; ++g) {
    const std::size_t j = result.groups[g].inputs[0];
    EXPECT_NEAR(s.inputs[g].first, first[j], 4 * error_of(s.inputs[g].first_interval)) << j;
    EXPECT_NEAR(s.inputs[g].total, total[j], 4 * error_of(s.inputs[g].total_interval)) << j;
    EXPECT_LT(error_of(s.inputs[g].first_interval), 0.03);
  }
  // A grade's share is closed: x2 and x3 (assumed) carry v2 alone; with x1 also v13. Chance carries nothing.
  EXPECT_NEAR(s.inputs[3].first, v2 / v, 0.06);
  EXPECT_EQ(result.groups[3].name, "assumed");
  EXPECT_NEAR(s.inputs[3].total, (v2 + v13) / v, 0.06);
  EXPECT_NEAR(s.inputs[4].first, v1 / v, 0.06);
  EXPECT_EQ(s.inputs[5].first, 0);
  EXPECT_EQ(s.inputs[5].total, 0);
}

TEST(Sobol, TheGFunction) {
  const double a[] = {0, 1, 4.5, 9, 99, 99};
  const auto g = [&](std::span<const double> u, std::uint64_t) {
    double y = 1;
    for (std::size_t j = 0; j < 6; ++j) y *= (std::abs(4 * u[j] - 2) + a[j]) / (1 + a[j]);
    return y;
  };
  const auto result = analyse(simulator(6, g), sobol_plan(16384, {0, 1, 2, 3, 4, 5}));
  double all = 1;
  for (double c : a) all *= 1 + 1 / (3 * (1 + c) * (1 + c));
  const double v = all - 1;
  for (std::size_t k = 0; k < 6; ++k) {
    const std::size_t j = result.groups[k].inputs[0];
    const double vj = 1 / (3 * (1 + a[j]) * (1 + a[j]));
    const SobolIndex& x = result.shares[0].inputs[k];
    EXPECT_NEAR(x.first, vj / v, 4 * error_of(x.first_interval) + 1e-4) << j;
    EXPECT_NEAR(x.total, vj * all / (1 + vj) / v, 4 * error_of(x.total_interval) + 1e-4) << j;
  }
}

TEST(Sobol, IntervalsCoverAboutNineInTen) {
  int inside = 0, of = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SensitivityPlan plan = sobol_plan(300, {0, 1});
    plan.seed = seed;
    plan.threads = 1;
    const auto result = analyse(simulator(2, [](auto u, auto) { return u[0] + 0.5 * u[1]; }), plan);
    for (std::size_t g = 0; g < 2; ++g) {
      const double share = result.groups[g].inputs[0] == 0 ? 0.8 : 0.2;
      const SobolIndex& x = result.shares[0].inputs[g];
      inside += x.first_interval.low <= share && share <= x.first_interval.high;
      inside += x.total_interval.low <= share && share <= x.total_interval.high;
      of += 2;
    }
  }
  EXPECT_GT(inside, 0.82 * of);
  EXPECT_LT(inside, 0.97 * of);
}

// y = u1 + [category of u2: a, b, c gives 0, 3, 1] + noise of variance 1/12: shares are those of the three variances.
TEST(Sobol, ACategoryAndChanceHaveTheirShares) {
  const auto f = [](std::span<const double> u, std::uint64_t chance) {
    constexpr double of[] = {0, 3, 1};
    const double noise = chance::uniform({7, chance, 0}, {key_of("noise"), 0, 0, 0});
    return u[0] + of[static_cast<std::size_t>(u[1] * 3)] + noise;
  };
  const auto result = analyse(simulator(2, f), sobol_plan(16384, {0, 1}));
  const double category = 14.0 / 9, v = category + 2.0 / 12;
  for (std::size_t g = 0; g < 2; ++g) {
    const double share = result.groups[g].inputs[0] == 1 ? category / v : 1.0 / 12 / v;
    EXPECT_NEAR(result.shares[0].inputs[g].first, share, 0.03);
    EXPECT_NEAR(result.shares[0].inputs[g].total, share, 0.03);
  }
  EXPECT_EQ(result.groups.back().kind, GroupKind::chance);
  EXPECT_NEAR(result.shares[0].inputs.back().first, 1.0 / 12 / v, 0.03);
  EXPECT_NEAR(result.shares[0].inputs.back().total, 1.0 / 12 / v, 0.03);
}

TEST(Sobol, FailedRunsAreLeftOutAndCounted) {
  Simulator s = simulator(2, [](auto u, auto) { return u[0]; });
  const auto whole = s.run;
  s.run = [whole](std::span<const double> u, std::uint64_t chance) -> Outputs {
    if (u[1] > 0.95) return std::unexpected("it broke");
    return whole(u, chance);
  };
  const auto result = analyse(s, sobol_plan(2000, {0, 1}));
  EXPECT_GT(result.failed, 0U);
  EXPECT_EQ(result.reason, "it broke");
  EXPECT_EQ(result.shares[0].rows + result.shares[0].left_out, 2000U);
  EXPECT_NEAR(static_cast<double>(result.shares[0].left_out) / 2000, 1 - 0.95 * 0.95, 0.03);
  EXPECT_NEAR(result.shares[0].inputs[0].first, 1, 0.1);
}

TEST(Sobol, WhatDoesNotVaryHasNoShares) {
  const auto result = analyse(simulator(1, [](auto, auto) { return 3.0; }), sobol_plan(50, {0}));
  EXPECT_TRUE(std::isnan(result.shares[0].inputs[0].first));
}

// A linear function has constant effects, whatever its inputs; a product has a sigma.
TEST(Morris, EffectsOfALinearFunction) {
  SensitivityPlan plan;
  plan.sobol = false;
  plan.trajectories = 20;
  const auto result = analyse(simulator(4, [](auto u, auto) { return 3 * u[0] - 2 * u[1] + u[2] * u[3]; }), plan);
  const auto& e = result.effects[0];
  EXPECT_NEAR(e[0].mean, 3, 1e-12);
  EXPECT_NEAR(e[0].deviation, 0, 1e-7);
  EXPECT_NEAR(e[1].mean, -2, 1e-12);
  EXPECT_NEAR(e[1].mean_absolute, 2, 1e-12);
  EXPECT_NEAR(e[2].mean, 0.5, 4 * std::sqrt(5.0 / 64 / 20));  // the other factor is 1/8, 3/8, 5/8 or 7/8
  EXPECT_GT(e[2].deviation, 0.1);
  EXPECT_EQ(e[2].count, 20U);
  ASSERT_GE(result.kept.size(), 2U);
  EXPECT_EQ(result.kept[0], 0U);
  EXPECT_EQ(result.kept[1], 1U);
}

TEST(Morris, PointsOfATrajectoryStayInTheCubeAndShareTheirChance) {
  const Trajectory t = morris_trajectory(50, 3, 9);
  for (std::size_t k = 0; k < t.points(); ++k)
    for (double x : t.point(k)) EXPECT_TRUE(x == 0.125 || x == 0.375 || x == 0.625 || x == 0.875);
  // Noise alone: with chance shared, no input has an effect.
  SensitivityPlan plan;
  plan.sobol = false;
  const auto noise = [](std::span<const double>, std::uint64_t chance) { return static_cast<double>(chance); };
  const auto result = analyse(simulator(50, noise), plan);
  for (const ElementaryEffects& e : result.effects[0]) EXPECT_EQ(e.mean_absolute, 0);
}

TEST(Sensitivity, DoesNotDependOnThreads) {
  SensitivityPlan plan;
  plan.rows = 100;
  plan.keep = 2;
  plan.threads = 1;
  const Simulator s = simulator(3, [](auto u, auto chance) { return ishigami(u) + static_cast<double>(chance % 7); });
  const auto one = analyse(s, plan);
  plan.threads = 3;
  const auto three = analyse(s, plan);
  ASSERT_EQ(one.groups.size(), three.groups.size());
  for (std::size_t g = 0; g < one.groups.size(); ++g) {
    EXPECT_EQ(one.groups[g].name, three.groups[g].name);
    EXPECT_EQ(one.shares[0].inputs[g].total, three.shares[0].inputs[g].total);
  }
  EXPECT_EQ(one.effects[0][0].mean, three.effects[0][0].mean);
}

}  // namespace
}  // namespace smolny
