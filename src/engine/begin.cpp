// From the description to the first minute: every uncertain number is drawn, every table of state is filled.

#include <algorithm>
#include <limits>

#include "engine/decide.hpp"
#include "engine/evaluate.hpp"
#include "engine/executor.hpp"
#include "engine/priors.hpp"
#include "engine/simulation.hpp"
#include "maths/elementary.h"
#include "people/counts.hpp"

namespace smolny {

namespace {

void sample(World& world, const Setting& setting, const Start& start) {
  world.sampled = sampled_numbers(setting, start);
  for (const Number& n : setting.parameters) world.parameters.push_back(value(world, n));
}

/// A slate: the scenario's shares if it gives any, else by the unit's leaning: log-weight proportional to how far each
/// party leans the same way.
std::array<double, kSlate> slate_of(const World& world, const Setting& s, const std::array<Number, kSlate>& given, double attitude) {
  std::array<double, kSlate> share{};
  double sum = 0;
  const std::size_t none = kSlate - 1;
  for (std::size_t p = 0; p < kSlate; ++p) sum += share[p] = value(world, given[p]);
  if (sum > 0) {
    if (sum < 1) share[none] += 1 - sum, sum = 1;
  } else {
    for (std::size_t p = 0; p < s.parties.size(); ++p) {
      const auto& affinity = s.parties.rows[p].affinity;
      const double lean = (value(world, affinity[static_cast<std::size_t>(std::max(0, s.axis[1].index))]) -
                           value(world, affinity[static_cast<std::size_t>(std::max(0, s.axis[0].index))])) / 2;
      sum += share[p] = maths::exp(3 * attitude * lean);
    }
    sum += share[none] = 1;
  }
  for (double& x : share) x /= sum;
  return share;
}

void fill_units(Simulation& sim) {
  const Setting& s = *sim.setting;
  World& w = sim.world;
  for (const Unit& unit : s.units) {
    UnitState u;
    u.at = unit.home;
    u.men = std::max(0, static_cast<std::int32_t>(value(w, unit.men) + 0.5));
    u.armed = std::clamp(value(w, unit.armed), 0.0, 1.0);
    u.resolve = std::clamp(value(w, unit.resolve), 0.0, 1.0);
    u.spread = value(w, unit.spread);
    u.touched = u.weighed.at = s.start;
    const double attitude = unit.committed.has() ? (unit.committed == s.axis[1] ? 1 : -1) : std::clamp(value(w, unit.attitude), -1.0, 1.0);
    for (AuthorityId a : s.authorities.ids()) {
      const Authority& authority = s.authorities[a];
      const double lean = authority.camp == s.axis[1] ? attitude : authority.camp == s.axis[0] ? -attitude : 0;
      u.legitimacy[static_cast<std::size_t>(a.index)] = value(w, authority.legitimacy) + 2 * lean;
    }
    w.units.add(u);
    w.people.rows.push_back(people::standing(slate_of(w, s, unit.slate, attitude), u.resolve, u.spread, u.men));
  }
  for (const Group& group : s.groups) {
    GroupState g;
    g.touched = g.weighed.at = s.start;
    w.groups.add(g);
    w.people.rows.push_back(people::standing(slate_of(w, s, group.slate, 0), value(w, group.resolve), value(w, group.spread),
                                             static_cast<std::int32_t>(value(w, group.size) + 0.5)));
  }
  for (UnitId u : s.units.ids()) refresh_support(sim, entity(u));
  for (GroupId g : s.groups.ids()) refresh_support(sim, entity(g));
}

void fill_beliefs(World& w, const Setting& s) {
  w.beliefs.propositions = static_cast<std::int32_t>(s.propositions.size());
  const auto add = [&](CampId camp) {
    for (const Proposition& p : s.propositions) {
      double x = value(w, p.prior);
      if (camp.has()) x += value(w, p.prior_by_camp[static_cast<std::size_t>(camp.index)]);
      w.beliefs.log_odds.push_back(x);
      w.beliefs.touched.push_back(s.start);
    }
  };
  for (const Leader& l : s.leaders) add(l.camp);
  for (const Unit& u : s.units) add(u.committed);
  for (std::size_t g = 0; g < s.groups.size(); ++g) add({});
}

void fill_tables(World& w, const Setting& s) {
  for (const Place& place : s.places) {
    PlaceState p;
    p.holder = place.holder;
    if (place.holder.has()) p.guard[static_cast<std::size_t>(place.holder.index)] = static_cast<std::int32_t>(value(w, place.guard) + 0.5);
    p.guard_resolve = value(w, place.guard_resolve);
    p.held_since = s.start;
    w.places.add(p);
  }
  for (const Leader& l : s.leaders) w.leaders.add({.at = l.at, .hidden = l.hidden});
  for (const Body& b : s.bodies) {
    BodyState state;
    state.exists = b.exists;
    for (std::size_t k = 0; k < b.blocs.size(); ++k) state.seats[k] = static_cast<std::int32_t>(value(w, b.blocs[k].seats) + 0.5);
    w.bodies.add(state);
  }
  for (const Authority& a : s.authorities) w.authorities.add({.active = a.active});
  for (std::size_t m = 0; m < s.media.size(); ++m) w.media.add({});
  for (const CalendarEntry& c : s.calendar) w.calendar.add({.at = c.at});
  for (std::size_t d = 0; d < s.decisions.size(); ++d) w.decisions.add({});
  w.node_seen.assign(s.nodes.size(), 0);
  for (const Lever& l : s.levers) w.levers.add(value(w, l.value));
  for (std::size_t e = 0; e < s.elections.size(); ++e) w.elections.add({});
  for (const Granary& g : s.granaries) w.granaries.add({.stock = static_cast<std::int64_t>(value(w, g.stock) + 0.5)});
  for (const Market& m : s.markets) w.markets.add({.stock = static_cast<std::int64_t>(value(w, m.stock) + 0.5)});
  if (!s.markets.empty()) w.money.rows.push_back({});
  if (!s.curiae.empty()) w.assemblies.rows.resize(s.bodies.size());
  w.organizations.rows.resize(s.organizations.size());
  w.flows.rows.resize(s.flows.size());
  w.class_shocks.rows.assign(s.classes.size(), 0.0);
  if (s.classes.empty()) return;  // nobody's opinion is followed
  w.reserve.rows.push_back(0);
  w.opinions.rows.resize(s.groups.size());
  for (std::size_t d = 0; d < s.districts.size(); ++d) {
    DistrictState state;
    for (std::size_t k = 0; k < s.problems.size(); ++k) {
      const Problem& problem = s.problems.rows[k];
      state.level[k] = value(w, problem.level) * (problem.raised_by.has() ? w.levers[problem.raised_by] : 1) * problem.concerns(DistrictId{static_cast<std::int32_t>(d)});
    }
    w.districts.add(state);
  }
}

}  // namespace

void index_registry(Simulation& sim) {
  const auto& registry = sim.registry;
  sim.listeners.resize(static_cast<std::size_t>(EventKind::count_));
  sim.performers.resize(static_cast<std::size_t>(ActKind::count_));
  sim.patterns_by_kind.resize(static_cast<std::size_t>(EventKind::count_));
  std::int16_t offset = 0;
  for (std::size_t m = 0; m < registry.size(); ++m) {
    const MechanismSpec& spec = registry[m];
    sim.parameter_offset.push_back(offset);
    bool out = !takes_part(*sim.setting, spec.name, spec.on_request);
    if (!out) offset = static_cast<std::int16_t>(offset + static_cast<std::int16_t>(spec.parameters.size()));
    for (const std::string& name : sim.interventions->without) out |= name == spec.name;
    sim.left_out.push_back(out);
    if (out) continue;
    if (spec.hear)
      for (EventKind k : spec.listens) sim.listeners[static_cast<std::size_t>(k)].push_back(static_cast<std::int16_t>(m));
    for (ActKind k : spec.performs) sim.performers[static_cast<std::size_t>(k)].push_back(static_cast<std::int16_t>(m));
  }
  for (PatternId p : sim.setting->patterns.ids())
    sim.patterns_by_kind[static_cast<std::size_t>(sim.setting->patterns[p].kind)].push_back(p.index);
  sim.awaiting.resize(static_cast<std::size_t>(EventKind::count_));
  for (DecisionId d : sim.setting->decisions.ids()) {
    const auto& triggers = sim.setting->decisions[d].triggers;
    for (std::size_t t = 0; t < triggers.size(); ++t) {
      if (triggers[t].kind == TriggerKind::calendar) sim.awaiting[static_cast<std::size_t>(EventKind::calendar_entry)].push_back({d, t});
      if (triggers[t].kind == TriggerKind::pattern)
        sim.awaiting[static_cast<std::size_t>(sim.setting->patterns[triggers[t].pattern].kind)].push_back({d, t});
    }
  }
  sim.mixed = chance::mix(sim.world.key);
  for (const Way& way : sim.setting->ways)
    if (way.gate.has() && std::find(sim.gates.begin(), sim.gates.end(), way.gate) == sim.gates.end()) sim.gates.push_back(way.gate);
  sim.ways_at.resize(sim.setting->places.size());
  for (std::size_t i = 0; i < sim.setting->ways.size(); ++i) {
    sim.ways_at[static_cast<std::size_t>(sim.setting->ways.rows[i].from.index)].push_back(static_cast<std::int32_t>(i));
    sim.ways_at[static_cast<std::size_t>(sim.setting->ways.rows[i].to.index)].push_back(static_cast<std::int32_t>(i));
  }
  sim.chronicle.matches.resize(sim.setting->patterns.size());
}

void intervene_at_start(Simulation& sim) {
  for (const Assignment& a : sim.interventions->assignments)
    if (!set_quantity(sim, a.quantity, a.value) && a.hold)
      sim.world.holds.push_back({key_of(*sim.setting, a.quantity, a.quantity.of), a.value});
  for (std::size_t i = 0; i < sim.interventions->forced.size(); ++i)
    if (sim.interventions->forced[i].at >= sim.world.now)
      schedule(sim, {.at = sim.interventions->forced[i].at, .mechanism = kForced, .a = static_cast<std::int32_t>(i)});
}

Simulation begin_history(const Setting& setting, Registry registry, const Interventions& interventions, Start start) {
  Simulation sim;
  sim.setting = &setting;
  sim.registry = registry;
  sim.interventions = &interventions;
  sim.labour = std::move(start.labour);
  sim.chronicle.events.reserve(8192);
  sim.chronicle.causes.reserve(16384);
  World& w = sim.world;
  w.key = start.key;
  w.now = setting.start;
  w.until = start.until.minutes != 0 ? std::min(start.until, setting.end) : setting.end;
  index_registry(sim);
  sample(w, setting, start);
  fill_tables(w, setting);
  fill_units(sim);
  if (start.individuals) fill_persons(sim);
  fill_beliefs(w, setting);
  intervene_at_start(sim);
  begin_decisions(sim);
  schedule(sim, {.at = start_of_day(setting.start) + days(1), .phase = static_cast<std::uint8_t>(Phase::bookkeeping), .mechanism = kBookkeeping});
  for (std::size_t m = 0; m < registry.size(); ++m)
    if (registry[m].begin && !sim.left_out[m]) {
      sim.step_draws.clear();
      sim.step_taken = 0;
      registry[m].begin(sim, static_cast<std::int16_t>(m));
    }
  return sim;
}

}  // namespace smolny
