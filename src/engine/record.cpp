// Events: vetoes, the writing of the chronicle, identities.

#include <algorithm>

#include "engine/simulation.hpp"

namespace smolny {

Key key_in(const Simulation& sim, Entity e) {
  switch (e.kind) {
    case EntityKind::unit: return mix(static_cast<Key>(e.kind), sim.setting->units.rows[static_cast<std::size_t>(e.index)].key);
    case EntityKind::group: return mix(static_cast<Key>(e.kind), sim.setting->groups.rows[static_cast<std::size_t>(e.index)].key);
    case EntityKind::leader: return mix(static_cast<Key>(e.kind), sim.setting->leaders.rows[static_cast<std::size_t>(e.index)].key);
    case EntityKind::squad: return sim.world.squads.rows[static_cast<std::size_t>(e.index)].key;
    case EntityKind::contest: return sim.world.contests.rows[static_cast<std::size_t>(e.index)].key;
    case EntityKind::item: return sim.world.items.rows[static_cast<std::size_t>(e.index)].key;
    default: return key_of(*sim.setting, e);
  }
}

namespace {

/// An event is the same event in a twin if its kind and subjects are, and it is the same one in order among them.
Key likeness_in(const Simulation& sim, const Event& e) {
  return likeness(e.kind, key_in(sim, e.by), key_in(sim, e.on), key_in(sim, entity(e.place)));
}

}  // namespace

bool permitted(Simulation& sim, const Event& event) {
  const auto& forbidden = sim.interventions->forbidden;
  if (std::none_of(forbidden.begin(), forbidden.end(), [&](const Pattern& p) { return matches(*sim.setting, p, event); })) return true;
  count_occurrence(sim.world, likeness_in(sim, event));  // the veto consumes it: the next one alike is another
  return false;
}

std::int32_t record(Simulation& sim, std::int16_t mechanism, Event event, std::span<const Cause> causes) {
  Chronicle& c = sim.chronicle;
  event.at = sim.world.now;
  Recorded r;
  static_cast<Event&>(r) = event;
  const Key alike = likeness_in(sim, event);
  r.ordinal = static_cast<std::uint32_t>(count_occurrence(sim.world, alike));
  r.key = mix(alike, r.ordinal);
  r.mechanism = mechanism;
  r.causes_begin = static_cast<std::uint32_t>(c.causes.size());
  c.causes.insert(c.causes.end(), causes.begin(), causes.end());
  r.causes_end = static_cast<std::uint32_t>(c.causes.size());
  if (sim.step_taken < sim.step_draws.size()) {  // the draws made since the step's last event are this one's
    sim.last_begin = static_cast<std::uint32_t>(c.draws.size());
    c.draws.insert(c.draws.end(), sim.step_draws.begin() + static_cast<std::ptrdiff_t>(sim.step_taken),
                   sim.step_draws.end());
    sim.last_end = static_cast<std::uint32_t>(c.draws.size());
    sim.step_taken = sim.step_draws.size();
  }
  r.draws_begin = sim.last_begin;
  r.draws_end = sim.last_end;
  c.events.push_back(r);
  const std::int32_t index = static_cast<std::int32_t>(c.events.size()) - 1;
  for (std::int32_t p : sim.patterns_by_kind[static_cast<std::size_t>(event.kind)])
    if (matches(*sim.setting, sim.setting->patterns[PatternId{p}], event))
      c.matches[static_cast<std::size_t>(p)].push_back(index);
  return index;
}

}  // namespace smolny
