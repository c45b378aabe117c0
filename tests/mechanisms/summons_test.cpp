// Troops called by rail: arrival is a product of survivals.

#include <gtest/gtest.h>

#include <cmath>

#include "maths/elementary.h"
#include "small_world.hpp"

namespace smolny {
namespace {

/// Share of `n` calls that arrive: a committee, the railwaymen, then `hours` on the line with speakers at a rate.
double arrivals(int n, double committee, double railwaymen, double contact, double hours, double discipline) {
  const std::vector<MechanismSpec> registry{summons_mechanism()};
  Setting s = testing::two_camps();
  const PlaceId front = testing::add_place(s, "front"), city = testing::add_place(s, "city");
  Way way;
  way.from = front;
  way.to = city;
  way.mode = Mode::rail;
  way.minutes.central = hours * 60;
  s.ways.add(way);
  Authority red, blue;
  red.key = key_of("red command"), red.camp = CampId{0}, red.seat = city;
  blue.key = key_of("blue command"), blue.camp = CampId{1}, blue.seat = city;
  const AuthorityId caller = s.authorities.add(red);
  s.authorities.add(blue);
  Unit u;
  u.key = key_of("division");
  u.home = front;
  u.men.central = 1000;
  const UnitId unit = s.units.add(u);
  s.parameters = testing::parameters_of(registry[0], {{"committee", committee}, {"legitimacy", 0}, {"debate", 1}, {"railwaymen", railwaymen},
                                                     {"loading", 2}, {"contact", contact}, {"discipline", discipline}, {"halt", -50}, {"halted", 1}});
  Act act;
  act.kind = ActKind::summon;
  act.by = entity(caller);
  act.to.kind = EntityKind::unit;
  act.to.rows = {unit.index};
  act.place.kind = EntityKind::place;
  act.place.rows = {city.index};
  double arrived = 0;
  for (int i = 0; i < n; ++i) {
    Simulation sim = begin_history(s, registry, testing::kNothing, {.key = {3, static_cast<std::uint64_t>(i), 0}});
    registry[0].perform(sim, 0, {&act, {}, -1});
    advance(sim, s.end);
    arrived += sim.world.units[unit].at == city;
  }
  return arrived / n;
}

TEST(Summons, ArrivesAsOftenAsEveryVetoPlayerConsents) {
  constexpr int n = 2000;
  const double p = maths::logistic(0.5) * 0.7;
  EXPECT_NEAR(arrivals(n, 0.5, 0.7, 0, 10, 0), p, 4 * std::sqrt(p * (1 - p) / n));
}

TEST(Summons, SurvivesTheLineAsAProductOverItsLength) {
  constexpr int n = 2000;
  // On contact the choice is between going on (0) and turning back (0): half turn back.
  const double met = 1 - std::exp(-0.1 * 8), p = 1 - met / 2;
  EXPECT_NEAR(arrivals(n, 50, 1, 0.1, 8, 0), p, 4 * std::sqrt(p * (1 - p) / n));
}

TEST(Summons, NobodyComesWithoutTheRailwaymen) { EXPECT_EQ(arrivals(200, 50, 0, 0, 5, 0), 0); }

TEST(Summons, DisciplineCarriesTroopsPastSpeakers) {
  EXPECT_GT(arrivals(600, 50, 1, 0.3, 10, 3), arrivals(600, 50, 1, 0.3, 10, 0) + 0.2);
}

}  // namespace
}  // namespace smolny
