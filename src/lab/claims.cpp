#include "lab/claims.hpp"

#include <algorithm>
#include <cmath>

namespace smolny {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// Calls f with each match of the pattern in the span.
template <class F>
void each_match(const Chronicle& c, PatternId pattern, Instant from, Instant until, F f) {
  for (std::int32_t i : c.matches[static_cast<std::size_t>(pattern.index)]) {
    const Recorded& e = c.events[static_cast<std::size_t>(i)];
    if (e.at >= from && e.at <= until) f(e);
  }
}

double first_time(const Chronicle& c, PatternId pattern, const Setting& s) {
  const auto& m = c.matches[static_cast<std::size_t>(pattern.index)];
  if (m.empty()) return std::numeric_limits<double>::infinity();
  return static_cast<double>((c.events[static_cast<std::size_t>(m.front())].at - s.start).minutes);
}

double of_events(const Figure& f, const Chronicle& c) {
  double count = 0, total = 0, first = kNothing, last = kNothing, largest = -std::numeric_limits<double>::infinity();
  each_match(c, f.pattern, f.from, f.until, [&](const Recorded& e) {
    if (count == 0) first = e.amount;
    ++count;
    total += e.amount;
    last = e.amount;
    largest = std::max(largest, e.amount);
  });
  switch (f.take) {
    case Take::count: return count;
    case Take::total: return total;
    case Take::first: return first;
    case Take::last: return last;
    case Take::largest: return count > 0 ? largest : kNothing;
  }
  return kNothing;
}

Reading in_order(const Check& check, const Chronicle& c, const Setting& s) {
  // An event that has not come by the end comes later than all that have (censored); of two that have not come nothing
  // is known.
  bool all = true, told = true, holds = true;
  double before = -1;
  for (PatternId p : check.order) {
    const double t = first_time(c, p, s);
    all = all && std::isfinite(t);
    if (!std::isfinite(before) && !std::isfinite(t)) told = false;
    if (std::isfinite(t) && t < before) holds = false;
    before = t;
  }
  return {holds && !told ? kNothing : (holds ? 1.0 : 0.0), all ? 1.0 : 0.0};
}

bool holds(const Check& check, double x) {
  switch (check.is) {
    case Is::below: return x < check.target;
    case Is::above: return x > check.target;
    case Is::at_most: return x <= check.target;
    case Is::at_least: return x >= check.target;
    default: return std::abs(x - check.target) <= check.within;
  }
}

}  // namespace

ClaimReader::ClaimReader(const Record& record, const Setting& setting) : record_(record), setting_(setting) {
  const auto probe = [&](const Expression& e, bool dated, Instant at) {
    if (e.empty()) return -1;
    probes_.push_back({dated ? at : setting.end, &e});
    return static_cast<std::int32_t>(probes_.size()) - 1;
  };
  for (const Claim& claim : record.claims) {
    Slots slots;
    slots.figure = probe(claim.check.figure.of, claim.check.figure.dated, claim.check.figure.at);
    for (const ReportLine& line : claim.check.lines) {
      slots.line.push_back(probe(line.figure.of, line.figure.dated, line.figure.at));
      slots.given.push_back(probe(line.given, line.figure.dated, line.figure.at));
    }
    slots_.push_back(std::move(slots));
  }
}

Readings ClaimReader::none() const {
  Readings r;
  r.claims.resize(record_.claims.size());
  r.lines.resize(record_.claims.size());
  for (std::size_t c = 0; c < record_.claims.size(); ++c) r.lines[c].resize(record_.claims[c].check.lines.size());
  r.at_start.assign(record_.claims.size(), kNothing);
  return r;
}

double ClaimReader::figure(const Figure& f, const Chronicle& chronicle, std::span<const double> observed, std::int32_t probe) const {
  if (probe >= 0) return observed[static_cast<std::size_t>(probe)];
  return f.pattern.has() ? of_events(f, chronicle) : kNothing;
}

Reading ClaimReader::read(const Claim& claim, std::int32_t probe, const Chronicle& chronicle,
                          std::span<const double> observed) const {
  const Check& check = claim.check;
  const double x = check.figure.empty() ? kNothing : figure(check.figure, chronicle, observed, probe);
  switch (check.kind) {
    case CheckKind::happens: return {x >= check.at_least ? 1.0 : 0.0};
    case CheckKind::never: return {x >= check.at_least ? 0.0 : 1.0};
    case CheckKind::structure: return {x != 0 && !std::isnan(x) ? 1.0 : 0.0};
    case CheckKind::order: return in_order(check, chronicle, setting_);
    case CheckKind::when: {
      double t = std::numeric_limits<double>::infinity();
      each_match(chronicle, check.pattern, check.figure.from, check.figure.until, [&](const Recorded& e) {
        const auto at = static_cast<double>((e.at - setting_.start).minutes);
        if (check.last || std::isinf(t)) t = at;
      });
      return {t};
    }
    case CheckKind::value: case CheckKind::share: case CheckKind::belief:
      if (is_continuous(check)) return {std::isnan(x) ? std::numeric_limits<double>::infinity() : x};
      return {std::isnan(x) ? 0.0 : holds(check, x) ? 1.0 : 0.0};
    case CheckKind::contrast: {
      const auto by = static_cast<double>((check.by - setting_.start).minutes);
      const bool given = first_time(chronicle, check.pattern, setting_) <= by;
      const bool other = check.against.has() ? first_time(chronicle, check.against, setting_) <= by : !given;
      return {x, given && !other ? 1.0 : other && !given ? 0.0 : kNothing};
    }
    default: return {kNothing, kNothing};
  }
}

void ClaimReader::add(const Chronicle& chronicle, std::span<const double> observed, Readings& readings) const {
  ++readings.members;
  for (std::size_t c = 0; c < record_.claims.size(); ++c) {
    const Claim& claim = record_.claims[c];
    readings.claims[c].push_back(read(claim, slots_[c].figure, chronicle, observed));
    for (std::size_t l = 0; l < claim.check.lines.size(); ++l) {
      const ReportLine& line = claim.check.lines[l];
      const std::int32_t given = slots_[c].given[l];
      readings.lines[c][l].push_back({figure(line.figure, chronicle, observed, slots_[c].line[l]),
                                      given < 0 || observed[static_cast<std::size_t>(given)] != 0 ? 1.0 : 0.0});
    }
  }
}

void ClaimReader::set_start(std::span<const double> observed_at_start, Readings& readings) const {
  for (std::size_t c = 0; c < record_.claims.size(); ++c) {
    const Check& check = record_.claims[c].check;
    if (slots_[c].figure >= 0) readings.at_start[c] = observed_at_start[static_cast<std::size_t>(slots_[c].figure)];
    else if (check.figure.pattern.has() && (check.figure.take == Take::count || check.figure.take == Take::total))
      readings.at_start[c] = 0;
  }
}

}  // namespace smolny
