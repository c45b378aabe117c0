// log and what rests on it. x = 2^k m with m in [sqrt(1/2), sqrt 2); f = m - 1, s = f / (2 + f), and
// log m = 2 atanh s = f - (f^2/2 - s (f^2/2 + R(s^2))), R the atanh series from its second term on. Written so, the
// leading terms are exact (Tang 1990; the arrangement is that of FDLIBM).

#include "maths/bits.h"
#include "maths/elementary.h"

namespace smolny::maths {
namespace {

constexpr double ln2_high = 0x1.62e42fefa3800p-1;  // 42 bits: k times it is exact
constexpr double ln2_low = 0x1.ef35793c76730p-45;

/// 2 z/3 + 2 z^2/5 + ... for z = s^2 <= 0.0295; what is left out is below 2^-60.
inline double atanh_tail(double z) {
  const double z2 = z * z, z4 = z2 * z2;
  const double low = (2.0 / 3 + 2.0 / 5 * z) + z2 * (2.0 / 7 + 2.0 / 9 * z);
  const double middle = (2.0 / 11 + 2.0 / 13 * z) + z2 * (2.0 / 15 + 2.0 / 17 * z);
  const double high = (2.0 / 19 + 2.0 / 21 * z) + z2 * (2.0 / 23);
  return z * (low + z4 * (middle + z4 * high));
}

struct Split {
  int exponent;
  double mantissa;  // in [sqrt(1/2), sqrt 2)
};

/// x = mantissa 2^exponent for finite x > 0.
inline Split split(double x) {
  int exponent = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    exponent = -54;
  }
  // Moving the bits of sqrt(1/2) to a power of two makes the exponent field count from there.
  constexpr std::uint64_t base = 0x3fe6a09e667f3bcdU;
  const std::uint64_t moved = bits(x) - base;
  const auto k = static_cast<std::int64_t>(moved) >> 52;
  const std::uint64_t mantissa = bits(x) - (static_cast<std::uint64_t>(k) << 52);
  return {exponent + static_cast<int>(k), std::bit_cast<double>(mantissa)};
}

/// k ln 2 + log(1 + f) + error, where 1 + f is in [sqrt(1/2), sqrt 2) and error is small against f's last place.
inline double assemble(int k, double f, double error) {
  const double s = f / (2.0 + f);
  const double half_square = 0.5 * f * f;
  const double tail = atanh_tail(s * s);
  return k * ln2_high - ((half_square - (s * (half_square + tail) + (k * ln2_low + error))) - f);
}

}  // namespace

double log(double x) {
  if (!(x > 0 && x < infinity)) {
    if (x == 0) return -infinity;
    return x > 0 ? x : nan;  // +infinity, else negative or NaN
  }
  const auto [k, m] = split(x);
  return assemble(k, m - 1.0, 0.0);
}

double log1p(double x) {
  if (!(x > -1.0 && x < infinity)) {
    if (x == -1.0) return -infinity;
    return x > 0 ? x : nan;
  }
  if (magnitude(x) < 0x1p-54) return x;
  if (x > -0.29 && x < 0.41) return assemble(0, x, 0.0);
  const double sum = 1.0 + x;
  const double lost = x >= 1.0 ? 1.0 - (sum - x) : x - (sum - 1.0);  // sum + lost is 1 + x exactly
  const auto [k, m] = split(sum);
  return assemble(k, m - 1.0, lost / sum);
}

double logit(double p) {
  if (!(p >= 0 && p <= 1)) return nan;
  const double q = 1.0 - p;
  if (p < 0.25 || p > 0.75) return p == 1.0 ? infinity : log(p / q);
  return log1p((p - q) / q);  // exact difference: no cancellation near 1/2
}

namespace {

/// log x to some 68 bits.
Pair long_log(double x) {
  const auto [k, m] = split(x);
  const double f = m - 1.0;
  // s = f / (2 + f) with its remainder.
  const Pair divisor = exact_sum(2.0, f);
  const double s = f / divisor.high;
  const Pair back = exact_product(s, divisor.high);
  const double s_low = (((f - back.high) - back.low) - s * divisor.low) / divisor.high;
  const double small = 2.0 * s_low + s * atanh_tail(s * s);
  const Pair head = k == 0 ? Pair{2.0 * s, 0.0} : exact_sum(k * ln2_high, 2.0 * s);
  return exact_sum(head.high, head.low + (small + k * ln2_low));
}

bool is_integer(double y) { return magnitude(y) >= 0x1p52 || nearest_integer(magnitude(y)) == magnitude(y); }
bool is_odd(double y) { return is_integer(y) && magnitude(y) < 0x1p53 && !is_integer(y * 0.5); }

/// x to a small whole power by squaring, so that whole numbers whose power is below 2^53 come out exact.
double whole_power(double x, int n) {
  double result = 1.0;
  for (; n > 0; n >>= 1) {
    if ((n & 1) != 0) result *= x;
    x *= x;
  }
  return result;
}

double positive_pow(double x, double y) {
  if (x == 1.0) return 1.0;
  if (y > 0 && y <= 16.0 && is_integer(y)) return whole_power(x, static_cast<int>(y));
  if (x == 0 || x == infinity || magnitude(y) == infinity) {
    const bool grows = (x > 1.0) == (y > 0);
    return grows ? infinity : 0.0;
  }
  const Pair l = long_log(x);
  const double estimate = y * l.high;
  if (!(magnitude(estimate) < 800.0)) return estimate > 0 ? infinity : 0.0;
  if (magnitude(estimate) < 0x1p-60) return 1.0;
  const Pair product = exact_product(y, l.high);
  const double low = product.low + y * l.low;
  const double e = exp(product.high);
  return e == infinity ? e : e + e * low;
}

}  // namespace

double pow(double x, double y) {
  if (y == 0 || x == 1.0) return 1.0;
  if (x != x || y != y) return nan;
  if (y == 1.0) return x;
  if (!negative(x)) return positive_pow(x, y);
  if (x == -1.0 && magnitude(y) == infinity) return 1.0;
  if (x != 0 && x != -infinity && !is_integer(y)) return nan;
  const double size = positive_pow(-x, y);
  return is_odd(y) ? -size : size;
}

}  // namespace smolny::maths
