// Gamma and beta quantiles: Newton's method on the log of the nearer tail against log x (gamma) or the log odds of x
// (beta), in which both are concave and small shapes do no harm; bisection wherever a step would leave the bracket.

#include "maths/quantiles.h"

#include <cmath>

#include "maths/bits.h"
#include "maths/elementary.h"
#include "maths/gamma.h"

namespace smolny::maths {
namespace {

constexpr double widest = 740.0;  // e^740 and e^-740 are still numbers

/// Where the rising function of the form tail(t).value crosses 0; tail gives its value and slope.
template <class Tail>
double solve(Tail tail, double start) {
  double low = -widest, high = widest, t = start;
  for (int i = 0; i < 200; ++i) {
    const auto [value, slope] = tail(t);
    (value < 0 ? low : high) = t;
    const double step = value / slope;
    const double next = t - step;
    if (magnitude(step) <= 1e-9 * (1.0 + magnitude(t))) return next;  // the steps shrink as squares
    const double inside = next > low && next < high ? next : 0.5 * (low + high);
    if (inside == t) break;
    t = inside;
  }
  return t;
}

struct Slope {
  double value, slope;
};

/// The log of the nearer tail at t, against that of u: rises with t on either side. `density` is d share / dt.
Slope against(double u, double lower, double upper, double density) {
  if (u <= 0.5) return {lower > 0 ? log(lower / u) : -infinity, density / lower};
  return {upper > 0 ? -log(upper / (1.0 - u)) : infinity, density / upper};
}

}  // namespace

double gamma_quantile(double shape, double u) {
  if (!(shape > 0 && shape < infinity && u >= 0 && u <= 1)) return nan;
  if (u == 0) return 0.0;
  if (u == 1) return infinity;
  // Wilson and Hilferty (1931), or for small x the first term of the series.
  const double ninth = 1.0 / (9.0 * shape);
  const double root = 1.0 - ninth + normal_quantile(u) * std::sqrt(ninth);
  const double first_term = (log(u) + lgamma(shape + 1.0)) / shape;
  double start = shape > 0.5 && root > 0.3 ? log(shape) + 3.0 * log(root) : first_term;
  if (start < -widest) return 0.0;
  if (start > widest) start = 0.0;
  const double t = solve(
      [&](double s) {
        const double x = exp(s);
        return against(u, u <= 0.5 ? incomplete_gamma_lower(shape, x) : 0.0,
                       u <= 0.5 ? 0.0 : incomplete_gamma_upper(shape, x), shape * poisson_kernel(shape, x));
      },
      start);
  return exp(t);
}

double beta_quantile(double a, double b, double u) {
  if (!(a > 0 && b > 0 && a < infinity && b < infinity && u >= 0 && u <= 1)) return nan;
  if (u == 0 || u == 1) return u;
  const double weight = a / (a + b) * b;
  const double t = solve(
      [&](double s) {
        const double x = logistic(s), y = logistic(-s), kernel = binomial_kernel(a, b, x, y);
        return against(u, u <= 0.5 ? incomplete_beta(a, b, x, y, kernel) : 0.0, u <= 0.5 ? 0.0 : incomplete_beta(b, a, y, x, kernel), weight * kernel);
      },
      log(a / b) + normal_quantile(u) * std::sqrt(1.0 / a + 1.0 / b));  // the log odds are roughly normal
  return logistic(t);
}

}  // namespace smolny::maths
