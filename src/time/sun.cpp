#include "time/sun.h"

#include <cmath>

#include "maths/trigonometry.h"

namespace smolny {
namespace {

using maths::degrees;
using maths::radians;

constexpr double horizon = -0.833;  // refraction 34', half the sun's disc 16'
constexpr double civil_twilight = -6.0;

double sine(double angle) { return maths::sin(radians(angle)); }
double cosine(double angle) { return maths::cos(radians(angle)); }

struct Sun {
  double declination;       // degrees
  double equation_of_time;  // minutes that the sundial is ahead of mean time
};

/// Meeus (1998), chapters 25 and 28. `minutes` since 1 January 1900, 00:00 Greenwich.
Sun sun_at(double minutes) {
  const double century = (minutes / 1440.0 + 2'415'020.5 - 2'451'545.0) / 36'525.0;  // from J2000.0
  const double mean_longitude = 280.46646 + century * (36'000.76983 + century * 0.0003032);
  const double mean_anomaly = 357.52911 + century * (35'999.05029 - century * 0.0001537);
  const double eccentricity = 0.016708634 - century * (0.000042037 + century * 0.0000001267);
  const double centre = sine(mean_anomaly) * (1.914602 - century * (0.004817 + century * 0.000014)) +
                        sine(2 * mean_anomaly) * (0.019993 - century * 0.000101) + sine(3 * mean_anomaly) * 0.000289;
  const double node = 125.04 - 1934.136 * century;
  const double longitude = mean_longitude + centre - 0.00569 - 0.00478 * sine(node);
  const double obliquity = 23.0 + 26.0 / 60 + 21.448 / 3600 -
                           century * (46.8150 + century * (0.00059 - century * 0.001813)) / 3600 +
                           0.00256 * cosine(node);
  const double half_tangent = maths::tan(radians(obliquity / 2));
  const double y = half_tangent * half_tangent;
  const double equation = y * sine(2 * mean_longitude) - 2 * eccentricity * sine(mean_anomaly) +
                          4 * eccentricity * y * sine(mean_anomaly) * cosine(2 * mean_longitude) -
                          0.5 * y * y * sine(4 * mean_longitude) -
                          1.25 * eccentricity * eccentricity * sine(2 * mean_anomaly);
  return {degrees(maths::asin(sine(obliquity) * sine(longitude))), 4 * degrees(equation)};
}

double wrapped(double x, double period) { return x - period * std::floor(x / period); }

/// The instant at which the sun passes an altitude, before noon or after; nullopt where it does not.
std::optional<Instant> crossing(std::int64_t day, EarthPoint where, ClockOffset clock, double altitude, bool morning) {
  const double ahead = 60.0 * clock.hours;
  const double midnight = static_cast<double>(start_of_day(day).minutes);
  const double mean_noon = midnight + wrapped(720.0 - 4.0 * where.longitude + ahead, 1440.0);
  double t = mean_noon;
  // The sun moves a little by the time that it crosses; a few rounds settle the minute.
  for (int round = 0; round < 5; ++round) {
    const Sun sun = sun_at(t - ahead);
    const double cosine_of_angle = (sine(altitude) - sine(where.latitude) * sine(sun.declination)) /
                                   (cosine(where.latitude) * cosine(sun.declination));
    if (!(cosine_of_angle >= -1.0 && cosine_of_angle <= 1.0)) return std::nullopt;
    const double angle = 4.0 * degrees(maths::acos(cosine_of_angle));  // minutes from noon
    t = mean_noon - sun.equation_of_time + (morning ? -angle : angle);
  }
  return Instant{static_cast<std::int64_t>(std::floor(t + 0.5))};
}

}  // namespace

double sun_altitude(Instant t, EarthPoint where, ClockOffset clock) {
  const double greenwich = static_cast<double>(t.minutes) - 60.0 * clock.hours;
  const Sun sun = sun_at(greenwich);
  const double solar_time = wrapped(greenwich + sun.equation_of_time + 4.0 * where.longitude, 1440.0);
  const double hour_angle = solar_time / 4.0 - 180.0;
  const double sine_of_altitude = sine(where.latitude) * sine(sun.declination) +
                                  cosine(where.latitude) * cosine(sun.declination) * cosine(hour_angle);
  return degrees(maths::asin(sine_of_altitude > 1 ? 1.0 : (sine_of_altitude < -1 ? -1.0 : sine_of_altitude)));
}

std::optional<Instant> sunrise(std::int64_t day, EarthPoint where, ClockOffset clock) {
  return crossing(day, where, clock, horizon, true);
}
std::optional<Instant> sunset(std::int64_t day, EarthPoint where, ClockOffset clock) {
  return crossing(day, where, clock, horizon, false);
}
std::optional<Instant> civil_dawn(std::int64_t day, EarthPoint where, ClockOffset clock) {
  return crossing(day, where, clock, civil_twilight, true);
}
std::optional<Instant> civil_dusk(std::int64_t day, EarthPoint where, ClockOffset clock) {
  return crossing(day, where, clock, civil_twilight, false);
}

bool is_dark(Instant t, EarthPoint where, ClockOffset clock) { return sun_altitude(t, where, clock) < civil_twilight; }

}  // namespace smolny
