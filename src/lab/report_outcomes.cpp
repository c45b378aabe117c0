// The outcomes: probabilities, shares, quantiles, every member's value, and what the record says where it says anything.

#include <algorithm>
#include <cmath>
#include <optional>

#include "lab/report_parts.hpp"
#include "lab/summary.hpp"

namespace smolny {

namespace {

constexpr std::size_t kMostSamples = 5000, kHeadlines = 6;
constexpr int kBins = 24;

std::string_view kind_name(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::boolean: return "boolean";
    case OutcomeKind::category: return "category";
    case OutcomeKind::instant: return "instant";
    default: return "number";
  }
}

/// The one pattern that an expression counts or dates, if that is all it does: `count(P) > 0`, `first(P)`.
PatternId lone_pattern(const Expression& e) {
  PatternId pattern{};
  for (const ExpressionNode& n : e.nodes) {
    if (n.op == Op::constant || n.op == Op::greater || n.op == Op::greater_equal) continue;
    if ((n.op != Op::count && n.op != Op::first) || pattern.has()) return {};
    pattern = n.pattern;
  }
  return pattern;
}

/// What the record says of an outcome: a value, and in words where it is a bound or has a source of its own.
struct RecordedOutcome {
  std::optional<double> value;
  std::string words;
};

/// By the claim that the outcome names.
RecordedOutcome named_record(const ReportSubject& subject, const RecordedBy& by) {
  const Claim& claim = subject.record.claims[by.claim];
  const Outcome& o = subject.setting().outcomes[by.outcome];
  RecordedOutcome r{std::nullopt, recorded_words(claim.check)};
  if (o.kind == OutcomeKind::category) r = {by.category, claim.name};
  else if (o.kind == OutcomeKind::boolean) r.value = claim.check.kind != CheckKind::never;
  else if (is_continuous(claim.check)) r.value = o.kind == OutcomeKind::instant ? static_cast<double>((claim.check.at - subject.setting().start).minutes) : claim.check.target;
  return r;
}

/// By a claim about the same pattern, or about the same expression at the same instant.
std::optional<double> found_record(const ReportSubject& subject, const Outcome& o) {
  const PatternId pattern = lone_pattern(o.value);
  for (const Claim& c : subject.record.claims) {
    const Check& k = c.check;
    const bool happens = k.kind == CheckKind::happens && k.figure.pattern.has() && k.at_least == 1;
    if (o.kind == OutcomeKind::boolean && pattern.has() && !o.has_until) {
      if ((happens && k.figure.pattern == pattern) || (k.kind == CheckKind::when && k.pattern == pattern)) return 1;
      if (k.kind == CheckKind::never && k.figure.pattern == pattern && c.use == ClaimUse::never) return 0;
    }
    if (o.kind == OutcomeKind::instant && pattern.has() && k.kind == CheckKind::when && k.pattern == pattern && !k.last)
      return static_cast<double>((k.at - subject.setting().start).minutes);
    if (o.kind == OutcomeKind::number && is_continuous(k) && k.kind == CheckKind::value && !o.value.text.empty() &&
        k.figure.of.text == o.value.text && k.figure.dated == o.has_until && (!o.has_until || k.figure.at == o.until))
      return k.target;
  }
  return std::nullopt;
}

void write_histogram(JsonWriter& json, const std::vector<double>& finite) {
  json.key("histogram");
  if (finite.empty()) {
    json.null();
    return;
  }
  const auto [low, high] = std::minmax_element(finite.begin(), finite.end());
  const double width = *high > *low ? (*high - *low) / kBins : 1;
  std::vector<int> counts(*high > *low ? kBins : 1, 0);
  for (double v : finite) ++counts[std::min(counts.size() - 1, static_cast<std::size_t>((v - *low) / width))];
  json.open_object().member("low", *low).member("width", width).key("counts").open_array();
  for (int n : counts) json.value(n);
  json.close_array().close_object();
}

void write_category(JsonWriter& json, const LoadedScenario& scenario, const Outcome& o, const std::vector<double>& values) {
  const auto share = [&](double c) { return static_cast<double>(std::count(values.begin(), values.end(), c)) / static_cast<double>(values.size()); };
  const double other = share(-1);
  json.key("shares").open_object();
  for (std::size_t c = 0; c < o.cases.size(); ++c) json.member(o.cases[c].id, share(static_cast<double>(c)));
  if (other > 0) json.member("other", other);
  json.close_object().key("names").open_object();
  for (std::size_t c = 0; c < o.cases.size(); ++c) json.member(o.cases[c].id, case_name(scenario, o, c));
  if (other > 0) json.member("other", "none of these");
  json.close_object();
}

void write_figures(JsonWriter& json, std::vector<double> values) {
  const bool sampled = values.size() <= kMostSamples;
  if (sampled) {
    json.key("samples").open_array();
    for (double v : values) json.value(v);
    json.close_array();
  }
  std::sort(values.begin(), values.end());
  json.key("quantiles").open_object();
  for (const auto& [name, q] : {std::pair{"2.5", 0.025}, {"5", 0.05}, {"10", 0.1}, {"25", 0.25}, {"50", 0.5}, {"75", 0.75}, {"90", 0.9}, {"95", 0.95}, {"97.5", 0.975}})
    json.member(name, quantile_of(values, q));
  json.close_object();
  const auto n = static_cast<double>(values.size());
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  json.member("censored", 1 - static_cast<double>(values.size()) / n);
  write_histogram(json, values);
}

void write_record(JsonWriter& json, const ReportSubject& subject, OutcomeId id) {
  const Outcome& o = subject.setting().outcomes[id];
  const auto by = std::find_if(subject.recorded.begin(), subject.recorded.end(), [&](const RecordedBy& r) { return r.outcome == id; });
  const RecordedOutcome said = by == subject.recorded.end() ? RecordedOutcome{found_record(subject, o), {}} : named_record(subject, *by);
  json.key("record");
  if (said.value) write_outcome_value(json, o, *said.value);
  else json.null();
  json.key("record_text");
  if (said.words.empty()) json.null();
  else json.value(said.words);
}

}  // namespace

void write_outcomes(JsonWriter& json, const ReportSubject& subject) {
  json.key("outcomes").open_array();
  std::size_t place = 0;
  for (OutcomeId id : subject.outcomes) {
    const Outcome& o = subject.setting().outcomes[id];
    std::vector<double> values;
    for (const MemberRow& m : subject.members) values.push_back(m.outcomes[static_cast<std::size_t>(id.index)]);
    json.open_object().member("id", o.id).member("name", o.name.empty() ? o.id : o.name).member("kind", kind_name(o.kind));
    if (!o.unit.empty()) json.member("unit", o.unit);
    json.member("headline", place++ < kHeadlines);
    if (o.kind == OutcomeKind::boolean) {
      const auto holds = std::count_if(values.begin(), values.end(), [](double v) { return v != 0; });
      json.member("probability", static_cast<double>(holds) / static_cast<double>(values.size()));
    } else if (o.kind == OutcomeKind::category) {
      write_category(json, *subject.open.scenario, o, values);
    } else {
      write_figures(json, std::move(values));
    }
    write_record(json, subject, id);
    json.close_object();
  }
  json.close_array();
}

}  // namespace smolny
