// Sine and cosine by Taylor series after taking off the nearest multiple of pi/2 in three parts (Cody and Waite 1980);
// the arc tangent by the addition formula from a table at eighths, then its series.

#include "maths/trigonometry.h"

#include <cmath>

#include "maths/bits.h"

namespace smolny::maths {
namespace {

constexpr double half_pi = 0x1.921fb54442d18p+0, half_pi_low = 0x1.1a62633145c07p-54;

struct Turn {
  int quarter;  // 0 to 3
  double high, low;
};

/// x less the nearest multiple of pi/2; the first two parts have 33 bits, so that their products with it are exact.
Turn turn(double x) {
  constexpr double part1 = 0x1.921fb54400000p+0, part2 = 0x1.0b4611a600000p-34, part3 = 0x1.3198a2e037073p-69;
  const double k = nearest_integer(x * 0x1.45f306dc9c883p-1);
  const double first = x - k * part1;
  const double second = first - k * part2;
  const double lost = (first - second) - k * part2;
  const double low = lost - k * part3;
  const double high = second + low;
  return {static_cast<int>(static_cast<std::int64_t>(k) & 3), high, low - (high - second)};
}

double kernel_sin(double x, double low) {
  constexpr double c[] = {-1.0 / 6,
                          1.0 / 120,
                          -1.0 / 5040,
                          1.0 / 362880,
                          -1.0 / 39916800,
                          1.0 / 6227020800.0,
                          -1.0 / 1307674368000.0,
                          1.0 / 355687428096000.0};
  const double z = x * x;
  return x + (x * z * polynomial(c, z) + low * (1.0 - 0.5 * z));
}

double kernel_cos(double x, double low) {
  constexpr double c[] = {1.0 / 24,
                          -1.0 / 720,
                          1.0 / 40320,
                          -1.0 / 3628800,
                          1.0 / 479001600,
                          -1.0 / 87178291200.0,
                          1.0 / 20922789888000.0,
                          -1.0 / 6402373705728000.0};
  const double z = x * x, half = 0.5 * z, head = 1.0 - half;
  return head + (((1.0 - head) - half) + (z * z * polynomial(c, z) - x * low));
}

double by_quarter(int quarter, double x, double low) {
  const double value = (quarter & 1) != 0 ? kernel_cos(x, low) : kernel_sin(x, low);
  return (quarter & 2) != 0 ? -value : value;
}

}  // namespace

double sin(double x) {
  if (!(magnitude(x) <= 1e6)) return nan;
  if (magnitude(x) < 0x1p-28) return x;
  const Turn t = turn(x);
  return by_quarter(t.quarter, t.high, t.low);
}

double cos(double x) {
  if (!(magnitude(x) <= 1e6)) return nan;
  const Turn t = turn(x);
  return by_quarter((t.quarter + 1) & 3, t.high, t.low);
}

double tan(double x) { return sin(x) / cos(x); }

namespace {

/// atan of x in [0, 1].
double atan_of_fraction(double x) {
  // atan(j/8), each in two parts.
  constexpr Pair at_eighths[] = {{0x0.0p+0, 0x0.0p+0},
                                 {0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59},
                                 {0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57},
                                 {0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56},
                                 {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56},
                                 {0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58},
                                 {0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56},
                                 {0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56},
                                 {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55}};
  constexpr double series[] = {-1.0 / 3, 1.0 / 5, -1.0 / 7, 1.0 / 9, -1.0 / 11, 1.0 / 13, -1.0 / 15};
  const double eighths = nearest_integer(x * 8.0);
  const double centre = eighths * 0.125;
  const double t = (x - centre) / (1.0 + x * centre);  // |t| <= 1/16
  const double z = t * t;
  const Pair& base = at_eighths[static_cast<int>(eighths)];
  return base.high + (t + (t * z * polynomial(series, z) + base.low));
}

}  // namespace

double atan(double x) {
  if (x != x) return x;
  const double size = magnitude(x);
  if (size <= 1.0) return with_sign_of(atan_of_fraction(size), x);
  return with_sign_of(half_pi - (atan_of_fraction(1.0 / size) - half_pi_low), x);
}

double atan2(double y, double x) {
  if (x != x || y != y) return nan;
  const double up = magnitude(y), across = magnitude(x);
  double angle = 0;
  if (up == 0 && across == 0) {
    angle = 0;
  } else if (up == infinity && across == infinity) {
    angle = half_pi / 2;
  } else if (up <= across) {
    angle = atan_of_fraction(up / across);
  } else {
    angle = half_pi - (atan_of_fraction(across / up) - half_pi_low);
  }
  if (negative(x)) angle = pi - (angle - 2 * half_pi_low);
  return with_sign_of(angle, y);
}

double asin(double x) {
  if (!(magnitude(x) <= 1.0)) return nan;
  return atan2(x, std::sqrt((1.0 - x) * (1.0 + x)));
}

double acos(double x) {
  if (!(magnitude(x) <= 1.0)) return nan;
  return atan2(std::sqrt((1.0 - x) * (1.0 + x)), x);
}

}  // namespace smolny::maths
