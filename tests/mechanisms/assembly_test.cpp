// An assembly whose members travel to an announced opening: who has come by when, and what becomes of the opening.

#include <gtest/gtest.h>

#include "engine/attendance.hpp"
#include "engine/decide.hpp"
#include "maths/elementary.h"
#include "small_world.hpp"

namespace smolny {
namespace {

struct Hall {
  Setting s = testing::two_camps();
  std::vector<MechanismSpec> registry{deliberation_mechanism()};
  BodyId body;
  CalendarId opening;

  /// Half have come `late` hours after the announced opening, a day after the start.
  explicit Hall(double late, double quorum = 0.5) {
    s.end = s.start + days(5);
    CalendarEntry entry;
    entry.key = key_of("opening");
    entry.at = s.start + days(1);
    entry.movable = true;
    opening = s.calendar.add(entry);
    Party party;
    party.key = key_of("party");
    Body b;
    b.key = key_of("assembly");
    b.seat = testing::add_place(s, "hall");
    b.quorum.central = quorum;
    b.attendance.central = 0.9;
    b.called_for = opening;
    b.late.central = late;
    b.late_spread.central = 6;
    Bloc bloc;
    bloc.key = key_of("bloc");
    bloc.party = s.parties.add(party);
    bloc.seats.central = 400;
    b.blocs = {bloc};
    body = s.bodies.add(b);
    s.parameters = testing::parameters_of(registry[0], {{"gather", 1}, {"sitting", 1}, {"lull", 2}, {"committee", 10}});
  }

  Simulation begin(std::uint64_t member = 0) { return begin_history(s, registry, testing::kNothing, {.key = {5, member, 0}}); }

  Act convene() const {
    Act act;
    act.kind = ActKind::convene;
    act.to.kind = EntityKind::body;
    act.to.rows = {body.index};
    return act;
  }
};

TEST(Assembly, MembersArriveAboutTheAnnouncedOpening) {
  Hall hall(10);
  const Simulation sim = hall.begin();
  const Instant middle = hall.s.start + days(1) + hours(10);
  EXPECT_DOUBLE_EQ(attendance_at(sim, hall.body, middle), 0.45);
  EXPECT_DOUBLE_EQ(attendance_at(sim, hall.body, middle + hours(6)), 0.9 * maths::logistic(1));
  EXPECT_NEAR(attendance_at(sim, hall.body, middle + days(30)), 0.9, 1e-12);
}

TEST(Assembly, WithoutAQuorumItIsPutOffFromDayToDay) {
  Hall hall(24);  // on the first day a seventh have come, on the second half, on the third nearly all
  Simulation sim = hall.begin();
  advance(sim, hall.s.start + days(1));
  const Act act = hall.convene();
  hall.registry[0].perform(sim, 0, {&act, {}, -1});
  advance(sim, hall.s.start + days(1) + hours(6));
  EXPECT_FALSE(sim.world.bodies[hall.body].in_session);
  ASSERT_EQ(sim.chronicle.events.back().kind, EventKind::cancelled);
  EXPECT_LT(sim.chronicle.events.back().amount, 200);
  advance(sim, hall.s.end);
  EXPECT_EQ(sim.world.bodies[hall.body].sittings, 1);
  for (const Recorded& e : sim.chronicle.events)
    EXPECT_TRUE(e.kind != EventKind::opened || e.amount >= 200);
}

TEST(Assembly, ThatIsCalledForNoDateHasItsOrdinaryAttendance) {
  Hall hall(0);
  hall.s.bodies[hall.body].called_for = {};
  EXPECT_DOUBLE_EQ(attendance_at(hall.begin(), hall.body, hall.s.start), 0.9);
}

TEST(Assembly, TurnoutSpeaksForPuttingOffAndAgainstCallingTooEarly) {
  Hall hall(24);
  Leader leader;
  leader.key = key_of("chair");
  const LeaderId chair = hall.s.leaders.add(leader);
  Decision decision;
  decision.key = key_of("date");
  decision.decider = entity(chair);
  Act put_off;
  put_off.kind = ActKind::postpone;
  put_off.entry = hall.opening;
  put_off.hours.central = 48;
  OptionSpec later, keep, now;
  later.acts = {put_off};
  now.acts = {hall.convene()};
  decision.options = {later, keep, now};
  const DecisionId id = hall.s.decisions.add(decision);
  const Simulation sim = hall.begin();
  const auto turnout = [&](std::size_t option) {
    Standings seen(sim);
    return weigh(sim, id, option, entity(chair), -1, seen)[static_cast<std::size_t>(Feature::turnout)];
  };
  EXPECT_DOUBLE_EQ(turnout(0), attendance_at(sim, hall.body, hall.s.start + days(3)) - attendance_at(sim, hall.body, hall.s.start + days(1)));
  EXPECT_GT(turnout(0), 0.5);
  EXPECT_EQ(turnout(1), 0);
  EXPECT_LT(turnout(2), -0.8);
}

}  // namespace
}  // namespace smolny
