// Bread, money and work: what closes to the pood, and what has a closed form.

#include <gtest/gtest.h>

#include <cmath>

#include "engine/save.hpp"
#include "maths/elementary.h"
#include "small_world.hpp"

namespace smolny {
namespace {

using Given = std::vector<std::pair<std::string_view, double>>;

/// Two granaries, 300 and 900 km from a town of 600,000 of whom a third earn wages; a pound a day.
Setting a_town() {
  Setting s = testing::two_camps();
  s.end = s.start + days(400);
  s.mechanisms = {"provisioning"};
  testing::add_place(s, "town");
  testing::add_place(s, "near");
  testing::add_place(s, "far");
  s.places.rows[1].latitude = 300 / 111.2;
  s.places.rows[2].latitude = -900 / 111.2;
  for (Place& p : s.places) p.eastward = 111.2;
  District d;
  d.key = key_of("town");
  s.districts.add(d);
  for (const bool wages : {true, false}) {
    PeopleClass c;
    c.key = key_of(wages ? "worker" : "other");
    c.wage_earners = wages;
    s.classes.add(c);
    Group g;
    g.key = key_of(wages ? "workers" : "others");
    g.of_class = ClassId{wages ? 0 : 1};
    g.district = DistrictId{0};
    g.at = PlaceId{0};
    g.size.central = wages ? 200'000 : 400'000;
    g.slate[kSlate - 1].central = 1;
    s.groups.add(g);
  }
  CalendarEntry reaped;
  reaped.key = key_of("harvest");
  reaped.at = s.start + days(30);
  s.calendar.add(reaped);
  for (const char* id : {"near", "far"}) {
    Granary g;
    g.key = key_of(id);
    g.place = PlaceId{id[0] == 'n' ? 1 : 2};
    g.stock.central = 800'000;
    g.harvest.central = 500'001;
    g.reaped = CalendarId{0};
    s.granaries.add(g);
  }
  for (const char* id : {"cut", "concession"}) {
    Lever l;
    l.key = key_of(id);
    s.levers.add(l);
  }
  Market m;
  m.key = key_of("town");
  m.place = PlaceId{0};
  m.districts = {DistrictId{0}};
  m.stock.central = 100'000;
  m.ration.central = 1;
  m.supply.central = 1;
  m.index.central = 100;
  m.cut = LeverId{0};
  m.concession = LeverId{1};
  s.markets.add(m);
  return s;
}

Given usual() {
  return {{"speed", 100}, {"reserve", 3}, {"lag", 20}, {"learning", 40}, {"pilfered", 0.05}, {"hoarding", 0.6}, {"rails", 0.05}, {"rail-shock", 0.2},
          {"printing", 0.002}, {"reaction", 0.5}, {"trend", 0.004}, {"strike", -4}, {"loss", 3}, {"strike-shock", 0.5}, {"bargain", 0.3}, {"closing", 0.004}};
}

Simulation begin(const Setting& s, const std::vector<MechanismSpec>& mechanisms, std::uint64_t member = 0) {
  return begin_history(s, mechanisms, testing::kNothing, {.key = {3, member, 0}});
}

std::vector<MechanismSpec> registry() { return {provisioning_mechanism()}; }

std::int64_t grain(const World& w) {
  std::int64_t sum = 0;
  for (const GranaryState& g : w.granaries) sum += g.stock - g.harvested;
  for (const MarketState& m : w.markets) sum += m.stock + m.on_the_way + m.eaten + m.lost;
  return sum;
}

TEST(Provisioning, ClosesToThePoodEveryDay) {
  const auto mechanisms = registry();
  Setting s = a_town();
  s.parameters = testing::parameters_of(mechanisms[0], usual());
  Simulation sim = begin(s, mechanisms);
  const std::int64_t all = grain(sim.world);
  std::int64_t loaded_first = 0;
  const std::int64_t under_way = sim.world.markets.rows[0].on_the_way;
  for (int d = 1; d <= 300; ++d) {
    advance(sim, s.start + days(d));
    ASSERT_EQ(grain(sim.world), all) << d;
    const MarketState& m = sim.world.markets.rows[0];
    std::int64_t loaded = loaded_first;
    for (const GranaryState& g : sim.world.granaries) {
      loaded += g.loaded;
      ASSERT_GE(g.stock, 0);
    }
    ASSERT_EQ(m.on_the_way, under_way + loaded - m.lost - m.arrived) << d;
    ASSERT_EQ(m.stock, 100'000 + m.arrived - m.eaten) << d;
    ASSERT_GE(m.stock, 0);
  }
  EXPECT_EQ(sim.world.granaries.rows[0].harvested, 500'001);
}

TEST(Provisioning, WhatComesIsEatenWhereNothingIsWrong) {
  const auto mechanisms = registry();
  Setting s = a_town();
  s.parameters = testing::parameters_of(mechanisms[0], {{"speed", 100}, {"reserve", 3}, {"lag", 20}, {"learning", 40}});
  Simulation sim = begin(s, mechanisms);
  EXPECT_EQ(sim.world.markets.rows[0].need, 10'000) << "a pound a head, 60 pounds of bread from a pood of flour";
  advance(sim, s.start + days(20));
  EXPECT_LT(sim.world.markets.rows[0].shortage, 0.02);
  EXPECT_EQ(sim.world.markets.rows[0].price, 0);
}

TEST(Provisioning, WhatIsLoadedFallsAsThePriceOutrunsTheFixedOne) {
  const auto mechanisms = registry();
  Setting s = a_town();
  const auto loaded = [&](double hoarding) {
    s.parameters = testing::parameters_of(mechanisms[0], {{"speed", 100}, {"reserve", 3}, {"lag", 1}, {"learning", 40}, {"printing", 0.02}, {"hoarding", hoarding}});
    Simulation sim = begin(s, mechanisms);
    advance(sim, s.start + days(10));
    return static_cast<double>(sim.world.granaries.rows[0].loaded + sim.world.granaries.rows[1].loaded);
  };
  // Prices follow money, 0.02 a day from the first day on: on day t the offer is down by exp(-0.02 t), and by what was taken.
  double stock = 1'600'000, expected = 0;
  for (int t = 1; t <= 10; ++t) {
    const double today = 10'000 * stock / 1'600'000 * std::exp(-0.02 * t);
    expected += today;
    stock -= today;
  }
  EXPECT_NEAR(loaded(1), expected, 0.01 * expected);
  EXPECT_GT(loaded(0), 1.05 * loaded(1));
}

TEST(Provisioning, PricesGrowWithMoneyInTheEnd) {
  const auto mechanisms = registry();
  Setting s = a_town();
  s.parameters = testing::parameters_of(mechanisms[0], {{"speed", 100}, {"reserve", 3}, {"lag", 15}, {"learning", 40}, {"printing", 0.003}});
  Simulation sim = begin(s, mechanisms);
  advance(sim, s.start + days(300));
  const MoneyState& m = sim.world.money.rows[0];
  // Without flight prices stand where money does, and money grows at the rate of the first day: a constant real deficit.
  EXPECT_NEAR(m.money, 0.9, 0.01);
  EXPECT_NEAR(m.price, m.money, 0.01);
}

TEST(Provisioning, FlightFromMoneyHastensPrices) {
  const auto mechanisms = registry();
  Setting s = a_town();
  const auto price = [&](double reaction, double trend) {
    s.parameters = testing::parameters_of(mechanisms[0], {{"speed", 100}, {"reserve", 3}, {"lag", 15}, {"learning", 40}, {"printing", 0.003}, {"reaction", reaction}, {"trend", trend}});
    Simulation sim = begin(s, mechanisms);
    advance(sim, s.start + days(60));
    return sim.world.money.rows[0].price;
  };
  EXPECT_GT(price(0.5, 0.01), price(0, 0.01) + 0.05);
  EXPECT_NEAR(price(0.5, 0.003), price(0, 0.003), 1e-9) << "who expects what happens does not flee";
}

TEST(Provisioning, ExpectationsFeedThemselvesAboveAReactionOfOne) {
  // About a steady growth the growth that is expected swings or dies away below 1, and swings wider above.
  const auto mechanisms = registry();
  Setting s = a_town();
  const auto off = [&](double reaction, int from, int to) {
    s.parameters = testing::parameters_of(mechanisms[0], {{"speed", 100}, {"reserve", 3}, {"lag", 30}, {"learning", 40}, {"printing", 0.003}, {"reaction", reaction}, {"trend", 0.0035}});
    Simulation sim = begin(s, mechanisms);
    double most = 0;
    for (int day = 1; day <= to; ++day) {
      advance(sim, s.start + days(day));
      if (day >= from) most = std::max(most, std::abs(sim.world.money.rows[0].expected - 0.003));
    }
    return most;
  };
  EXPECT_LT(off(0.5, 200, 300), 0.0005 / 4);
  EXPECT_LT(off(0.9, 200, 390), off(0.9, 1, 190) / 2);
  EXPECT_GT(off(1.1, 200, 390), 1.3 * off(1.1, 1, 190));
}

TEST(Provisioning, PricesDoNotFallAwayFromMoney) {
  // Expectations that would feed on themselves, begun below the growth of money: with no floor prices would fall without end.
  const auto mechanisms = registry();
  Setting s = a_town();
  s.parameters = testing::parameters_of(mechanisms[0], {{"speed", 100}, {"reserve", 3}, {"lag", 5}, {"learning", 10}, {"printing", 0.003}, {"reaction", 1.9}, {"trend", 0.001}});
  Simulation sim = begin(s, mechanisms);
  for (int day = 1; day <= 25; ++day) {  // from then on they run away upward, as they may
    advance(sim, s.start + days(day));
    const MoneyState& m = sim.world.money.rows[0];
    ASSERT_GE(m.expected, 0) << day;
    ASSERT_GE(m.price, m.money - 1.9 * 15 * 0.003 - 1e-6) << day;
  }
}

TEST(Provisioning, ACutSavesBreadAndIsFelt) {
  const auto mechanisms = registry();
  Setting s = a_town();
  s.parameters = testing::parameters_of(mechanisms[0], {{"speed", 100}, {"reserve", 3}, {"lag", 20}, {"learning", 40}, {"hungry", 2}});
  Problem bread;
  bread.key = key_of("bread");
  bread.from = Feed::provisioning;
  bread.level.central = 0.5;
  s.problems.add(bread);
  Simulation kept = begin(s, mechanisms), cut = begin(s, mechanisms);
  cut.world.levers.rows[0] = 1;
  advance(kept, s.start + days(60));
  advance(cut, s.start + days(60));
  EXPECT_NEAR(cut.world.markets.rows[0].shortage, 0.5, 0.01);
  EXPECT_GT(cut.world.markets.rows[0].stock, kept.world.markets.rows[0].stock + 200'000);
  EXPECT_NEAR(cut.world.districts.rows[0].level[0], 0.5 + 2 * cut.world.markets.rows[0].shortage, 1e-9);
}

/// On the last day of the week, strikers are a binomial share of the employed; a concession makes their wages good in full.
TEST(Provisioning, StrikesFollowTheLossOfWages) {
  const auto mechanisms = registry();
  Setting s = a_town();
  const auto lived = [&](double loss, double concession) {
    s.parameters = testing::parameters_of(mechanisms[0], {{"speed", 100}, {"reserve", 3}, {"lag", 1}, {"learning", 40}, {"printing", 0.02}, {"strike", -3}, {"loss", loss}, {"bargain", 0.2}});
    Simulation sim = begin(s, mechanisms);
    sim.world.levers.rows[1] = concession;
    return sim;
  };
  Simulation calm = lived(0, 0), sharp = lived(4, 0), given_in = lived(4, 1);
  for (Simulation* sim : {&calm, &sharp, &given_in}) advance(*sim, s.start + days(7));
  EXPECT_NEAR(static_cast<double>(calm.world.markets.rows[0].strikers), 200'000 * maths::logistic(-3), 5 * 100);
  EXPECT_NEAR(static_cast<double>(sharp.world.markets.rows[0].strikers), 200'000 * maths::logistic(-3 + 4 * 0.14), 0.05 * 200'000 * maths::logistic(-3 + 4 * 0.14));
  for (Simulation* sim : {&sharp, &given_in}) advance(*sim, s.start + days(70));
  EXPECT_GT(given_in.world.markets.rows[0].wage, 1.5 * sharp.world.markets.rows[0].wage);
  EXPECT_LT(given_in.world.markets.rows[0].strikers, sharp.world.markets.rows[0].strikers);
}

TEST(Provisioning, ResumesWhereItWasSaved) {
  const auto mechanisms = registry();
  Setting s = a_town();
  s.parameters = testing::parameters_of(mechanisms[0], usual());
  Simulation whole = begin(s, mechanisms), half = begin(s, mechanisms);
  advance(whole, s.start + days(120));
  advance(half, s.start + days(47));
  auto saved = load_bytes(save_bytes(half, "{}"));
  ASSERT_TRUE(saved) << saved.error();
  Simulation again = resume(s, mechanisms, testing::kNothing, std::move(*saved));
  advance(again, s.start + days(120));
  EXPECT_EQ(state_hash(again.world), state_hash(whole.world));
}

}  // namespace
}  // namespace smolny
