#include "lab/summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "archive/json.hpp"
#include "lab/specification.hpp"
#include "time/format.h"

namespace smolny {

namespace {

OutcomeSummary summarize_one(const OutcomeRow& outcome, std::vector<double> values) {
  OutcomeSummary s;
  s.outcome = outcome;
  s.members = values.size();
  std::sort(values.begin(), values.end());
  if (outcome.kind == OutcomeKind::category) {
    for (std::size_t i = 0; i < outcome.cases.size(); ++i) {
      const auto n = std::count(values.begin(), values.end(), static_cast<double>(i));
      s.shares.emplace_back(outcome.cases[i], share_of(static_cast<std::uint64_t>(n), s.members));
    }
    const auto other = std::count(values.begin(), values.end(), -1.0);
    if (other > 0) s.shares.emplace_back("other", share_of(static_cast<std::uint64_t>(other), s.members));
    return s;
  }
  const auto holds = std::count_if(values.begin(), values.end(), [&](double v) {
    return outcome.kind == OutcomeKind::boolean ? v != 0 : std::isfinite(v);
  });
  s.probability = share_of(static_cast<std::uint64_t>(holds), s.members);
  for (std::size_t i = 0; i < kQuantiles.size(); ++i) s.quantiles[i] = quantile_of(values, kQuantiles[i] / 100.0);
  return s;
}

void write_one(JsonWriter& json, const OutcomeSummary& o, Instant start) {
  json.key(o.outcome.id).open_object();
  json.member("name", o.outcome.name);
  const bool instant = o.outcome.kind == OutcomeKind::instant;
  json.member("kind", o.outcome.kind == OutcomeKind::boolean ? "boolean" : o.outcome.kind == OutcomeKind::category ? "category" : "number");
  json.member("unit", instant ? "minutes" : o.outcome.unit);
  if (o.outcome.kind == OutcomeKind::boolean) {
    json.member("probability", o.probability.value);
    json.key("interval").open_array().value(o.probability.low).value(o.probability.high).close_array();
  } else if (o.outcome.kind == OutcomeKind::category) {
    json.key("shares").open_object();
    for (const auto& [id, share] : o.shares) json.member(id, share.value);
    json.close_object();
  } else {
    json.key("quantiles").open_object();
    for (std::size_t i = 0; i < kQuantiles.size(); ++i) json.member(std::to_string(kQuantiles[i]), o.quantiles[i]);
    json.close_object();
    json.member("censored", o.members == 0 ? 0.0 : 1 - o.probability.value);
    if (instant) json.member("origin", format_iso(start));
  }
  json.close_object();
}

}  // namespace

Share share_of(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return {0, 0, 1};
  const double n = static_cast<double>(whole), p = static_cast<double>(part) / n;
  constexpr double z = 1.959963984540054;
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {p, part == 0 ? 0 : std::max(0.0, centre - half), part == whole ? 1 : std::min(1.0, centre + half)};
}

double quantile_of(const std::vector<double>& sorted, double q) {
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double rank = std::ceil(q * static_cast<double>(sorted.size()) - 1e-9);
  const auto i = static_cast<std::size_t>(std::max(1.0, rank)) - 1;
  return sorted[std::min(i, sorted.size() - 1)];
}

Summary summarize(const ArchiveHeader& header, const std::vector<MemberRow>& members) {
  Summary s;
  s.members = members.size();
  s.scenario = header.scenario_name.empty() ? header.scenario_id : header.scenario_name;
  if (const auto specification = parse_specification(header.specification))
    s.parameters = parameters_of(*specification), s.in_words = parameters_in_words(*specification);
  s.start = header.start;
  s.end = header.end;
  for (const MemberRow& m : members)
    if (m.failed) {
      ++s.failed;
      ++s.reasons[m.reason];
    }
  for (std::size_t i = 0; i < header.outcomes.size(); ++i) {
    std::vector<double> values;
    values.reserve(members.size());
    for (const MemberRow& m : members)
      if (!m.failed) values.push_back(m.outcomes[i]);
    s.outcomes.push_back(summarize_one(header.outcomes[i], std::move(values)));
  }
  // Tables of a setting stand in the order of hashes, which tells a reader nothing: by kind, then by id.
  std::sort(s.outcomes.begin(), s.outcomes.end(), [](const OutcomeSummary& a, const OutcomeSummary& b) {
    return std::pair(a.outcome.kind, a.outcome.id) < std::pair(b.outcome.kind, b.outcome.id);
  });
  return s;
}

std::string summary_json(const Summary& s) {
  JsonWriter json(2);
  json.open_object().member("members", s.members).member("failed", s.failed).member("parameters", s.parameters);
  json.key("outcomes").open_object();
  for (const OutcomeSummary& o : s.outcomes) write_one(json, o, s.start);
  json.close_object();
  if (!s.reasons.empty()) {
    json.key("reasons").open_object();
    for (const auto& [reason, n] : s.reasons) json.member(reason, n);
    json.close_object();
  }
  json.close_object();
  return json.text();
}

}  // namespace smolny
