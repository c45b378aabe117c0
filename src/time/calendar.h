#pragma once

// Both calendars. Russia counted in the Julian (Old Style) until 31 January 1918, and the next day was
// 14 February, Gregorian (New Style), by the decree of 26 January 1918.

#include <compare>
#include <cstdint>

#include "time/instant.h"

namespace smolny {

enum class Style { Old, New };

struct CivilDate {
  int year = 1900;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
  constexpr auto operator<=>(const CivilDate&) const = default;
};

/// Whether the calendar of that style has such a date (years 1 to 9999).
bool exists(CivilDate date, Style style);

/// Days in a month of that style; 0 if there is no such month.
int days_in_month(int year, int month, Style style);

/// Days since 1 January 1900 (Gregorian) of an existing date. Reingold and Dershowitz, Calendrical Calculations,
/// chapters 2 and 3.
std::int64_t day_number(CivilDate date, Style style);

/// The date of a day number in that style; the inverse of day_number.
CivilDate civil_date(std::int64_t day, Style style);

/// Midnight at the start of an existing date.
Instant instant_of(CivilDate date, Style style, int hour = 0, int minute = 0);

/// The first day of the New Style in civil use, 14 February 1918, as a day number.
std::int64_t switch_day();

/// 0 is Monday, 6 Sunday; the same in both calendars.
int weekday(std::int64_t day);

}  // namespace smolny
