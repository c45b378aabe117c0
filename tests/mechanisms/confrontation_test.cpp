// The war of attrition at one place: against its closed form, and in its limits.

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "engine/acts.hpp"
#include "politics/contest.hpp"
#include "small_world.hpp"

namespace smolny {
namespace {

struct Outcome {
  double held = 0, minutes = 0, dead = 0, shot = 0;
};

/// `n` confrontations of challengers (blue) with a guard (red) that holds the place.
Outcome confront(int n, double guard, double guard_resolve, double men, double resolve, double shots = 0,
                 std::function<void(Simulation&, PlaceId)> beforehand = {}) {
  const std::vector<MechanismSpec> registry{confrontation_mechanism()};
  Setting s = testing::two_camps();
  const PlaceId place = testing::add_place(s, "bridge", CampId{0}, guard, guard_resolve);
  Authority command;
  command.key = key_of("command");
  command.camp = CampId{1};
  s.authorities.add(command);
  s.parameters = testing::parameters_of(registry[0], {{"base", 4}, {"resolve", 6}, {"belief", 0}, {"force", 0.7}, {"shots", shots},
                                                     {"both", 9}, {"orders", 3}, {"fear", 0.5}, {"round", 10}, {"lethality", 0.01}, {"break", 10}});
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
    if (beforehand) beforehand(sim, place);
    record(sim, 0, {.kind = EventKind::arrived, .by = entity(squad), .place = place}, {});
    advance(sim, s.end);
    out.held += sim.world.places[place].holder == CampId{0};
    out.dead += sim.world.tally.killed;
    for (const Recorded& e : sim.chronicle.events) {
      if (e.kind == EventKind::yielded) out.minutes += e.amount;
      if (e.kind == EventKind::shots) out.shot += 1;
    }
  }
  out.held /= n;
  out.minutes /= n;
  out.dead /= n;
  out.shot /= n;
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

/// The chance of a first shot before either gives way, with no weight of belief.
double shot_chance(double per_hour, double men, double resolve) {
  const double yields = 1 / politics::mean_duration(kAttrition, {resolve, 0.5, men}, {resolve, 0.5, men});
  return per_hour / 60 / (per_hour / 60 + yields);
}

TEST(Confrontation, OrdersToFireStandBeforeItBegins) {
  const double base = 0.05 * std::exp(9 * 0.2), ordered = base * std::exp(3.0);
  const auto bid = [](ActKind kind) {
    return [kind](Simulation& sim, PlaceId place) {
      Act act;
      act.kind = kind;
      act.by = entity(AuthorityId{0});
      act.place.kind = EntityKind::place;
      act.place.rows = {place.index};
      perform(sim, {.act = &act, .cause = -1});
    };
  };
  const auto given = bid(ActKind::open_fire);
  EXPECT_NEAR(confront(1500, 50, 0.2, 50, 0.2, 0.05).shot, shot_chance(base, 50, 0.2), 0.04);
  EXPECT_NEAR(confront(1500, 50, 0.2, 50, 0.2, 0.05, given).shot, shot_chance(ordered, 50, 0.2), 0.04);
  const auto taken_back = [&](Simulation& sim, PlaceId place) {
    given(sim, place);
    bid(ActKind::cease)(sim, place);
  };
  EXPECT_EQ(confront(300, 50, 0.2, 50, 0.2, 0.05, taken_back).shot, confront(300, 50, 0.2, 50, 0.2, 0.05).shot);
}

TEST(Confrontation, WhoHasSeenHisOwnKilledFiresSooner) {
  const auto blood = [](Simulation& sim, PlaceId) { sim.world.tally.dead[1] = 19; };
  EXPECT_NEAR(confront(1500, 50, 0.2, 50, 0.2, 0.05, blood).shot, shot_chance(0.05 * std::exp(9 * 0.2 + 0.5 * std::log(20.0)), 50, 0.2), 0.04);
}

TEST(Confrontation, AnUnguardedPointIsTakenWithoutOne) {
  const Outcome o = confront(50, 0, 0, 20, 0.5);
  EXPECT_EQ(o.held, 0);
  EXPECT_EQ(o.minutes, 0);
}

}  // namespace
}  // namespace smolny
