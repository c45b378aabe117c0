#include <cmath>

#include "archive/json.hpp"
#include "lab/score.hpp"
#include "lab/score_words.hpp"

namespace smolny {

namespace {

void column(JsonWriter& json, std::string_view key, const ColumnScore& c) {
  json.key(key).open_object();
  json.member("claims", c.claims).member("checkable", c.checkable).member("supported", c.supported).close_object();
}

void systems(JsonWriter& json, const Score& score) {
  json.key("systems").open_object();
  for (const auto& [id, s] : score.systems) {
    json.key(id).open_object();
    column(json, "given", s.given);
    column(json, "assumed", s.assumed);
    json.key("forecast").open_object();
    json.member("claims", s.forecast.claims).member("checkable", s.forecast.checkable).member("supported", s.forecast.supported);
    column(json, "checks", s.checks);
    json.close_object();
    json.key("never").open_object().member("claims", s.never.claims).member("supported", s.never.supported).close_object();
    json.close_object();
  }
  json.close_object();
}

void parts(JsonWriter& json, const Score& score) {
  json.key("parts").open_object();
  for (const auto& [part, skill] : score.parts) {
    json.key(part).open_object().member("claims", skill.claims).member("model", skill.model).member("low", skill.low).member("high", skill.high);
    for (std::size_t b = 0; b < skill.baselines.size(); ++b) json.member(name_of(static_cast<Baseline>(b)), skill.baselines[b]);
    json.member("inside", skill.inside).member("figures", skill.figures).key("against").open_object();
    for (const auto& [name, r] : skill.models)
      json.key(name).open_object().member("model", r.score).member("gain", r.gain).member("low", r.low).member("high", r.high).close_object();
    json.close_object().close_object();
  }
  json.close_object();
}

void claims(JsonWriter& json, const Record& record, const Score& score) {
  json.key("claims").open_array();
  for (const Verdict& v : score.verdicts) {
    const Claim& c = record.claims[v.claim];
    json.open_object().member("id", c.id).member("system", c.system).member("use", name_of(c.use));
    json.key("role");
    if (c.role == ClaimRole::none) json.null();
    else json.value(name_of(c.role));
    json.member("check", name_of(c.check.kind)).member("text", c.name).member("model", v.says);
    json.key("supported");
    if (v.supported) json.value(*v.supported);
    else json.null();
    json.key("reason");
    if (v.reason.empty()) json.null();
    else json.value(v.reason);
    json.member("score", v.support.score).member("naive", v.support.naive).member("probability", v.support.probability);
    json.close_object();
  }
  json.close_array();
}

void prior_predictive(JsonWriter& json, const Record& record, const Score& score) {
  json.key("prior_predictive").open_array();
  for (const PriorFigure& f : score.prior_predictive) {
    json.open_object().member("figure", record.claims[f.claim].id).member("record", record.claims[f.claim].name);
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

}  // namespace

std::string score_json(const Record& record, const Setting&, const Score& score) {
  JsonWriter json(2);
  json.open_object();
  json.member("members", score.members);
  systems(json, score);
  json.key("skill").open_object().member("model", score.skill.model).member("low", score.skill.low).member("high", score.skill.high);
  json.key("baselines").open_object();
  for (std::size_t b = 0; b < score.skill.baselines.size(); ++b)
    json.member(name_of(static_cast<Baseline>(b)), score.skill.baselines[b]);
  for (const auto& [name, rival] : score.skill.models) json.member(name, rival.score);
  json.close_object().close_object();
  parts(json, score);
  json.key("coverage90");
  if (score.coverage90) json.value(*score.coverage90);
  else json.null();
  json.member("covered_of", score.covered_of).member("null_supported", score.null_supported);
  json.member("effective_claims", score.effective_claims).member("scored_claims", score.steps.size());
  json.key("supported_share").open_object().member("low", score.supported_low).member("high", score.supported_high).close_object();
  claims(json, record, score);
  prior_predictive(json, record, score);
  json.close_object();
  return json.text();
}

}  // namespace smolny
