// exp and what rests on it. x = k ln 2 + r with |r| <= ln 2 / 2, and e^r by its Taylor series to r^13, whose
// remainder is below 2^-57; no table, no division (Muller, Elementary Functions, 3rd ed., chapters 3 and 11).

#include "maths/bits.h"
#include "maths/elementary.h"

namespace smolny::maths {
namespace {

constexpr double ln2_high = 0x1.62e42fef00000p-1;  // 33 bits: k times it is exact
constexpr double ln2_low = 0x1.473de6af278edp-34;
constexpr double inverse_ln2 = 0x1.71547652b82fep+0;

constexpr double c2 = 1.0 / 2, c3 = 1.0 / 6, c4 = 1.0 / 24, c5 = 1.0 / 120, c6 = 1.0 / 720, c7 = 1.0 / 5040;
constexpr double c8 = 1.0 / 40320, c9 = 1.0 / 362880, c10 = 1.0 / 3628800, c11 = 1.0 / 39916800;
constexpr double c12 = 1.0 / 479001600, c13 = 1.0 / 6227020800;

/// (e^r - 1 - r - r^2/2) / r^3, in pairs (Estrin), so that a machine may do several at once.
inline double cubic_tail(double r) {
  const double r2 = r * r, r4 = r2 * r2;
  const double low = (c3 + c4 * r) + r2 * (c5 + c6 * r);
  const double middle = (c7 + c8 * r) + r2 * (c9 + c10 * r);
  const double high = (c11 + c12 * r) + r2 * c13;
  return low + r4 * (middle + r4 * high);
}

struct Reduced {
  int k;
  double r;      // x - k ln 2, rounded
  double error;  // what the rounding left
};

inline Reduced reduce(double x) {
  const double k = nearest_integer(x * inverse_ln2);
  const double high = x - k * ln2_high, low = k * ln2_low;
  const double r = high - low;
  return {static_cast<int>(k), r, (high - r) - low};
}

}  // namespace

double exp(double x) {
  if (!(magnitude(x) < 708.0)) {
    if (x != x) return x;
    if (x > 709.782712893384) return infinity;
    if (x < -745.1332191019412) return 0.0;
  }
  const auto [k, r, error] = reduce(x);
  const double r2 = r * r;
  const double e_to_r = 1.0 + (r + (error + (c2 * r2 + r2 * r * cubic_tail(r))));
  if (k > -1022 && k < 1023) return e_to_r * power_of_two(k);
  return scale(e_to_r, k);
}

double expm1(double x) {
  if (x != x || x == 0) return x;
  if (x > 709.782712893384) return infinity;
  if (x < -40.0) return -1.0;
  const auto [k, r, error] = reduce(x);
  const double r2 = r * r;
  const double tail = error + (c2 * r2 + r2 * r * cubic_tail(r));
  if (k == 0) return r + tail;
  if (k > 60) return scale(1.0 + (r + tail), k);
  // 2^k (e^r - 1) + (2^k - 1), the second term exact for k <= 53 and its sum with r kept to both halves.
  const double power = power_of_two(k);
  const Pair head = k == -1 ? exact_sum(-0.5, power * r) : exact_sum(power - 1.0, power * r);
  return head.high + (head.low + power * tail);
}

double tanh(double x) {
  const double size = magnitude(x);
  if (!(size < 22.0)) return x != x ? x : with_sign_of(1.0, x);
  if (size < 0x1p-28) return x;
  if (size >= 1.0) return with_sign_of(1.0 - 2.0 / (expm1(2.0 * size) + 2.0), x);
  const double e = expm1(-2.0 * size);
  return with_sign_of(-e / (e + 2.0), x);
}

double logistic(double x) {
  if (x >= 0) return 1.0 / (1.0 + exp(-x));
  const double e = exp(x);
  return e / (1.0 + e);
}

}  // namespace smolny::maths
