#pragma once
// Who will be there: the share of an assembly's members that has come by an instant.
//
//   share(t) = `attendance` L((t - announced opening - `late`) / `late_spread`)
//
// Members travel to a date that was announced beforehand, and arrive about it (a logistic arrival curve). An assembly
// without such a date has its ordinary attendance at any time.

#include "engine/simulation.hpp"

namespace smolny {

/// Share of the seats, 0 to 1, that can be filled at `t`.
double attendance_at(const Simulation& sim, BodyId body, Instant t);

}  // namespace smolny
