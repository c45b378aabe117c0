// Cabinets that break up: the hazard against its closed form, dismissal, and who is left; hope in what is left open.

#include <gtest/gtest.h>

#include <cmath>

#include "engine/decide.hpp"
#include "engine/evaluate.hpp"
#include "small_world.hpp"

namespace smolny {
namespace {

/// A cabinet of two parties a scale apart on who should rule, and a table at which a third one sits.
struct Table {
  Setting s = testing::two_camps();
  std::vector<MechanismSpec> registry{government_mechanism()};
  BodyId body{};

  explicit Table(std::vector<std::pair<std::string_view, double>> given) {
    s.end = s.start + days(60);
    Issue rule;
    rule.key = key_of("rule");
    rule.role = IssueRole::rule;
    s.issues.add(rule);
    Body b;
    b.key = key_of("table");
    int i = 0;
    for (const auto& [id, position] : {std::pair{"large", -1.0}, {"small", 0.5}, {"outside", 1.5}}) {
      Party p;
      p.key = key_of(id);
      p.id = id;
      p.position[0].central = position;
      if (i < 2) p.tags.push_back(key_of("cabinet-crown"));
      const PartyId party = s.parties.add(p);
      Bloc bloc;
      bloc.key = key_of(id);
      bloc.party = party;
      bloc.seats.central = 30 - 10 * i++;
      b.blocs.push_back(bloc);
    }
    b.exists = true;
    body = s.bodies.add(b);
    Authority a;
    a.key = key_of("crown");
    a.id = "crown";
    a.camp = CampId{0};
    a.body = body;
    s.authorities.add(a);
    given.push_back({"talks", 24});
    s.parameters = testing::parameters_of(registry[0], given);
  }
  Simulation begin(std::uint64_t history) { return begin_history(s, registry, testing::kNothing, {.key = {11, history, 0}}); }
};

int broken(const Simulation& sim) {
  int n = 0;
  for (const Recorded& e : sim.chronicle.events) n += e.kind == EventKind::cabinet_broke;
  return n;
}

TEST(Cabinets, StandAsLongAsTheHazardSays) {
  constexpr int n = 2000;
  for (const auto& [crisis, strain] : {std::pair{0.02, 0.0}, {0.01, 0.6}}) {
    Table table({{"crisis", crisis}, {"strain", strain}});
    int stands = 0;
    for (int i = 0; i < n; ++i) {
      Simulation sim = table.begin(static_cast<std::uint64_t>(i));
      advance(sim, table.s.start + days(30) + hours(1));
      stands += broken(sim) == 0;
    }
    const double p = std::exp(-30 * crisis * std::exp(strain * 1.5));  // the range of those in office; the third party is outside
    EXPECT_NEAR(static_cast<double>(stands) / n, p, 4 * std::sqrt(p * (1 - p) / n)) << strain;
  }
}

TEST(Cabinets, NoneBreaksWithoutCrises) {
  Table table({{"strain", 5}});
  Simulation sim = table.begin(1);
  advance(sim, table.s.end);
  EXPECT_EQ(broken(sim), 0);
}

TEST(Cabinets, ThatAreDismissedLeaveACaretakerUntilTalksHaveFormedAnother) {
  Table table({{"value", 50}});  // whoever is asked comes in
  Simulation sim = table.begin(1);
  Act act;
  act.kind = ActKind::dismiss;
  act.to.kind = EntityKind::body;
  act.to.rows = {table.body.index};
  table.registry[0].perform(sim, 0, {&act, {}, -1});
  ASSERT_EQ(broken(sim), 1);
  EXPECT_EQ(parties_in_office(sim.world), 1U) << "the largest of its parties";
  EXPECT_TRUE(sim.world.authorities.rows[0].broken);
  advance(sim, table.s.end);
  EXPECT_FALSE(sim.world.authorities.rows[0].broken);
  EXPECT_EQ(sim.chronicle.events.back().kind, EventKind::cabinet_formed);
}

TEST(Hope, WeighsTheBestAndTheWorstOfWhatAnOptionMayComeTo) {
  Setting s = testing::two_camps();
  Issue issue;
  issue.key = key_of("issue");
  s.issues.add(issue);
  DeciderKind kind;
  kind.key = key_of("kind");
  kind.optimism.central = 0.75;
  s.decider_kinds.add(kind);
  Leader leader;
  leader.key = key_of("leader");
  leader.temperament = DeciderKindId{0};
  leader.position[0].central = 1;
  const LeaderId l = s.leaders.add(leader);
  Decision decision;
  decision.key = key_of("decision");
  decision.decider = entity(l);
  OptionSpec open, settled;
  for (const double x : {1.0, -1.0, 0.0}) {
    OptionEnd& end = open.ends.emplace_back();
    end.position[0].central = x;
    end.stands_on = 1;
  }
  settled.position[0].central = 0;
  settled.stands_on = 1;
  decision.options = {open, settled};
  const DecisionId id = s.decisions.add(decision);
  const std::vector<MechanismSpec> none;
  const Simulation sim = begin_history(s, none, testing::kNothing, {});
  const auto distance = [&](std::size_t option) {
    Standings seen(sim);
    return weigh(sim, id, option, entity(l), -1, seen)[static_cast<std::size_t>(Feature::distance)];
  };
  EXPECT_DOUBLE_EQ(distance(0), -(0.75 * 0 + 0.25 * 2));  // the best lies on the spot, the worst two steps away
  EXPECT_DOUBLE_EQ(distance(1), -0.5);
}

}  // namespace
}  // namespace smolny
