// The incomplete gamma and beta functions: a kernel times a series or a continued fraction, on whichever side of the
// mean it converges, in O(sqrt of the parameters) terms.

#include "maths/bits.h"
#include "maths/elementary.h"
#include "maths/gamma.h"

namespace smolny::maths {
namespace {

constexpr double close_enough = 0x1p-53;
constexpr int most_terms = 50'000'000;  // never reached: only a guard against a NaN's endless loop

/// P by its power series (Abramowitz and Stegun 6.5.29), for x below about a.
double gamma_series(double a, double x) {
  double term = 1.0, sum = 1.0;
  for (int n = 1; n < most_terms; ++n) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * close_enough) break;
  }
  return poisson_kernel(a, x) * sum;
}

/// Q by its continued fraction (6.5.31), for x above about a; modified Lentz (Thompson and Barnett 1986).
double gamma_fraction(double a, double x) {
  double b = x + 1.0 - a, c = infinity, d = 1.0 / b, value = d;
  for (int n = 1; n < most_terms; ++n) {
    const double numerator = n * (a - n);
    b += 2.0;
    d = 1.0 / (numerator * d + b);
    c = c == infinity ? b : b + numerator / c;
    const double factor = c * d;
    value *= factor;
    if (magnitude(factor - 1.0) < 4 * close_enough) break;
  }
  return a * poisson_kernel(a, x) * value;
}

/// Q for a < 1/2 and x < 1.5, where 1 - P would cancel: 1 - x^a / Gamma(1 + a) (1 + a sum (-x)^n / (n! (a + n))).
double gamma_upper_of_small(double a, double x) {
  double term = 1.0, sum = 0.0;
  for (int n = 1; n < 40; ++n) {
    term *= -x / n;
    sum += term / (a + n);
  }
  const double log_head = a * log(x) - lgamma(1.0 + a);
  return -expm1(log_head) - exp(log_head) * a * sum;
}

/// I_x(a, b) for x below about its mean, by the continued fraction of Didonato and Morris (1992, equation 9). Numerators and
/// denominators of the convergents are carried on by Wallis's recurrence, all terms being above 0, so that no division waits for
/// another; they are scaled down together before they grow too large.
double beta_fraction(double a, double b, double x, double y, double kernel, double close) {
  if (kernel == 0) return 0.0;
  const double slack = a * y - b * x + 1.0;
  double above = a * slack / (a + 1.0), below = 1.0, last_above = 1.0, last_below = 0.0;
  double inverse = 1.0 / (a + 1.0);  // of a + 2m - 1
  for (int i = 1; i < most_terms; ++i) {
    const double m = i, next_inverse = 1.0 / (a + 2.0 * m + 1.0);
    const double part = m * (b - m) * x * inverse;
    const double numerator = part * ((a + m - 1.0) * (a + b + m - 1.0) * x * inverse);
    const double denominator = m + part + (a + m) * (slack + m * (2.0 - x)) * next_inverse;
    const double next_above = denominator * above + numerator * last_above, next_below = denominator * below + numerator * last_below;
    const double here = next_above * below, before = above * next_below;
    last_above = above;
    last_below = below;
    above = next_above;
    below = next_below;
    inverse = next_inverse;
    if (magnitude(here - before) < close * before) break;
    if (above > 0x1p400) {
      above *= 0x1p-400, below *= 0x1p-400, last_above *= 0x1p-400, last_below *= 0x1p-400;
    }
  }
  return kernel * (a / (a + b)) * b / (above / below);
}

}  // namespace

double incomplete_gamma_lower(double a, double x) {
  if (!(a > 0 && x >= 0)) return nan;
  if (x == 0) return 0.0;
  if (x == infinity) return 1.0;
  return x < a + 1.0 ? gamma_series(a, x) : 1.0 - gamma_fraction(a, x);
}

double incomplete_gamma_upper(double a, double x) {
  if (!(a > 0 && x >= 0)) return nan;
  if (x == 0) return 1.0;
  if (x == infinity) return 0.0;
  if (x >= a + 1.0) return gamma_fraction(a, x);
  return a < 0.5 ? gamma_upper_of_small(a, x) : 1.0 - gamma_series(a, x);
}

double incomplete_beta(double a, double b, double x, double y, double kernel, double close) {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0)) return nan;
  if (x == 0) return 0.0;
  if (y == 0) return 1.0;
  if (x < (a + 1.0) / (a + b + 2.0)) return beta_fraction(a, b, x, y, kernel, close);
  return 1.0 - beta_fraction(b, a, y, x, kernel, close);
}

double incomplete_beta(double a, double b, double x, double y, double kernel) {
  return incomplete_beta(a, b, x, y, kernel, 4 * close_enough);
}

double incomplete_beta(double a, double b, double x, double y) {
  return incomplete_beta(a, b, x, y, binomial_kernel(a, b, x, y));
}

}  // namespace smolny::maths
