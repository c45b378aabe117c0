// What the record says, in words, and how rival readings stand to it.

#include <fmt/format.h>

#include "lab/report_parts.hpp"
#include "time/format.h"

namespace smolny {

namespace {

std::string number_words(const Check& check, double value) {
  if (check.kind == CheckKind::share || check.kind == CheckKind::belief || check.unit == "share") return fmt::format("{:g} %", 100 * value);
  return fmt::format("{:g}", value) + (check.unit.empty() ? "" : " " + check.unit);
}

std::string target_words(const Check& check) {
  const std::string target = number_words(check, check.target);
  switch (check.is) {
    case Is::below: return "less than " + target;
    case Is::above: return "more than " + target;
    case Is::at_most: return "at most " + target;
    case Is::at_least: return "at least " + target;
    default: return target + ", give or take " + number_words(check, check.within);
  }
}

}  // namespace

std::string recorded_words(const Check& check) {
  switch (check.kind) {
    case CheckKind::when: return format_both(check.at);
    case CheckKind::happens: return check.dated && check.figure.pattern.has() ? "about " + format_both(check.at) : "yes";
    case CheckKind::never: return "no";
    case CheckKind::order: return "in that order";
    case CheckKind::value: case CheckKind::share: case CheckKind::belief: return target_words(check);
    default: return "yes";
  }
}

void write_rivalry(JsonWriter& json, const Rivalry& rivalry) {
  json.key("readings").open_array();
  for (const RivalScore& s : rivalry.scores)
    json.open_object().member("id", s.name).member("name", s.name).member("members", s.members).member("log_score", s.log_score).member("low", s.low).member("high", s.high).member("claims", rivalry.claims.size()).close_object();
  json.close_array().key("reading_pairs").open_array();
  for (const RivalPair& p : rivalry.pairs)
    json.open_object().member("first", rivalry.scores[p.first].name).member("second", rivalry.scores[p.second].name).member("difference", p.difference).member("low", p.low).member("high", p.high).close_object();
  json.close_array().key("reading_claims").open_array();
  for (const RivalClaim& c : rivalry.claims) {
    if (!c.tells) continue;
    json.open_object().member("id", c.id).member("text", c.name).member("system", c.system).key("probability").open_array();
    for (double p : c.probability) json.value(p);
    json.close_array().close_object();
  }
  json.close_array();
}

}  // namespace smolny
