#include "lab/scoring_rules.hpp"

#include <algorithm>
#include <numeric>

#include "maths/elementary.h"

namespace smolny {

namespace {

/// Indices of the sample in ascending order of value, ties by index.
std::vector<std::size_t> ascending(const Sample& sample) {
  std::vector<std::size_t> order(sample.values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sample.values[a] < sample.values[b]; });
  return order;
}

}  // namespace

double crps(const Sample& sample, double y, double low, double high) {
  if (sample.values.empty()) return high - low;
  // E|X - X'| / 2 = integral of F (1 - F); with E|X - y| this is the integral of (F(x) - [x >= y])^2.
  const double seen = std::clamp(y, low, high);
  double sum = 0, below = 0, at = low;
  const auto pass = [&](double to) {
    if (to <= at) return;
    const double before_y = std::clamp(seen, at, to);
    sum += (before_y - at) * below * below + (to - before_y) * (1 - below) * (1 - below);
    at = to;
  };
  for (std::size_t i : ascending(sample)) {
    pass(std::clamp(sample.values[i], low, high));
    below += sample.weight(i);
  }
  below = std::min(below, 1.0);
  pass(high);
  return sum;
}

double quantile(const Sample& sample, double p) {
  double below = 0, value = kDidNotOccur;
  for (std::size_t i : ascending(sample)) {
    below += sample.weight(i);
    value = sample.values[i];
    if (below >= p - 1e-12) return value;
  }
  return value;
}

double mass(const Sample& sample, double low, double high) {
  double sum = 0;
  for (std::size_t i = 0; i < sample.values.size(); ++i)
    if (sample.values[i] >= low && sample.values[i] <= high) sum += sample.weight(i);
  return std::min(sum, 1.0);
}

double effective_size(std::span<const double> weights) {
  double squares = 0;
  for (double w : weights) squares += w * w;
  return squares > 0 ? 1 / squares : 0;
}

double log_score(double probability) { return maths::log(std::max(probability, 1e-300)); }

}  // namespace smolny
