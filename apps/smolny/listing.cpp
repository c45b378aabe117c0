// The rows of each part of a scenario that `describe` can list.

#include <algorithm>

#include "archive/json.hpp"
#include "chronicle/chronicle.hpp"
#include "description.hpp"
#include "engine/acts.hpp"
#include "lab/wording.hpp"
#include "mechanisms/all.hpp"
#include "scenario/names.hpp"
#include "time/format.h"

namespace smolny {

namespace {

template <class T, class F>
std::string listed_names(const T& rows, F name) {
  std::string out;
  for (const auto& r : rows) out += (out.empty() ? "" : ", ") + std::string(name(r));
  return out;
}

std::string in_members(std::uint64_t n, std::uint64_t all) {
  return thousands(static_cast<std::int64_t>(n)) + " of " + thousands(static_cast<std::int64_t>(all)) + " members";
}

std::vector<Listed> decisions(const Setting& s, const Coverage* coverage) {
  std::vector<Listed> rows;
  for (DecisionId id : s.decisions.ids()) {
    const Decision& d = s.decisions[id];
    Listed row{d.id, d.name, {{"question", d.question}, {"decider", entity_text(s, d.decider)}}, {}};
    if (coverage) row.facts.emplace_back("reached in", in_members(coverage->decisions[static_cast<std::size_t>(id.index)].reached, coverage->members));
    for (std::size_t i = 0; i < d.options.size(); ++i) {
      const OptionSpec& o = d.options[i];
      Listed option{o.id, o.name, {}, {}};
      if (o.historical) option.facts.emplace_back("in the record", "taken");
      option.facts.emplace_back("acts", listed_names(o.acts, [](const Act& a) { return name_of(a.kind); }));
      if (coverage)
        option.facts.emplace_back("taken in", in_members(coverage->decisions[static_cast<std::size_t>(id.index)].taken[i], coverage->members));
      row.below.push_back(std::move(option));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Listed> outcomes(const Setting& s) {
  constexpr std::array<const char*, 4> kinds{"boolean", "category", "number", "instant"};
  std::vector<Listed> rows;
  for (const Outcome& o : s.outcomes) {
    Listed row{o.id, o.name, {{"kind", kinds[static_cast<std::size_t>(o.kind)]}, {"unit", o.unit}, {"value", o.value.text}}, {}};
    if (o.has_until) row.facts.emplace_back("judged at", format_both(o.until));
    for (const OutcomeCase& c : o.cases) row.below.push_back({c.id, "", {{"when", c.when.text}}, {}});
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Listed> mechanism_rows() {
  std::vector<Listed> rows;
  for (const MechanismSpec& m : mechanisms()) {
    Listed row{std::string(m.name), std::string(m.model), {}, {}};
    const auto same = [](std::string_view x) { return x; };
    const auto kind = [](EventKind k) { return name_of(k); };
    row.facts = {{"reads", listed_names(m.reads, same)}, {"writes", listed_names(m.writes, same)},
                 {"emits", listed_names(m.emits, kind)}, {"listens to", listed_names(m.listens, kind)},
                 {"performs", listed_names(m.performs, [](ActKind k) { return name_of(k); })},
                 {"chance nodes", listed_names(m.sites, same)},
                 {"parameters", listed_names(m.parameters, [](const ParameterSpec& p) { return p.name; })}};
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Listed> bodies(const Setting& s) {
  std::vector<Listed> rows;
  for (const Body& b : s.bodies) {
    Listed row{b.id, b.name, {{"seat", b.seat.has() ? s.places[b.seat].id : ""}}, {}};
    if (!b.exists) row.facts.emplace_back("at the start", "not in being");
    if (!b.members.empty()) row.facts.emplace_back("members", listed_names(b.members, [&](LeaderId l) { return s.leaders[l].id; }));
    for (const Bloc& bloc : b.blocs)
      row.below.push_back({bloc.id, "", {{"party", bloc.party.has() ? s.parties[bloc.party].id : "none"}, {"seats", plain_number(bloc.seats.central)}}, {}});
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Listed> places(const Setting& s) {
  std::vector<Listed> rows;
  for (const Place& p : s.places) {
    Listed row{p.id, p.name, {{"kind", p.kind}, {"district", p.district.has() ? s.districts[p.district].id : ""}}, {}};
    row.facts.emplace_back("held by", p.holder.has() ? s.camps[p.holder].id : "");
    std::string marks;
    const auto mark = [&](bool holds, const char* word) {
      if (holds) marks += (marks.empty() ? "" : ", ") + std::string(word);
    };
    mark(p.contested, "contested");
    mark(p.bridge, "bridge");
    mark(p.wired, "wired");
    mark(p.entrances > 0, "can be besieged");
    mark(p.outside, "outside");
    row.facts.emplace_back("is", marks);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string prior_text(const Uncertain& u) {
  constexpr std::array<const char*, 6> names{"fixed", "uniform", "normal", "lognormal", "beta", "gamma"};
  if (u.prior == Prior::fixed) return "";
  return std::string(names[static_cast<std::size_t>(u.prior)]) + " [" + json_number(u.a) + ", " + json_number(u.b) + "]";
}

std::vector<Listed> parameters(const LoadedScenario& scenario) {
  const Setting& s = scenario.setting;
  std::vector<Listed> rows;
  for (const NumberNote& n : scenario.report.notes) {
    if (!n.path.starts_with("parameter.") && !n.path.starts_with("decider_kind.")) continue;
    Listed row{n.path, "", {{"value", json_number(n.central) + (n.unit.empty() ? "" : " " + n.unit)}}, {}};
    for (const Uncertain& u : s.uncertain)
      if (u.path == n.path) row.facts.emplace_back("prior", prior_text(u));
    row.facts.emplace_back("grade", std::string(name_of(n.grade)));
    row.facts.emplace_back("sources", listed_names(n.sources, [&](SourceId id) { return s.sources[id].id; }));
    row.facts.emplace_back("note", n.note);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Listed> sources(const Setting& s) {
  std::vector<Listed> rows;
  for (const Source& x : s.sources) rows.push_back({x.id, x.citation, {{"paragraph", x.paragraph}}, {}});
  return rows;
}

}  // namespace

std::vector<Listed> listing(const Describing& what) {
  const Setting& s = what.scenario.setting;
  std::vector<Listed> rows;
  if (what.part == "decisions") rows = decisions(s, what.coverage);
  if (what.part == "outcomes") rows = outcomes(s);
  if (what.part == "mechanisms") return mechanism_rows();  // in the order of the registry
  if (what.part == "bodies") rows = bodies(s);
  if (what.part == "places") rows = places(s);
  if (what.part == "parameters") rows = parameters(what.scenario);
  if (what.part == "sources") rows = sources(s);
  std::sort(rows.begin(), rows.end(), [](const Listed& a, const Listed& b) { return a.id < b.id; });
  return rows;
}

}  // namespace smolny
