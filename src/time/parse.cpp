#include "time/parse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "time/calendar.h"

namespace smolny {
namespace {

using Error = std::unexpected<std::string>;

/// In single quotes, cut to sixty bytes, a question mark for what does not print: it may be anything.
std::string quoted(std::string_view text) {
  std::size_t end = std::min<std::size_t>(text.size(), 60);
  while (end > 0 && end < text.size() && (text[end] & 0xc0) == 0x80) --end;  // not inside a letter
  std::string result = "'";
  for (char c : text.substr(0, end)) result += (c >= 0 && c < ' ') || c == 0x7f ? '?' : c;
  return result + (end < text.size() ? "...'" : "'");
}

constexpr std::int64_t kMostOfAUnit = 1'000'000'000;

constexpr const char* expected_form = "expected a date such as '24 Oct 1917 18:00 OS' or '1917-11-06 NS'";

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && is_space(text[i])) ++i;
    const std::size_t start = i;
    while (i < text.size() && !is_space(text[i])) ++i;
    if (i > start) words.push_back(text.substr(start, i - start));
  }
  return words;
}

/// A number of at least `least` and at most `most` digits and nothing else.
std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// The month of a name or its first three letters, in any case; also Sept.
std::optional<int> month_of(std::string_view text) {
  const std::string name = lower(text);
  for (std::size_t i = 0; i < months.size(); ++i)
    if (name == months[i] || name == months[i].substr(0, 3) || (i == 8 && name == "sept"))
      return static_cast<int>(i) + 1;
  return std::nullopt;
}

std::expected<int, std::string> minute_from(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto hour = number(text.substr(0, colon), 1, 2);
  const auto minute = colon == std::string_view::npos ? std::nullopt : number(text.substr(colon + 1), 2, 2);
  if (!hour || !minute) return Error(quoted(text) + " is no time of day; expected one such as 18:00");
  if (*hour > 23 || *minute > 59)
    return Error(quoted(text) + " is no time of day; hours run from 00 to 23 and minutes from 00 to 59");
  return *hour * 60 + *minute;
}

std::expected<CivilDate, std::string> date_from(std::string_view year, std::optional<int> month,
                                                std::string_view month_text, std::string_view day) {
  const auto y = number(year, 4, 4);
  const auto d = number(day, 1, 2);
  if (!y) return Error(quoted(year) + " is no year; expected four digits");
  if (!month)
    return Error(quoted(month_text) +
                 " is no month; expected Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov or Dec");
  if (!d) return Error(quoted(day) + " is no day of a month; expected a number");
  return CivilDate{*y, *month, *d};
}

/// Takes the words of the date off the front of `words`.
std::expected<CivilDate, std::string> take_date(std::vector<std::string_view>& words) {
  const std::string_view first = words.front();
  if (first.size() >= 10 && first[4] == '-' && first[7] == '-') {
    const std::string_view rest = first.substr(10);
    if (rest.empty()) {
      words.erase(words.begin());
    } else if (rest[0] == 'T') {
      words.front() = rest.substr(1);
    } else {
      return Error(quoted(first) + " is no date; " + expected_form);
    }
    const std::string_view month_text = first.substr(5, 2);
    auto month = number(month_text, 2, 2);
    if (month && (*month < 1 || *month > 12)) return Error(quoted(month_text) + " is no month; expected 01 to 12");
    return date_from(first.substr(0, 4), month, month_text, first.substr(8, 2));
  }
  if (words.size() < 3) return Error(std::string(expected_form));
  std::string_view year = words[2];
  if (year.ends_with(',')) year.remove_suffix(1);
  const auto date = date_from(year, month_of(words[1]), words[1], first);
  words.erase(words.begin(), words.begin() + 3);
  return date;
}

std::string spelled(CivilDate date, const char* style) {
  std::string month(months[static_cast<std::size_t>(date.month - 1)].substr(0, 3));
  month[0] = static_cast<char>(month[0] - 'a' + 'A');
  return std::to_string(date.day) + " " + month + " " + std::to_string(date.year) + " " + style;
}

/// Refuses days that the calendar lacks, and Old Style days after it had gone out of use.
std::optional<std::string> fault_of(CivilDate date, Style style) {
  const char* mark = style == Style::Old ? "OS" : "NS";
  if (!exists(date, style)) {
    const int length = days_in_month(date.year, date.month, style);
    return spelled(date, mark) + " does not exist; that month has days 1 to " + std::to_string(length);
  }
  const std::int64_t day = day_number(date, style);
  if (style == Style::Old && day >= switch_day())
    return spelled(date, mark) +
           " does not exist in civil use: the Old Style ended on 31 Jan 1918, and the next day was 14 Feb NS; it is " +
           spelled(civil_date(day, Style::New), "NS");
  return std::nullopt;
}

}  // namespace

std::expected<Instant, std::string> parse_instant(std::string_view text) {
  std::vector<std::string_view> words = words_of(text);
  if (words.empty()) return Error("no date given; " + std::string(expected_form));
  const bool old = words.back() == "OS", modern = words.back() == "NS";
  if (old || modern) words.pop_back();
  if (words.empty()) return Error(quoted(text) + " has no date; " + expected_form);
  const auto date = take_date(words);
  if (!date) return Error(quoted(text) + ": " + date.error());
  int minute = 0;
  if (!words.empty()) {
    const auto time = minute_from(words.front());
    if (!time) return Error(quoted(text) + ": " + time.error());
    minute = *time;
    words.erase(words.begin());
  }
  if (!words.empty())
    return Error(quoted(text) + ": " + quoted(words.front()) + " is not understood; " + expected_form);
  if (!old && !modern)
    return Error(quoted(text) + " names no calendar; mark it OS (Old Style, Julian) or NS (New Style, Gregorian)");
  const Style style = old ? Style::Old : Style::New;
  if (const auto fault = fault_of(*date, style)) return Error(*fault);
  return instant_of(*date, style, minute / 60, minute % 60);
}

std::expected<Duration, std::string> parse_duration(std::string_view text) {
  const std::string form = quoted(text) + " is no duration; expected a whole number and a unit: min, h, d or week";
  std::size_t i = 0;
  const auto skip = [&] {
    while (i < text.size() && is_space(text[i])) ++i;
  };
  skip();
  const bool minus = i < text.size() && text[i] == '-';
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  skip();
  if (i == text.size()) return Error(form);
  Duration sum;
  while (i < text.size()) {
    std::int64_t count = 0;
    const auto [end, fault] = std::from_chars(text.data() + i, text.data() + text.size(), count);
    if (fault != std::errc{} || !is_digit(text[i])) return Error(form);
    if (count > kMostOfAUnit) return Error(quoted(text) + " is too long; at most 1,000,000,000 of a unit");
    i = static_cast<std::size_t>(end - text.data());
    skip();
    const std::size_t start = i;
    while (i < text.size() && !is_space(text[i]) && !is_digit(text[i])) ++i;
    const std::string unit = lower(text.substr(start, i - start));
    if (unit == "min" || unit == "mins" || unit == "minute" || unit == "minutes") {
      sum += minutes(count);
    } else if (unit == "h" || unit == "hour" || unit == "hours") {
      sum += hours(count);
    } else if (unit == "d" || unit == "day" || unit == "days") {
      sum += days(count);
    } else if (unit == "w" || unit == "week" || unit == "weeks") {
      sum += weeks(count);
    } else {
      return Error(form);
    }
    if (sum > days(kMostOfAUnit)) return Error(quoted(text) + " is too long; at most 1,000,000,000 days");
    skip();
  }
  return minus ? -sum : sum;
}

}  // namespace smolny
