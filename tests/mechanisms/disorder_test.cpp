// Disorder by district: counts of known mean and variance, how they spread, and what troops cost and do.

#include <gtest/gtest.h>

#include <cmath>

#include "small_world.hpp"

namespace smolny {
namespace {

using Given = std::vector<std::pair<std::string_view, double>>;

/// So many townships that nobody notices the bound, unless the test names it.
std::vector<Number> parameters_of(const MechanismSpec& mechanism, Given given) {
  given.insert(given.begin(), {"townships", 1e6});
  return testing::parameters_of(mechanism, given);
}

/// Districts on a line, `gap` degrees apart, with a million villagers each who rise 30 times a month by 100,000: 70 a week.
Setting villages(int districts, double gap = 1) {
  Setting s = testing::two_camps();
  s.end = s.start + days(400);
  s.mechanisms = {"disorder"};
  testing::add_place(s, "road");
  PeopleClass c;
  c.key = key_of("villager");
  c.unrest.central = 30;
  s.classes.add(c);
  for (int i = 0; i < districts; ++i) {
    District d;
    d.key = key_of("district " + std::to_string(i));
    d.longitude = gap * i;
    s.districts.add(d);
    Group g;
    g.key = key_of("villagers " + std::to_string(i));
    g.of_class = ClassId{0};
    g.district = DistrictId{i};
    g.at = PlaceId{0};
    g.size.central = 1'000'000;
    g.slate[kSlate - 1].central = 1;
    s.groups.add(g);
  }
  for (const LeverRole role : {LeverRole::troops, LeverRole::talks}) {
    Lever l;
    l.key = key_of(role == LeverRole::troops ? "troops" : "talks");
    l.role = role;
    s.levers.add(l);
  }
  return s;
}

std::vector<MechanismSpec> registry() { return {disorder_mechanism()}; }

Simulation begin(const Setting& s, const std::vector<MechanismSpec>& mechanisms) {
  return begin_history(s, mechanisms, testing::kNothing, {.key = {4, 0, 0}});
}

double all_outbreaks(const Simulation& sim) {
  double n = 0;
  for (const DistrictState& d : sim.world.districts) n += static_cast<double>(d.outbreaks_all);
  return n;
}

TEST(Disorder, CountsHaveTheMeanAndTheVarianceOfTheirDistribution) {
  const auto mechanisms = registry();
  Setting s = villages(400);
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 4}, {"reach", 100}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}});
  Simulation sim = begin(s, mechanisms);
  advance(sim, s.start + days(7));
  double mean = 0, square = 0;
  for (const DistrictState& d : sim.world.districts) mean += d.outbreaks / 400.0, square += d.outbreaks * d.outbreaks / 400.0;
  const double variance = 70 + 70 * 70 / 4.0;
  EXPECT_NEAR(mean, 70, 4 * std::sqrt(variance / 400));
  EXPECT_NEAR(square - mean * mean, variance, 0.35 * variance);
}

TEST(Disorder, SpreadsToWhoeverIsNear) {
  const auto mechanisms = registry();
  Setting s = villages(60, 2);
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 1e3}, {"reach", 100}, {"contagion", 0.6}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}});
  Simulation sim = begin(s, mechanisms);
  advance(sim, s.start + days(7));
  for (std::int32_t i = 0; i < 60; ++i) sim.world.districts[DistrictId{i}].outbreaks = i == 0 ? 4000 : 70;
  advance(sim, s.start + days(14));
  const double near = sim.world.districts[DistrictId{1}].outbreaks, far = sim.world.districts[DistrictId{40}].outbreaks;
  EXPECT_GT(near, 2 * far);
  EXPECT_NEAR(far, 70, 5 * std::sqrt(75.0));
}

TEST(Disorder, HabitReturnsToTheUsual) {
  const auto mechanisms = registry();
  Setting s = villages(50);
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 1e3}, {"reach", 100}, {"habit", 0.5}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}});
  Simulation sim = begin(s, mechanisms);
  advance(sim, s.start + days(7));
  for (DistrictState& d : sim.world.districts) d.outbreaks = 283;  // (1 + 283) / (1 + 70) = 4, and its root is 2
  advance(sim, s.start + days(14));
  double mean = 0;
  for (const DistrictState& d : sim.world.districts) mean += d.outbreaks / 50.0;
  EXPECT_NEAR(mean, 140, 4 * std::sqrt(160.0 / 50));
  advance(sim, s.start + days(70));
  mean = 0;
  for (const DistrictState& d : sim.world.districts) mean += d.outbreaks / 50.0;
  EXPECT_NEAR(mean, 70, 6);
}

