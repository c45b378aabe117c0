#pragma once

// The engine's clock: whole minutes.

#include <compare>
#include <cstdint>

namespace smolny {

/// A length of time, in minutes; may be negative.
struct Duration {
  std::int64_t minutes = 0;
  constexpr auto operator<=>(const Duration&) const = default;
  constexpr Duration& operator+=(Duration d) {
    minutes += d.minutes;
    return *this;
  }
  constexpr Duration& operator-=(Duration d) {
    minutes -= d.minutes;
    return *this;
  }
  constexpr double in_hours() const { return static_cast<double>(minutes) / 60.0; }
  constexpr double in_days() const { return static_cast<double>(minutes) / 1440.0; }
};

constexpr Duration minutes(std::int64_t n) { return {n}; }
constexpr Duration hours(std::int64_t n) { return {n * 60}; }
constexpr Duration days(std::int64_t n) { return {n * 1440}; }
constexpr Duration weeks(std::int64_t n) { return {n * 10080}; }

constexpr Duration operator+(Duration a, Duration b) { return {a.minutes + b.minutes}; }
constexpr Duration operator-(Duration a, Duration b) { return {a.minutes - b.minutes}; }
constexpr Duration operator-(Duration a) { return {-a.minutes}; }
constexpr Duration operator*(Duration a, std::int64_t n) { return {a.minutes * n}; }
constexpr Duration operator*(std::int64_t n, Duration a) { return {a.minutes * n}; }

/// A point in time: minutes since 1 January 1900, 00:00 (Gregorian), in the civil time of the scenario's capital.
struct Instant {
  std::int64_t minutes = 0;
  constexpr auto operator<=>(const Instant&) const = default;
  constexpr Instant& operator+=(Duration d) {
    minutes += d.minutes;
    return *this;
  }
  constexpr Instant& operator-=(Duration d) {
    minutes -= d.minutes;
    return *this;
  }
};

constexpr Instant operator+(Instant t, Duration d) { return {t.minutes + d.minutes}; }
constexpr Instant operator+(Duration d, Instant t) { return t + d; }
constexpr Instant operator-(Instant t, Duration d) { return {t.minutes - d.minutes}; }
constexpr Duration operator-(Instant a, Instant b) { return {a.minutes - b.minutes}; }

/// The day that an instant lies in: days since 1 January 1900 (Gregorian), negative before.
constexpr std::int64_t day_of(Instant t) { return t.minutes >= 0 ? t.minutes / 1440 : -((1439 - t.minutes) / 1440); }
/// The minute of that day, 0 to 1439.
constexpr int minute_of_day(Instant t) { return static_cast<int>(t.minutes - day_of(t) * 1440); }
/// Midnight at the start of a day.
constexpr Instant start_of_day(std::int64_t day) { return {day * 1440}; }
constexpr Instant start_of_day(Instant t) { return start_of_day(day_of(t)); }

}  // namespace smolny
