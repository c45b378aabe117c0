#include "engine/paths.hpp"

#include <array>
#include <limits>

namespace smolny {

double kilometres(const Setting& setting, PlaceId a, PlaceId b) {
  const Place& p = setting.places[a];
  const Place& q = setting.places[b];
  const double north = (p.latitude - q.latitude) * 111.2;
  const double east = (p.longitude - q.longitude) * (p.eastward + q.eastward) / 2;
  return __builtin_sqrt(north * north + east * east);
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

}  // namespace

std::optional<Route> route(const Simulation& sim, PlaceId from, PlaceId to, const Passage& passage) {
  const Setting& s = *sim.setting;
  const std::size_t n = s.places.size();
  constexpr std::size_t kMost = 256;
  if (!from.has() || !to.has() || n > kMost) return std::nullopt;
  if (from == to) return Route{to, 0, 0};
  std::array<double, kMost> cost;
  std::array<std::int32_t, kMost> before;
  std::array<bool, kMost> done{};
  cost.fill(std::numeric_limits<double>::infinity());
  before.fill(-1);
  cost[static_cast<std::size_t>(to.index)] = 0;  // backward from the goal, so that `before` is the next place to go to
  std::array<std::uint16_t, kMost> frontier{static_cast<std::uint16_t>(to.index)};
  std::size_t open = 1;
  for (;;) {
    if (open == 0) return std::nullopt;
    std::size_t at = 0;
    for (std::size_t i = 1; i < open; ++i) {
      const std::size_t a = frontier[i], b = frontier[at];
      if (cost[a] < cost[b] || (cost[a] == cost[b] && a < b)) at = i;
    }
    const std::size_t best = frontier[at];
    if (best == static_cast<std::size_t>(from.index)) break;
    frontier[at] = frontier[--open];
    done[best] = true;
    for (std::int32_t w : sim.ways_at[best]) {
      const Way& way = s.ways.rows[static_cast<std::size_t>(w)];
      if (shut(sim, way.gate, passage)) continue;
      const double minutes = minutes_on(sim.world, way, passage.by);
      if (minutes < 0) continue;
      const std::size_t other = static_cast<std::size_t>(way.from.index == static_cast<std::int32_t>(best) ? way.to.index : way.from.index);
      if (done[other]) continue;
      if (cost[other] == std::numeric_limits<double>::infinity()) frontier[open++] = static_cast<std::uint16_t>(other);
      if (cost[best] + minutes < cost[other]) {
        cost[other] = cost[best] + minutes;
        before[other] = static_cast<std::int32_t>(best);
      }
    }
  }
  const auto f = static_cast<std::size_t>(from.index);
  if (before[f] < 0) return std::nullopt;
  const auto next = static_cast<std::size_t>(before[f]);
  return Route{{before[f]}, cost[f], cost[f] - cost[next]};
}

}  // namespace smolny
