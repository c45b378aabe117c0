// Disorder by district: counts of known mean and variance, how they spread, and what troops cost and do.

#include <gtest/gtest.h>

#include <cmath>

#include "small_world.hpp"

namespace smolny {
namespace {

using testing::parameters_of;

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
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 1e3}, {"reach", 100}, {"persistence", 0.6}, {"spread", 1}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}});
  Simulation sim = begin(s, mechanisms);
  advance(sim, s.start + days(7));
  for (std::int32_t i = 0; i < 60; ++i) sim.world.districts[DistrictId{i}].outbreaks = i == 0 ? 4000 : 70;
  advance(sim, s.start + days(14));
  const double near = sim.world.districts[DistrictId{1}].outbreaks, far = sim.world.districts[DistrictId{40}].outbreaks;
  EXPECT_GT(near, 2 * far);
  EXPECT_NEAR(far, 70, 5 * std::sqrt(75.0));
}

double mean_week(const Simulation& sim) {
  double sum = 0;
  for (const DistrictState& d : sim.world.districts) sum += d.outbreaks;
  return sum / static_cast<double>(sim.world.districts.size());
}

TEST(Disorder, AWaveDiesAwayByItsPersistence) {
  const auto mechanisms = registry();
  Setting s = villages(50);
  for (const double spread : {0.0, 0.5, 1.0}) {
    s.parameters = parameters_of(mechanisms[0], {{"dispersion", 1e3}, {"reach", 100}, {"persistence", 0.5}, {"spread", spread}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}});
    Simulation sim = begin(s, mechanisms);
    advance(sim, s.start + days(7));
    for (DistrictState& d : sim.world.districts) d.outbreaks = 270;
    double above = 200;
    for (int week = 2; week <= 6; ++week) {
      advance(sim, s.start + days(7 * week));
      above /= 2;
      EXPECT_NEAR(mean_week(sim), 70 + above, 4 * std::sqrt(200.0 / 50)) << week << " at spread " << spread;
    }
  }
}

TEST(Disorder, StandsStillInTheMeanWhateverTheParametersAre) {
  const auto mechanisms = registry();
  Setting s = villages(30);
  for (const double persistence : {0.0, 0.5, 0.9})
    for (const double uneven : {0.0, 0.8}) {
      s.parameters = parameters_of(mechanisms[0], {{"uneven", uneven}, {"dispersion", 8}, {"reach", 300}, {"persistence", persistence}, {"spread", 0.5}, {"anger", 2}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}});
      double mean = 0, square = 0;
      constexpr int kHistories = 12;
      for (std::uint64_t member = 0; member < kHistories; ++member) {
        Simulation sim = begin_history(s, mechanisms, testing::kNothing, {.key = {4, member, 0}});
        advance(sim, s.start + days(7 * 30));
        const double week = all_outbreaks(sim) / 30 / 30;
        mean += week / kHistories, square += week * week / kHistories;
      }
      const double error = std::sqrt((square - mean * mean) / (kHistories - 1));
      EXPECT_NEAR(mean, 70, 4 * error) << persistence << ' ' << uneven;
      EXPECT_LT(error, 12) << "or the check says nothing";
    }
}

