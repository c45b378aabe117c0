#include "lab/abc.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "chance/draw.h"
#include "maths/cholesky.h"
#include "world/ids.hpp"

namespace smolny {

namespace {

constexpr Key kAncestor = key_of("abc/ancestor"), kStep = key_of("abc/step");

/// Lower factor of the covariance of the random walk: 2.38^2 / d times that of the points (Gelman, Roberts and Gilks 1996).
std::vector<double> walk_of(std::span<const CubePoint> points) {
  const std::size_t d = points[0].size();
  const auto n = static_cast<double>(points.size());
  std::vector<double> mean(d), cov(d * d);
  for (const CubePoint& p : points)
    for (std::size_t j = 0; j < d; ++j) mean[j] += p[j] / n;
  for (const CubePoint& p : points)
    for (std::size_t j = 0; j < d; ++j)
      for (std::size_t k = 0; k <= j; ++k) cov[j * d + k] += (p[j] - mean[j]) * (p[k] - mean[k]) / std::max(1.0, n - 1);
  const double scale = 2.38 * 2.38 / static_cast<double>(d);
  for (std::size_t j = 0; j < d; ++j) {
    for (std::size_t k = 0; k <= j; ++k) cov[j * d + k] *= scale;
    cov[j * d + j] += 1e-8;
  }
  std::vector<double> factor = cov;
  if (maths::cholesky(factor, d)) return factor;
  factor.assign(d * d, 0);
  for (std::size_t j = 0; j < d; ++j) factor[j * d + j] = std::sqrt(cov[j * d + j]);
  return factor;
}

/// A step that leaves the cube comes in again at the opposite face: as likely one way as the other, whatever the covariance.
CubePoint stepped(const CubePoint& from, std::span<const double> walk, std::uint64_t round, std::uint64_t copy, std::uint64_t step,
                  std::uint64_t seed) {
  const std::size_t d = from.size();
  std::vector<double> z(d);
  for (std::size_t j = 0; j < d; ++j) z[j] = chance::normal({seed, round, 0}, {kStep, copy, step, j});
  CubePoint to = from;
  for (std::size_t j = 0; j < d; ++j)
    for (std::size_t k = 0; k <= j; ++k) to[j] += walk[j * d + k] * z[k];
  for (double& x : to) x -= std::floor(x);
  return to;
}

bool in_cube(const CubePoint& u) {
  return std::all_of(u.begin(), u.end(), [](double x) { return x > 0 && x < 1; });
}

/// Whether nineteen in twenty points have moved after so many steps, if each counts with this chance.
bool moved_enough(double acceptance, std::size_t steps) {
  double still = 1;
  for (std::size_t s = 0; s < steps; ++s) still *= 1 - acceptance;
  return still <= 0.05;
}

/// One round; false when the tolerance no longer falls.
bool one_round(const AbcPlan& plan, const Admissible& admissible, const Distances& distances, std::uint64_t round, AbcResult& r) {
  const std::size_t n = r.points.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return r.distances[a] < r.distances[b]; });
  AbcRound now;
  now.tolerance = r.distances[order[(n - 1) / 2]];
  if (round > 1 && !(now.tolerance < r.rounds.back().tolerance)) {  // ties: the next distance below, if a tenth lie there
    std::size_t below = 0;
    while (below < n && r.distances[order[below]] < r.rounds.back().tolerance) ++below;
    if (below < std::max<std::size_t>(2, n / 10)) return false;
    now.tolerance = r.distances[order[below - 1]];
  }
  std::vector<CubePoint> points;
  std::vector<double> at;
  for (std::size_t i : order)
    if (r.distances[i] <= now.tolerance) points.push_back(r.points[i]), at.push_back(r.distances[i]);
  const std::size_t kept = points.size();
  const std::vector<double> walk = walk_of(points);
  for (std::size_t c = kept; c < n; ++c) {
    const double where = chance::uniform({plan.seed, round, 0}, {kAncestor, c, 0, 0});
    const auto from = std::min(kept - 1, static_cast<std::size_t>(where * static_cast<double>(kept)));
    points.push_back(points[from]);
    at.push_back(at[from]);
  }
  std::size_t counted = 0;
  while (now.steps < plan.most_steps && !moved_enough(now.acceptance, now.steps)) {
    std::vector<CubePoint> tried;
    std::vector<std::size_t> whose;
    for (std::size_t c = 0; c < n; ++c) {
      CubePoint to = stepped(points[c], walk, round, c, now.steps, plan.seed);
      if (!in_cube(to) || !admissible(to)) continue;
      tried.push_back(std::move(to));
      whose.push_back(c);
    }
    const auto found = distances("abc/" + std::to_string(round) + "/" + std::to_string(now.steps), tried);
    now.runs += tried.size();
    for (std::size_t i = 0; i < tried.size(); ++i)
      if (found[i] <= now.tolerance) points[whose[i]] = tried[i], at[whose[i]] = found[i], ++counted;
    ++now.steps;
    now.acceptance = static_cast<double>(counted) / static_cast<double>(now.steps * n);
  }
  r.points = std::move(points);
  r.distances = std::move(at);
  r.rounds.push_back(now);
  return true;
}

}  // namespace

double effective_points(std::span<const CubePoint> points) {
  std::map<CubePoint, double> times;
  for (const CubePoint& p : points) ++times[p];
  double squares = 0;
  for (const auto& [p, m] : times) squares += m * m;
  const auto n = static_cast<double>(points.size());
  return squares > 0 ? n * n / squares : 0;
}

AbcResult approximate(const AbcPlan& plan, const Admissible& admissible, const Distances& distances) {
  AbcResult r;
  for (std::uint64_t i = 0; i < plan.candidates && r.points.size() < plan.points; ++i) {
    CubePoint u = uniform_point(plan.inputs, key_of("abc/first"), i, plan.seed);
    if (admissible(u)) r.points.push_back(std::move(u));
  }
  if (r.points.size() < 2) return {};
  r.distances = distances("abc/0/0", r.points);
  AbcRound first;
  first.runs = r.points.size();
  first.acceptance = 1;
  for (double d : r.distances)
    if (std::isfinite(d)) first.tolerance = std::max(first.tolerance, d);
  r.rounds.push_back(first);
  for (std::uint64_t round = 1; round <= plan.rounds; ++round) {
    if (!one_round(plan, admissible, distances, round, r)) break;
    if (r.rounds.back().acceptance < plan.least_acceptance || r.rounds.back().tolerance <= plan.tolerance) break;
  }
  r.effective = effective_points(r.points);
  return r;
}

}  // namespace smolny