TEST(Disorder, TroopsSentAreSpentAndDeter) {
  const auto mechanisms = registry();
  Setting s = villages(30);
  const Given given{{"dispersion", 50}, {"reach", 100}, {"reserve", 20000}, {"party", 500}, {"alarm", 10}, {"stay", 1000}, {"deter", 1.5}};
  s.parameters = parameters_of(mechanisms[0], given);
  Simulation ignored = begin(s, mechanisms), sent = begin(s, mechanisms);
  sent.world.levers.rows[0] = 1;
  advance(ignored, s.start + days(28));
  advance(sent, s.start + days(28));
  EXPECT_EQ(ignored.world.reserve.rows[0], 20000);
  EXPECT_EQ(sent.world.reserve.rows[0], 0) << "thirty districts in alarm want 15,000 men a week";
  EXPECT_LT(all_outbreaks(sent), 0.6 * all_outbreaks(ignored));
  double men = 0;
  for (const Recorded& e : sent.chronicle.events)
    if (e.kind == EventKind::troops_sent) men += e.amount;
  EXPECT_NEAR(men, 20000, 1e-6) << "nobody is sent twice";
}

TEST(Disorder, TalksCalmWithoutCost) {
  const auto mechanisms = registry();
  Setting s = villages(60);
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 50}, {"reach", 100}, {"reserve", 1000}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}, {"talk", 0.5}});
  Simulation ignored = begin(s, mechanisms), talked = begin(s, mechanisms);
  talked.world.levers.rows[1] = 1;
  advance(ignored, s.start + days(28));
  advance(talked, s.start + days(28));
  EXPECT_NEAR(all_outbreaks(talked) / all_outbreaks(ignored), std::exp(-0.5), 0.05);
  EXPECT_EQ(talked.world.reserve.rows[0], 1000);
}

TEST(Disorder, CallsThatBreedCallsEndWithEveryTownshipUp) {
  const auto mechanisms = registry();
  Setting s = villages(12);
  const Given runaway{{"dispersion", 5}, {"reach", 300}, {"habit", 0.8}, {"contagion", 0.8}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}};
  Given bounded = runaway;
  bounded.push_back({"townships", 50});  // of a million villagers: 500 townships
  // Above criticality a small push up grows; without a bound it has none.
  const auto pushed = [&](const Given& given, auto look) {
    s.parameters = parameters_of(mechanisms[0], given);
    Simulation sim = begin(s, mechanisms);
    advance(sim, s.start + days(7));
    for (DistrictState& d : sim.world.districts) d.outbreaks = 250;
    for (int week = 2; week <= 50; ++week) {
      advance(sim, s.start + days(7 * week));
      for (const DistrictState& d : sim.world.districts) look(d.outbreaks);
    }
    return all_outbreaks(sim);
  };
  std::int32_t most = 0;
  pushed(bounded, [&](std::int32_t n) { most = std::max(most, n); });
  EXPECT_EQ(most, 500) << "every township is up, and no more";
  EXPECT_GT(pushed(runaway, [](std::int32_t) {}), 100 * 12 * 50 * 500.0) << "without the bound they run away";
}

TEST(Disorder, TownshipsAreHitAtRandom) {
  const auto mechanisms = registry();
  Setting s = villages(400);
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 1e3}, {"reach", 100}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}, {"townships", 10}});
  Simulation sim = begin(s, mechanisms);
  advance(sim, s.start + days(7));
  double mean = 0;
  for (const DistrictState& d : sim.world.districts) mean += d.outbreaks / 400.0;
  EXPECT_NEAR(mean, 100 * (1 - std::exp(-0.7)), 4 * std::sqrt(50.0 / 400)) << "70 calls on 100 townships";
}

TEST(Disorder, ThePressCarriesItEverywhere) {
  const auto mechanisms = registry();
  Setting s = villages(20);
  District quiet;
  quiet.key = key_of("quiet");
  s.districts.add(quiet);
  Problem order;
  order.key = key_of("order");
  order.from = Feed::disorder;
  order.level.central = 0.5;
  s.problems.add(order);
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 1e3}, {"reach", 100}, {"habit", 0.9}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}, {"press", 0.4}});
  Simulation sim = begin(s, mechanisms);
  advance(sim, s.start + days(7));
  for (std::int32_t i = 0; i < 20; ++i) sim.world.districts[DistrictId{i}].outbreaks = 700;
  advance(sim, s.start + days(14));
  EXPECT_GT(sim.world.districts[DistrictId{20}].level[0], 0.5 + 0.4 * std::log(5.0)) << "where nothing happens one reads of it";
}

}  // namespace
}  // namespace smolny
