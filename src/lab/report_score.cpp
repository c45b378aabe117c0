// How the ensemble stands to the record, as the page shows it.

#include <algorithm>

#include "lab/patterns_report.hpp"
#include "lab/readings.hpp"
#include "lab/report_parts.hpp"
#include "lab/rival_archives.hpp"
#include "lab/score.hpp"

namespace smolny {

namespace {

void write_column(JsonWriter& json, const ColumnScore& c) {
  json.member("claims", c.claims).member("checkable", c.checkable).member("supported", c.supported);
}

void write_systems(JsonWriter& json, const Score& score, const std::map<std::string, std::string>& names) {
  json.key("systems").open_object();
  for (const auto& [id, s] : score.systems) {
    const auto own = names.find(id);
    json.key(id).open_object().member("name", own == names.end() ? id : own->second);
    for (const auto& [name, column] : {std::pair<const char*, const ColumnScore*>{"given", &s.given}, {"assumed", &s.assumed}}) {
      json.key(name).open_object();
      write_column(json, *column);
      json.close_object();
    }
    json.key("forecast").open_object();
    write_column(json, s.forecast);
    json.key("checks").open_object();
    write_column(json, s.checks);
    json.close_object().close_object();
    json.key("never").open_object().member("claims", s.never.claims).member("supported", s.never.supported).close_object().close_object();
  }
  json.close_object();
}

void write_claims(JsonWriter& json, const Record& record, const Score& score) {
  const auto text_or_null = [&](std::string_view key, std::string_view text) {
    json.key(key);
    if (text.empty()) json.null();
    else json.value(text);
  };
  json.key("claims").open_array();
  for (const Verdict& v : score.verdicts) {
    const Claim& c = record.claims[v.claim];
    json.open_object().member("id", c.id).member("system", c.system).member("use", name_of(c.use));
    text_or_null("role", c.role == ClaimRole::none ? std::string_view{} : name_of(c.role));
    json.member("text", c.name).member("model", v.says).key("supported");
    if (v.supported) json.value(*v.supported);
    else json.null();
    text_or_null("reason", v.reason);
    json.close_object();
  }
  json.close_array();
}

void write_figures(JsonWriter& json, const Record& record, const Score& score) {
  json.key("prior_predictive").open_array();
  for (const PriorFigure& f : score.prior_predictive) {
    const Claim& claim = record.claims[f.claim];
    json.open_object().member("figure", claim.name).member("record", recorded_words(claim.check));
    for (const auto& [key, p] : {std::pair("prior", f.prior), std::pair("posterior", f.posterior)}) {
      json.key(key);
      if (p) json.value(*p);
      else json.null();
    }
    json.key("verdict");
    if (f.built_in()) json.value("built in");
    else if (f.bought()) json.value("bought");
    else json.null();
    json.close_object();
  }
  json.close_array();
}

void write_nothing(JsonWriter& json) {
  json.key("score").null().key("patterns").open_array().close_array().key("prior_predictive").open_array().close_array();
}

}  // namespace

std::expected<void, Fault> write_score(JsonWriter& json, const ReportSubject& subject) {
  if (!subject.plan.score || subject.record.claims.empty()) {
    write_nothing(json);
    return {};
  }
  const auto rivals = open_rivals(subject.plan.against, subject.plan.threads);
  if (!rivals) return std::unexpected(rivals.error());
  const auto readings = read_archive(subject.open, subject.record, subject.plan.threads);
  if (!readings) return std::unexpected(readings.error());
  const Score score = score_record(subject.record, subject.setting(), *readings);
  json.key("score").open_object();
  write_systems(json, score, subject.teaching.systems);
  json.key("skill").open_object().member("model", score.skill.model).key("baselines").open_object();
  for (std::size_t b = 0; b < score.skill.baselines.size(); ++b) {
    std::string name(name_of(static_cast<Baseline>(b)));
    std::replace(name.begin(), name.end(), '_', ' ');
    json.member(name, score.skill.baselines[b]);
  }
  json.close_object().close_object().key("coverage90");
  if (score.coverage90) json.value(*score.coverage90);
  else json.null();
  json.member("null_supported", score.null_supported).member("effective_claims", score.effective_claims);
  write_claims(json, subject.record, score);
  json.close_object().key("patterns").open_array();
  for (const PatternFinding& p : patterns_report(subject.record, *readings)) {
    json.open_object().member("id", p.id).member("statement", p.statement).member("finding", p.finding).key("numbers").open_array();
    for (const PatternLine& l : p.numbers) json.open_object().member("label", l.label).member("value", l.value).close_object();
    json.close_array().close_object();
  }
  json.close_array();
  write_figures(json, subject.record, score);
  if (!rivals->empty()) {
    std::vector<RivalReadings> all{{reading_name(subject.open.specification), &subject.setting(), &subject.record, &*readings}};
    for (const RivalArchive& r : *rivals) all.push_back(r.as_rival());
    write_rivalry(json, compare_rivals(all));
  }
  return {};
}

}  // namespace smolny
