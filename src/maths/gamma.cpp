// log gamma and the two kernels. Near 1 and 2 the Taylor series about 2, whose coefficients are (zeta(k) - 1) / k
// (Abramowitz and Stegun 6.1.33); above 10 Stirling's series (6.1.40); between, the recurrence down to [1.5, 2.5).

#include "maths/gamma.h"

#include <cmath>

#include "maths/bits.h"
#include "maths/elementary.h"

namespace smolny::maths {
namespace {

/// lgamma(2 + z) for |z| <= 1/2; the factor z keeps its zero at 2 exact.
double lgamma_about_2(double z) {
  constexpr double c[] = {0x1.b0ee6072093cep-2,   0x1.4a34cc4a60fa6p-2,  -0x1.13e001a557607p-4,  0x1.51322ac7d8483p-6,
                          -0x1.e404fc218f5f2p-8,  0x1.7add6eadb6c30p-9,  -0x1.38ac5c2bf8e08p-10, 0x1.0b36af86396e9p-11,
                          -0x1.d3fd4c76d2fc8p-13, 0x1.a127b0f17d65ap-14, -0x1.78de5bd7c81efp-15, 0x1.580dcee66eb02p-16,
                          -0x1.3cbc963ce2243p-17, 0x1.2597a39f34aacp-18, -0x1.11b2eb7679541p-19, 0x1.0064cdeb22f0fp-20,
                          -0x1.e2600d93cfd2fp-22, 0x1.c76bbb3f07a4dp-23, -0x1.af5a6cbbf8a97p-24, 0x1.99b93c2070b0fp-25,
                          -0x1.862c734df3eacp-26, 0x1.7469daccfadcdp-27, -0x1.6434a8447aeadp-28, 0x1.555a877ffd2c3p-29,
                          -0x1.47b1679258d0ep-30, 0x1.3b15d2b2fc10cp-31, -0x1.2f69a9fabe3e0p-32, 0x1.24932a337434cp-33,
                          -0x1.1a7c26ec2523cp-34, 0x1.11116e693ed98p-35, -0x1.08424cbc543d8p-36, 0x1.000026e3f644fp-37,
                          -0x1.f07c514fc9f0ap-39};
  return z * polynomial(c, z);
}

/// lgamma(z + 1) - ((z + 1/2) log z - z + log(2 pi) / 2) for z >= 10.
double stirling_series(double z) {
  constexpr double c[] = {1.0 / 12,   -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                          1.0 / 1188, -691.0 / 360360, 1.0 / 156,  -3617.0 / 122400};
  return polynomial(c, 1.0 / (z * z)) / z;
}

/// x log(x / m) + m - x, without cancellation where x is near m (Loader 2000).
double deviance(double x, double m) {
  const double difference = x - m;
  if (magnitude(difference) < 0.1 * (x + m)) {
    // With v = (x - m) / (x + m): (x - m) v + 2 x (v^3/3 + v^5/5 + ...).
    constexpr double c[] = {1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17};
    const double v = difference / (x + m), z = v * v;
    return v * (difference + 2.0 * x * z * polynomial(c, z));
  }
  return x * log(x / m) - difference;
}

/// log q, where q = 1 - p is given with it.
double log_of_rest(double q, double p) { return q < 0.5 ? log(q) : log1p(-p); }

constexpr double two_pi = 0x1.921fb54442d18p+2;
constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
constexpr double large = 10.0;  // from here on Stirling's series holds

/// binomial_kernel for a < 10 <= b: Stirling's series for b and a + b only, with their leading terms cancelled by hand.
double lopsided_kernel(double a, double b, double p, double q) {
  const double n = a + b;
  const double log_power = a == 0 ? 0.0 : a * log(n * p);
  return exp((log_power + b * log_of_rest(q, p)) + (((b + 0.5) * log1p(a / b) - a) - lgamma(a + 1.0)) +
             (stirling_series(n) - stirling_series(b)));
}

}  // namespace

double lgamma(double x) {
  if (!(x > 0)) return x == 0 ? infinity : nan;
  if (x == infinity) return x;
  if (x < 0.5) return lgamma_about_2(x) - log1p(x) - log(x);
  if (x < 1.5) return lgamma_about_2(x - 1.0) - log1p(x - 1.0);
  if (x < large) {
    double product = 1.0;
    while (x >= 2.5) {
      x -= 1.0;
      product *= x;
    }
    const double base = lgamma_about_2(x - 2.0);
    return product == 1.0 ? base : base + log(product);
  }
  return (x - 0.5) * (log(x) - 1.0) + (half_log_two_pi - 0.5) + stirling_series(x);
}

double log_factorial(double n) { return lgamma(n + 1.0); }

double poisson_kernel(double x, double m) {
  if (!(x >= 0 && m >= 0)) return nan;
  if (m == 0) return x == 0 ? 1.0 : 0.0;
  if (x == 0) return exp(-m);
  if (x < large) return exp(x * log(m) - m - lgamma(x + 1.0));
  return exp(-stirling_series(x) - deviance(x, m)) / std::sqrt(two_pi * x);
}

double binomial_kernel(double a, double b, double p, double q) {
  if (!(a >= 0 && b >= 0 && p >= 0 && q >= 0)) return nan;
  if (p == 0) return a == 0 ? 1.0 : 0.0;
  if (q == 0) return b == 0 ? 1.0 : 0.0;
  if (a >= large && b >= large) {
    const double n = a + b;
    const double correction = stirling_series(n) - stirling_series(a) - stirling_series(b);
    return exp(correction - deviance(a, n * p) - deviance(b, n * q)) * std::sqrt(n / a / (two_pi * b));
  }
  if (b >= large) return lopsided_kernel(a, b, p, q);
  if (a >= large) return lopsided_kernel(b, a, q, p);
  const double log_powers = (a == 0 ? 0.0 : a * log_of_rest(p, q)) + (b == 0 ? 0.0 : b * log_of_rest(q, p));
  return exp(lgamma(a + b + 1.0) - lgamma(a + 1.0) - lgamma(b + 1.0) + log_powers);
}

}  // namespace smolny::maths
