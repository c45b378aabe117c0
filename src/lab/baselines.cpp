#include "lab/baselines.hpp"

#include <algorithm>
#include <cmath>

#include "lab/forecasts.hpp"

namespace smolny {

namespace {

constexpr double kSurprise = 0.05;         ///< what persistence grants to change
constexpr double kJitter = 720;            ///< minutes either side of a date of the timetable
constexpr double kNeighbourhood = 1440;    ///< minutes either side of the dates that base rates have seen

/// Share of [centre - half, centre + half] that lies in [low, high].
double overlap(double low, double high, double centre, double half) {
  return std::max(0.0, std::min(high, centre + half) - std::max(low, centre - half)) / (2 * half);
}

struct Span {
  double low = 0, high = 0;
};

/// The minutes in which a dated claim counts as right.
Span window(const Check& check, const Setting& s) {
  if (check.kind == CheckKind::when) {
    const double y = recorded(check, s), w = tolerance(check);
    return {std::max(0.0, y - w), std::min(frame_of(s), y + w)};
  }
  return {static_cast<double>((check.figure.from - s.start).minutes), static_cast<double>((check.figure.until - s.start).minutes)};
}

bool is_dated(const Check& check) {
  return check.kind == CheckKind::when || (check.kind == CheckKind::happens && check.dated && check.figure.pattern.has());
}

/// Chance that a number somewhere in the range satisfies what the claim says of it; 1/2 where no range is known.
double uniform_figure(const Check& check) {
  if (is_continuous(check)) {
    const double low = std::max(check.low, check.target - check.within), high = std::min(check.high, check.target + check.within);
    return std::clamp((high - low) / (check.high - check.low), 0.0, 1.0);
  }
  if (!check.ranged) return 0.5;
  const double below = std::clamp((check.target - check.low) / (check.high - check.low), 0.05, 0.95);
  return check.is == Is::below || check.is == Is::at_most ? below : 1 - below;
}

bool is_figure(const Check& check) {
  return check.kind == CheckKind::value || check.kind == CheckKind::share || check.kind == CheckKind::belief;
}

double by_timetable(const Check& check, const Setting& s) {
  if (is_dated(check)) {
    if (s.calendar.empty()) return naive_probability(check, s);
    const Span w = window(check, s);
    double sum = 0;
    for (const CalendarEntry& e : s.calendar) sum += overlap(w.low, w.high, static_cast<double>((e.at - s.start).minutes), kJitter);
    return sum / static_cast<double>(s.calendar.size());
  }
  return is_figure(check) ? uniform_figure(check) : naive_probability(check, s);
}

double by_persistence(const Check& check, const Setting& s, double at_start) {
  const bool at_once = at_start >= check.at_least;  // false where nothing is known of the start
  switch (check.kind) {
    case CheckKind::never: return at_once ? kSurprise : 1 - kSurprise;
    case CheckKind::happens: return at_once ? 1 - kSurprise : kSurprise * (is_dated(check) ? naive_probability(check, s) : 1);
    case CheckKind::when: return kSurprise * std::min(1.0, 2 * tolerance(check) / frame_of(s));
    case CheckKind::order: return naive_probability(check, s);
    default: break;
  }
  if (std::isnan(at_start)) return kSurprise;
  bool right = std::abs(at_start - check.target) <= check.within;
  if (check.is == Is::below || check.is == Is::at_most) right = at_start <= check.target;
  if (check.is == Is::above || check.is == Is::at_least) right = at_start >= check.target;
  return right ? 1 - kSurprise : kSurprise * (is_continuous(check) ? uniform_figure(check) : 1);
}

double by_base_rates(const Record& record, const Setting& s, std::size_t which) {
  const Check& check = record.claims[which].check;
  if (is_figure(check)) return uniform_figure(check);
  if (check.kind == CheckKind::order) return naive_probability(check, s);
  double came = 0.5, named = 1, near = 0, dated = 0;
  const Span w = is_dated(check) ? window(check, s) : Span{};
  for (std::size_t c = 0; c < record.claims.size(); ++c) {
    const Claim& other = record.claims[c];
    if (c == which || (other.use != ClaimUse::forecast && other.use != ClaimUse::never)) continue;
    const CheckKind kind = other.check.kind;
    if (kind == CheckKind::happens || kind == CheckKind::when) ++came, ++named;
    if (kind == CheckKind::never) ++named;
    if (!is_dated(check) || !is_dated(other.check)) continue;
    near += overlap(w.low, w.high, static_cast<double>((other.check.at - s.start).minutes), kNeighbourhood);
    ++dated;
  }
  const double p = came / named;
  if (check.kind == CheckKind::never) return 1 - p;
  if (!is_dated(check)) return p;
  const double uniform = (w.high - w.low) / frame_of(s);
  return p * (near + uniform) / (dated + 1);
}

}  // namespace

std::string_view name_of(Baseline baseline) {
  constexpr std::array<std::string_view, 3> names{"timetable", "persistence", "base_rates"};
  return names[static_cast<std::size_t>(baseline)];
}

double baseline_log_score(Baseline baseline, const Record& record, const Setting& setting, const Readings& readings,
                          std::size_t claim) {
  const Check& check = record.claims[claim].check;
  double p = 0;
  switch (baseline) {
    case Baseline::timetable: p = by_timetable(check, setting); break;
    case Baseline::persistence: p = by_persistence(check, setting, readings.at_start[claim]); break;
    default: p = by_base_rates(record, setting, claim); break;
  }
  // No forecaster is surer than an ensemble of a thousand members can be.
  return log_score(std::clamp(p, 0.0005, 0.9995));
}

}  // namespace smolny
