// Deputies recalled: nobody is lost, the pace against its closed form, who hears of whom, motions on occasions, presidia in proportion.

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <memory>

#include "small_world.hpp"

namespace smolny {
namespace {

using Given = std::vector<std::pair<std::string_view, double>>;

/// A cabinet breaks up every thirty days; `perform` is nobody's.
struct Crisis {
  static constexpr std::string_view name = "crisis";
  static constexpr std::string_view model = "an occasion by the clock";
  enum class Parameter {};
  static constexpr std::array<ParameterSpec, 0> parameters{};
  using Reads = Tables<>;
  using Writes = Tables<>;
  static constexpr EventKind emits[] = {EventKind::cabinet_broke};
  static constexpr Phase phase = Phase::decisions;
  static void begin(View<Crisis> v) { v.wake_in(30 * 1440, 0, 1); }
  static void wake(View<Crisis> v, const Wake&) {
    v.emit<EventKind::cabinet_broke>({.by = entity(AuthorityId{0})});
    v.wake_in(30 * 1440, 0, 1);
  }
};

/// A party in office and one that wants all power, a works that holds with them by `outs`, and assemblies on a line, `gap` degrees apart.
struct Towns {
  Setting s = testing::two_camps();
  std::vector<MechanismSpec> registry{recall_mechanism()};

