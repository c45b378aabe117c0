// Acts: how severe each is, and who carries it out.

#include "engine/acts.hpp"

#include "engine/decide.hpp"
#include "engine/evaluate.hpp"

namespace smolny {

// Severity orders acts by how much force they put behind a claim: words, then orders, then hands laid on places and
// persons, then fire. The order follows the scales of event data (Goldstein 1992, J. Conflict Resolution 36, who had
// experts weigh kinds of act); the figures are ours (grade: assumed), one table for every scenario.
double severity_of(ActKind kind) {
  switch (kind) {
    using enum ActKind;
    case open_fire: return 1.0;
    case arrest: return 0.8;
    case occupy: return 0.7;
    case order: return 0.5;
    case summon: return 0.5;
    case raise: return 0.4;
    case close: return 0.4;
    case proclaim: return 0.5;
    case void_orders: return 0.4;
    case demand: return 0.3;
    case appoint: return 0.3;
    case dismiss: return 0.3;
    case walk_out: return 0.3;
    case reopen: return 0.3;
    case reject: return 0.2;
    case send: return 0.2;
    case publish: return 0.1;
    case depart: return 0.2;
    case mandate: return 0.2;
    default: return 0.0;
  }
}

std::string_view name_of(Feature feature) {
  static constexpr std::string_view names[kFeatures] = {"distance", "strength", "loss",    "mandate",    "threat",  "relief",    "deadline",
                                                        "turnout",  "precedent", "cost",   "company",    "complicity", "pivotal", "obedience", "status_quo"};
  return names[static_cast<std::size_t>(feature)];
}

std::string_view name_of(ActKind kind) {
  static constexpr std::string_view names[static_cast<std::size_t>(ActKind::count_)] = {
      "order",   "void",   "countersign", "demand", "answer",   "send",    "depart", "summon", "occupy",
      "open-fire", "cease", "raise",      "lower",  "publish",  "close",   "reopen", "convene", "adjourn",
      "postpone", "move",  "amend",       "second", "walk-out", "join",    "offer",  "accept", "reject",
      "appoint", "dismiss", "arrest",     "release", "set",     "mandate", "proclaim"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<std::int32_t> select(const Simulation& sim, const Selector& selector) {
  const Setting& s = *sim.setting;
  std::vector<std::int32_t> out;
  const auto add = [&](std::int32_t row) {
    if (selector.kind == EntityKind::place) {
      const CampId holder = sim.world.places[PlaceId{row}].holder;
      if (selector.held_by.has() && holder != selector.held_by) return;
      if (selector.not_held_by.has() && holder == selector.not_held_by) return;
    }
    for (std::int32_t o : out)
      if (o == row) return;
    out.push_back(row);
  };
  for (std::int32_t row : selector.rows) add(row);
  const auto add_tagged = [&](const auto& table, Key tag) {
    std::int32_t i = 0;
    for (const Named& row : table) {
      if (row.tagged(tag)) add(i);
      ++i;
    }
  };
  for (Key tag : selector.tags) switch (selector.kind) {
      case EntityKind::place: add_tagged(s.places, tag); break;
      case EntityKind::unit: add_tagged(s.units, tag); break;
      case EntityKind::group: add_tagged(s.groups, tag); break;
      case EntityKind::leader: add_tagged(s.leaders, tag); break;
      case EntityKind::body: add_tagged(s.bodies, tag); break;
      case EntityKind::medium: add_tagged(s.media, tag); break;
      case EntityKind::party: add_tagged(s.parties, tag); break;
      case EntityKind::authority: add_tagged(s.authorities, tag); break;
      case EntityKind::district: add_tagged(s.districts, tag); break;
      case EntityKind::lever: add_tagged(s.levers, tag); break;
      case EntityKind::election: add_tagged(s.elections, tag); break;
      case EntityKind::market: add_tagged(s.markets, tag); break;
      case EntityKind::organization: add_tagged(s.organizations, tag); break;
      case EntityKind::flow: add_tagged(s.flows, tag); break;
      default: break;
    }
  if (selector.at_most > 0 && static_cast<int>(out.size()) > selector.at_most && selector.kind == EntityKind::place) {
    std::sort(out.begin(), out.end(), [&](std::int32_t x, std::int32_t y) {
      const double ix = value(sim.world, s.places[PlaceId{x}].importance);
      const double iy = value(sim.world, s.places[PlaceId{y}].importance);
      return ix != iy ? ix > iy : s.places[PlaceId{x}].key < s.places[PlaceId{y}].key;
    });
    out.resize(static_cast<std::size_t>(selector.at_most));
  }
  return out;
}

void perform(Simulation& sim, const ActCall& call) {
  const Act& act = *call.act;
  if (act.asks.has()) {  // demand, offer, move: the decision is put to its decider
    ask(sim, act.asks, act.by, call.cause, 0);
    Event event{.kind = act.kind == ActKind::demand ? EventKind::demanded : EventKind::offered,
                .by = act.by, .on = sim.setting->decisions[act.asks].decider};
    const Cause cause{call.cause};
    if (act.kind != ActKind::move) record(sim, kDecisions, event, {&cause, 1});
    return;
  }
  if (act.lever.has()) {  // a policy is declared
    const Event event{.kind = EventKind::lever_set, .by = act.by.has() ? act.by : sim.chronicle.events[static_cast<std::size_t>(call.cause)].by,
                      .on = entity(act.lever), .amount = act.value};
    if (!permitted(sim, event)) return;
    sim.world.levers[act.lever] = act.value;
    const Cause cause{call.cause};
    record(sim, kDecisions, event, {&cause, 1});
    return;
  }
  for (std::int16_t m : sim.performers[static_cast<std::size_t>(act.kind)])
    sim.registry[static_cast<std::size_t>(m)].perform(sim, m, call);
}

}  // namespace smolny
