// The loop: what happens next, who is told, and the hash at each day's end.

#include <algorithm>

#include "engine/decide.hpp"
#include "engine/evaluate.hpp"
#include "engine/executor.hpp"
#include "engine/simulation.hpp"
#include "time/calendar.h"
#include "time/sun.h"

namespace smolny {

namespace {

/// The heap of a minute keeps the first on top: std::push_heap wants "later" as its order.
inline bool later(const Wake& x, const Wake& y) {
  if (x.at != y.at) return x.at > y.at;
  if (x.phase != y.phase) return x.phase > y.phase;
  if (x.mechanism != y.mechanism) return x.mechanism > y.mechanism;
  if (x.actor != y.actor) return x.actor > y.actor;
  if (x.target != y.target) return x.target > y.target;
  if (x.code != y.code) return x.code > y.code;
  if (x.a != y.a) return x.a > y.a;
  return x.b > y.b;
}

void begin_step(Simulation& sim) {
  sim.step_draws.clear();
  sim.step_taken = 0;
  sim.last_begin = sim.last_end = 0;
}

/// Stored quantities that an intervention holds are put back after every step.
void keep_holds(Simulation& sim) {
  for (const Assignment& a : sim.interventions->assignments)
    if (a.hold) set_quantity(sim, a.quantity, a.value);
}

/// Tells every event not yet told to the mechanisms that listen and to the decisions that wait for it.
void tell(Simulation& sim) {
  while (sim.heard < sim.chronicle.events.size()) {
    const std::int32_t index = static_cast<std::int32_t>(sim.heard++);
    const EventKind kind = sim.chronicle.events[static_cast<std::size_t>(index)].kind;
    for (std::int16_t m : sim.listeners[static_cast<std::size_t>(kind)]) {
      begin_step(sim);
      sim.registry[static_cast<std::size_t>(m)].hear(sim, m, index);
    }
    begin_step(sim);
    hear_decisions(sim, index);
  }
  keep_holds(sim);
}

void force_event(Simulation& sim, const Event& event) {
  for (std::size_t m = 0; m < sim.registry.size(); ++m) {
    if (!sim.registry[m].force || sim.left_out[m]) continue;
    for (EventKind k : sim.registry[m].emits)
      if (k == event.kind) return sim.registry[m].force(sim, static_cast<std::int16_t>(m), event);
  }
}

}  // namespace

void schedule(Simulation& sim, Wake wake) {
  if (wake.at > sim.setting->end) return;
  wake.minute = static_cast<std::int32_t>((wake.at - sim.setting->start).minutes);
  std::vector<Wake>& due = sim.world.queue.at(wake.minute);
  due.push_back(wake);
  if (due.size() > 1 && sim.world.queue.is_open(wake.minute)) std::push_heap(due.begin(), due.end(), later);
}

bool is_dark_at(const Simulation& sim, Instant t) {
  // Twilight moves by two minutes a day; the day's two instants are kept rather than computed at every question.
  static thread_local struct {
    std::int64_t day = INT64_MIN;
    double latitude = 0, longitude = 0, clock = 0;
    Instant dawn{}, dusk{};
    bool always = false;
  } memo;
  const Setting& s = *sim.setting;
  const std::int64_t day = day_of(t);
  if (memo.day != day || memo.latitude != s.latitude || memo.longitude != s.longitude || memo.clock != s.clock_ahead) {
    memo.day = day;
    memo.latitude = s.latitude;
    memo.longitude = s.longitude;
    memo.clock = s.clock_ahead;
    const EarthPoint where{s.latitude, s.longitude};
    const auto dawn = civil_dawn(day, where, {s.clock_ahead});
    const auto dusk = civil_dusk(day, where, {s.clock_ahead});
    memo.always = !dawn || !dusk;
    memo.dawn = dawn.value_or(t);
    memo.dusk = dusk.value_or(t);
  }
  if (memo.always) return is_dark(t, {s.latitude, s.longitude}, {s.clock_ahead});
  return t < memo.dawn || t >= memo.dusk;
}

void advance(Simulation& sim, Instant until) {
  World& world = sim.world;
  if (until > world.until) until = world.until;
  tell(sim);
  const std::int64_t last = (until - sim.setting->start).minutes;
  for (auto due = world.queue.first(); due && *due <= last; due = world.queue.first()) {
    if (!world.queue.is_open(*due)) {
      world.queue.open_at(*due);
      for (std::vector<Wake>& minute : world.queue.minutes) std::make_heap(minute.begin(), minute.end(), later);
    }
    std::vector<Wake>& now = world.queue.take(*due);
    std::pop_heap(now.begin(), now.end(), later);
    const Wake wake = now.back();
    now.pop_back();
    if (wake.hazard >= 0) {
      HazardState& h = world.hazards[static_cast<std::size_t>(wake.hazard)];
      if (!h.alive || h.version != wake.version) continue;
      h.alive = false;
    }
    world.now = wake.at;
    begin_step(sim);
    if (wake.hazard >= 0) sim.step_draws.push_back(world.hazards[static_cast<std::size_t>(wake.hazard)].draw);
    if (wake.mechanism == kDecisions) {
      wake_decisions(sim, wake);
    } else if (wake.mechanism == kBookkeeping) {
      hash_persons(sim);
      sim.daily.push_back(state_hash(world));
      schedule(sim, {.at = wake.at + days(1), .phase = wake.phase, .mechanism = kBookkeeping});
    } else if (wake.mechanism == kForced) {
      force_event(sim, sim.interventions->forced[static_cast<std::size_t>(wake.a)].event);
    } else if (!sim.left_out[static_cast<std::size_t>(wake.mechanism)]) {
      sim.registry[static_cast<std::size_t>(wake.mechanism)].wake(sim, wake.mechanism, wake);
    }
    tell(sim);
  }
  if (until > world.now) world.now = until;
}

}  // namespace smolny
