#include "politics/choice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "maths/elementary.h"
#include "politics/require.hpp"
#include "politics/sums.hpp"

namespace smolny::politics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> scaled(std::span<const double> utilities, double rationality) {
  require(rationality >= 0.0 && rationality < infinity, "choice: rationality must be finite and not negative");
  std::vector<double> exponents;
  for (const double utility : utilities) {
    require(utility < infinity, "choice: a utility must not be NaN or +infinity");  // false for NaN
    exponents.push_back(utility == -infinity ? -infinity : rationality * utility);
  }
  return exponents;
}

double greatest(std::span<const double> terms) {
  double most = -infinity;
  for (const double term : terms) most = std::max(most, term);
  return most;
}

// exp(x_k - max x): the greatest is 1, and nothing overflows.
std::vector<double> relative_weights(std::span<const double> exponents) {
  const double most = greatest(exponents);
  require(most > -infinity, "choice: no option can be taken");
  require(most < infinity, "choice: a utility times rationality is not finite");
  std::vector<double> weights;
  for (const double x : exponents) weights.push_back(x == -infinity ? 0.0 : maths::exp(x - most));
  return weights;
}

}  // namespace

double log_sum_exp(std::span<const double> terms) {
  for (const double term : terms) require(term < infinity, "choice: a term must not be NaN or +infinity");
  const double most = greatest(terms);
  if (most == -infinity) return -infinity;
  return most + maths::log(order_free_sum(relative_weights(terms)));
}

std::vector<double> logit_probabilities(std::span<const double> utilities, double rationality) {
  std::vector<double> probabilities = relative_weights(scaled(utilities, rationality));
  const double sum = order_free_sum(probabilities);
  for (double& p : probabilities) p /= sum;
  return probabilities;
}

double inclusive_value(std::span<const double> utilities, double rationality) {
  require(rationality > 0.0, "choice: the inclusive value needs a positive rationality");
  return log_sum_exp(scaled(utilities, rationality)) / rationality;
}

std::vector<double> conditional_utilities(const FeatureTable& table, std::span<const double> weights) {
  require(table.features > 0 && table.values.size() % table.features == 0, "choice: rows must have every feature");
  require(weights.size() == table.features, "choice: one weight to a feature");
  std::vector<double> utilities;
  for (std::size_t row = 0; row < table.values.size(); row += table.features) {
    double utility = 0.0;
    for (std::size_t f = 0; f < table.features; ++f) utility += weights[f] * table.values[row + f];
    utilities.push_back(utility);
  }
  return utilities;
}

std::vector<double> mixed_logit_probabilities(const FeatureTable& table, std::span<const double> draws) {
  require(table.features > 0 && !draws.empty() && draws.size() % table.features == 0,
          "choice: each draw must have every feature, and there must be one");
  const std::size_t count = draws.size() / table.features;
  std::vector<double> mean(table.values.size() / table.features, 0.0);
  for (std::size_t d = 0; d < count; ++d) {
    const auto weights = draws.subspan(d * table.features, table.features);
    const std::vector<double> p = logit_probabilities(conditional_utilities(table, weights));
    for (std::size_t k = 0; k < mean.size(); ++k) mean[k] += p[k];
  }
  for (double& p : mean) p /= static_cast<double>(count);
  return mean;
}

std::vector<double> quantal_response(std::span<const double> payoffs, std::span<const double> beliefs,
                                     double rationality) {
  for (const double belief : beliefs) require(belief >= 0.0, "choice: a belief must not be negative");
  const double sum = order_free_sum({beliefs.begin(), beliefs.end()});
  require(std::abs(sum - 1.0) <= 1e-9, "choice: beliefs must add up to 1");
  return logit_probabilities(conditional_utilities({beliefs.size(), payoffs}, beliefs), rationality);
}

std::vector<double> ordered_logit_probabilities(double eta, std::span<const double> cut_points) {
  require(std::isfinite(eta), "choice: eta must be finite");
  std::vector<double> probabilities;
  for (std::size_t k = 0; k <= cut_points.size(); ++k) {
    const double low = k == 0 ? -infinity : cut_points[k - 1] - eta;
    const double high = k == cut_points.size() ? infinity : cut_points[k] - eta;
    require(low < high, "choice: cut points must rise");
    // L(high) - L(low) = L(-low) - L(-high): subtract the smaller pair, that a thin upper tail keeps its digits.
    const auto cumulative = [](double x) { return x == infinity ? 1.0 : x == -infinity ? 0.0 : maths::logistic(x); };
    probabilities.push_back(low > 0.0 ? cumulative(-low) - cumulative(-high) : cumulative(high) - cumulative(low));
  }
  return probabilities;
}

}  // namespace smolny::politics
