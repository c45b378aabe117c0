#pragma once

// How far a result lies from a reference, and a cheap spread of arguments. For the tests of maths only.

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>

namespace smolny::maths {

/// Distance in units in the last place of the exact value; 0 where both are the same infinity or both NaN.
inline double ulps(double got, long double exact) {
  if (std::isnan(got) && std::isnan(exact)) return 0;
  if (std::isinf(got) || std::isinf(static_cast<double>(exact))) return got == static_cast<double>(exact) ? 0 : 1e300;
  const double rounded = std::fabs(static_cast<double>(exact));
  const double place = std::nextafter(rounded, std::numeric_limits<double>::infinity()) - rounded;
  return static_cast<double>(std::fabs(got - exact) / static_cast<long double>(place));
}

inline double relative_error(double got, long double exact) {
  if (std::isinf(got) || std::isinf(exact)) return got == exact ? 0 : 1e300;
  if (exact == 0) return got == 0 ? 0 : 1e300;
  return static_cast<double>(std::fabs((got - exact) / exact));
}

/// A Weyl sequence: n points that fill [low, high] evenly, the same on every machine.
inline void spread(int n, double low, double high, const std::function<void(double)>& visit) {
  std::uint64_t state = 0;
  for (int i = 0; i < n; ++i) {
    state += 0x9e3779b97f4a7c15U;
    visit(low + (high - low) * (static_cast<double>(state >> 11) * 0x1p-53));
  }
}

/// The worst of a measure over a spread.
inline double worst(int n, double low, double high, const std::function<double(double)>& measure) {
  double most = 0;
  spread(n, low, high, [&](double x) { most = std::fmax(most, measure(x)); });
  return most;
}

}  // namespace smolny::maths
