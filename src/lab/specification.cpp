#include "lab/specification.hpp"

#include <algorithm>

#include "archive/json.hpp"
#include "lab/capped_json.hpp"
#include "mechanisms/all.hpp"
#include "scenario/diagnostics.hpp"
#include "scenario/grouping.hpp"
#include "scenario/intervention.hpp"
#include "scenario/names.hpp"
#include "time/format.h"
#include "time/parse.h"

namespace smolny {

namespace {

using Json = nlohmann::json;

/// An instant as text that reads back: Gregorian, marked.
std::string marked(Instant t) {
  std::string iso = format_iso(t);
  return iso + " NS";
}

std::expected<Policy, std::string> policy_of(std::string_view name) {
  if (name == "model") return Policy::model;
  if (name == "historical") return Policy::historical;
  if (name == "uniform") return Policy::uniform;
  return std::unexpected("unknown policy " + in_quotes(name) + suggestion(name, {"model", "historical", "uniform"}));
}

constexpr std::string_view kPosterior = "posterior:";

/// Fills the members of a specification from JSON; what is of another type throws inside the library.
void read(const Json& json, Specification& s) {
  s.scenario = json.at("scenario").get<std::string>();
  s.scenario_hash = json.at("scenario_hash").get<std::string>();
  s.seed = whole_number(json.at("seed"));
  s.member = whole_number(json.at("member"));
  s.branch = whole_number(json.at("branch"));
  const auto parameters = json.at("parameters").get<std::string>();
  s.fixed_parameters = parameters == "fixed";
  if (parameters.starts_with(kPosterior)) s.posterior = parameters.substr(kPosterior.size());
  if (json.contains("start")) s.reached = json.at("start").get<std::string>();
  s.blind_codings = json.at("codings").get<std::string>() == "blind";
  s.readings = json.at("readings").get<std::vector<std::string>>();
  s.without = json.at("without").get<std::vector<std::string>>();
  s.commands = json.at("commands").get<std::vector<std::string>>();
  s.policies = json.at("policies").get<std::vector<std::string>>();
  s.executor = json.value("executor", std::string("counts"));
  s.grouping = json.at("grouping").get<std::string>();
  s.engine = json.at("engine").get<std::string>();
  const auto instant = [](const Json& text) {
    const auto t = parse_instant(text.get<std::string>());
    if (!t) throw std::invalid_argument(t.error());
    return *t;
  };
  if (json.contains("until")) s.until = instant(json.at("until"));
  for (const Json& f : json.at("forks"))
    s.forks.push_back({instant(f.at("at")), whole_number(f.at("branch")), f.at("commands").get<std::vector<std::string>>()});
}

// It comes out of files that may be anybody's.
constexpr std::size_t kMostBytes = std::size_t{1} << 20;
constexpr int kDeepest = 8;

}  // namespace

std::expected<void, std::string> known_executor(std::string_view name) {
  if (std::find(std::begin(kExecutors), std::end(kExecutors), name) != std::end(kExecutors)) return {};
  return std::unexpected("unknown executor " + in_quotes(name) + suggestion(name, {std::begin(kExecutors), std::end(kExecutors)}));
}

Specification specification_of(const Setting& setting) {
  Specification s;
  s.scenario = setting.id;
  s.scenario_hash = setting.hash;
  s.posterior = setting.posterior.hash;
  s.reached = setting.reached.hash;
  s.grouping = grouping_name(setting.grouping);
  return s;
}

std::string canonical_json(const Specification& s) {
  JsonWriter json;
  json.open_object();
  json.member("branch", s.branch);
  json.member("codings", s.blind_codings ? "blind" : "given");
  json.member("commands", s.commands);
  json.member("engine", s.engine);
  json.member("executor", s.executor);
  json.key("forks").open_array();
  for (const Fork& f : s.forks) {
    json.open_object().member("at", marked(f.at)).member("branch", f.branch);
    json.member("commands", f.commands).close_object();
  }
  json.close_array();
  json.member("grouping", s.grouping);
  json.member("member", s.member);
  json.member("parameters", parameters_of(s));
  json.member("policies", s.policies);
  json.member("readings", s.readings);
  json.member("scenario", s.scenario);
  json.member("scenario_hash", s.scenario_hash);
  json.member("seed", s.seed);
  if (!s.reached.empty()) json.member("start", s.reached);
  if (s.until) json.member("until", marked(*s.until));
  json.member("without", s.without);
  json.close_object();
  return json.text();
}

std::string parameters_of(const Specification& s) {
  return s.fixed_parameters ? "fixed" : s.posterior.empty() ? "prior" : std::string(kPosterior) + s.posterior;
}

std::string parameters_in_words(const Specification& s) {
  if (s.fixed_parameters) return "at their central values";
  return s.posterior.empty() ? "drawn from their priors" : "drawn from the posterior " + s.posterior.substr(0, 12);
}

std::string hash_of(const Specification& s) { return sha256_hex(canonical_json(s)); }

std::expected<Specification, std::string> parse_specification(std::string_view text) {
  Specification s;
  try {
    if (text.size() > kMostBytes) throw std::invalid_argument("it is larger than " + std::to_string(kMostBytes) + " bytes");
    const Json json = parse_capped(text, kDeepest);
    read(json, s);
  } catch (const std::exception& e) {
    return std::unexpected(std::string("the run specification cannot be read: ") + e.what());
  }
  if (grouping_of(s.grouping) < 0) return std::unexpected("unknown grouping " + in_quotes(s.grouping) + "; this engine has 'scenario' and 'at-most-N'");
  if (const auto known = known_executor(s.executor); !known) return std::unexpected(known.error());
  return s;
}

std::expected<void, std::string> add_commands(const std::vector<std::string>& commands, const Setting& setting,
                                              Interventions& interventions) {
  for (const std::string& text : commands) {
    const auto one = parse_intervention(text, setting);
    if (!one) return std::unexpected(in_quotes(text) + ": " + one.error());
    add(*one, interventions);
  }
  return {};
}

std::expected<Interventions, std::string> interventions_of(const Specification& s, const Setting& setting) {
  Interventions all;
  if (s.grouping != grouping_name(setting.grouping))
    return std::unexpected("the specification has the grouping " + in_quotes(s.grouping) + ", the scenario was loaded with " + in_quotes(grouping_name(setting.grouping)));
  if (s.posterior != setting.posterior.hash)
    return std::unexpected(s.posterior.empty() ? std::string("a posterior is laid over the scenario that the specification does not name")
                                               : "the posterior " + s.posterior.substr(0, 12) + " is not laid over the scenario");
  if (s.reached != setting.reached.hash)
    return std::unexpected(s.reached.empty() ? std::string("starts are laid over the scenario that the specification does not name")
                                             : "the starts " + s.reached.substr(0, 12) + " that were reached are not laid over the scenario");
  if (auto added = add_commands(s.commands, setting, all); !added) return std::unexpected(added.error());
  for (const std::string& text : s.policies) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos) return std::unexpected(in_quotes(text) + ": expected DECISION=POLICY or all=POLICY");
    const std::string_view id = std::string_view(text).substr(0, sign);
    const auto policy = policy_of(std::string_view(text).substr(sign + 1));
    if (!policy) return std::unexpected(in_quotes(text) + ": " + policy.error());
    DecisionPolicy row{{}, *policy};
    if (id != "all") {
      const auto index = require_row(setting, Section::decisions, id);
      if (!index) return std::unexpected(in_quotes(text) + ": " + index.error());
      row.decision = {*index};
    }
    all.policies.push_back(row);
  }
  std::vector<std::string_view> known;
  for (const MechanismSpec& m : mechanisms()) known.push_back(m.name);
  for (const std::string& name : s.without) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      return std::unexpected("unknown mechanism " + in_quotes(name) + suggestion(name, known));
    all.without.push_back(name);
  }
  return all;
}

}  // namespace smolny
