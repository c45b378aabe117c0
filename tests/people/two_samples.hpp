#pragma once
// Are two samples of one distribution: the chance of so great a difference where they are.

#include <algorithm>
#include <cmath>
#include <vector>

#include "maths/elementary.h"
#include "maths/gamma.h"

namespace smolny::testing {

/// Chance of a chi-square with so many degrees of freedom to be at least x.
inline double chi_square_tail(double x, double degrees) { return maths::incomplete_gamma_upper(degrees / 2, x / 2); }

/// Two-sample chi-square over cells, those with few persons taken together.
inline double chi_square_p(const std::vector<double>& a, const std::vector<double>& b) {
  double all_a = 0, all_b = 0, chi = 0, degrees = -1, rest_a = 0, rest_b = 0;
  for (double x : a) all_a += x;
  for (double x : b) all_b += x;
  const auto term = [&](double x, double y) {
    const double ra = std::sqrt(all_b / all_a), rb = std::sqrt(all_a / all_b);
    chi += (ra * x - rb * y) * (ra * x - rb * y) / (x + y);
    ++degrees;
  };
  for (std::size_t c = 0; c < a.size(); ++c) {
    if (a[c] + b[c] >= 20) term(a[c], b[c]);
    else rest_a += a[c], rest_b += b[c];
  }
  if (rest_a + rest_b >= 20) term(rest_a, rest_b);
  return chi_square_tail(chi, degrees);
}

/// Two-sample Kolmogorov-Smirnov, asymptotic; on whole numbers with ties it rejects too seldom, never too often.
inline double kolmogorov_p(std::vector<double> a, std::vector<double> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  double apart = 0;
  std::size_t i = 0, j = 0;
  const auto n = static_cast<double>(a.size()), m = static_cast<double>(b.size());
  while (i < a.size() && j < b.size()) {
    const double x = std::min(a[i], b[j]);
    while (i < a.size() && a[i] <= x) ++i;
    while (j < b.size() && b[j] <= x) ++j;
    apart = std::max(apart, std::abs(static_cast<double>(i) / n - static_cast<double>(j) / m));
  }
  const double lambda = apart * std::sqrt(n * m / (n + m));
  double p = 0;
  for (int k = 1; k < 100; ++k) p += (k % 2 == 1 ? 2 : -2) * maths::exp(-2.0 * k * k * lambda * lambda);
  return lambda < 0.2 ? 1 : std::clamp(p, 0.0, 1.0);
}

}  // namespace smolny::testing
