// Movement: whom an act on a body means.

#include <gtest/gtest.h>

#include "small_world.hpp"

namespace smolny {
namespace {

TEST(Movement, WhoHasLeftABodyBeforeTheStartIsNotArrestedWithIt) {
  const std::vector<MechanismSpec> registry{movement_mechanism()};
  Setting s = testing::two_camps();
  const PlaceId hall = testing::add_place(s, "hall");
  Body cabinet;
  cabinet.key = key_of("cabinet");
  cabinet.seat = hall;
  for (const char* id : {"minister", "former minister"}) {
    Leader l;
    l.key = key_of(id);
    l.at = hall;
    cabinet.members.push_back(s.leaders.add(l));
    cabinet.sits.push_back({.central = cabinet.members.size() == 1 ? 1.0 : 0.0});
  }
  const BodyId body = s.bodies.add(cabinet);
  s.parameters = testing::parameters_of(registry[0], {});
  Simulation sim = begin_history(s, registry, testing::kNothing, {.key = {3, 0, 0}});
  Act act;
  act.kind = ActKind::arrest;
  act.to.kind = EntityKind::body;
  act.to.rows = {body.index};
  registry[0].perform(sim, 0, {&act, {}, -1});
  EXPECT_EQ(sim.world.leaders.rows[0].status, LeaderStatus::arrested);
  EXPECT_EQ(sim.world.leaders.rows[1].status, LeaderStatus::free);
}

}  // namespace
}  // namespace smolny
