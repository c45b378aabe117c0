// Binomial, Poisson and negative binomial counts. Small means are summed from 0. Of large binomials the quantile is known to a
// hundredth or better from its expansion (Cornish and Fisher 1938), which leaves no doubt about the whole number in most draws; the
// others, and the rest, search their distribution function from there.

#include "chance/counts.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "chance/search.h"
#include "maths/elementary.h"
#include "maths/gamma.h"
#include "maths/quantiles.h"

namespace smolny::chance {

double coarse(double x) { return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & ~std::uint64_t{0xfff}); }

namespace {

constexpr double small_mean = 30.0;

/// Summing from 0 keeps F's relative accuracy but only the absolute accuracy of 1 - F, which is enough above this.
constexpr double least_upper_share = 0.01;

void require(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

/// The least k with F(k) >= u, F summed from the probability of 0; ratio(k) is that of k + 1 to that of k.
/// With `strictly`, the least with F(k) > u.
template <class Ratio>
std::int64_t sum_from_zero(double at_zero, double u, bool strictly, std::int64_t most, Ratio ratio) {
  double term = at_zero, sum = at_zero;
  std::int64_t k = 0;
  while (k < most && (strictly ? sum <= u : sum < u)) {
    term *= ratio(static_cast<double>(k));
    sum += term;
    ++k;
  }
  return k;
}

std::int64_t floor_of(double x) { return static_cast<std::int64_t>(std::floor(x)); }

/// Where to look first: mean + sd (z + skewness (z^2 - 1) / 6).
std::int64_t guess(double mean, double sd, double skewness, double z) {
  const double reach = mean + sd * (z + skewness * (z * z - 1.0) / 6.0);
  return floor_of(reach < 0 ? 0.0 : (reach > 4e18 ? 4e18 : reach));
}

/// Where the smoothed distribution function of a binomial passes u, and how far that may be wrong. P(X <= k) = G(k + 1/2) for a
/// smooth G whose cumulants are the binomial's with Sheppard's corrections turned about (Euler and Maclaurin): -1/12 and 1/120. Its
/// quantile by Cornish and Fisher to the fourth order (Abramowitz and Stegun 26.2.49); doubted by as much as the last order says.
struct Reach {
  double at = 0, doubt = 1;
};
Reach reach(double trials, double chance, double rest, double z) {
  const double pq = chance * rest, variance = trials * pq, lopsided = rest - chance;
  const double s2 = variance - 1.0 / 12, s = std::sqrt(s2), s4 = s2 * s2;
  const double g1 = variance * lopsided / (s * s2), g2 = (variance * (1 - 6 * pq) + 1.0 / 120) / s4;
  const double g3 = variance * lopsided * (1 - 12 * pq) / (s * s4), g4 = (variance * (1 - 30 * pq + 120 * pq * pq) - 1.0 / 252) / (s2 * s4);
  const double z2 = z * z, z4 = z2 * z2;
  const double first = g1 * (z2 - 1) / 6;
  const double second = z * (g2 * (z2 - 3) / 24 - g1 * g1 * (2 * z2 - 5) / 36);
  const double third = g3 * (z4 - 6 * z2 + 3) / 120 - g1 * g2 * (z4 - 5 * z2 + 2) / 24 + g1 * g1 * g1 * (12 * z4 - 53 * z2 + 17) / 324;
  const double fourth = z * (g4 * (z4 - 10 * z2 + 15) / 720 - g2 * g2 * (3 * z4 - 24 * z2 + 29) / 384 - g1 * g3 * (2 * z4 - 17 * z2 + 21) / 180 +
                             g1 * g1 * g2 * (14 * z4 - 103 * z2 + 107) / 288 - g1 * g1 * g1 * g1 * (252 * z4 - 1688 * z2 + 1511) / 7776);
  const double size = (z2 + 1) * (std::abs(g1) + std::sqrt(std::abs(g2)) + 1 / s);  // of a step from one order to the next
  return {trials * chance + s * (z + first + second + third + fourth), s * (std::abs(third) + std::abs(fourth)) * size + 1e-4};
}

/// Binomial of chance p <= 1/2 with a small mean; with `strictly`, for the failures of one above.
std::int64_t binomial_of_few(std::int64_t n, double p, double u, bool strictly) {
  const double trials = static_cast<double>(n), odds = p / (1.0 - p);
  return sum_from_zero(maths::exp(trials * maths::log1p(-p)), u, strictly, n,
                       [=](double k) { return (trials - k) * odds / (k + 1.0); });
}

/// The least k with F(k) >= u, from F at one point and the probabilities about it: an incomplete beta is found once instead of at
/// every probe. Tails are those of u's side: P(X <= k), or P(X > k) against 1 - u. Nothing, where a sum comes nearer to u than
/// sums are good for, or the answer lies far: then every probe has to be found for itself.
std::optional<std::int64_t> near_to(std::int64_t k, std::int64_t n, double chance, double rest, double u) {
  constexpr double kSure = 1e-9;  // relative: the tail that is found first is good to 1e-10, sums lose a little
  constexpr double kClose = 1e-11;
  constexpr int kFar = 64;
  const bool upper = u > 0.5;
  const double mark = upper ? 1.0 - u : u, trials = static_cast<double>(n), odds = chance / rest;
  const double at = static_cast<double>(k);
  double here = maths::binomial_kernel(at, trials - at, chance, rest);  // P(X = k)
  const double kernel = here * ((trials + 1.0) / (at + 1.0) * chance);   // of the incomplete beta: both sides have the same
  double tail = upper ? maths::incomplete_beta(at + 1.0, trials - at, chance, rest, kernel, kClose)
                      : maths::incomplete_beta(trials - at, at + 1.0, rest, chance, kernel, kClose);
  const auto doubtful = [&] { return std::abs(tail - mark) <= kSure * std::max(tail, mark); };
  const auto reached = [&] { return upper ? tail <= mark : tail >= mark; };
  if (doubtful()) return std::nullopt;
  const bool down = reached();
  for (int step = 0; step < kFar; ++step) {
    if (down) {
      if (k == 0) return 0;
      tail += upper ? here : -here;
      if (doubtful()) return std::nullopt;
      if (!reached()) return k;
      here *= static_cast<double>(k) / ((trials - static_cast<double>(k) + 1.0) * odds);
      --k;
    } else {
      if (k + 1 == n) return n;
      here *= (trials - static_cast<double>(k)) * odds / (static_cast<double>(k) + 1.0);
      ++k;
      tail += upper ? -here : here;
      if (doubtful()) return std::nullopt;
      if (reached()) return k;
    }
  }
  return std::nullopt;
}

}  // namespace

std::int64_t binomial(std::int64_t n, double p, double u) {
  require(n >= 0 && p >= 0 && p <= 1, "binomial: n must be >= 0 and the chance within [0, 1]");
  require(u > 0 && u < 1, "binomial: u must lie within (0, 1)");
  if (n == 0 || p == 0) return 0;
  if (p == 1) return n;
  const bool rare = p <= 0.5;
  const double less = coarse(rare ? p : 1.0 - p), more = 1.0 - less;
  if (less == 0) return rare ? 0 : n;
  const double trials = static_cast<double>(n);
  if (trials * less < small_mean && (rare ? 1.0 - u : u) >= least_upper_share)
    return rare ? binomial_of_few(n, less, u, false) : n - binomial_of_few(n, less, 1.0 - u, true);

  const double chance = rare ? less : more, rest = rare ? more : less;
  const double sd = std::sqrt(trials * chance * rest), z = maths::normal_quantile(u);
  if (sd >= 5 && std::abs(z) <= 5) {
    const auto [at, doubt] = reach(trials, chance, rest, z);
    const double above = std::ceil(at - 0.5);
    const double spare = above - (at - 0.5);
    if (spare > doubt && 1 - spare > doubt && above >= 0 && above <= trials) return floor_of(above);
  }
  const std::int64_t start = std::min(n - 1, guess(trials * chance, sd, (rest - chance) / sd, z));
  if (const auto k = near_to(start, n, chance, rest, u)) return *k;
  return least(0, n, start, [&](std::int64_t k) {
    if (k >= n) return true;
    const double below = static_cast<double>(k) + 1.0, above = static_cast<double>(n - k);
    return u <= 0.5 ? maths::incomplete_beta(above, below, rest, chance) >= u
                    : maths::incomplete_beta(below, above, chance, rest) <= 1.0 - u;
  });
}

std::int64_t poisson(double mean, double u) {
  require(mean >= 0 && mean <= 1e9, "poisson: the mean must lie within [0, 1e9]");
  require(u > 0 && u < 1, "poisson: u must lie within (0, 1)");
  mean = coarse(mean);
  if (mean == 0) return 0;
  const std::int64_t most = floor_of(2.0 * mean) + 1000;  // far beyond the quantile of 1 - 2^-53
  if (mean < small_mean && 1.0 - u >= least_upper_share)
    return sum_from_zero(maths::exp(-mean), u, false, most, [=](double k) { return mean / (k + 1.0); });
  const double sd = std::sqrt(mean);
  return least(0, most, guess(mean, sd, 1.0 / sd, maths::normal_quantile(u)), [&](std::int64_t k) {
    const double shape = static_cast<double>(k) + 1.0;
    return u <= 0.5 ? maths::incomplete_gamma_upper(shape, mean) >= u
                    : maths::incomplete_gamma_lower(shape, mean) <= 1.0 - u;
  });
}

std::int64_t negative_binomial(double mean, double size, double u) {
  require(mean >= 0 && mean <= 1e9, "negative_binomial: the mean must lie within [0, 1e9]");
  require(size > 0 && size < 1e300, "negative_binomial: the size must be above 0");
  require(u > 0 && u < 1, "negative_binomial: u must lie within (0, 1)");
  mean = coarse(mean);
  if (mean == 0) return 0;
  if (size > 1e15) return poisson(mean, u);
  const double stop = size / (size + mean), go_on = mean / (size + mean);
  const double variance = mean / stop;
  const std::int64_t most = std::int64_t{1} << 61;
  if (mean < small_mean && variance < small_mean * small_mean && 1.0 - u >= least_upper_share)
    return sum_from_zero(maths::exp(-size * maths::log1p(mean / size)), u, false, most,
                         [=](double k) { return (k + size) / (k + 1.0) * go_on; });
  const double sd = std::sqrt(variance);
  return least(0, most, guess(mean, sd, (1.0 + go_on) * std::sqrt(1.0 / (go_on * size)), maths::normal_quantile(u)), [&](std::int64_t k) {
    const double above = static_cast<double>(k) + 1.0;
    return u <= 0.5 ? maths::incomplete_beta(size, above, stop, go_on) >= u
                    : maths::incomplete_beta(above, size, go_on, stop) <= 1.0 - u;
  });
}

std::vector<std::int64_t> multinomial(std::int64_t n, std::span<const double> weights, std::span<const double> us) {
  require(n >= 0, "multinomial: n must be >= 0");
  require(weights.size() == us.size(), "multinomial: one u per category is needed");
  std::vector<double> left(weights.size() + 1, 0.0);  // left[i]: weight of category i and all after it
  for (std::size_t i = weights.size(); i-- > 0;) {
    require(weights[i] >= 0 && weights[i] < 1e300, "multinomial: weights must be >= 0 and finite");
    left[i] = left[i + 1] + weights[i];
  }
  require(n == 0 || left[0] > 0, "multinomial: a weight must be above 0");
  std::vector<std::int64_t> counts(weights.size(), 0);
  for (std::size_t i = 0; i < weights.size() && n > 0; ++i) {
    if (weights[i] == 0) continue;
    counts[i] = left[i + 1] == 0 ? n : binomial(n, weights[i] / left[i], us[i]);
    n -= counts[i];
  }
  return counts;
}

}  // namespace smolny::chance
