#include "lab/score_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "time/format.h"

namespace smolny {

namespace {

std::string share(double p) {
  if (p > 0 && p < 0.01) return "under 1 %";
  if (p < 1 && p > 0.99) return "over 99 %";
  return fmt::format("{:.0f} %", 100 * p);
}

std::string moment(double minutes_since_start, const Setting& setting) {
  if (std::isinf(minutes_since_start)) return "not by the end";
  return format_short(setting.start + Duration{static_cast<std::int64_t>(minutes_since_start)});
}

std::string number(double x) { return std::isinf(x) ? "none" : fmt::format("{:.3g}", x); }

}  // namespace

std::string words_of(const Check& check, const Setting& setting, const Support& s) {
  if (check.kind == CheckKind::when)
    return fmt::format("{} ({} to {}), in {} of histories", moment(s.median, setting), moment(s.low, setting),
                       moment(s.high, setting), share(s.probability));
  if (is_continuous(check))
    return fmt::format("{} ({} to {}){}", number(s.median), number(s.low), number(s.high), check.unit.empty() ? "" : " " + check.unit);
  if (check.kind == CheckKind::order)
    return fmt::format("in {} of the histories that tell; all of it comes about in {}", share(s.probability), share(s.complete));
  return "in " + share(s.probability) + " of histories";
}

std::string words_of_difference(double difference, double sign_probability) {
  return fmt::format("{:+.3g}, of this sign with probability {:.2f}", difference, sign_probability);
}

}  // namespace smolny
