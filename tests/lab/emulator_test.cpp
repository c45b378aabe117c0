// The emulator and what is ruled out with it, on functions that are known.

#include "lab/emulator.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "chance/draw.h"
#include "lab/matching.hpp"
#include "world/ids.hpp"

namespace smolny {
namespace {

double noise(std::uint64_t i, std::uint64_t k = 0) { return chance::normal({5, i, 0}, {key_of("noise"), k, 0, 0}); }

std::vector<Trained> trained(std::size_t n, std::size_t d, double sd, double (*f)(const CubePoint&)) {
  std::vector<Trained> all;
  const auto design = latin_hypercube(n, d, 3);
  for (std::size_t i = 0; i < n; ++i) all.push_back({design[i], f(design[i]) + sd * noise(i), sd * sd});
  return all;
}

TEST(Design, ALatinHypercubeHasOnePointInEachPart) {
  const auto design = latin_hypercube(40, 5, 7);
  for (std::size_t j = 0; j < 5; ++j) {
    std::set<int> parts;
    for (const CubePoint& p : design) parts.insert(static_cast<int>(p[j] * 40));
    EXPECT_EQ(parts.size(), 40U);
  }
}

TEST(Design, FarApartTakesTheCornersFirst) {
  const std::vector<CubePoint> line{{0.5}, {0.1}, {0.9}, {0.45}, {0.55}};
  const auto chosen = far_apart(line, 3);
  EXPECT_EQ(chosen[0][0], 0.5);
  EXPECT_EQ(chosen[1][0], 0.1);
  EXPECT_EQ(chosen[2][0], 0.9);
  EXPECT_EQ(far_apart(line, 9).size(), 5U);
}

TEST(Emulator, FindsAQuadraticAmongInputsThatDoNotMatter) {
  const auto f = [](const CubePoint& u) { return 1 + 2 * u[0] - 3 * u[3] * u[3] + u[0] * u[3]; };
  const Emulator e(trained(80, 8, 0.02, f));
  EXPECT_TRUE(e.informative());
  EXPECT_GT(e.explained(), 0.98);
  for (std::uint64_t i = 0; i < 50; ++i) {
    const CubePoint u = uniform_point(8, 1, i, 1);
    EXPECT_NEAR(e.mean_at(u), f(u), 0.05);
    EXPECT_LT(std::sqrt(e.at(u).variance), 0.05);
  }
}

// What no polynomial of the second degree can follow is left to the process; the error bars must hold.
TEST(Emulator, ErrorBarsHoldWhereAPolynomialFails) {
  const auto f = [](const CubePoint& u) { return std::sin(7 * u[0]) + 0.5 * std::cos(5 * u[1]); };
  const Emulator e(trained(60, 2, 0.03, f));
  int inside = 0;
  double squares = 0;
  for (std::uint64_t i = 0; i < 400; ++i) {
    const CubePoint u = uniform_point(2, 2, i, 1);
    const Predicted p = e.at(u);
    inside += std::abs(p.mean - f(u)) <= 2 * std::sqrt(p.variance);
    squares += (p.mean - f(u)) * (p.mean - f(u)) / 400;
  }
  EXPECT_LT(std::sqrt(squares), 0.1);
  EXPECT_GT(inside, 360);
  EXPECT_GT(e.within_two(), 0.85);
}

TEST(Emulator, SaysSoWhenNothingMatters) {
  int found = 0;
  for (std::uint64_t t = 0; t < 40; ++t) {
    std::vector<Trained> all;
    const auto design = latin_hypercube(60, 6, t, 1);
    for (std::size_t i = 0; i < 60; ++i) all.push_back({design[i], noise(i, t + 1), 1.0});
    found += Emulator(std::move(all)).informative();
  }
  EXPECT_LE(found, 4);  // the extended BIC lets about one in twenty pass at this size
}

TEST(Emulator, FewPointsAreNoEvidence) {
  EXPECT_FALSE(Emulator({}).informative());
  EXPECT_GT(Emulator({{{0.5}, 2, 0}, {{0.6}, 2, 0}}).at(CubePoint{0.2}).variance, 1e299);
}

/// One output 3 u1 plus noise of sd 0.3, the record 1.5: u1 is near a half.
std::vector<std::vector<std::vector<double>>> runs_at(const std::vector<CubePoint>& points) {
  std::vector<std::vector<std::vector<double>>> all;
  for (std::size_t p = 0; p < points.size(); ++p) {
    all.emplace_back();
    for (std::uint64_t m = 0; m < 4; ++m) all.back().push_back({3 * points[p][0] + 0.3 * noise(p * 4 + m, 77), points[p][1] < 2 ? 1.0 : 0.0});
  }
  return all;
}

TEST(Matching, RulesOutWhatIsThreeSdAway) {
  const auto points = latin_hypercube(60, 2, 4);
  std::vector<Target> targets(2);
  targets[0] = {.name = "a", .record = 1.5, .discrepancy_sd = 0.1};
  targets[1] = {.name = "b", .record = 1, .truth = true};
  const Wave wave = fit_wave(points, runs_at(points), targets, 1);
  EXPECT_TRUE(wave.used[0]);
  EXPECT_FALSE(wave.used[1]);  // it is always so: it can rule out nothing
  EXPECT_EQ(wave.flat_implausibility[1], 0);
  EXPECT_NEAR(wave.history_variance[0], 0.09, 0.03);
  const std::vector<Wave> waves{wave};
  // |3 u - 1.5| <= 3 sqrt(0.09 + 0.01 + a little): u from 0.18 to 0.82.
  EXPECT_TRUE(not_ruled_out(waves, targets, {3, 1}, CubePoint{0.5, 0.1}));
  EXPECT_TRUE(not_ruled_out(waves, targets, {3, 1}, CubePoint{0.22, 0.1}));
  EXPECT_FALSE(not_ruled_out(waves, targets, {3, 1}, CubePoint{0.12, 0.1}));
  EXPECT_FALSE(not_ruled_out(waves, targets, {3, 1}, CubePoint{0.9, 0.1}));
  EXPECT_TRUE(not_ruled_out(waves, targets, {3, 2}, CubePoint{0.9, 0.1}));  // one figure is forgiven
}

// One history is Bernoulli with its probability: p = 0.1 lies just three sd from what happened.
TEST(Matching, ATruthScattersAsItsProbabilityHasIt) {
  const auto points = latin_hypercube(200, 1, 4);
  std::vector<std::vector<std::vector<double>>> runs;
  for (std::size_t p = 0; p < points.size(); ++p) {
    runs.emplace_back();
    for (std::uint64_t m = 0; m < 20; ++m)
      runs.back().push_back({chance::uniform({1, p, 0}, {key_of("coin"), m, 0, 0}) < points[p][0] ? 1.0 : 0.0});
  }
  const std::vector<Target> targets{{.name = "a", .record = 1, .truth = true}};
  const Wave wave = fit_wave(points, runs, targets, 1);
  EXPECT_NEAR(implausibility(wave, 0, targets[0], CubePoint{0.5}), 1, 0.1);
  EXPECT_NEAR(implausibility(wave, 0, targets[0], CubePoint{0.1}), 3, 0.5);
  EXPECT_NEAR(implausibility(wave, 0, targets[0], CubePoint{0.9}), 1.0 / 3, 0.1);
}

TEST(Matching, RunsThatSayNothingAreLeftOut) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  const PointSummary s = summary_of(std::vector<double>{1, nothing, 3, std::numeric_limits<double>::infinity()});
  EXPECT_EQ(s.runs, 2U);
  EXPECT_EQ(s.mean, 2);
  EXPECT_EQ(s.variance, 2);
  EXPECT_EQ(summary_of({}).runs, 0U);
}

}  // namespace
}  // namespace smolny
