// What a report rests on: the run, the grades of its numbers, the mechanisms and parameters, the sources.

#include <fmt/format.h>

#include <array>
#include <set>

#include "engine/decide.hpp"
#include "lab/opening.hpp"
#include "lab/posterior.hpp"
#include "lab/pressure.hpp"
#include "lab/reached.hpp"
#include "lab/report_parts.hpp"
#include "mechanisms/all.hpp"
#include "scenario/grouping.hpp"
#include "time/calendar.h"
#include "time/format.h"

namespace smolny {

namespace {

std::string quoted_if_needed(const std::string& text) {
  return text.find_first_of(" []<>*;&|'") == std::string::npos ? text : "\"" + text + "\"";
}

std::string command_of(const Specification& s, std::uint64_t members, const Setting& setting) {
  std::string c = "smolny ensemble " + s.scenario + " --members " + std::to_string(members) + " --seed " + std::to_string(s.seed);
  const auto each = [&](const char* option, const std::vector<std::string>& values) {
    for (const std::string& v : values) c += std::string(" ") + option + " " + quoted_if_needed(v);
  };
  each("--do", s.commands);
  each("--policy", s.policies);
  each("--without", s.without);
  each("--reading", s.readings);
  if (!s.reached.empty()) c += " --reached " + std::string(kReachedFile);
  if (!s.posterior.empty() && !is_own_posterior(setting, find_scenario(s.scenario), s.posterior)) c += " --parameters " + std::string(kPosteriorFile);
  else if (s.posterior.empty() && !setting.own_posterior.empty() && !s.fixed_parameters) c += " --parameters " + std::string(kPriors);
  if (s.fixed_parameters) c += " --fixed-parameters";
  if (s.blind_codings) c += " --blind-codings";
  if (s.executor != "counts") c += " --executor " + s.executor;
  if (const std::int64_t most = grouping_of(s.grouping); most > 0) c += " --grouping " + std::to_string(most);
  return c + " --out " + s.scenario + ".smolny";
}

void write_grades(JsonWriter& json, std::string_view key, const std::array<int, kGrades>& counts) {
  json.key(key).open_object();
  for (std::size_t g = 0; g < kGrades; ++g) json.member(name_of(static_cast<Grade>(g)), counts[g]);
  json.close_object();
}

std::string prior_text(const Uncertain& u) {
  switch (u.prior) {
    case Prior::uniform: return fmt::format("uniform({:.4g}, {:.4g})", u.a, u.b);
    case Prior::normal: return fmt::format("normal({:.4g}, {:.4g})", u.a, u.b);
    case Prior::lognormal: return fmt::format("lognormal({:.4g}, {:.4g})", u.a, u.b);
    case Prior::beta: return fmt::format("beta({:.4g}, {:.4g})", u.a, u.b);
    case Prior::gamma: return fmt::format("gamma({:.4g}, {:.4g})", u.a, u.b);
    case Prior::fixed: break;
  }
  return "fixed";
}

struct ParameterWriter {
  JsonWriter& json;
  const LoadedScenario& scenario;
  std::map<std::string_view, const NumberNote*> notes;

