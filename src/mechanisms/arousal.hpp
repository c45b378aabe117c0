#pragma once
// Arousal of a unit or group: dh/dt = -(h - f) / calm, jumps with news; the floor f is raised to a share of each alarm and
// falls with a time constant of its own (hysteresis: some stay under arms when the rumour is over).

#include <algorithm>

#include "maths/elementary.h"
#include "world/world.hpp"

namespace smolny {

/// Brings states (anything with arousal, floor, touched) up to an instant. Most were last touched at the same one, so what
/// was computed for the last interval is kept.
class Settling {
 public:
  Settling(const ArousalPace& pace) : pace_(pace) {}

  template <class State>
  void settle(State& state, Instant now) {
    const std::int64_t minutes = (now - state.touched).minutes;
    if (minutes <= 0) return;
    state.touched = now;
    if (state.arousal == 0 && state.floor == 0) return;
    if (minutes != minutes_) {
      minutes_ = minutes;
      floor_left_ = maths::exp(-Duration{minutes}.in_hours() / pace_.floor_hours);
      left_ = maths::exp(-Duration{minutes}.in_hours() / pace_.calm);
    }
    state.floor *= floor_left_;
    state.arousal = state.floor + (state.arousal - state.floor) * left_;
    if (state.arousal < 0) state.arousal = 0;
  }

 private:
  ArousalPace pace_;
  std::int64_t minutes_ = 0;
  double floor_left_ = 1, left_ = 1;
};

/// Adds an alarm of size `by`.
template <class State>
void rouse(State& state, double by, Instant now, const ArousalPace& pace) {
  Settling(pace).settle(state, now);
  state.arousal += by;
  state.floor = std::max(state.floor, pace.afterglow * state.arousal);
}

}  // namespace smolny
