#include "engine/paths.hpp"

#include <algorithm>
#include <limits>

#include "maths/trigonometry.h"

namespace smolny {

namespace {

constexpr double kDegree = 111.2;  // km of latitude

/// `eastward`: km of a degree of longitude between the two.
double straight(Spot a, Spot b, double eastward) {
  const double north = (a.latitude - b.latitude) * kDegree, east = (a.longitude - b.longitude) * eastward;
  return __builtin_sqrt(north * north + east * east);
}

}  // namespace

double kilometres(Spot a, Spot b) {
  return straight(a, b, kDegree * maths::cos(maths::radians((a.latitude + b.latitude) / 2)));
}

double kilometres(const Setting& setting, PlaceId a, PlaceId b) {
  const Place& p = setting.places[a];
  const Place& q = setting.places[b];
  return straight({p.latitude, p.longitude}, {q.latitude, q.longitude}, (p.eastward + q.eastward) / 2);
}

namespace {

/// Minutes of a way for this traveller; negative: it is of no use to him.
double minutes_on(const World& w, const Way& way, Travel by) {
  const double minutes = value(w, way.minutes);
  switch (way.mode) {
    case Mode::foot:
      if (by == Travel::walk) return minutes;
      if (by == Travel::column || by == Travel::boat || by == Travel::rail) return minutes * 4.8 / 4.0;
      return minutes * 4.8 / 22.0;
    case Mode::column: return by == Travel::car ? minutes * 4.0 / 22.0 : minutes;
    case Mode::car: return by == Travel::car ? minutes : -1;
    case Mode::boat: return by == Travel::car ? -1 : minutes;
    case Mode::rail: return by == Travel::car ? -1 : minutes;
  }
  return -1;
}

bool shut(const Simulation& sim, PlaceId gate, const Passage& passage) {
  if (!gate.has()) return false;
  const PlaceState& p = sim.world.places[gate];
  if (p.raised) return true;
  return passage.shun_hostile && p.holder.has() && passage.camp.has() && sim.setting->camps[passage.camp].opponent == p.holder;
}

/// What the quickest ways to a goal depend on, as one word: the goal, the traveller, and which gates are shut to him now.
Key question(const Simulation& sim, PlaceId to, const Passage& passage) {
  Key key = static_cast<Key>(to.index) << 32 | static_cast<Key>(passage.by) << 16 | static_cast<Key>(passage.camp.index + 1) << 1 | (passage.shun_hostile ? 1 : 0);
  for (PlaceId gate : sim.gates) key = mix(key, shut(sim, gate, passage) ? 1 : 0);
  return key;
}

/// Dijkstra's algorithm from the goal backward, so that `next` is where to go from each place.
RouteTree tree_to(const Simulation& sim, PlaceId to, const Passage& passage) {
  const Setting& s = *sim.setting;
  const std::size_t n = s.places.size();
  RouteTree tree{.minutes = std::vector<double>(n, std::numeric_limits<double>::infinity()), .next = std::vector<std::int32_t>(n, -1)};
  std::vector<bool> done(n);
  std::vector<std::size_t> frontier{static_cast<std::size_t>(to.index)};
  tree.minutes[frontier[0]] = 0;
  while (!frontier.empty()) {
    std::size_t at = 0;
    for (std::size_t i = 1; i < frontier.size(); ++i) {
      const std::size_t a = frontier[i], b = frontier[at];
      if (tree.minutes[a] < tree.minutes[b] || (tree.minutes[a] == tree.minutes[b] && a < b)) at = i;
    }
    const std::size_t best = frontier[at];
    frontier[at] = frontier.back();
    frontier.pop_back();
    done[best] = true;
    for (std::int32_t w : sim.ways_at[best]) {
      const Way& way = s.ways.rows[static_cast<std::size_t>(w)];
      if (shut(sim, way.gate, passage)) continue;
      const double minutes = minutes_on(sim.world, way, passage.by);
      if (minutes < 0) continue;
      const std::size_t other = static_cast<std::size_t>(way.from.index == static_cast<std::int32_t>(best) ? way.to.index : way.from.index);
      if (done[other]) continue;
      if (tree.next[other] < 0) frontier.push_back(other);
      if (tree.minutes[best] + minutes < tree.minutes[other]) {
        tree.minutes[other] = tree.minutes[best] + minutes;
        tree.next[other] = static_cast<std::int32_t>(best);
      }
    }
  }
  return tree;
}

}  // namespace

std::optional<Route> route(Simulation& sim, PlaceId from, PlaceId to, const Passage& passage) {
  if (!from.has() || !to.has()) return std::nullopt;
  if (from == to) return Route{to, 0, 0};
  constexpr std::size_t kMost = 64;  // questions whose answers are kept: squads of one crowd have one goal
  const Key key = question(sim, to, passage);
  auto known = std::find_if(sim.routes.begin(), sim.routes.end(), [&](const RouteTree& t) { return t.question == key; });
  if (known == sim.routes.end()) {
    if (sim.routes.size() >= kMost) sim.routes.clear();
    sim.routes.push_back(tree_to(sim, to, passage));
    known = sim.routes.end() - 1;
    known->question = key;
  }
  const auto f = static_cast<std::size_t>(from.index);
  if (known->next[f] < 0) return std::nullopt;
  const auto next = static_cast<std::size_t>(known->next[f]);
  return Route{{known->next[f]}, known->minutes[f], known->minutes[f] - known->minutes[next]};
}

}  // namespace smolny
