#include <algorithm>

#include "chronicle/chronicle.hpp"

namespace smolny {

namespace {

/// The description behind an entity; null for none and for what is born in a run.
const Named* named(const Setting& s, Entity e) {
  const auto i = static_cast<std::size_t>(e.index);
  switch (e.kind) {
    case EntityKind::camp: return &s.camps.rows[i];
    case EntityKind::authority: return &s.authorities.rows[i];
    case EntityKind::party: return &s.parties.rows[i];
    case EntityKind::district: return &s.districts.rows[i];
    case EntityKind::place: return &s.places.rows[i];
    case EntityKind::way: return &s.ways.rows[i];
    case EntityKind::unit: return &s.units.rows[i];
    case EntityKind::group: return &s.groups.rows[i];
    case EntityKind::leader: return &s.leaders.rows[i];
    case EntityKind::body: return &s.bodies.rows[i];
    case EntityKind::medium: return &s.media.rows[i];
    case EntityKind::proposition: return &s.propositions.rows[i];
    case EntityKind::story: return &s.stories.rows[i];
    case EntityKind::calendar: return &s.calendar.rows[i];
    case EntityKind::decision: return &s.decisions.rows[i];
    case EntityKind::node: return &s.nodes.rows[i];
    case EntityKind::lever: return &s.levers.rows[i];
    case EntityKind::problem: return &s.problems.rows[i];
    case EntityKind::election: return &s.elections.rows[i];
    case EntityKind::market: return &s.markets.rows[i];
    case EntityKind::organization: return &s.organizations.rows[i];
    case EntityKind::flow: return &s.flows.rows[i];
    default: return nullptr;
  }
}

bool among(const Setting& s, const std::vector<Entity>& any, Key tag, Entity e) {
  if (any.empty() && tag == 0) return true;
  if (std::find(any.begin(), any.end(), e) != any.end()) return true;
  const Named* row = named(s, e);
  return tag != 0 && row && row->tagged(tag);
}

}  // namespace

Key key_of(const Setting& setting, Entity e) {
  const Named* row = named(setting, e);
  return row ? mix(static_cast<Key>(e.kind), row->key) : 0;
}

Key likeness(EventKind kind, Key by, Key on, Key place) {
  constexpr Key kEvent = key_of("event");
  const Key k = mix(mix(mix(mix(kEvent, static_cast<Key>(kind) + 1), by), on), place);
  return k == 0 ? 1 : k;
}

std::string name_of(const Setting& setting, Entity e) {
  const Named* row = named(setting, e);
  return row ? (row->name.empty() ? row->id : row->name) : std::string{};
}

bool matches(const Setting& s, const Pattern& p, const Event& e) {
  if (p.kind != e.kind) return false;
  if (p.side.has() && p.side != e.side) return false;
  if (p.detail != -2 && p.detail != e.detail) return false;
  if (e.amount < p.at_least) return false;
  if (p.ordered_by.has() && e.detail != p.ordered_by.index) return false;
  if (p.unordered && e.detail != -1) return false;
  if (!p.place.empty() || p.place_tag != 0) {
    const bool listed = std::find(p.place.begin(), p.place.end(), e.place) != p.place.end();
    if (!listed && !(p.place_tag != 0 && e.place.has() && s.places[e.place].tagged(p.place_tag))) return false;
  }
  return among(s, p.by, p.by_tag, e.by) && among(s, p.on, p.on_tag, e.on);
}

}  // namespace smolny
