#pragma once

// Counts by the quantile: the least k with F(k) >= u. For fixed u the count never falls as n or the chance rises, so
// twins stay coupled (an inversion outward from the mode is neither). u is in (0, 1), as uniform() gives it.
//
// Why it holds in floating point too: F (or 1 - F, where u > 1/2) is computed to a relative 1e-13, and chances are
// first rounded to 40 significant bits; two chances that differ at all then move F by more than its error, as do two
// values of n. docs/determinism.md has the argument.
//
// Every function throws std::invalid_argument for arguments out of the range that it gives.

#include <cstdint>
#include <span>
#include <vector>

namespace smolny::chance {

/// Successes in n >= 0 trials of chance p in [0, 1]. Tested to n = 10^9; O(sqrt n) at most, constant for small n p.
std::int64_t binomial(std::int64_t n, double p, double u);

/// Events of the given mean in [0, 1e9]. Never falls as the mean rises.
std::int64_t poisson(double mean, double u);

/// A count of the given mean in [0, 1e9] and dispersion `size` > 0: variance mean + mean^2 / size (a Poisson whose
/// mean is gamma of shape `size`). Never falls as the mean rises.
std::int64_t negative_binomial(double mean, double size, double u);

/// Marked ones among n taken without return from `population`, of whom `marked` are marked;
/// 0 <= marked, n <= population. Never falls as marked or n rises.
std::int64_t hypergeometric(std::int64_t population, std::int64_t marked, std::int64_t n, double u);

/// n shared out over categories in proportion to weights >= 0 (one above 0 unless n = 0), as a chain of binomials,
/// category i by us[i]. The counts sum to n; the last category with weight takes what is left.
std::vector<std::int64_t> multinomial(std::int64_t n, std::span<const double> weights, std::span<const double> us);

/// n taken without return from categories of the given sizes (n <= their sum), as a chain of hypergeometrics,
/// category i by us[i].
std::vector<std::int64_t> multivariate_hypergeometric(std::int64_t n, std::span<const std::int64_t> sizes,
                                                      std::span<const double> us);

}  // namespace smolny::chance
