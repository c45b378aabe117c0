#include "time/format.h"

#include "time/calendar.h"

namespace smolny {
namespace {

constexpr const char* month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string padded(std::int64_t n, std::size_t width) {
  const std::string digits = std::to_string(n);
  return digits.size() >= width ? digits : std::string(width - digits.size(), '0') + digits;
}

std::string clock(Instant t) { return padded(minute_of_day(t) / 60, 2) + ":" + padded(minute_of_day(t) % 60, 2); }

std::string day_month(CivilDate date) { return std::to_string(date.day) + " " + month_names[date.month - 1]; }

std::string with_year(CivilDate date) { return day_month(date) + " " + padded(date.year, 4); }

}  // namespace

std::string format_both_day(std::int64_t day) {
  const CivilDate modern = civil_date(day, Style::New);
  if (day >= switch_day()) return with_year(modern);
  const CivilDate old = civil_date(day, Style::Old);
  if (old.year != modern.year) return with_year(old) + " (" + with_year(modern) + ")";
  return day_month(old) + " (" + day_month(modern) + ") " + std::to_string(modern.year);
}

std::string format_both(Instant t) { return format_both_day(day_of(t)) + ", " + clock(t); }

std::string format_iso(Instant t) {
  const CivilDate date = civil_date(day_of(t), Style::New);
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2) + "T" + clock(t);
}

std::string format_short(Instant t) {
  const Style style = day_of(t) < switch_day() ? Style::Old : Style::New;
  return day_month(civil_date(day_of(t), style)) + " " + clock(t);
}

std::string format_marked(Instant t) {
  const bool old = day_of(t) < switch_day();
  return with_year(civil_date(day_of(t), old ? Style::Old : Style::New)) + " " + clock(t) + (old ? " OS" : " NS");
}

std::string format_duration(Duration d) {
  if (d.minutes == 0) return "0 min";
  const bool minus = d.minutes < 0;
  // Through unsigned, so that the most negative number has a magnitude.
  const std::uint64_t all = minus ? 0 - static_cast<std::uint64_t>(d.minutes) : static_cast<std::uint64_t>(d.minutes);
  std::string text;
  auto add = [&](std::uint64_t n, const char* unit) {
    if (n > 0) text += (text.empty() ? "" : " ") + std::to_string(n) + " " + unit;
  };
  add(all / 1440, "d");
  add(all % 1440 / 60, "h");
  add(all % 60, "min");
  return minus ? "-" + text : text;
}

}  // namespace smolny
