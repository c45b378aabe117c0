#pragma once

// The bits of a double, and exact halves of its arithmetic. For this folder's own use.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace smolny::maths {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

constexpr std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }
constexpr double magnitude(double x) { return std::bit_cast<double>(bits(x) & 0x7fffffffffffffffU); }
constexpr bool negative(double x) { return (bits(x) >> 63) != 0; }
constexpr double with_sign_of(double x, double sign) { return negative(x) == negative(sign) ? x : -x; }

/// 2 to the n for -1022 <= n <= 1023.
constexpr double power_of_two(int n) { return std::bit_cast<double>(static_cast<std::uint64_t>(n + 1023) << 52); }

/// x 2^n for |n| <= 2044, rounded once.
constexpr double scale(double x, int n) {
  if (n > 1023) return x * 0x1p1023 * power_of_two(n - 1023);
  if (n < -1022) return x * power_of_two(n + 1022) * 0x1p-1022;
  return x * power_of_two(n);
}

/// The nearest integer, ties to even, for |x| < 2^51: adding 1.5 2^52 leaves no room for a fraction.
constexpr double nearest_integer(double x) { return (x + 0x1.8p52) - 0x1.8p52; }

/// A sum of two doubles, the second far below the first.
struct Pair {
  double high = 0;
  double low = 0;
};

/// a + b exactly, where |a| >= |b| (Dekker 1971).
constexpr Pair exact_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a b exactly, for magnitudes within 2^-480 to 2^480 (Dekker and Veltkamp 1971); no fused multiply-add is asked for,
/// as not every machine has one.
constexpr Pair exact_product(double a, double b) {
  constexpr double split = 0x1p27 + 1;
  const double a_high = a * split - (a * split - a), a_low = a - a_high;
  const double b_high = b * split - (b * split - b), b_low = b - b_high;
  const double product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

/// coefficients[0] + coefficients[1] x + ..., by Horner's rule.
template <std::size_t N>
constexpr double polynomial(const double (&coefficients)[N], double x) {
  double sum = coefficients[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

}  // namespace smolny::maths
