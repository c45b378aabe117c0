#pragma once

// The gamma function's family: log gamma, the incomplete gamma and beta functions, and the two kernels
// that they share with the Poisson and binomial probabilities.

namespace smolny::maths {

/// log of Gamma(x) for x > 0. Relative error below 1e-13, also near its zeros at 1 and 2.
/// +infinity at 0 and at +infinity, NaN below 0.
double lgamma(double x);

/// log of n!, n >= 0 (real n allowed).
double log_factorial(double n);

/// m^x e^-m / Gamma(x+1) for x >= 0, m >= 0: the Poisson probability, continued to real x.
/// By deviance (Loader 2000), so that its relative error stays near 1e-15 times its log, however large x.
double poisson_kernel(double x, double m);

/// Gamma(a+b+1) / (Gamma(a+1) Gamma(b+1)) p^a q^b for a, b >= 0 and q = 1 - p: the binomial
/// probability of a in a + b, continued to real a and b. The caller gives both p and q, each exact.
double binomial_kernel(double a, double b, double p, double q);

/// P(a, x): the share of a gamma variable of shape a > 0 that lies below x >= 0. Relative error below 1e-12.
double incomplete_gamma_lower(double a, double x);
/// Q(a, x) = 1 - P(a, x), with its own relative accuracy.
double incomplete_gamma_upper(double a, double x);

/// I_x(a, b): the share of a beta variable with a, b > 0 that lies below x, where y = 1 - x, both given exactly.
/// Relative error below 1e-12. The upper share is incomplete_beta(b, a, y, x).
double incomplete_beta(double a, double b, double x, double y);
/// The same where binomial_kernel(a, b, x, y) is at hand.
double incomplete_beta(double a, double b, double x, double y, double kernel);
/// The same, broken off where one more term would change it by less than a share `close`.
double incomplete_beta(double a, double b, double x, double y, double kernel, double close);

}  // namespace smolny::maths
