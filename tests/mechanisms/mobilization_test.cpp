// People who come out of themselves: a hazard by resolve, gathered into bands.

#include <gtest/gtest.h>

#include <cmath>

#include "maths/elementary.h"
#include "small_world.hpp"

namespace smolny {
namespace {

constexpr double kThreshold = 6, kRate = 0.2, kMen = 4000;

/// Men out after `hours` of an arousal of 1 that does not pass, weighed by `weight`; nobody goes home.
double out_after(double hours, double weight, double band, std::uint64_t member = 0) {
  const std::vector<MechanismSpec> registry{mobilization_mechanism()};
  Setting s = testing::two_camps();
  Unit u;
  u.key = key_of("guard");
  u.home = testing::add_place(s, "yard");
  u.men.central = kMen;
  u.armed.central = 1;
  u.resolve.central = 0.53;  // all in the step whose middle is 8.5 sixteenths
  u.spread.central = 0.001;
  u.committed = CampId{1};
  u.militia = true;
  const UnitId unit = s.units.add(u);
  s.parameters = testing::parameters_of(registry[0], {{"rate", kRate}, {"arousal", weight}, {"threshold", kThreshold}, {"stamina", 1e9},
                                                     {"band", band}, {"reach", 1}, {"nowhere", 100}, {"alert", 100}});
  Simulation sim = begin_history(s, registry, testing::kNothing, {.key = {11, member, 0}});
  sim.world.hearsay.pace = {.calm = 1e9, .afterglow = 0, .floor_hours = 1e9, .talk_hours = 1};
  sim.world.units[unit].arousal = 1;
  advance(sim, s.start + minutes(static_cast<std::int64_t>(hours * 60)));
  return sim.world.units[unit].out;
}

double expected_after(double hours, double weight) {
  const double z = maths::exp(weight), odds = maths::exp(kThreshold * (1 - 8.5 / 16));
  return kMen * (1 - std::exp(-kRate * z / (z + odds) * hours));
}

TEST(Mobilization, ComesOutByAHazardOfResolveAgainstArousal) {
  for (const double weight : {1.0, 2.0, 3.0}) {
    double mean = 0;
    for (std::uint64_t m = 0; m < 40; ++m) mean += out_after(24, weight, 50, m) / 40;
    const double p = expected_after(24, weight) / kMen;
    // Up to a band stands in the yard uncounted: half of one on average.
    EXPECT_NEAR(mean, expected_after(24, weight) - 25, 25 + 4 * std::sqrt(kMen * p * (1 - p) / 40)) << weight;
  }
}

TEST(Mobilization, WhereTheCountIsDrawnMakesNoDifference) {
  // A bound a tenth the size draws ten times as often; the mean is the same.
  double coarse = 0, fine = 0;
  for (std::uint64_t m = 0; m < 40; ++m) coarse += out_after(48, 2, 200, m) / 40, fine += out_after(48, 2, 20, m) / 40;
  EXPECT_NEAR(coarse, fine, 200);
  EXPECT_GT(fine, 1000);
}

TEST(Mobilization, NobodyComesOutWithoutArousal) {
  EXPECT_LT(out_after(24, -20, 50), 1);
}

/// Bands of camp 1 that set out for a point, by who holds it: 0 the opponent, 2 a third camp.
std::size_t bands_for(std::int32_t holder) {
  const std::vector<MechanismSpec> registry{mobilization_mechanism()};
  Setting s = testing::two_camps();
  Camp third;
  third.id = "third";
  third.key = key_of("third");
  third.opponent = CampId{0};
  s.camps.add(third);
  testing::add_place(s, "point", CampId{holder});
  Unit u;
  u.key = key_of("guard");
  u.home = testing::add_place(s, "yard");
  s.places[u.home].contested = false;
  u.men.central = kMen;
  u.armed.central = 1;
  u.resolve.central = 0.53;
  u.spread.central = 0.001;
  u.committed = CampId{1};
  u.militia = true;
  const UnitId unit = s.units.add(u);
  s.parameters = testing::parameters_of(registry[0], {{"rate", kRate}, {"arousal", 3}, {"threshold", kThreshold}, {"stamina", 1e9}, {"band", 50},
                                                     {"reach", 1e9}, {"nowhere", -100}, {"alert", 100}});
  Simulation sim = begin_history(s, registry, testing::kNothing, {.key = {11, 0, 0}});
  sim.world.hearsay.pace = {.calm = 1e9, .afterglow = 0, .floor_hours = 1e9, .talk_hours = 1};
  sim.world.units[unit].arousal = 1;
  advance(sim, s.start + hours(24));
  EXPECT_GT(sim.world.units[unit].out, 0);
  return sim.world.squads.size();
}

TEST(Mobilization, BandsGoForTheOtherSidesPointsAndLeaveAThirdCampsAlone) {
  EXPECT_GT(bands_for(0), 0U);
  EXPECT_EQ(bands_for(2), 0U);
}

}  // namespace
}  // namespace smolny
