// The front: how often offensives come and lines fall, in which order, and what cohesion does.

#include <gtest/gtest.h>

#include <cmath>

#include "small_world.hpp"

namespace smolny {
namespace {

std::vector<MechanismSpec> registry() { return {front_mechanism()}; }

/// Lines to the north of the capital, the first the farthest, held by people who lean to one of two parties: `loyal` of them to red's.
Setting lines(int n, double loyal) {
  Setting s = testing::two_camps();
  s.end = s.start + days(400);
  s.mechanisms = {"front"};
  s.longitude = 0;
  District d;
  d.key = key_of("district");
  s.districts.add(d);
  for (const double leans : {1.0, -1.0}) {
    Party p;
    p.key = key_of(leans > 0 ? "red's" : "blue's");
    p.affinity[0].central = leans;
    p.affinity[1].central = -leans;
    s.parties.add(p);
  }
  for (int i = 0; i < n; ++i) {
    const std::string id = "line " + std::to_string(i);
    const PlaceId p = testing::add_place(s, id.c_str(), CampId{0});
    s.places[p].kind = "line";
    s.places[p].district = DistrictId{0};
    s.places[p].latitude = s.latitude + n - i;
  }
  Group g;
  g.key = key_of("army");
  g.district = DistrictId{0};
  g.at = PlaceId{0};
  g.size.central = 10'000;
  g.resolve.central = 0.5;
  g.slate[0].central = loyal;
  g.slate[1].central = 1 - loyal;
  s.groups.add(g);
  return s;
}

Simulation begin(const Setting& s, const std::vector<MechanismSpec>& mechanisms, std::uint64_t member = 0) {
  return begin_history(s, mechanisms, testing::kNothing, {.key = {11, member, 0}});
}

struct Told {
  int lost = 0, held = 0;
};

Told told(const Simulation& sim) {
  Told t;
  for (const Recorded& e : sim.chronicle.events) t.lost += e.kind == EventKind::line_lost, t.held += e.kind == EventKind::line_held;
  return t;
}

/// Share of `members` histories in which the first offensive takes the line, and how many offensives come in a hundred days.
std::pair<double, double> first_offensive(double loyal, double assault, double cohesion, int members) {
  const auto mechanisms = registry();
  Setting s = lines(1, loyal);
  s.parameters = testing::parameters_of(mechanisms[0], {{"offensive", 0.05}, {"assault", assault}, {"cohesion", cohesion}});
  double lost = 0, offensives = 0;
  for (int m = 0; m < members; ++m) {
    Simulation sim = begin(s, mechanisms, static_cast<std::uint64_t>(m));
    advance(sim, s.start + days(100));
    offensives += told(sim).lost + told(sim).held;
    for (const Recorded& e : sim.chronicle.events) {
      if (e.kind != EventKind::line_lost && e.kind != EventKind::line_held) continue;
      lost += e.kind == EventKind::line_lost;
      break;
    }
  }
  return {lost / members, offensives / members};
}

TEST(Front, OffensivesComeAtTheirRateWhereTheLineHolds) {
  const auto [lost, offensives] = first_offensive(0.5, -10, 0, 600);
  EXPECT_LT(lost, 0.01);
  EXPECT_NEAR(offensives, 5, 4 * std::sqrt(5 / 600.0));
}

TEST(Front, ALineFallsByTheLogisticOfTheAssaultWhereItsHoldersLeanToNeitherSide) {
  const double expected = 1 / (1 + std::exp(-0.5)), come = 1 - std::exp(-5.0);
  EXPECT_NEAR(first_offensive(0.5, 0.5, 3, 1500).first, expected * come, 4 * std::sqrt(0.25 / 1500));
}

TEST(Front, AnArmyThatLeansToThoseWhoGovernHoldsAndOneThatLeansAwayDoesNot) {
  const double loyal = first_offensive(0.9, 0, 3, 400).first, neither = first_offensive(0.5, 0, 3, 400).first, away = first_offensive(0.1, 0, 3, 400).first;
  EXPECT_LT(loyal + 0.1, neither);
  EXPECT_LT(neither + 0.1, away);
  EXPECT_NEAR(loyal, 1 - away, 0.12) << "the two sides are alike but for the sign";
}

TEST(Front, LinesFallFromTheFarthestToTheNearestAndOnce) {
  const auto mechanisms = registry();
  Setting s = lines(4, 0.5);
  s.parameters = testing::parameters_of(mechanisms[0], {{"offensive", 0.5}, {"assault", 1}});
  Simulation sim = begin(s, mechanisms);
  advance(sim, s.start + days(300));
  double before = 1e9;
  for (const Recorded& e : sim.chronicle.events) {
    if (e.kind != EventKind::line_lost) continue;
    EXPECT_LT(e.amount, before);
    before = e.amount;
  }
  EXPECT_NEAR(before, 111.2, 0.01) << "the last lies a degree from the capital";
  EXPECT_EQ(told(sim).lost, 4);
  for (PlaceId p : s.places.ids()) EXPECT_FALSE(sim.world.places[p].holder.has());
}

TEST(Front, WhereThereIsNoLineNothingComes) {
  const auto mechanisms = registry();
  Setting s = lines(2, 0.5);
  for (Place& p : s.places) p.kind = "town";
  s.parameters = testing::parameters_of(mechanisms[0], {{"offensive", 1}, {"assault", 1}});
  Simulation sim = begin(s, mechanisms);
  EXPECT_TRUE(sim.world.hazards.empty());
  advance(sim, s.start + days(100));
  EXPECT_TRUE(sim.chronicle.events.empty());
}

}  // namespace
}  // namespace smolny
