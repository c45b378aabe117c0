// The normal distribution. erfc by the Chebyshev series of (1 + 2x) e^(x^2) erfc(x) in t = (x - 15/4) / (x + 15/4)
// (Shepherd and Laframboise 1981); the quantile by three rational functions in the manner of Wichura's AS 241 (1988).
// Coefficients were computed for this file in 60 digits by interpolation at Chebyshev nodes.

#include <cmath>

#include "maths/bits.h"
#include "maths/elementary.h"
#include "maths/quantiles.h"

namespace smolny::maths {
namespace {

/// e^(-x^2) with x^2 taken in two parts, as its rounding alone would cost x^2 places.
double gauss(double x) {
  const Pair square = exact_product(x, x);
  return exp(-square.high) * (1.0 - square.low);
}

/// erfc of x in [0.5, 27].
double erfc_of_large(double x) {
  constexpr double c[] = {0x1.3ccda0b5d5dc2p+0,  -0x1.1f367683f89a7p-3,  0x1.d5f2948159d00p-9,   0x1.510169d096805p-4,
                          -0x1.bda9309a28838p-4, 0x1.7a14188a99ad6p-4,   -0x1.e0d0fa6e024a7p-5,  0x1.d0b0037dce59bp-6,
                          -0x1.3f603c33569f9p-7, 0x1.cc3a0e20da783p-10,  0x1.33fb240ed7d40p-12,  -0x1.303f9d6c94458p-12,
                          0x1.b144566843de0p-15, 0x1.778a1ebe688e9p-16,  -0x1.800955455e215p-17, -0x1.0523941776e8fp-20,
                          0x1.d6c57660850e8p-20, -0x1.f4f7e776838f9p-25, -0x1.18fda28e2573fp-22, 0x1.a291502e452c7p-26,
                          0x1.659e06e3aafb0p-25, -0x1.3216e8cf314a3p-28, -0x1.e78dce46c47b8p-28, 0x1.40516fa585f7cp-31,
                          0x1.4a0cec09685b2p-30, -0x1.b66f0dd8b5978p-35, -0x1.736f66b8b1192p-33, 0x1.00b49db16f55cp-39,
                          0x1.e00e716f3301bp-37};
  return gauss(x) * polynomial(c, (x - 3.75) / (x + 3.75)) / (1.0 + 2.0 * x);
}

/// erf of |x| < 0.5, by its Taylor series.
double erf_of_small(double x) {
  constexpr double c[] = {1.0,        -1.0 / 3,     1.0 / 10,     -1.0 / 42,      1.0 / 216,        -1.0 / 1320,
                          1.0 / 9360, -1.0 / 75600, 1.0 / 685440, -1.0 / 6894720, 1.0 / 76204800.0, -1.0 / 918086400.0};
  return 0x1.20dd750429b6dp+0 * x * polynomial(c, x * x);
}

/// The upper quantile for r = sqrt(-log of the tail), tail below 0.075.
double tail_quantile(double r) {
  constexpr double near_p[] = {0x1.6c665fde9526ap+0, 0x1.2a27ab0d24a7ap+2, 0x1.794eebabd780fp+2,
                               0x1.ef03e5d0f24b8p+1, 0x1.75f44280415afp+0, 0x1.50138e7e25dcep-2,
                               0x1.5d6f9055fb8ddp-5, 0x1.75410d910fc21p-9, 0x1.267f3be79fb11p-14};
  constexpr double near_q[] = {0x1.0000000000000p+0,  0x1.095b39b7378bbp+1,  0x1.bdb1192761dedp+0,
                               0x1.894c7b5ceb3ffp-1,  0x1.8a55aba6b2a55p-3,  0x1.bdc3fbf5c3b8ep-6,
                               0x1.fb26ca4755832p-10, 0x1.a0720b92aa936p-15, 0x1.3d16270e0347ap-35};
  constexpr double far_p[] = {0x1.aa1b1c13ee51cp+2,  0x1.6abfdb3b57bdfp+2,  0x1.f29774732af0ap+0,
                              0x1.642ee3bbc597cp-2,  0x1.1bed620c98bb3p-5,  0x1.f8ba84d7c8d9ap-10,
                              0x1.d959ebd732d69p-15, 0x1.9b495aa71a566p-21, 0x1.e0ba01fb5375fp-29};
  constexpr double far_q[] = {0x1.0000000000000p+0,  0x1.42d0bc3129f93p-1,  0x1.3ca424c54e3aap-3,
                              0x1.3296a5be1d3d9p-6,  0x1.34760930e6a3fp-10, 0x1.3895b3ea494c1p-15,
                              0x1.1c2fb1e61511bp-21, 0x1.53ec9943d5125p-29, 0x1.2b95a06f86fb9p-57};
  if (r <= 5.0) return polynomial(near_p, r - 1.6) / polynomial(near_q, r - 1.6);
  return polynomial(far_p, r - 5.0) / polynomial(far_q, r - 5.0);
}

}  // namespace

double erfc(double x) {
  if (x != x) return x;
  if (magnitude(x) < 0.5) return 1.0 - erf_of_small(x);
  if (x < 0) return x < -6.0 ? 2.0 : 2.0 - erfc_of_large(-x);
  return x > 27.3 ? 0.0 : erfc_of_large(x);
}

double normal_cdf(double x) {
  // erfc at x / sqrt 2; in the tail the rounding of that quotient is undone to first order.
  constexpr double root_half = 0x1.6a09e667f3bcdp-1, root_half_low = -0x1.bdd3413b26456p-55;
  if (!(magnitude(x) < 40.0)) return x != x ? x : (x < 0 ? 0.0 : 1.0);
  const double z = -x * root_half;
  const double value = 0.5 * erfc(z);
  if (z < 1.0) return value;
  const Pair product = exact_product(-x, root_half);
  const double lost = product.low - x * root_half_low;
  return value * (1.0 - 2.0 * z * lost);
}

double normal_quantile(double u) {
  if (!(u >= 0 && u <= 1)) return nan;
  if (u == 0) return -infinity;
  if (u == 1) return infinity;
  const double q = u - 0.5;
  if (magnitude(q) <= 0.425) {
    constexpr double p[] = {0x1.b18d91e9eef75p+1,  0x1.2983594fd7e7fp+7,  0x1.3e873207f0ef8p+11,
                            0x1.51edecb555ec5p+14, 0x1.75ccbc4a8f65fp+16, 0x1.a11714cc49c9bp+17,
                            0x1.a273b0aa578a2p+17, 0x1.214cd08b4e4e1p+16, 0x1.e8603e9431aedp+11};
    constexpr double d[] = {0x1.0000000000000p+0,  0x1.776318ab2437dp+5,  0x1.b3a456a404a18p+9,
                            0x1.ff0e0daee92acp+12, 0x1.41a3f69d2d15ap+15, 0x1.aabcb49f39b9cp+16,
                            0x1.122c69e2df947p+17, 0x1.1a96b28ee4223p+16, 0x1.25b3b754cc15ep+13};
    const double r = 0.180625 - q * q;
    return q * (polynomial(p, r) / polynomial(d, r));
  }
  const double value = tail_quantile(std::sqrt(-log(q < 0 ? u : 1.0 - u)));
  return q < 0 ? -value : value;
}

}  // namespace smolny::maths
