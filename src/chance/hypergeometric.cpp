// Hypergeometric counts: taking without return. Probabilities by three binomial kernels (Loader 2000); F or 1 - F
// by summing away from the mean.

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "chance/counts.h"
#include "chance/search.h"
#include "maths/gamma.h"
#include "maths/quantiles.h"

namespace smolny::chance {
namespace {

struct Urn {
  double population, marked, taken;

  /// The probability of k marked ones.
  double probability(double k) const {
    const double p = taken / population, q = (population - taken) / population;
    const double unmarked = population - marked, others = taken - k;
    return maths::binomial_kernel(k, marked - k, p, q) * maths::binomial_kernel(others, unmarked - others, p, q) /
           maths::binomial_kernel(taken, population - taken, p, q);
  }
  /// The probability of k + 1 over that of k.
  double ratio(double k) const {
    return (marked - k) * (taken - k) / ((k + 1.0) * (population - marked - taken + k + 1.0));
  }
  /// The probability of at most k; terms fall going down from below the mean.
  double at_most(double k, double least) const {
    double term = 1.0, sum = 1.0;
    for (double j = k; j > least && term > sum * 0x1p-54; --j) sum += term /= ratio(j - 1.0);
    return probability(k) * sum;
  }
  /// The probability of k or more; terms fall going up from above the mean.
  double at_least(double k, double most) const {
    double term = 1.0, sum = 1.0;
    for (double j = k; j < most && term > sum * 0x1p-54; ++j) sum += term *= ratio(j);
    return probability(k) * sum;
  }
};

}  // namespace

std::int64_t hypergeometric(std::int64_t population, std::int64_t marked, std::int64_t n, double u) {
  if (!(population >= 0 && marked >= 0 && marked <= population && n >= 0 && n <= population))
    throw std::invalid_argument("hypergeometric: marked and n must lie within [0, population]");
  if (!(u > 0 && u < 1)) throw std::invalid_argument("hypergeometric: u must lie within (0, 1)");
  const std::int64_t low = std::max<std::int64_t>(0, n - (population - marked)), high = std::min(n, marked);
  if (low == high) return low;
  const Urn urn{static_cast<double>(population), static_cast<double>(marked), static_cast<double>(n)};
  const double least_count = static_cast<double>(low), most_count = static_cast<double>(high);
  const double share = urn.marked / urn.population, mean = urn.taken * share;
  const double sd = std::sqrt(mean * (1.0 - share) * ((urn.population - urn.taken) / (urn.population - 1.0)));
  const double start = std::floor(mean + sd * maths::normal_quantile(u));
  return least(low, high, static_cast<std::int64_t>(start), [&](std::int64_t whole) {
    if (whole >= high) return true;
    const double k = static_cast<double>(whole);
    // Sum the tail that k does not share with the mean; the other is its complement.
    if (k < mean) {
      const double lower = urn.at_most(k, least_count);
      return u <= 0.5 ? lower >= u : 1.0 - lower <= 1.0 - u;
    }
    const double upper = urn.at_least(k + 1.0, most_count);
    return u <= 0.5 ? 1.0 - upper >= u : upper <= 1.0 - u;
  });
}

std::vector<std::int64_t> multivariate_hypergeometric(std::int64_t n, std::span<const std::int64_t> sizes,
                                                      std::span<const double> us) {
  if (sizes.size() != us.size())
    throw std::invalid_argument("multivariate_hypergeometric: one u per category is needed");
  std::int64_t left = 0;
  for (std::int64_t size : sizes) {
    if (size < 0) throw std::invalid_argument("multivariate_hypergeometric: sizes must be >= 0");
    left += size;
  }
  if (n < 0 || n > left)
    throw std::invalid_argument("multivariate_hypergeometric: n must lie within [0, sum of sizes]");
  std::vector<std::int64_t> counts(sizes.size(), 0);
  for (std::size_t i = 0; i < sizes.size() && n > 0; ++i) {
    counts[i] = hypergeometric(left, sizes[i], n, us[i]);
    n -= counts[i];
    left -= sizes[i];
  }
  return counts;
}

}  // namespace smolny::chance
