// Crowds under arms: outbreaks by exposure, however the crowd is divided; those who stand about tire; pickets are no crowd.

#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

#include "petrograd.hpp"
#include "small_world.hpp"

namespace smolny {
namespace {

struct Crowd {
  double outbreaks = 0, dead = 0, standing = 0;
};

/// `n` histories of a crowd of `squads` squads of `men` that stands on a square, after `hours` hours.
Crowd stand(int n, int squads, std::int32_t men, double spark, double toll, double flight, double stamina, std::int64_t for_hours,
            Mission mission = Mission::go) {
  const std::vector<MechanismSpec> registry{affray_mechanism()};
  Setting s = testing::two_camps();
  s.mechanisms = {"affray"};
  const PlaceId square = testing::add_place(s, "square");
  for (int k = 0; k < squads; ++k) {
    Unit u;
    u.key = key_of("regiment " + std::to_string(k));
    u.home = square;
    u.men.central = 5000;
    u.armed.central = 1;
    s.units.add(u);
  }
  s.parameters = testing::parameters_of(registry[0], {{"spark", spark}, {"toll", toll}, {"flight", flight}, {"stand", stamina}});
  Crowd crowd;
  for (int i = 0; i < n; ++i) {
    Simulation sim = begin_history(s, registry, testing::kNothing, {.key = {5, static_cast<std::uint64_t>(i), 0}});
    for (int k = 0; k < squads; ++k) {
      SquadState q;
      q.key = key_of("squad " + std::to_string(k));
      q.unit = UnitId{k};
      q.camp = CampId{1};
      q.men = men;
      q.at = q.target = square;
      q.mission = mission;
      q.status = SquadStatus::holding;
      sim.world.units[q.unit].out = men;
      const SquadId squad = sim.world.squads.add(q);
      record(sim, 0, {.kind = EventKind::arrived, .side = q.camp, .by = entity(squad), .place = square}, {});
    }
    advance(sim, s.start + hours(for_hours));
    for (const Recorded& e : sim.chronicle.events) crowd.outbreaks += e.kind == EventKind::shots;
    crowd.dead += sim.world.tally.killed;
    std::int32_t out = 0, fallen = 0, left = 0;
    for (const UnitState& u : sim.world.units) out += u.out, fallen += u.dead;
    for (const SquadState& q : sim.world.squads) left += q.men;
    EXPECT_EQ(out, left) << "whoever is out stands in a squad";
    EXPECT_EQ(fallen, sim.world.tally.killed);
    crowd.standing += left;
  }
  crowd.outbreaks /= n;
  crowd.dead /= n;
  crowd.standing /= n;
  return crowd;
}

TEST(Affray, OutbreaksComeByMenUnderArmsAndHours) {
  constexpr int n = 400;
  for (const auto& [men, hours] : {std::pair{1000, 24}, {2000, 24}, {1000, 48}}) {
    const double mean = 0.05 * men / 1000 * hours;
    EXPECT_NEAR(stand(n, 1, men, 0.05, 0, 0, 1e9, hours).outbreaks, mean, 4 * std::sqrt(mean / n)) << men << " men, " << hours << " hours";
  }
}

TEST(Affray, HowACrowdIsDividedMakesNoDifference) {
  constexpr int n = 400;
  const double mean = 0.05 * 2 * 24;
  EXPECT_NEAR(stand(n, 1, 2000, 0.05, 0, 0, 1e9, 24).outbreaks, mean, 4 * std::sqrt(mean / n));
  EXPECT_NEAR(stand(n, 4, 500, 0.05, 0, 0, 1e9, 24).outbreaks, mean, 4 * std::sqrt(mean / n));
}

TEST(Affray, MenTireByThemselves) {
  const double left = 3000 * std::exp(-12.0 / 8);
  EXPECT_NEAR(stand(100, 1, 3000, 0, 0, 0, 8, 12).standing, left, 4 * std::sqrt(left / 100) + 2);
}

TEST(Affray, AnOutbreakKillsByItsTollAndScattersTheRest) {
  const Crowd c = stand(300, 1, 1000, 0.05, 3, 0, 1e9, 24);
  EXPECT_NEAR(c.dead, 3 * c.outbreaks, 0.6);
  EXPECT_LT(stand(100, 2, 1000, 0.2, 0, 1, 1e9, 24).standing, 100) << "all run";
}

TEST(Affray, WhoeverHoldsSomethingIsNoCrowd) {
  const Crowd c = stand(50, 2, 2000, 1, 10, 1, 1, 24, Mission::occupy);
  EXPECT_EQ(c.outbreaks, 0);
  EXPECT_EQ(c.standing, 4000);
}

/// What happened in a history in which every decision is taken as it was, and how much of it was an affray.
std::pair<std::vector<std::tuple<EventKind, Key, Instant, double>>, int> told(const LoadedScenario& loaded, std::uint64_t member) {
  Interventions taken;
  taken.policies.push_back({.decision = {}, .policy = Policy::historical});
  Simulation sim = begin_history(loaded.setting, mechanisms(), taken, {.key = {1, member, 0}});
  advance(sim, loaded.setting.end);
  std::vector<std::tuple<EventKind, Key, Instant, double>> events;
  int affrays = 0;
  for (const Recorded& e : sim.chronicle.events) {
    events.emplace_back(e.kind, e.key, e.at, e.amount);
    affrays += e.kind == EventKind::shots && sim.registry[static_cast<std::size_t>(e.mechanism)].name == "affray";
  }
  return {events, affrays};
}

TEST(Affray, IsOfJulyAndLeavesOctoberAsItWas) {
  const LoadedScenario october = testing::load("petrograd-1917", {"affray"}), july = testing::load("july-1917", {"affray"});
  ASSERT_TRUE(october.valid() && july.valid());
  int affrays = 0;
  for (std::uint64_t member = 0; member < 3; ++member)
    EXPECT_EQ(told(october, member).first, told(testing::petrograd(), member).first) << "nobody in October is told to go and stand";
  for (std::uint64_t member = 0; member < 12; ++member) affrays += told(july, member).second;
  EXPECT_GE(affrays, 3);
}

}  // namespace
}  // namespace smolny
