// The war of attrition at one place: against its closed form, and in its limits.

#include <gtest/gtest.h>

#include <cmath>

#include "politics/contest.hpp"
#include "small_world.hpp"

namespace smolny {
namespace {

struct Outcome {
  double held = 0, minutes = 0, dead = 0;
};

/// `n` confrontations of challengers (blue) with a guard (red) that holds the place.
Outcome confront(int n, double guard, double guard_resolve, double men, double resolve, double shots = 0) {
  const std::vector<MechanismSpec> registry{confrontation_mechanism()};
  Setting s = testing::two_camps();
  const PlaceId place = testing::add_place(s, "bridge", CampId{0}, guard, guard_resolve);
  s.parameters = testing::parameters_of(registry[0], {{"base", 4}, {"resolve", 6}, {"belief", 0}, {"force", 0.7}, {"shots", shots},
                                                     {"both", 9}, {"round", 10}, {"lethality", 0.01}, {"break", 10}});
  Outcome out;
  for (int i = 0; i < n; ++i) {
    Simulation sim = begin_history(s, registry, testing::kNothing, {.key = {7, static_cast<std::uint64_t>(i), 0}});
    SquadState q;
    q.key = 99;
    q.camp = CampId{1};
    q.men = static_cast<std::int32_t>(men);
    q.resolve = resolve;
    q.at = q.target = place;
    q.status = SquadStatus::marching;
    const SquadId squad = sim.world.squads.add(q);
    record(sim, 0, {.kind = EventKind::arrived, .by = entity(squad), .place = place}, {});
    advance(sim, s.end);
    out.held += sim.world.places[place].holder == CampId{0};
    out.dead += sim.world.tally.killed;
    for (const Recorded& e : sim.chronicle.events)
      if (e.kind == EventKind::yielded) out.minutes += e.amount;
  }
  out.held /= n;
  out.minutes /= n;
  out.dead /= n;
  return out;
}

const politics::Attrition kAttrition{.base_rate = 4.0 / 60, .resolve = 6, .belief = 0, .force = 0.7};

TEST(Confrontation, HoldsAsOftenAsTheClosedFormSays) {
  constexpr int n = 1500;
  for (const auto& [guard, r0, men, r1] : {std::tuple{20.0, 0.5, 20.0, 0.5}, {20.0, 0.3, 40.0, 0.5}, {60.0, 0.6, 30.0, 0.4}}) {
    const double p = politics::holding_probability(kAttrition, {r0, 0.5, guard}, {r1, 0.5, men});
    EXPECT_NEAR(confront(n, guard, r0, men, r1).held, p, 4 * std::sqrt(p * (1 - p) / n)) << guard << " against " << men;
  }
}

TEST(Confrontation, LastsAsLongAsTheClosedFormSays) {
  const double mean = politics::mean_duration(kAttrition, {0.4, 0.5, 30}, {0.4, 0.5, 30});
  const Outcome o = confront(1500, 30, 0.4, 30, 0.4);
  EXPECT_NEAR(o.minutes, mean + 0.5, 4 * mean / std::sqrt(1500.0) + 1);  // an event falls on the next whole minute
}

TEST(Confrontation, EqualSidesPartEvenly) { EXPECT_NEAR(confront(1500, 50, 0.5, 50, 0.5).held, 0.5, 0.05); }

TEST(Confrontation, NobodyDiesWhereNobodyShoots) { EXPECT_EQ(confront(500, 50, 0.6, 50, 0.6).dead, 0); }

TEST(Confrontation, IsBloodyOnlyBetweenTheResolute) {
  const double timid = confront(600, 40, 0.2, 40, 0.7, 0.001).dead, resolute = confront(600, 40, 0.7, 40, 0.7, 0.001).dead;
  EXPECT_LT(timid, 0.1);
  EXPECT_GT(resolute, 10 * timid);
}

TEST(Confrontation, AnUnguardedPointIsTakenWithoutOne) {
  const Outcome o = confront(50, 0, 0, 20, 0.5);
  EXPECT_EQ(o.held, 0);
  EXPECT_EQ(o.minutes, 0);
}

}  // namespace
}  // namespace smolny
