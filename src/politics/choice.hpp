// Discrete choice: how likely a decider takes each of several options.
// References: Luce (1959); McFadden, "Conditional logit analysis of qualitative choice behavior" (1974); McKelvey &
// Zavoina, Journal of Mathematical Sociology 4 (1975) for the ordered logit; McKelvey & Palfrey, Games and Economic
// Behavior 10 (1995) for quantal response; Train, Discrete Choice Methods with Simulation (2009) for the mixed logit.
//
//   logit             P_k = exp(r u_k) / sum_j exp(r u_j)          r: rationality; 0 tosses a coin, infinity is best
//   reply conditional       u_k = sum_f b_f x_kf mixed             P_k = mean over draws d of the conditional logit
//   with weights b_d quantal response  u_k = sum_s belief_s payoff_ks ordered           P(y <= k) = L(c_k - eta)
//
// Probabilities come out by subtracting the greatest exponent first, so none overflows; sums do not depend on the order
// of options. An option of utility -infinity cannot be taken. Utilities are pure numbers (log-odds).
// For a draw do not sample these: add a Gumbel variate to each log weight r u_k and take the greatest.
// Errors (std::invalid_argument): no option that can be taken; NaN, +infinity; negative rationality; sizes that do
// not match; cut points that do not rise; beliefs that are negative or do not add up to 1.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace smolny::politics {

// ln sum exp(x_k); -infinity if every term is, or there is none.
double log_sum_exp(std::span<const double> terms);

std::vector<double> logit_probabilities(std::span<const double> utilities, double rationality = 1.0);

// What the best of the options is worth on average (the "inclusive value"): log_sum_exp(r u) / r, r > 0.
double inclusive_value(std::span<const double> utilities, double rationality);

// Options in rows, features in columns.
struct FeatureTable {
  std::size_t features;
  std::span<const double> values;
};
std::vector<double> conditional_utilities(const FeatureTable& table, std::span<const double> weights);

// `draws` holds one row of weights to a draw, features in columns.
std::vector<double> mixed_logit_probabilities(const FeatureTable& table, std::span<const double> draws);

// `payoffs` holds one row to an option, the states of the world in columns.
std::vector<double> quantal_response(std::span<const double> payoffs, std::span<const double> beliefs,
                                     double rationality);

// Cut points rise strictly; one category more than cut points.
std::vector<double> ordered_logit_probabilities(double eta, std::span<const double> cut_points);

}  // namespace smolny::politics
