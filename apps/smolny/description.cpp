#include "description.hpp"

#include <algorithm>

#include "archive/json.hpp"
#include "lab/wording.hpp"
#include "time/format.h"

namespace smolny {

namespace {

/// The counts of the whole, in the order in which one would ask.
std::vector<std::pair<std::string, std::size_t>> sizes(const Setting& s) {
  return {{"places", s.places.size()},       {"ways", s.ways.size()},           {"units", s.units.size()},
          {"groups", s.groups.size()},       {"leaders", s.leaders.size()},     {"parties", s.parties.size()},
          {"authorities", s.authorities.size()}, {"bodies", s.bodies.size()},   {"media", s.media.size()},
          {"propositions", s.propositions.size()}, {"stories", s.stories.size()}, {"calendar", s.calendar.size()},
          {"decisions", s.decisions.size()}, {"nodes", s.nodes.size()},         {"patterns", s.patterns.size()},
          {"outcomes", s.outcomes.size()},   {"sources", s.sources.size()},     {"parameters", s.parameters.size()},
          {"uncertain", s.uncertain.size()}};
}

std::vector<std::string> never_occurred(const Setting& s, const Coverage& c) {
  std::vector<std::string> ids;
  for (PatternId p : s.patterns.ids())
    if (c.patterns[static_cast<std::size_t>(p.index)] == 0 && !s.patterns[p].id.empty()) ids.push_back(s.patterns[p].id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

void append(const Listed& row, std::size_t depth, std::string& out) {
  const std::string indent(2 * depth, ' ');
  out += indent + row.id + (row.name.empty() || row.name == row.id ? "" : ": " + row.name) + "\n";
  for (const auto& [label, fact] : row.facts)
    if (!fact.empty()) out += indent + "    " + label + ": " + fact + "\n";
  for (const Listed& below : row.below) append(below, depth + 2, out);
}

void write(JsonWriter& json, const Listed& row) {
  json.open_object().member("id", row.id).member("name", row.name);
  for (const auto& [label, fact] : row.facts) json.member(label, fact);
  if (!row.below.empty()) {
    json.key("below").open_array();
    for (const Listed& b : row.below) write(json, b);
    json.close_array();
  }
  json.close_object();
}

}  // namespace

std::string description_text(const Describing& what) {
  const Setting& s = what.scenario.setting;
  std::string out;
  if (what.part.empty()) {
    out = s.name + "\n" + format_both(s.start) + " to " + format_both(s.end) + "\n\n" + s.summary + "\n\n";
    for (const auto& [name, n] : sizes(s)) out += "  " + padded(name, 14) + padded_left(thousands(static_cast<std::int64_t>(n)), 7) + "\n";
    out += "\n" + std::to_string(what.scenario.report.free_parameters) + " of the numbers are free parameters.\n";
    if (!s.own_posterior.empty()) out += "Histories draw from the posterior '" + s.own_posterior + "' unless told: --parameters prior.\n";
  } else {
    for (const Listed& row : listing(what)) append(row, 0, out);
    if (out.empty()) out = "none\n";
  }
  if (what.coverage && (what.part.empty() || what.part == "decisions")) {
    const auto never = never_occurred(s, *what.coverage);
    out += "\nPatterns that occurred in none of " + thousands(static_cast<std::int64_t>(what.coverage->members)) + " members:\n";
    for (const std::string& id : never) out += "  " + id + "\n";
    if (never.empty()) out += "  none: each occurred in some\n";
  }
  return out;
}

std::string description_json(const Describing& what) {
  const Setting& s = what.scenario.setting;
  JsonWriter json(2);
  json.open_object().member("id", s.id).member("name", s.name).member("hash", s.hash);
  json.member("start", format_iso(s.start)).member("end", format_iso(s.end));
  json.key("sizes").open_object();
  for (const auto& [name, n] : sizes(s)) json.member(name, n);
  json.close_object().member("free_parameters", what.scenario.report.free_parameters).key("posterior");
  if (s.own_posterior.empty()) json.null();
  else json.value(s.own_posterior);
  if (!what.part.empty()) {
    json.key(what.part).open_array();
    for (const Listed& row : listing(what)) write(json, row);
    json.close_array();
  }
  if (what.coverage) {
    json.key("coverage").open_object().member("members", what.coverage->members);
    json.key("decisions").open_object();
    for (DecisionId d : s.decisions.ids()) {
      const DecisionCoverage& c = what.coverage->decisions[static_cast<std::size_t>(d.index)];
      json.key(s.decisions[d].id).open_object().member("reached", c.reached).key("taken").open_object();
      for (std::size_t o = 0; o < c.taken.size(); ++o) json.member(s.decisions[d].options[o].id, c.taken[o]);
      json.close_object().close_object();
    }
    json.close_object();
    json.member("never", never_occurred(s, *what.coverage)).close_object();
  }
  return json.close_object().text();
}

}  // namespace smolny