TEST(Disorder, ALastingCauseRaisesItByItsOwnFactorAndNoMore) {
  const auto mechanisms = registry();
  Setting s = villages(60);
  Problem land, order;
  land.key = key_of("land");
  land.level.central = 1;
  order.key = key_of("order");
  order.from = Feed::disorder;
  order.level.central = 1;
  s.problems.add(land);
  s.problems.add(order);
  s.classes.rows[0].salience[0].central = 0.5;
  s.classes.rows[0].salience[1].central = 5;
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 1e3}, {"reach", 100}, {"persistence", 0.6}, {"spread", 0.5}, {"anger", 1}, {"press", 1}, {"talk", 0.5}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}});
  Simulation sim = begin(s, mechanisms);
  for (DistrictState& d : sim.world.districts) d.level[0] = 3;
  advance(sim, s.start + days(7));
  EXPECT_NEAR(mean_week(sim), 70 * (0.4 * std::exp(1.0) + 0.6), 4 * std::sqrt(160.0 / 60)) << "at first by what does not come of the week before";
  advance(sim, s.start + days(7 * 30));
  EXPECT_NEAR(mean_week(sim), 70 * std::exp(1.0), 4 * std::sqrt(320.0 / 60));
  EXPECT_GT(sim.world.districts.rows[0].level[1], 1.5) << "disorder itself angers nobody who rises";
  sim.world.levers.rows[1] = 1;
  advance(sim, s.start + days(7 * 55));
  EXPECT_NEAR(mean_week(sim), 70 * std::exp(0.5), 4 * std::sqrt(200.0 / 60)) << "and commissars who negotiate lower it by theirs";
}

TEST(Disorder, WhereOneDistrictAloneHasACauseItsNeighboursPullItBack) {
  const auto mechanisms = registry();
  Setting s = villages(60, 0.001);
  s.end = s.start + days(7 * 260);
  Problem land;
  land.key = key_of("land");
  land.level.central = 1;
  s.problems.add(land);
  s.classes.rows[0].salience[0].central = 1;
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 1e3}, {"reach", 5000}, {"persistence", 0.6}, {"spread", 0.5}, {"anger", 1}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}});
  Simulation sim = begin(s, mechanisms);
  sim.world.districts.rows[0].level[0] = 2;
  double mean = 0;
  for (int week = 1; week <= 250; ++week) {
    advance(sim, s.start + days(7 * week));
    if (week > 50) mean += sim.world.districts.rows[0].outbreaks / 200.0;
  }
  EXPECT_NEAR(mean, 70 * (0.4 * std::exp(1.0) + 0.6 * 0.5) / (1 - 0.6 * 0.5), 5) << "not its own factor, " << 70 * std::exp(1.0);
}

TEST(Disorder, AWeekHasAMostWhateverTheParametersAre) {
  const auto mechanisms = registry();
  Setting s = villages(5);
  Problem land;
  land.key = key_of("land");
  land.level.central = 1;
  s.problems.add(land);
  s.classes.rows[0].salience[0].central = 10;
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 0.05}, {"reach", 100}, {"persistence", 0.9}, {"anger", 10}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}});
  Simulation sim = begin(s, mechanisms);
  for (DistrictState& d : sim.world.districts) d.level[0] = 100;
  for (int week = 1; week <= 20; ++week) {
    advance(sim, s.start + days(7 * week));
    for (const DistrictState& d : sim.world.districts) ASSERT_TRUE(d.outbreaks >= 0 && d.outbreaks <= 1'000'000) << week;
  }
  EXPECT_GT(all_outbreaks(sim), 1e6);
}

TEST(Disorder, TroopsSentAreSpentAndDeter) {
  const auto mechanisms = registry();
  Setting s = villages(30);
  const std::vector<std::pair<std::string_view, double>> given{{"dispersion", 50}, {"reach", 100}, {"reserve", 20000}, {"party", 500}, {"alarm", 10}, {"stay", 1000}, {"deter", 1.5}};
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
  s.parameters = parameters_of(mechanisms[0], {{"dispersion", 1e3}, {"reach", 100}, {"persistence", 0.9}, {"party", 1}, {"stay", 10}, {"alarm", 1e3}, {"press", 0.4}});
  Simulation sim = begin(s, mechanisms);
  advance(sim, s.start + days(7));
  for (std::int32_t i = 0; i < 20; ++i) sim.world.districts[DistrictId{i}].outbreaks = 700;
  advance(sim, s.start + days(14));
  EXPECT_GT(sim.world.districts[DistrictId{20}].level[0], 0.5 + 0.4 * std::log(5.0)) << "where nothing happens one reads of it";
}

}  // namespace
}  // namespace smolny
