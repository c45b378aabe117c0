#pragma once

// The sun over a place, by the low-precision formulas of Meeus (Astronomical Algorithms, 1998, chapters 15 and 25) as
// in NOAA's solar calculator: within about a minute between 72 S and 72 N for the years 1800 to 2100.

#include <cstdint>
#include <optional>

#include "time/instant.h"

namespace smolny {

/// A place on earth in degrees: north and east are positive.
struct EarthPoint {
  double latitude = 0;   // -90 to 90
  double longitude = 0;  // -180 to 180
};

/// How many hours the capital's clock, in which instants are given, is ahead of Greenwich. It is a quantity of the
/// scenario, as it is a matter of sources: Petrograd is usually put at 2 h 1 min, and 3 h 1 min by summer time.
struct ClockOffset {
  double hours = 0;
};

/// The altitude of the sun's centre over the horizon in degrees, without refraction.
double sun_altitude(Instant t, EarthPoint where, ClockOffset clock);

/// When on the given day (day_of) the sun's upper edge rises and sets (altitude -0.833 degrees), to the nearest minute.
/// The event belongs to the solar day whose noon by the clock lies in `day`; nullopt where the sun does not cross.
std::optional<Instant> sunrise(std::int64_t day, EarthPoint where, ClockOffset clock);
std::optional<Instant> sunset(std::int64_t day, EarthPoint where, ClockOffset clock);

/// Civil dawn and dusk: altitude -6 degrees, between which one works outdoors without lamps.
std::optional<Instant> civil_dawn(std::int64_t day, EarthPoint where, ClockOffset clock);
std::optional<Instant> civil_dusk(std::int64_t day, EarthPoint where, ClockOffset clock);

/// Whether the sun stands more than 6 degrees below the horizon.
bool is_dark(Instant t, EarthPoint where, ClockOffset clock);

}  // namespace smolny