  void write(const std::string& id, std::string_view mechanism, std::string_view meaning, std::string_view unit, const std::string& path, const Number& number) {
    const Setting& s = scenario.setting;
    json.open_object().member("id", id).member("mechanism", mechanism).member("name", meaning).member("value", number.central);
    if (!unit.empty()) json.member("unit", unit);
    if (number.uncertain >= 0) json.member("prior", prior_text(s.uncertain[static_cast<std::size_t>(number.uncertain)]));
    const auto note = notes.find(path);
    json.member("grade", name_of(note == notes.end() ? Grade::ungraded : note->second->grade)).key("sources").open_array();
    if (note != notes.end())
      for (SourceId source : note->second->sources) json.value(s.sources[source].id);
    json.close_array().close_object();
  }
};

void write_parameters(JsonWriter& json, const LoadedScenario& scenario) {
  const Setting& s = scenario.setting;
  ParameterWriter w{json, scenario, {}};
  for (const NumberNote& n : scenario.report.notes) w.notes[n.path] = &n;
  json.key("parameters").open_array();
  std::size_t row = 0;
  for (const MechanismSpec& m : mechanisms()) {
    if (!takes_part(s, m.name, m.on_request)) continue;
    for (const ParameterSpec& p : m.parameters) {
      const std::string id = std::string(m.name) + "." + std::string(p.name);
      w.write(id, m.name, p.meaning, p.unit, "parameter." + id, s.parameters[row++]);
    }
  }
  for (const DeciderKind& kind : s.decider_kinds)
    for (int f = 0; f < kFeatures; ++f) {
      const auto feature = static_cast<Feature>(f);
      const std::string path = "decider_kind." + kind.id + ".weights." + std::string(name_of(feature));
      w.write(path, "decisions", fmt::format("{}: weight of {}", kind.name.empty() ? kind.id : kind.name, meaning_of(feature)), "", path, kind.weight[static_cast<std::size_t>(f)]);
    }
  json.close_array();
}

/// The scenario's own words; where it has none, what its tables say of its authorities, bodies and issues.
void write_glossary(JsonWriter& json, const Setting& s, const Teaching& teaching) {
  std::set<std::string> said;
  const auto write = [&](const std::string& name, const std::string& text) {
    if (said.insert(name).second) json.open_object().member("term", name).member("text", text).close_object();
  };
  const auto term = [&](const Named& row, const std::string& text) { write(row.name.empty() ? row.id : row.name, text); };
  json.key("glossary").open_array();
  for (const GlossaryTerm& t : teaching.glossary) write(t.term, t.text);
  if (!teaching.glossary.empty()) {
    json.close_array();
    return;
  }
  for (const Authority& a : s.authorities)
    term(a, "An authority: it claims the right to give orders, on the side of " + s.camps[a.camp].name + (a.seat.has() ? "; its seat is " + s.places[a.seat].name : std::string()) + ".");
  for (const Body& b : s.bodies)
    term(b, b.blocs.empty() ? fmt::format("A body of {} persons who decide by voting.", b.members.size()) : fmt::format("An assembly of {} blocs, whose members vote by bloc.", b.blocs.size()));
  for (const Issue& i : s.issues) term(i, "A question on which persons and parties differ, from “" + i.low + "” to “" + i.high + "”.");
  json.close_array();
}

}  // namespace

void write_run(JsonWriter& json, const ReportSubject& subject) {
  const Setting& s = subject.setting();
  const Specification& spec = subject.open.specification;
  json.key("run").open_object();
  json.member("scenario", s.id).member("name", s.name).member("summary", s.summary).member("hash", s.hash);
  json.member("seed", std::to_string(spec.seed)).member("members", subject.members.size()).member("failed", subject.failed);
  json.key("reasons").open_array();
  for (const auto& [reason, n] : subject.reasons) json.open_object().member("reason", reason).member("members", n).close_object();
  json.close_array();
  json.member("engine", spec.engine).member("parameter_mode", spec.fixed_parameters ? "central" : "drawn").member("parameters", parameters_of(spec)).member("blind_codings", spec.blind_codings);
  json.key("reading");
  if (spec.readings.empty()) json.null();
  else {
    std::string all;
    for (const std::string& r : spec.readings) all += (all.empty() ? "" : ", ") + r;
    json.value(all);
  }
  json.member("executor", spec.executor).member("grouping", spec.grouping).member("opening", spec.reached.empty() ? "given" : "reached").member("without", spec.without).member("interventions", spec.commands).member("policies", spec.policies);
  json.member("command", command_of(spec, subject.open.archive.header().members, s)).member("specification", canonical_json(spec));
  json.member("start", format_iso(s.start)).member("end", format_iso(s.end));
  json.key("capital").open_object().member("name", s.name).member("lat", s.latitude).member("lon", s.longitude).close_object();
  json.key("calendar");
  if (day_of(s.start) >= switch_day()) json.null();
  else json.open_object().member("first_new_style_day", format_iso(start_of_day(switch_day())).substr(0, 10)).member("old_name", "Old Style").member("new_name", "New Style").close_object();
  json.close_object();
}

void write_basis(JsonWriter& json, const ReportSubject& subject) {
  const LoadedScenario& scenario = *subject.open.scenario;
  const Setting& s = scenario.setting;
  write_grades(json, "grades", scenario.report.numbers);
  std::array<int, kGrades> weighted{};
  for (const Uncertain& u : s.uncertain) ++weighted[static_cast<std::size_t>(u.grade)];
  write_grades(json, "grades_weighted", weighted);
  int calibrating = 0;
  for (const Claim& c : subject.record.claims) calibrating += c.role == ClaimRole::calibrates;
  json.member("free_parameters", scenario.report.free_parameters).member("calibrating_claims", calibrating);
  json.key("mechanisms").open_array();
  for (const MechanismSpec& m : mechanisms())
    if (takes_part(scenario.setting, m.name, m.on_request)) json.open_object().member("id", m.name).member("name", m.name).member("reference", m.model).close_object();
  json.open_object().member("id", "decisions").member("name", "decisions");
  json.member("reference", "Quantal response over weighed features (McKelvey and Palfrey 1995); mutual influence in small bodies (DeGroot 1974)").close_object();
  json.close_array();
  write_parameters(json, scenario);
  json.key("dated").open_array();
  for (const DatedEntry& d : scenario.report.dated)
    json.open_object().member("name", d.name.empty() ? d.id : d.name).member("t", (d.at - s.start).minutes).member("reason", d.reason).close_object();
  json.close_array().key("sources").open_array();
  for (const Source& source : s.sources) json.open_object().member("id", source.id).member("citation", source.citation).close_object();
  json.close_array();
  write_glossary(json, s, subject.teaching);
}

}  // namespace smolny
