#pragma once

// Distribution functions and quantiles of the continuous distributions that priors and draws use.
// Quantiles take u in [0, 1] and rise with it; outside it, or for parameters out of range, NaN.

namespace smolny::maths {

/// The complementary error function, 2/sqrt(pi) times the integral of e^(-t^2) from x. Relative error below 1e-14
/// for x < 6, 1e-13 in the tail.
double erfc(double x);

/// The standard normal distribution function, with relative accuracy in the lower tail.
double normal_cdf(double x);

/// The standard normal quantile; -infinity at 0, +infinity at 1. Relative error below 1e-14.
double normal_quantile(double u);

/// The quantile of the gamma distribution of the given shape > 0 and scale 1. Relative error below 1e-11.
double gamma_quantile(double shape, double u);

/// The quantile of the beta distribution with a, b > 0. Relative error below 1e-11, of 1 - x too where that can be
/// represented.
double beta_quantile(double a, double b, double u);

}  // namespace smolny::maths
