// A poll: who votes, by what chance, and what becomes of the votes.

#include <gtest/gtest.h>

#include <cmath>

#include "engine/evaluate.hpp"
#include "maths/elementary.h"
#include "small_world.hpp"

namespace smolny {
namespace {

/// A district of a million, two fifths for each of two parties, with a poll on the second day.
Setting a_poll(SeatRule rule = SeatRule::dhondt) {
  Setting s = testing::two_camps();
  s.mechanisms = {"calendar", "elections"};
  testing::add_town(s);
  PeopleClass c;
  c.key = key_of("people");
  c.franchise.central = 0.5;
  c.turnout.central = 0.8;
  testing::add_townspeople(s, c, 1'000'000, 0.53, 0.001, 0.4, 0.4);
  CalendarEntry day;
  day.key = key_of("poll");
  day.at = s.start + days(1);
  s.calendar.add(day);
  Election e;
  e.key = key_of("duma");
  e.poll = CalendarId{0};
  e.districts = {DistrictId{0}};
  e.seats = 101;
  e.rule = rule;
  s.elections.add(e);
  return s;
}

Simulation held(const Setting& s, const std::vector<MechanismSpec>& mechanisms, double felt = 0) {
  Simulation sim = begin_history(s, mechanisms, testing::kNothing, {.key = {9, 0, 0}});
  sim.world.authorities.rows[0].cabinet = true;
  sim.world.authorities.rows[0].parties = 1;
  sim.world.opinions.rows[0].felt[0] = felt;
  advance(sim, s.start + days(2));
  return sim;
}

std::vector<MechanismSpec> registry() { return {calendar_mechanism(), elections_mechanism()}; }

TEST(Elections, TurnoutIsALogit) {
  const auto mechanisms = registry();
  Setting s = a_poll();
  s.parameters = testing::parameters_of(mechanisms[1], {{"conviction", 0}});
  const Simulation sim = held(s, mechanisms);
  const ElectionState& e = sim.world.elections.rows[0];
  EXPECT_TRUE(e.held);
  EXPECT_NEAR(static_cast<double>(e.entitled), 500'000, 5 * 500);
  EXPECT_NEAR(static_cast<double>(e.valid), 400'000 * maths::logistic(0.8), 5 * 400);
  EXPECT_NEAR(static_cast<double>(e.votes[0]) / static_cast<double>(e.valid), 0.5, 0.005);
  EXPECT_EQ(e.votes[0] + e.votes[1], e.valid);
  EXPECT_LE(std::abs(e.seats[0] - e.seats[1]), 3);
  EXPECT_EQ(e.seats[0] + e.seats[1], 101);
}

TEST(Elections, TheDisappointedFollowersOfOfficeStayAtHome) {
  const auto mechanisms = registry();
  Setting s = a_poll();
  s.parameters = testing::parameters_of(mechanisms[1], {{"disappointment", 0.7}});
  const Simulation sim = held(s, mechanisms, 1.5);
  const ElectionState& e = sim.world.elections.rows[0];
  const double ins = maths::logistic(0.8 - 0.7 * 1.5), outs = maths::logistic(0.8);
  EXPECT_NEAR(static_cast<double>(e.votes[0]), 200'000 * ins, 5 * 350);
  EXPECT_NEAR(static_cast<double>(e.votes[1]), 200'000 * outs, 5 * 350);
}

TEST(Elections, ConvictionBringsTheResoluteToThePoll) {
  const auto mechanisms = registry();
  Setting s = a_poll();
  s.groups.rows[0].spread.central = 0.25;
  s.parameters = testing::parameters_of(mechanisms[1], {{"conviction", 3}});
  const Simulation sim = held(s, mechanisms);
  const Histogram& h = sim.world.people.rows[0];
  double expected = 0;
  for (std::size_t c = 0; c < 15 * 16; ++c) expected += 0.5 * h.cell[c] * maths::logistic(0.8 + 3 * ((static_cast<double>(c % 16) + 0.5) / 16 - 0.53));
  EXPECT_NEAR(static_cast<double>(sim.world.elections.rows[0].valid), expected, 5 * 500);
}

TEST(Elections, EachDistrictHasItsOwnRule) {
  const auto mechanisms = registry();
  Setting s = a_poll(SeatRule::plurality);
  s.groups.rows[0].slate[1].central = 0.5;
  s.parameters = testing::parameters_of(mechanisms[1], {});
  const Simulation sim = held(s, mechanisms);
  EXPECT_EQ(sim.world.elections.rows[0].seats[1], 101) << "who leads takes all";
}

TEST(Elections, WhoDoesNotStandGetsNoVotes) {
  const auto mechanisms = registry();
  Setting s = a_poll();
  s.elections.rows[0].parties = {PartyId{1}};
  s.parameters = testing::parameters_of(mechanisms[1], {});
  const Simulation sim = held(s, mechanisms);
  EXPECT_EQ(sim.world.elections.rows[0].votes[0], 0);
  EXPECT_EQ(sim.world.elections.rows[0].votes[1], sim.world.elections.rows[0].valid);
}

TEST(Elections, AResultIsCensoredUntilItIsIn) {
  const auto mechanisms = registry();
  Setting s = a_poll();
  s.parameters = testing::parameters_of(mechanisms[1], {});
  Simulation sim = begin_history(s, mechanisms, testing::kNothing, {.key = {9, 0, 0}});
  const Quantity share{.field = Field::share, .of = entity(ElectionId{0}), .about = entity(PartyId{1})};
  EXPECT_TRUE(std::isinf(quantity_value(sim, share)));
  advance(sim, s.start + days(2));
  EXPECT_NEAR(quantity_value(sim, share), 0.5, 0.01);
  const Quantity intent{.field = Field::vote_share, .of = entity(DistrictId{0}), .about = entity(PartyId{1})};
  EXPECT_NEAR(quantity_value(sim, intent), 0.5, 0.01);
}

}  // namespace
}  // namespace smolny
