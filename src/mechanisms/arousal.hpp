#pragma once
// Arousal of a unit or group: dh/dt = -(h - f) / calm, jumps with news; the floor f is raised to a share of each alarm and
// falls with a time constant of its own (hysteresis: some stay under arms when the rumour is over).

#include <algorithm>

#include "engine/decays.hpp"
#include "world/world.hpp"

namespace smolny {

/// Brings a state (anything with arousal, floor, touched) up to an instant.
template <class State>
void settle(State& state, Instant now, const ArousalPace& pace, Decays& decays) {
  const std::int64_t minutes = (now - state.touched).minutes;
  if (minutes <= 0) return;
  state.touched = now;
  if (state.arousal == 0 && state.floor == 0) return;
  state.floor *= decays.floor.left(minutes, pace.floor_hours);
  state.arousal = state.floor + (state.arousal - state.floor) * decays.calm.left(minutes, pace.calm);
  if (state.arousal < 0) state.arousal = 0;
}

/// Adds an alarm of size `by`.
template <class State>
void rouse(State& state, double by, Instant now, const ArousalPace& pace, Decays& decays) {
  settle(state, now, pace, decays);
  state.arousal += by;
  state.floor = std::max(state.floor, pace.afterglow * state.arousal);
}

}  // namespace smolny
