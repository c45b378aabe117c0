#pragma once
// Proper scoring rules over the members of an ensemble (Gneiting and Raftery 2007, J. Am. Stat. Assoc. 102). Members may
// bear weights; what did not occur in a member is +infinity.

#include <limits>
#include <span>
#include <vector>

namespace smolny {

inline constexpr double kDidNotOccur = std::numeric_limits<double>::infinity();

/// Values of members with their weights; an empty `weights` means equal ones.
struct Sample {
  std::vector<double> values;
  std::vector<double> weights;
  double weight(std::size_t i) const { return weights.empty() ? 1.0 / static_cast<double>(values.size()) : weights[i]; }
};

/// Continuous ranked probability score of the sample for the observed y: E|X - y| - E|X - X'| / 2, in units of y; lower
/// is better. Values are first cut to [low, high]: what did not occur counts as `high`, which is what is known of it when
/// the frame ends (threshold-weighted score: Gneiting and Ranjan 2011).
double crps(const Sample& sample, double y, double low, double high);

/// The CRPS of a uniform forecast over [y - window, y + window]: window / 6.
constexpr double crps_of_window(double window) { return window / 6; }

/// The least x of the sample with P(X <= x) >= p. +infinity when that many did not occur.
double quantile(const Sample& sample, double p);

/// Share of the weight in [low, high].
double mass(const Sample& sample, double low, double high);

/// 1 / sum of squares of the weights (Kish 1965), for weights that sum to 1.
double effective_size(std::span<const double> weights);

/// A probability from a share of n (effective) members, with half a member added on either side (Jeffreys), so that
/// no finite ensemble is infinitely surprised.
constexpr double smoothed(double share, double n) { return (share * n + 0.5) / (n + 1); }

/// Natural logarithm of a probability.
double log_score(double probability);

}  // namespace smolny
