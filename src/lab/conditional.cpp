#include "lab/conditional.hpp"

#include <algorithm>
#include <cmath>

#include "lab/summary.hpp"
#include "maths/cholesky.h"
#include "maths/elementary.h"

namespace smolny {

namespace {

constexpr double kNearest = 0.25;                     // share of the histories
constexpr std::size_t kFewest = 50, kFewestEach = 10; // histories, and for each figure that is known
constexpr double kLeastCount = 0.5, kMostCount = 1e12, kLeastShare = 0.001;
constexpr double kNormalRange = 1.3489795003921634;   // interquartile range of a standard normal
constexpr double kRidge = 1e-12;                      // where two figures say the same, each is given half of it

double onto(Scale scale, double x) {
  switch (scale) {
    case Scale::logarithm: return maths::log(std::clamp(x, kLeastCount, kMostCount));
    case Scale::logit: {
      const double p = std::clamp(x, kLeastShare, 1 - kLeastShare);
      return maths::log(p / (1 - p));
    }
    default: return x;
  }
}

/// What stands at the least that counts, or under it, is nothing again; at the most of a share, all.
double back_from(Scale scale, double z) {
  constexpr double kLess = 1 + 1e-9;  // for what the logarithm and its inverse round
  switch (scale) {
    case Scale::logarithm: {
      const double x = maths::exp(z);
      return x <= kLeastCount * kLess ? 0 : x;
    }
    case Scale::logit: {
      const double p = 1 / (1 + maths::exp(-z));
      return p <= kLeastShare * kLess ? 0 : 1 - p <= kLeastShare * kLess ? 1 : p;
    }
    default: return z;
  }
}

/// A standard deviation, read off the quartiles; where half of the values are the same, off all of them. 0: all are the same.
double spread_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const double range = quantile_of(values, 0.75) - quantile_of(values, 0.25);
  if (range > 0) return range / kNormalRange;
  double mean = 0, squares = 0;
  for (double x : values) mean += x / static_cast<double>(values.size());
  for (double x : values) squares += (x - mean) * (x - mean);
  return std::sqrt(squares / static_cast<double>(values.size()));
}

/// Histories as rows: how far each figure is from what was known, in standard deviations.
struct Away {
  std::size_t width = 0;
  std::vector<double> rows;
  double at(std::size_t i, std::size_t k) const { return rows[i * width + k]; }
  double distance(std::size_t i) const {
    double sum = 0;
    for (std::size_t k = 0; k < width; ++k) sum += at(i, k) * at(i, k);
    return std::sqrt(sum);
  }
};

/// Epanechnikov's weights, which sum to 1: none beyond the nearest `most`.
std::vector<double> kernel(const Away& away, std::size_t n, std::size_t most) {
  std::vector<double> distances(n), weights(n);
  for (std::size_t i = 0; i < n; ++i) distances[i] = away.distance(i);
  std::vector<double> sorted = distances;
  std::sort(sorted.begin(), sorted.end());
  // The first that is left out has no weight; where none is left out, the farthest keeps a little.
  const double delta = most < n ? sorted[most] : sorted.back() * (1 + 1e-6);
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double share = delta > 0 ? distances[i] / delta : distances[i] > 0 ? 1 : 0;
    sum += weights[i] = std::max(0.0, 1 - share * share);
  }
  if (sum <= 0) {  // so many are equally near that no distance parts them
    for (std::size_t i = 0; i < n; ++i) sum += weights[i] = distances[i] <= delta ? 1 : 0;
  }
  for (double& w : weights) w /= sum;
  return weights;
}

/// Slopes of the weighted regression of y on the columns, intercept left out.
std::vector<double> slopes(const Away& away, const std::vector<double>& y, const std::vector<double>& weights) {
  const std::size_t d = away.width, n = y.size();
  std::vector<double> mean(d, 0.0), a(d * d, 0.0), b(d, 0.0);
  double middle = 0;
  for (std::size_t i = 0; i < n; ++i) {
    middle += weights[i] * y[i];
    for (std::size_t k = 0; k < d; ++k) mean[k] += weights[i] * away.at(i, k);
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < d; ++k) {
      const double x = weights[i] * (away.at(i, k) - mean[k]);
      b[k] += x * (y[i] - middle);
      for (std::size_t j = 0; j < d; ++j) a[k * d + j] += x * (away.at(i, j) - mean[j]);
    }
  double trace = 0;
  for (std::size_t k = 0; k < d; ++k) trace += a[k * d + k];
  if (!(trace > 0)) return std::vector<double>(d, 0.0);  // all of the nearest are alike: nothing to adjust by
  for (std::size_t k = 0; k < d; ++k) a[k * d + k] += kRidge * trace;
  if (!maths::cholesky(a, d)) return std::vector<double>(d, 0.0);
  maths::solve_cholesky(a, d, b);
  return b;
}

}  // namespace

std::expected<Conditional, std::string> conditional(Scale scale, const std::vector<double>& y, const std::vector<KnownFigure>& known) {
  std::vector<std::size_t> told;  // histories that have all figures
  for (std::size_t i = 0; i < y.size(); ++i)
    if (!std::isnan(y[i]) && std::none_of(known.begin(), known.end(), [&](const KnownFigure& f) { return std::isnan(f.values[i]); })) told.push_back(i);
  const std::size_t n = told.size(), fewest = std::max(kFewest, kFewestEach * known.size());
  if (n < fewest)
    return std::unexpected("too few histories for what is given: " + std::to_string(n) + " have all its figures; expected " + std::to_string(fewest) + " at least");
  Away away{known.size(), std::vector<double>(n * known.size(), 0.0)};
  Conditional out;
  for (std::size_t k = 0; k < known.size(); ++k) {
    const KnownFigure& f = known[k];
    std::vector<double> column;
    for (std::size_t i : told) column.push_back(onto(f.scale, f.values[i]));
    const double at = onto(f.scale, f.actual), spread = spread_of(column);
    const auto [low, high] = std::minmax_element(column.begin(), column.end());
    out.extrapolated = out.extrapolated || at < *low || at > *high;
    if (!(spread > 0)) continue;  // every history has it alike: it tells none from another
    for (std::size_t i = 0; i < n; ++i) away.rows[i * away.width + k] = (column[i] - at) / spread;
  }
  const auto nearest = static_cast<std::size_t>(std::ceil(kNearest * static_cast<double>(n)));
  std::vector<double> z;
  for (std::size_t i : told) z.push_back(onto(scale, y[i]));
  const std::vector<double> weights = kernel(away, n, std::max(nearest, fewest));
  const std::vector<double> b = slopes(away, z, weights);
  for (std::size_t i = 0; i < n; ++i) {
    if (weights[i] <= 0) continue;
    double adjusted = z[i];
    for (std::size_t k = 0; k < b.size(); ++k) adjusted -= b[k] * away.at(i, k);
    out.sample.values.push_back(back_from(scale, adjusted));
    out.sample.weights.push_back(weights[i]);
  }
  out.effective = effective_size(out.sample.weights);
  return out;
}

}  // namespace smolny