  Towns(int assemblies, double ins_deputies, double outs_deputies, double outs, Given given, bool crises = false, double gap = 1) {
    if (crises) registry.push_back(describe<Crisis>());
    s.mechanisms = {"recall", "crisis"};
    s.end = s.start + days(400);
    testing::add_town(s);
    Issue rule;
    rule.key = key_of("rule");
    rule.role = IssueRole::rule;
    s.issues.add(rule);
    s.parties.rows[0].position[0].central = -0.5;
    s.parties.rows[1].position[0].central = 2;
    testing::add_townspeople(s, {}, 100'000, 0.3, 0.1, 0.8 - outs, outs);
    Curia c;
    c.key = key_of("works");
    c.electors.kind = EntityKind::group;
    c.electors.rows = {0};
    s.curiae.add(c);
    for (int i = 0; i < assemblies; ++i) {
      Place p;
      p.key = key_of("hall " + std::to_string(i));
      p.longitude = gap * i;
      Body b;
      b.key = key_of("assembly " + std::to_string(i));
      b.seat = s.places.add(p);
      b.attendance.central = 1;
      for (int k = 0; k < 2; ++k) {
        Bloc bloc;
        bloc.key = key_of(k == 0 ? "ins" : "outs");
        bloc.party = PartyId{k};
        bloc.curia = CuriaId{0};
        bloc.seats.central = k == 0 ? ins_deputies : outs_deputies;
        bloc.position[0].central = k == 0 ? -0.5 : 2;
        bloc.discipline.central = 1;
        b.blocs.push_back(bloc);
      }
      s.bodies.add(b);
    }
    Given all{{"plurality", 1}, {"threshold", -5}, {"spread", 0.01}, {"reach", 100}, {"bid", 0.6}, {"conviction", 1}, {"handover", 10}, {"presidium", 7}};
    for (const auto& g : given) all.push_back(g);
    s.parameters = testing::parameters_of(registry[0], all);
  }
  Simulation begin(std::uint64_t history = 0) {
    Simulation sim = begin_history(s, registry, testing::kNothing, {.key = {21, history, 0}});
    sim.world.authorities.rows[0].cabinet = true;
    sim.world.authorities.rows[0].parties = 1;
    return sim;
  }
};

double of(const Simulation& sim, std::int32_t body, std::size_t bloc) { return sim.world.bodies[BodyId{body}].seats[bloc]; }

int count(const Simulation& sim, EventKind kind) {
  int n = 0;
  for (const Recorded& e : sim.chronicle.events) n += e.kind == kind;
  return n;
}

TEST(Recall, ThePaceIsThatOfItsClosedForm) {
  Towns t(1, 20'000, 0, 0.6, {{"pace", 0.02}});
  Simulation sim = t.begin();
  // Of 80,000 with a party 60,000 are for the outs: w = 0.75, and of the ins' deputies (1 - e^-0.14) 0.75 go in a week, of the outs' a third of that.
  double ins = 20'000;
  for (int week = 1; week <= 8; ++week) {
    advance(sim, t.s.start + days(7 * week));
    const double q = 1 - std::exp(-0.14);
    ins += -ins * q * 0.75 + (20'000 - ins) * q * 0.25;
    EXPECT_NEAR(of(sim, 0, 0), ins, 5 * std::sqrt(20'000 * 0.25)) << "week " << week;
    EXPECT_EQ(of(sim, 0, 0) + of(sim, 0, 1), 20'000) << "a recalled deputy has a successor";
  }
}

TEST(Recall, WhoIsOfOneMindWithHisConstituentsStays) {
  Towns t(3, 0, 300, 0.8, {{"pace", 0.5}});
  Simulation sim = t.begin();
  advance(sim, t.s.start + days(200));
  EXPECT_EQ(count(sim, EventKind::recalled), 0);
  for (std::int32_t b = 0; b < 3; ++b) EXPECT_EQ(of(sim, b, 1), 300);
}

TEST(Recall, PluralityMakesALeadGreater) {
  const auto ins_left = [](double plurality) {
    Towns t(1, 10'000, 0, 0.48, {{"pace", 0.5}, {"plurality", plurality}});  // 0.6 of those with a party
    Simulation sim = t.begin();
    advance(sim, t.s.start + days(200));
    return of(sim, 0, 0) / 10'000;
  };
  EXPECT_NEAR(ins_left(1), 0.4, 0.03);
  EXPECT_NEAR(ins_left(3), 0.064 / (0.064 + 0.216), 0.03);
}

TEST(Recall, AnAssemblyThatTurnsIsHeardOfNearby) {
  Towns t(30, 400, 0, 0.6, {{"pace", 0.05}, {"threshold", 0.5}, {"spread", 0.1}, {"reach", 60}});
  Simulation sim = t.begin();
  advance(sim, t.s.start + days(7));
  const double before = of(sim, 1, 0);
  EXPECT_GT(before, 395) << "while nobody has turned hardly anybody dares";
  for (std::int32_t b : {0, 2}) sim.world.assemblies[BodyId{b}].turned = true;
  advance(sim, t.s.start + days(70));
  EXPECT_LT(of(sim, 1, 0), 250) << "between two that have turned";
  EXPECT_GT(of(sim, 25, 0), 390) << "far from them";
  EXPECT_GT(sim.world.assemblies[BodyId{1}].heard, 0.7);
}

TEST(Recall, MotionsComeOnOccasionsAlone) {
  Towns quiet(5, 100, 200, 0.6, {{"notice", 2}});
  Simulation sim = quiet.begin();
  advance(sim, quiet.s.start + days(300));
  EXPECT_EQ(count(sim, EventKind::censured) + count(sim, EventKind::upheld), 0) << "the clock moves nothing";
  Towns t(5, 200, 100, 0.2, {{"notice", 2}}, true);
  sim = t.begin();
  advance(sim, t.s.start + days(59));
  EXPECT_EQ(count(sim, EventKind::cabinet_broke), 1);
  EXPECT_EQ(count(sim, EventKind::censured) + count(sim, EventKind::upheld), 5) << "one in each assembly";
}

TEST(Recall, WhoWasOfAMindInJulyIsOfThatMindInSeptember) {
  // Caucuses of full discipline, whose leaning is all but chance: between histories the outcome differs, within one it does not.
  Towns t(1, 200, 100, 0.2, {{"notice", 1}, {"temper", 5}, {"handover", 1e6}}, true);
  std::map<int, int> carried;
  for (std::uint64_t history = 0; history < 60; ++history) {
    Simulation sim = t.begin(history);
    advance(sim, t.s.start + days(320));
    const int yes = count(sim, EventKind::censured), no = count(sim, EventKind::upheld);
    EXPECT_GE(yes + no, 7);
    EXPECT_TRUE(yes == 0 || no == 0) << yes << " carried and " << no << " lost in one history";
    ++carried[yes > 0];
  }
  EXPECT_GT(carried[true], 10);
  EXPECT_GT(carried[false], 10);
}

TEST(Recall, TheMoreDeputiesTheMoverHasTheLikelier) {
  const auto carried = [](double outs) {
    Towns t(1, 300 - outs, outs, 0.2, {{"notice", 1}, {"temper", 0.5}}, true);
    t.s.bodies.rows[0].blocs[0].discipline.central = 0.7;  // some of the others vote by their own lights
    int n = 0;
    for (std::uint64_t history = 0; history < 40; ++history) {
      Simulation sim = t.begin(history);
      advance(sim, t.s.start + days(59));
      n += count(sim, EventKind::censured);
    }
    return n;
  };
  const int few = carried(60), many = carried(149);
  EXPECT_LT(few, 15);
  EXPECT_EQ(many, 40) << "nearly half, and those who break ranks";
}

TEST(Recall, ThePresidiumIsChosenInProportionOnceAMotionHasCarried) {
  Towns t(1, 120, 180, 0.2, {{"notice", 1}, {"handover", 3}}, true);
  Simulation sim = t.begin();
  EXPECT_EQ(sim.world.assemblies[BodyId{0}].presidium[1], 7) << "the largest party that has a majority by itself";
  t.s.bodies.rows[0].blocs[0].seats.central = 180;
  t.s.bodies.rows[0].blocs[1].seats.central = 120;
  t.s.bodies.rows[0].blocs[0].position[0].central = 2;  // left-wingers of the party in office vote with the movers
  sim = t.begin();
  EXPECT_EQ(sim.world.assemblies[BodyId{0}].presidium[0], 7);
  EXPECT_FALSE(sim.world.assemblies[BodyId{0}].turned);
  advance(sim, t.s.start + days(80));
  EXPECT_EQ(count(sim, EventKind::censured), 1);
  EXPECT_EQ(count(sim, EventKind::presidium_chosen), 1);
  EXPECT_EQ(sim.world.assemblies[BodyId{0}].presidium[0], 4) << "180 to 120 of 7 seats: 4.2 and 2.8";
  EXPECT_EQ(sim.world.assemblies[BodyId{0}].presidium[1], 3);
  advance(sim, t.s.start + days(200));
  EXPECT_EQ(count(sim, EventKind::censured), 1) << "nobody is left outside to move";
}

TEST(Recall, TheFirstPresidiumIsOfPartiesThatStandTogether) {
  Towns t(1, 420, 280, 0.2, {});
  Party third;
  third.key = key_of("third");
  third.position[0].central = -0.3;
  t.s.parties.add(third);
  Bloc bloc = t.s.bodies.rows[0].blocs[0];
  bloc.key = key_of("third");
  bloc.party = PartyId{2};
  bloc.seats.central = 250;
  t.s.bodies.rows[0].blocs.push_back(bloc);
  const Simulation sim = t.begin();
  const auto& presidium = sim.world.assemblies[BodyId{0}].presidium;
  EXPECT_EQ(presidium[0] + presidium[2], 7) << "the second party in size stands far off: the third comes in";
  EXPECT_EQ(presidium[0], 4);
}

TEST(Recall, WhatIsForbiddenDoesNotHappen) {
  Towns t(2, 300, 100, 0.6, {{"pace", 0.1}, {"notice", 1}, {"handover", 5}}, true);
  Interventions frozen, silent;
  Pattern p;
  p.kind = EventKind::recalled;
  p.on = {entity(BodyId{0})};
  frozen.forbidden.push_back(p);
  p.kind = EventKind::censured;
  silent.forbidden.push_back(p);
  const auto lived = [&](const Interventions& with) {
    Simulation sim = begin_history(t.s, t.registry, with, {.key = {21, 0, 0}});
    sim.world.authorities.rows[0].cabinet = true;
    sim.world.authorities.rows[0].parties = 1;
    advance(sim, t.s.start + days(120));
    return sim;
  };
  const Simulation a = lived(frozen), b = lived(silent);
  EXPECT_EQ(of(a, 0, 0), 300) << "its deputies stay";
  EXPECT_LT(of(a, 1, 0), 200) << "those of the other do not";
  EXPECT_FALSE(b.world.assemblies[BodyId{0}].turned);
  EXPECT_TRUE(b.world.assemblies[BodyId{1}].turned);
}

/// The presidium stakes its office five days after a motion has carried.
Simulation staked(double loyalty) {
  static std::vector<std::unique_ptr<Towns>> kept;  // a simulation points into its setting
  kept.push_back(std::make_unique<Towns>(1, 180, 120, 0.2, Given{{"notice", 1}, {"handover", 1000}, {"loyalty", loyalty}}, true));
  Towns& t = *kept.back();
  t.s.bodies.rows[0].blocs[0].position[0].central = 2;
  Leader chair;
  chair.key = key_of("chair");
  chair.temperament = t.s.decider_kinds.add({});
  chair.at = PlaceId{0};
  t.s.leaders.add(chair);
  Pattern p;
  p.key = key_of("lost");
  p.kind = EventKind::censured;
  t.s.patterns.add(p);
  Decision d;
  d.key = key_of("stake");
  d.decider = entity(LeaderId{0});
  Trigger trigger;
  trigger.kind = TriggerKind::pattern;
  trigger.pattern = PatternId{0};
  trigger.delay_low.central = trigger.delay_high.central = 5 * 1440;
  d.triggers.push_back(trigger);
  OptionSpec o;
  o.key = key_of("stake");
  Act act;
  act.kind = ActKind::dismiss;
  act.by = entity(LeaderId{0});
  act.to.kind = EntityKind::body;
  act.to.rows = {0};
  o.acts.push_back(act);
  d.options.push_back(o);
  t.s.decisions.add(d);
  Simulation sim = t.begin();
  advance(sim, t.s.start + days(59));
  return sim;
}

TEST(Recall, OfficeStakedIsKeptOrLostByAVote) {
  Simulation kept = staked(10);
  EXPECT_EQ(count(kept, EventKind::upheld), 1);
  EXPECT_EQ(kept.world.assemblies[BodyId{0}].presidium[0], 7);
  EXPECT_FALSE(kept.world.assemblies[BodyId{0}].turned);
  Simulation lost = staked(-10);
  EXPECT_EQ(count(lost, EventKind::censured), 2) << "the motion, and then confidence";
  EXPECT_EQ(lost.world.assemblies[BodyId{0}].presidium[1], 3);
}

}  // namespace
}  // namespace smolny
