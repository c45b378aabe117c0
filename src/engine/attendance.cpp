#include "engine/attendance.hpp"

#include "maths/elementary.h"

namespace smolny {

double attendance_at(const Simulation& sim, BodyId id, Instant t) {
  const Body& body = sim.setting->bodies[id];
  const double ordinary = value(sim.world, body.attendance);
  if (!body.called_for.has()) return ordinary;
  const double hours = (t - sim.setting->calendar[body.called_for].at).in_hours() - value(sim.world, body.late);
  return ordinary * maths::logistic(hours / value(sim.world, body.late_spread));
}

}  // namespace smolny
