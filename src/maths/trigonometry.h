#pragma once

// Trigonometry for the sun and the map. Angles are radians unless a name says degrees.

namespace smolny::maths {

inline constexpr double pi = 0x1.921fb54442d18p+1;

/// Sine, for |x| <= 1e6 (beyond it NaN: nothing here turns so far). Absolute error below 1e-15.
double sin(double x);
/// Cosine, for |x| <= 1e6. Absolute error below 1e-15.
double cos(double x);
/// Tangent, for |x| <= 1e6.
double tan(double x);

/// Arc sine of x in [-1, 1], in [-pi/2, pi/2]; NaN outside.
double asin(double x);
/// Arc cosine of x in [-1, 1], in [0, pi]; NaN outside.
double acos(double x);
/// Arc tangent, in [-pi/2, pi/2].
double atan(double x);
/// The angle of the point (x, y), in [-pi, pi]. atan2(0, 0) is 0; infinities are as in C.
double atan2(double y, double x);

constexpr double radians(double degrees) { return degrees * (pi / 180.0); }
constexpr double degrees(double radians) { return radians * (180.0 / pi); }

}  // namespace smolny::maths
