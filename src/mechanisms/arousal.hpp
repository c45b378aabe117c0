#pragma once
// Arousal of a unit or group: dh/dt = -(h - f) / calm, jumps with news; the floor f is raised to a share of each alarm and
// falls with a time constant of its own (hysteresis: some stay under arms when the rumour is over).

#include <algorithm>

#include "maths/elementary.h"
#include "time/instant.h"

namespace smolny {

struct ArousalPace {
  double calm = 6;         ///< hours
  double afterglow = 0.3;  ///< share of an alarm that the floor keeps
  double floor_hours = 48; ///< hours
};

/// Brings `state` (anything with arousal, floor, touched) up to `now`.
template <class State>
void settle(State& state, Instant now, const ArousalPace& pace) {
  const double dt = (now - state.touched).in_hours();
  if (dt <= 0) return;
  const double floor_now = state.floor * maths::exp(-dt / pace.floor_hours);
  state.arousal = floor_now + (state.arousal - floor_now) * maths::exp(-dt / pace.calm);
  if (state.arousal < 0) state.arousal = 0;
  state.floor = floor_now;
  state.touched = now;
}

/// Adds an alarm of size `by`.
template <class State>
void rouse(State& state, double by, Instant now, const ArousalPace& pace) {
  settle(state, now, pace);
  state.arousal += by;
  state.floor = std::max(state.floor, pace.afterglow * state.arousal);
}

}  // namespace smolny
