#pragma once
// How two ensembles are told apart, and how sure a share is.

#include <string>
#include <vector>

#include "battery.hpp"

namespace smolny::science {

/// A share of n with its 95 % interval (Wilson 1927).
struct Share {
  double n = 0, hits = 0, low = 0, high = 1;
  double share() const { return n > 0 ? hits / n : 0; }
};
Share share_of(double hits, double n);
std::string text_of(const Share& share);

/// Two-sided probability of a standard normal further out than z.
double tails(double z);

/// Of two shares, with continuity correction: the probability of as great a difference under one law.
double p_of_shares(double hits_a, double n_a, double hits_b, double n_b);
/// Of two samples (Kolmogorov and Smirnov; conservative where values tie, +infinity among them).
double p_of_samples(std::vector<double> a, std::vector<double> b);

/// One comparison for each figure of a scenario: booleans and cases by shares, the rest by samples.
struct Told {
  std::string figure;
  double p = 1;
};
std::vector<Told> tell_apart(const Setting& setting, const Outcomes& a, const Outcomes& b);
/// The least p times the number of comparisons (Bonferroni), at most 1.
double bonferroni(const std::vector<Told>& told);

/// What an outcome is worth in one history: the value; of a case 1 or 0; a date that does not come is the frame's end.
double worth(const Setting& setting, const OutcomeValues& values, std::size_t outcome, std::int32_t of_case = -1);

struct Mean {
  double mean = 0, error = 0;  ///< its standard error
};
Mean mean_of(const std::vector<double>& values);
Mean mean_of(const Setting& setting, const Outcomes& outcomes, std::string_view outcome, std::string_view of_case = {});

}  // namespace smolny::science
