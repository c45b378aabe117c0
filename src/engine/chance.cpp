// Addressed draws and standing hazards of a simulation.

#include <algorithm>

#include "engine/evaluate.hpp"
#include "engine/simulation.hpp"
#include "maths/elementary.h"

namespace smolny {

namespace {

/// Where the address stands in the table of occurrences, or would stand (open addressing; the table is not empty).
std::size_t slot_of(const World& world, Key address) {
  const std::size_t mask = world.occurrences.size() - 1;
  std::size_t i = address & mask;
  while (world.occurrences[i].address != 0 && world.occurrences[i].address != address) i = (i + 1) & mask;
  return i;
}

void schedule_firing(Simulation& sim, std::int32_t index) {
  HazardState& h = sim.world.hazards[static_cast<std::size_t>(index)];
  ++h.version;
  if (h.rate <= 0) return;
  const double wait = h.left / h.rate;
  if (wait > 1e7) return;  // beyond any frame
  schedule(sim, {.at = h.since + Duration{static_cast<std::int64_t>(wait) + 1},
                 .phase = static_cast<std::uint8_t>(sim.registry[static_cast<std::size_t>(h.mechanism)].phase),
                 .mechanism = h.mechanism, .code = h.code, .actor = h.actor, .target = h.target, .a = h.a, .b = h.b,
                 .hazard = index, .version = h.version});
}

}  // namespace

std::uint64_t count_occurrence(World& world, Key address) {
  if (world.occurrences.empty()) world.occurrences.resize(64);
  if (world.occurrence_count * 4 > world.occurrences.size() * 3) {
    std::vector<Occurrence> old(world.occurrences.size() * 2);
    old.swap(world.occurrences);
    for (const Occurrence& o : old)
      if (o.address != 0) world.occurrences[slot_of(world, o.address)] = o;
  }
  Occurrence& o = world.occurrences[slot_of(world, address)];
  if (o.address == 0) {
    o.address = address;
    ++world.occurrence_count;
  }
  return o.count++;
}

chance::Address next_address(Simulation& sim, Key site, Key actor, Key target) {
  Key flat = mix(mix(site, actor), target);
  if (flat == 0) flat = 1;
  const chance::Address address{site, actor, target, count_occurrence(sim.world, flat)};
  sim.step_draws.push_back(mix(flat, address.occurrence));
  return address;
}

double draw_uniform(Simulation& sim, Key site, Key actor, Key target) {
  return chance::uniform_from(chance::block(sim.mixed, next_address(sim, site, actor, target))[0]);
}

std::int32_t start_hazard(Simulation& sim, std::int16_t mechanism, std::uint16_t code, Key site, Key actor, Key target,
                          std::int32_t a, std::int32_t b) {
  HazardState h;
  h.site = site;
  h.actor = actor;
  h.target = target;
  h.left = chance::exponential_from(draw_uniform(sim, site, actor, target));
  h.draw = sim.step_draws.back();
  h.since = sim.world.now;
  h.mechanism = mechanism;
  h.code = code;
  h.a = a;
  h.b = b;
  h.alive = true;
  sim.world.hazards.push_back(h);
  return static_cast<std::int32_t>(sim.world.hazards.size()) - 1;
}

void set_rate(Simulation& sim, std::int32_t index, double rate) {
  if (index < 0) return;
  HazardState& h = sim.world.hazards[static_cast<std::size_t>(index)];
  if (!h.alive) return;
  if (rate == h.rate && h.version > 0) return;
  h.left = std::max(0.0, h.left - h.rate * static_cast<double>((sim.world.now - h.since).minutes));
  h.since = sim.world.now;
  h.rate = rate;
  schedule_firing(sim, index);
}

void stop_hazard(Simulation& sim, std::int32_t index) {
  if (index < 0) return;
  HazardState& h = sim.world.hazards[static_cast<std::size_t>(index)];
  h.alive = false;
  ++h.version;
}

bool happens(Simulation& sim, std::int16_t mechanism, Key site, std::string_view site_name, Entity actor, Entity target,
             double chance_of_it) {
  const Setting& setting = *sim.setting;
  for (NodeId id : setting.nodes.ids()) {
    const ChanceNode& node = setting.nodes[id];
    if (node.site != site_name || node.mechanism != sim.registry[static_cast<std::size_t>(mechanism)].name) continue;
    if (node.actor.has() && node.actor != actor) continue;
    if (node.target.has() && node.target != target) continue;
    const bool first = sim.world.node_seen[static_cast<std::size_t>(id.index)]++ == 0;
    if (!first && !node.every) continue;
    for (const ForcedNode& f : sim.interventions->nodes)
      if (f.node == id) {
        next_address(sim, site, key_in(sim, actor), key_in(sim, target));  // the occurrence is consumed all the same
        return f.option == 1;
      }
  }
  return draw_uniform(sim, site, key_in(sim, actor), key_in(sim, target)) < chance_of_it;
}

}  // namespace smolny
