// Fitting on models whose posterior is known: a Gaussian mean, a coin; simulated records with known parameters; and work
// that is interrupted.

#include "lab/calibration.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "chance/draw.h"
#include "chance/names.h"
#include "lab/recovery.hpp"
#include "maths/quantiles.h"
#include "world/ids.hpp"

namespace smolny {
namespace {

double gauss(std::uint64_t chance, std::uint64_t k) { return chance::normal({11, chance, 0}, {key_of("gauss"), k, 0, 0}); }

/// Theta ~ N(0, 1) at the quantile u of the first input; y ~ N(theta, sd), `outputs` times. Other inputs do nothing.
Simulator gaussian(std::size_t inputs, std::size_t outputs, double sd) {
  Simulator s;
  for (std::size_t j = 0; j < inputs; ++j) s.inputs.push_back({"x" + std::to_string(j + 1), "assumed"});
  for (std::size_t k = 0; k < outputs; ++k) s.outputs.push_back("y" + std::to_string(k + 1));
  s.run = [outputs, sd](std::span<const double> u, std::uint64_t chance) -> Outputs {
    const double theta = maths::normal_quantile(std::isnan(u[0]) ? chance::uniform({3, chance, 0}, {key_of("u"), 0, 0, 0}) : u[0]);
    std::vector<double> y;
    for (std::size_t k = 0; k < outputs; ++k) y.push_back(theta + sd * gauss(chance, k));
    return y;
  };
  return s;
}

std::vector<Target> targets(std::size_t n, double record) {
  std::vector<Target> all;
  for (std::size_t k = 0; k < n; ++k) all.push_back({.name = "y" + std::to_string(k + 1), .record = record, .scale = 6});
  return all;
}

CalibrationPlan small() {
  CalibrationPlan p;
  p.screening = 200;
  p.keep = 1;
  p.waves = 1;
  p.points = 40;
  p.candidates = 2000;
  p.abc_points = 300;
  p.rounds = 10;
  p.least_acceptance = 0.1;
  p.predictive = 400;
  p.threads = 1;
  return p;
}

// Conjugate: theta | y ~ N(y / (1 + s^2), s^2 / (1 + s^2)).
TEST(Abc, GaussianMeanAgainstItsPosterior) {
  const double s = 0.5, record = 0.8, mean = record / (1 + s * s), sd = std::sqrt(s * s / (1 + s * s));
  const auto c = calibrate(gaussian(1, 1, s), targets(1, record), small());
  ASSERT_TRUE(c.has_value());
  ASSERT_EQ(c->posterior.points.size(), 300U);
  double m = 0, squares = 0;
  for (const CubePoint& p : c->posterior.points) m += maths::normal_quantile(p[0]) / 300;
  for (const CubePoint& p : c->posterior.points) squares += std::pow(maths::normal_quantile(p[0]) - m, 2) / 299;
  const double error = sd / std::sqrt(c->posterior.effective);
  EXPECT_GT(c->posterior.effective, 100);
  EXPECT_NEAR(m, mean, 4 * error);
  EXPECT_NEAR(std::sqrt(squares), sd, 0.15 * sd);
  EXPECT_LT(c->posterior.rounds.back().tolerance, 0.2);
}

// A coin that fell heads k times of n under a uniform prior: Beta(k + 1, n - k + 1).
TEST(Abc, ACoinAgainstItsPosterior) {
  Simulator s;
  s.inputs = {{"p", "assumed"}};
  s.outputs = {"heads"};
  s.run = [](std::span<const double> u, std::uint64_t chance) -> Outputs {
    double heads = 0;
    for (std::uint64_t i = 0; i < 10; ++i) heads += chance::uniform({2, chance, 0}, {key_of("coin"), i, 0, 0}) < u[0];
    return std::vector<double>{heads};
  };
  CalibrationPlan plan = small();
  plan.abc_points = 400;
  const std::vector<Target> target{{.name = "heads", .record = 7, .scale = 10}};
  const auto c = calibrate(s, target, plan);
  ASSERT_TRUE(c.has_value());
  ASSERT_EQ(c->posterior.rounds.back().tolerance, 0);
  double mean = 0;
  for (const CubePoint& p : c->posterior.points) mean += p[0] / 400;
  EXPECT_NEAR(mean, 8.0 / 12, 4 * std::sqrt(8.0 * 4 / (144 * 13)) / std::sqrt(c->posterior.effective));
}

TEST(Abc, MultiplicitiesLowerTheEffectiveNumber) {
  EXPECT_EQ(effective_points(std::vector<CubePoint>{{0.1}, {0.2}, {0.3}, {0.4}}), 4);
  EXPECT_EQ(effective_points(std::vector<CubePoint>{{0.1}, {0.1}, {0.1}, {0.1}}), 1);
  EXPECT_EQ(effective_points(std::vector<CubePoint>{{0.1}, {0.1}, {0.3}, {0.4}}), 16.0 / 6);
}

TEST(Calibration, ScreeningFindsTheInputThatMatters) {
  const auto c = calibrate(gaussian(12, 2, 0.5), targets(2, 0.3), small());
  ASSERT_TRUE(c.has_value());
  EXPECT_EQ(c->kept, std::vector<std::size_t>{0});
  EXPECT_LT(c->waves[0].left, 1);
  EXPECT_GT(c->posterior_probability[0], c->prior_probability[0]);
}

TEST(Calibration, ARecordOutOfReachLeavesNothing) {
  CalibrationPlan plan = small();
  plan.cut.nth = 1;
  const auto c = calibrate(gaussian(1, 1, 0.3), targets(1, 9), plan);
  ASSERT_TRUE(c.has_value());
  EXPECT_EQ(c->waves[0].left, 0);
  EXPECT_TRUE(c->posterior.points.empty());
}

TEST(Calibration, FailedRunsAreCountedAndLeftOut) {
  Simulator s = gaussian(1, 1, 0.5);
  const auto whole = s.run;
  s.run = [whole](std::span<const double> u, std::uint64_t chance) -> Outputs {
    if (chance % 10 == 0) return std::unexpected("it broke");
    return whole(u, chance);
  };
  const auto c = calibrate(s, targets(1, 0.5), small());
  ASSERT_TRUE(c.has_value());
  EXPECT_GT(c->failed, c->runs / 20);
  EXPECT_EQ(c->reason, "it broke");
  EXPECT_FALSE(c->posterior.points.empty());
}

// Simulation-based calibration: over records simulated with parameters from the prior, the truth's quantile is uniform.
TEST(Recovery, QuantilesOfTheTruthAreUniform) {
  CalibrationPlan plan = small();
  plan.abc_points = 100;
  plan.predictive = 1;
  const auto r = recover(gaussian(1, 2, 0.7), targets(2, 0), plan, 300);
  ASSERT_TRUE(r.has_value());
  EXPECT_EQ(r->truths.size(), 300U);
  EXPECT_GT(r->p_value, 0.001) << r->chi_square;
  EXPECT_NEAR(r->covered50, 0.5, 3 * std::sqrt(0.25 / 300));
  EXPECT_NEAR(r->covered90, 0.9, 3.5 * std::sqrt(0.09 / 300));
  EXPECT_LT(r->narrowing, 0.8);
  int inside = 0;
  for (const Recovered& t : r->truths) inside += t.in_region;
  EXPECT_GE(inside, 290);
}

// The check can fail: a posterior that is too narrow puts the truth into its tails.
TEST(Recovery, NoticesAPosteriorThatIsWrong) {
  CalibrationPlan plan = small();
  plan.abc_points = 100;
  plan.predictive = 1;
  plan.waves = 0;
  // The record scatters ten times as much as the model that is fitted.
  std::set<std::uint64_t> records;
  for (int t = 1; t <= 200; ++t) records.insert(chance::fold(chance::name_hash("truth/" + std::to_string(t)), 0));
  Simulator s = gaussian(1, 1, 0.7);
  const auto true_run = s.run, fitted_run = gaussian(1, 1, 0.07).run;
  s.run = [=](std::span<const double> u, std::uint64_t chance) { return records.contains(chance) ? true_run(u, chance) : fitted_run(u, chance); };
  const auto r = recover(s, targets(1, 0), plan, 200);
  ASSERT_TRUE(r.has_value());
  EXPECT_LT(r->p_value, 0.001);
}

TEST(Recovery, QuantileAmongValues) {
  EXPECT_EQ(quantile_among(2, {1, 2, 3, 4}), 0.375);
  EXPECT_EQ(quantile_among(0, {1, 2}), 0);
  EXPECT_TRUE(std::isnan(quantile_among(0, {})));
}

// Interrupted after any number of runs, the same work goes on and ends as if it had not been.
TEST(Calibration, InterruptedWorkEndsAsIfItHadNotBeen) {
  const Simulator s = gaussian(3, 2, 0.5);
  CalibrationPlan plan = small();
  plan.keep = 2;
  plan.waves = 2;
  plan.rounds = 3;
  const auto whole = calibrate(s, targets(2, 0.3), plan);
  ASSERT_TRUE(whole.has_value());
  for (std::size_t after : {1U, 150U, 450U, 900U}) {
    std::map<std::pair<std::string, std::uint64_t>, Outputs> kept;
    std::size_t most = after;
    const Memory memory{[&](const std::string& stage, std::uint64_t i) -> std::optional<Outputs> {
                          const auto at = kept.find({stage, i});
                          return at == kept.end() ? std::nullopt : std::optional(at->second);
                        },
                        [&](const std::string& stage, std::uint64_t i, const Outputs& out) {
                          if (kept.size() >= most) return false;
                          kept.emplace(std::pair(stage, i), out);
                          return true;
                        }};
    EXPECT_FALSE(calibrate(s, targets(2, 0.3), plan, memory).has_value());
    EXPECT_EQ(kept.size(), after);
    most = SIZE_MAX;
    plan.threads = 3;
    const auto again = calibrate(s, targets(2, 0.3), plan, memory);
    plan.threads = 1;
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->posterior.points, whole->posterior.points);
    EXPECT_EQ(again->posterior_probability, whole->posterior_probability);
    EXPECT_EQ(again->runs, whole->runs);
    EXPECT_EQ(kept.size(), whole->runs);  // nothing is run twice
  }
}

TEST(Calibration, DistanceIsInTheScaleOfEachTarget) {
  std::vector<Target> two = targets(2, 1);
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NEAR(distance_of({3, 1}, two, {2, 1}), std::sqrt(0.5), 1e-12);
  EXPECT_NEAR(distance_of({3, 9}, two, {2, 0}), 1, 1e-12);
  EXPECT_NEAR(distance_of({nothing, 1}, two, {2, 1}), std::sqrt(0.125), 1e-12);
}

}  // namespace
}  // namespace smolny
