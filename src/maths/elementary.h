#pragma once

// exp, log and their kin from + - * / and bit operations alone, so that every machine and compiler
// gives the same bits (docs/determinism.md). Special values are those of IEC 60559, Annex F of C:
// a domain error gives a quiet NaN, an overflow infinity; nothing sets errno.

namespace smolny::maths {

/// e to the x. Within 1 ulp; 0 below -745.14, +infinity above 709.79.
double exp(double x);

/// e to the x, less 1, without cancellation near 0. Within 3 ulp.
double expm1(double x);

/// The natural logarithm of x >= 0. Within 1 ulp; log(0) is -infinity, log of a negative NaN.
double log(double x);

/// log(1 + x) for x >= -1, without cancellation near 0. Within 3 ulp.
double log1p(double x);

/// x to the y, with the special values of C's pow. Relative error below 1e-14.
double pow(double x, double y);

/// Hyperbolic tangent, in [-1, 1]. Within 4 ulp.
double tanh(double x);

/// 1 / (1 + e^-x), in [0, 1]: log odds to probability.
double logistic(double x);

/// log(p / (1 - p)) for p in [0, 1]: probability to log odds; -infinity at 0, +infinity at 1, NaN outside.
double logit(double p);

}  // namespace smolny::maths
