#include "lab/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "chance/draw.h"
#include "world/ids.hpp"

namespace smolny {

namespace {

constexpr Key kRows = key_of("sobol/rows");
constexpr std::uint64_t kTimes = 400;

/// Rows without a NaN, the mean taken off: the estimator of the first order wants it (its variance grows with the mean).
PickFreeze complete_rows(const PickFreeze& all, double& mean) {
  PickFreeze kept;
  kept.mixed.resize(all.mixed.size());
  for (std::size_t i = 0; i < all.a.size(); ++i) {
    bool whole = std::isfinite(all.a[i]) && std::isfinite(all.b[i]);
    for (const auto& m : all.mixed) whole = whole && std::isfinite(m[i]);
    if (!whole) continue;
    kept.a.push_back(all.a[i]);
    kept.b.push_back(all.b[i]);
    for (std::size_t g = 0; g < all.mixed.size(); ++g) kept.mixed[g].push_back(all.mixed[g][i]);
  }
  mean = 0;
  for (std::size_t i = 0; i < kept.a.size(); ++i) mean += (kept.a[i] + kept.b[i]) / 2 / static_cast<double>(kept.a.size());
  const auto centre = [&](std::vector<double>& x) {
    for (double& v : x) v -= mean;
  };
  centre(kept.a);
  centre(kept.b);
  for (auto& m : kept.mixed) centre(m);
  return kept;
}

double variance_of(const PickFreeze& o, std::span<const std::size_t> rows) {
  double sum = 0, squares = 0;
  for (std::size_t i : rows) {
    sum += o.a[i] + o.b[i];
    squares += o.a[i] * o.a[i] + o.b[i] * o.b[i];
  }
  const double n = 2 * static_cast<double>(rows.size());
  return n < 2 ? 0 : std::max(0.0, (squares - sum * sum / n) / (n - 1));
}

/// First order and total of a group on the given rows, not yet divided by the variance.
std::pair<double, double> parts(const PickFreeze& o, std::size_t group, std::span<const std::size_t> rows) {
  double first = 0, total = 0;
  const std::vector<double>& m = o.mixed[group];
  for (std::size_t i : rows) {
    first += o.b[i] * (m[i] - o.a[i]);                 // V = 1/N sum f(B) (f(AB) - f(A))
    total += (o.a[i] - m[i]) * (o.a[i] - m[i]) / 2;    // E = 1/2N sum (f(A) - f(AB))^2
  }
  const auto n = static_cast<double>(rows.size());
  return {first / n, total / n};
}

}  // namespace

SobolShares sobol_shares(const PickFreeze& outputs, std::uint64_t seed) {
  SobolShares s;
  const PickFreeze o = complete_rows(outputs, s.mean);
  const std::size_t n = o.a.size();
  s.rows = n;
  s.left_out = outputs.a.size() - n;
  s.inputs.resize(outputs.mixed.size());
  std::vector<std::size_t> rows(n);
  for (std::size_t i = 0; i < n; ++i) rows[i] = i;
  s.variance = variance_of(o, rows);
  if (n < 2 || s.variance <= 0) {
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    for (SobolIndex& x : s.inputs) x = {nothing, nothing, {nothing, nothing}, {nothing, nothing}};
    return s;
  }
  for (std::size_t g = 0; g < s.inputs.size(); ++g) {
    const auto [first, total] = parts(o, g, rows);
    s.inputs[g].first = first / s.variance;
    s.inputs[g].total = total / s.variance;
  }
  std::vector<std::vector<double>> firsts(s.inputs.size()), totals(s.inputs.size());
  const chance::MixedKey key = chance::mix({seed, 0, 0});
  for (std::uint64_t r = 0; r < kTimes; ++r) {
    for (std::size_t i = 0; i < n; i += 4) {
      const auto words = chance::block(key, {kRows, r, i, 0});
      for (std::size_t k = 0; k < 4 && i + k < n; ++k)
        rows[i + k] = std::min(n - 1, static_cast<std::size_t>(chance::uniform_from(words[k]) * static_cast<double>(n)));
    }
    const double variance = variance_of(o, rows);
    if (variance <= 0) continue;
    for (std::size_t g = 0; g < s.inputs.size(); ++g) {
      const auto [first, total] = parts(o, g, rows);
      firsts[g].push_back(first / variance);
      totals[g].push_back(total / variance);
    }
  }
  for (std::size_t g = 0; g < s.inputs.size(); ++g) {
    s.inputs[g].first_interval = percentiles(std::move(firsts[g]));
    s.inputs[g].total_interval = percentiles(std::move(totals[g]));
  }
  return s;
}

}  // namespace smolny
