#include "time/calendar.h"

namespace smolny {
namespace {

// Day 1 of the common era (R.D. 1) is 1 January of the Gregorian year 1; the Julian year 1 began two days before.
constexpr std::int64_t first_of_1900 = 693'596;
constexpr std::int64_t julian_epoch = -1;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  const std::int64_t quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

constexpr bool is_leap(std::int64_t year, Style style) {
  if (style == Style::Old) return year % 4 == 0;
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Reingold and Dershowitz, (2.17) and (3.3).
constexpr std::int64_t fixed(std::int64_t year, std::int64_t month, std::int64_t day, Style style) {
  const std::int64_t before = year - 1;
  const std::int64_t short_february = month <= 2 ? 0 : (is_leap(year, style) ? -1 : -2);
  const std::int64_t in_year = floor_div(367 * month - 362, 12) + short_february + day;
  if (style == Style::Old) return julian_epoch - 1 + 365 * before + floor_div(before, 4) + in_year;
  return 365 * before + floor_div(before, 4) - floor_div(before, 100) + floor_div(before, 400) + in_year;
}

/// (2.21) and, for the Julian, (3.4).
constexpr std::int64_t year_of(std::int64_t date, Style style) {
  if (style == Style::Old) return floor_div(4 * (date - julian_epoch) + 1464, 1461);
  const std::int64_t d0 = date - 1;
  const std::int64_t n400 = floor_div(d0, 146'097), d1 = d0 - n400 * 146'097;
  const std::int64_t n100 = d1 / 36'524, d2 = d1 % 36'524;
  const std::int64_t n4 = d2 / 1461, d3 = d2 % 1461;
  const std::int64_t n1 = d3 / 365;
  const std::int64_t year = 400 * n400 + 100 * n100 + 4 * n4 + n1;
  return n100 == 4 || n1 == 4 ? year : year + 1;
}

}  // namespace

int days_in_month(int year, int month, Style style) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  return lengths[month - 1] + (month == 2 && is_leap(year, style) ? 1 : 0);
}

bool exists(CivilDate date, Style style) {
  return date.year >= 1 && date.year <= 9999 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month, style);
}

std::int64_t day_number(CivilDate date, Style style) {
  return fixed(date.year, date.month, date.day, style) - first_of_1900;
}

CivilDate civil_date(std::int64_t day, Style style) {
  const std::int64_t date = day + first_of_1900;
  const std::int64_t year = year_of(date, style);
  const std::int64_t prior_days = date - fixed(year, 1, 1, style);
  const std::int64_t correction = date < fixed(year, 3, 1, style) ? 0 : (is_leap(year, style) ? 1 : 2);
  const std::int64_t month = floor_div(12 * (prior_days + correction) + 373, 367);
  const std::int64_t in_month = date - fixed(year, month, 1, style) + 1;
  return {static_cast<int>(year), static_cast<int>(month), static_cast<int>(in_month)};
}

Instant instant_of(CivilDate date, Style style, int hour, int minute) {
  return start_of_day(day_number(date, style)) + hours(hour) + minutes(minute);
}

std::int64_t switch_day() { return fixed(1918, 2, 14, Style::New) - first_of_1900; }

int weekday(std::int64_t day) { return static_cast<int>(day - 7 * floor_div(day, 7)); }  // 1 January 1900: a Monday

}  // namespace smolny
