// Every one of the empire's people stands once and only once in russia-1917.

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "engine/evaluate.hpp"
#include "engine/simulation.hpp"
#include "mechanisms/all.hpp"
#include "scenario/loader.hpp"

namespace smolny {
namespace {

const LoadedScenario& russia() {
  static const LoadedScenario loaded = [] {
    const auto tables = parameter_tables();
    const auto names = node_sites();
    const std::vector<std::string_view> sites(names.begin(), names.end());
    return load_scenario(std::filesystem::path(SMOLNY_ROOT) / "scenarios/russia-1917", tables, sites);
  }();
  return loaded;
}

/// Persons of the groups for which `wanted` holds. Sizes are whole and not uncertain.
template <class Wanted>
std::int64_t persons(Wanted wanted) {
  std::int64_t sum = 0;
  for (const Group& g : russia().setting.groups) {
    EXPECT_EQ(g.size.uncertain, -1) << g.id;
    EXPECT_EQ(g.size.central, std::floor(g.size.central)) << g.id;
    if (wanted(g)) sum += static_cast<std::int64_t>(g.size.central);
  }
  return sum;
}

TEST(Russia, IsSound) {
  for (const Diagnostic& d : russia().report.errors) ADD_FAILURE() << d.file << ":" << d.line << ": " << d.message;
}

TEST(Russia, AddsUpToThePerson) {
  EXPECT_EQ(persons([](const Group&) { return true; }), 170'000'000);
}

TEST(Russia, StillAddsUpWhenPeopleHaveMoved) {
  const Interventions nothing;
  const Setting& s = russia().setting;
  Simulation sim = begin_history(s, mechanisms(), nothing, {.key = {1, 0, 0}});
  advance(sim, s.start + days(22));
  std::int64_t all = 0, moved = 0;
  for (const Histogram& h : sim.world.people.rows)
    for (std::int32_t n : h.cell) {
      ASSERT_GE(n, 0);
      all += n;
    }
  for (const FlowState& f : sim.world.flows) moved += f.moved;
  EXPECT_EQ(all, 170'000'000);
  EXPECT_GT(moved, 50'000);
}

TEST(Russia, PlacesThoseAwayFromHomeOnce) {
  const auto of_class = [](std::string_view c) { return persons([=](const Group& g) { return g.people_class == c; }); };
  const std::int64_t front = of_class("soldier-front"), counted_nowhere = of_class("unattributed"), rear = of_class("soldier-rear"), sailors = of_class("sailor");
  EXPECT_EQ(front + counted_nowhere, 6'500'000) << "the active army";
  EXPECT_EQ(counted_nowhere, 1'100'000);
  EXPECT_EQ(of_class("prisoner"), 3'075'000);
  EXPECT_EQ(rear + sailors, 1'450'000 + 80'000 + 50'000) << "the rear and the fleets (a depot of sailors stands in the garrison)";
  EXPECT_EQ(of_class("occupied") + of_class("refugee"), 20'501'659);
  EXPECT_EQ(of_class("refugee"), 3'300'000);
}

TEST(Russia, HasASlateThatLeavesRoomForNone) {
  for (const Group& g : russia().setting.groups) {
    double sum = 0;
    for (std::size_t p = 0; p + 1 < kSlate; ++p) sum += g.slate[p].central;
    EXPECT_GT(sum, 0) << g.id;
    EXPECT_LE(sum, 0.98) << g.id;
  }
}

/// How many stand above an organization.
int depth(const Setting& s, OrganizationId o) {
  int n = 0;
  for (OrganizationId up = s.organizations[o].above; up.has(); up = s.organizations[up].above) ++n;
  return n;
}

TEST(Russia, HasABolshevikTreeOfFourLevels) {
  const Setting& s = russia().setting;
  int cells = 0;
  for (OrganizationId o : s.organizations.ids()) {
    if (s.parties[s.organizations[o].party].id != "bolshevik") continue;
    EXPECT_LE(depth(s, o), 3) << s.organizations[o].id;
    if (s.organizations[o].ground.empty()) continue;
    EXPECT_EQ(depth(s, o), 3) << s.organizations[o].id << " is a cell";
    EXPECT_TRUE(s.organizations[o].tagged(key_of("bolshevik-cells"))) << s.organizations[o].id;
    ++cells;
  }
  EXPECT_GT(cells, 60);
}

TEST(Russia, HasNoTwoCellsOfAPartyAmongTheSamePeople) {
  const Setting& s = russia().setting;
  for (PartyId p : s.parties.ids()) {
    std::set<std::int32_t> taken;
    for (const Organization& o : s.organizations) {
      if (o.party != p) continue;
      for (std::int32_t g : o.ground.rows) EXPECT_TRUE(taken.insert(g).second) << o.id << " and another in " << s.groups.rows[static_cast<std::size_t>(g)].id;
    }
  }
}

TEST(Russia, SendsDeputiesFromOneCuriaOnly) {
  const Setting& s = russia().setting;
  int soviets = 0;
  for (const Body& b : s.bodies) {
    std::set<CuriaId> curiae;
    for (const Bloc& bloc : b.blocs)
      if (bloc.curia.has()) curiae.insert(bloc.curia);
    std::set<std::int32_t> voters;
    for (CuriaId c : curiae)
      for (std::int32_t g : s.curiae[c].electors.rows) EXPECT_TRUE(voters.insert(g).second) << b.id << ": nobody votes twice";
    soviets += b.tagged(key_of("soviets"));
    EXPECT_TRUE(!b.tagged(key_of("soviets")) || !curiae.empty()) << b.id;
  }
  EXPECT_EQ(soviets, 23);
}

TEST(Russia, HasACommitteeOfThreeMinds) {
  const Setting& s = russia().setting;
  std::size_t issue = 0;
  for (IssueId i : s.issues.ids())
    if (s.issues[i].role == IssueRole::rule) issue = static_cast<std::size_t>(i.index);
  int now = 0, congress = 0, never = 0;
  for (const Body& b : s.bodies) {
    if (b.id != "bolshevik-cc") continue;
    for (LeaderId l : b.members) {
      const double stand = s.leaders[l].position[issue].central;
      ++(stand > 1.5 ? now : stand > 0.5 ? congress : never);
    }
  }
  EXPECT_EQ(now + congress + never, 16);
  EXPECT_GE(now, 4);
  EXPECT_GE(congress, 4);
  EXPECT_GE(never, 4);
}

/// The Democratic Conference without chance: every bloc votes for what lies nearer, and hopes as its kind does.
struct Division {
  double yes = 0, no = 0;
  bool carried() const { return yes > no; }
};

Division divide(std::string_view decision_id) {
  const Setting& s = russia().setting;
  const Decision* decision = nullptr;
  for (const Decision& d : s.decisions)
    if (d.id == decision_id) decision = &d;
  const Body& conference = s.bodies[as<Body>(decision->decider)];
  const double hope = s.decider_kinds[conference.temperament].optimism.central;
  Division division;
  for (const Bloc& bloc : conference.blocs) {
    const auto away = [&](const auto& stand) {
      double sum = 0;
      for (std::size_t i = 0; i < s.issues.size(); ++i)
        if (stand.stands_on & (1U << i)) sum += std::pow(stand.position[i].central - bloc.position[i].central, 2) / 2;
      return sum;
    };
    const auto distance = [&](const OptionSpec& option) {
      if (option.ends.empty()) return away(option);
      const double a = away(option.ends[0]), b = away(option.ends[1]);
      return hope * std::min(a, b) + (1 - hope) * std::max(a, b);
    };
    (distance(decision->options[0]) < distance(decision->options[1]) ? division.yes : division.no) += bloc.seats.central;
  }
  return division;
}

TEST(DemocraticConference, SaysYesAndYesAndNoInOneOrderAndSettlesItInTheOthers) {
  EXPECT_TRUE(divide("dc-principle").carried()) << "a coalition, each hoping for its own";
  EXPECT_TRUE(divide("dc-kadets").carried()) << "the Kadets shut out of it";
  EXPECT_FALSE(divide("dc-whole").carried()) << "and then none of it";
  EXPECT_TRUE(divide("dc-riders").carried());
  EXPECT_TRUE(divide("dc-basis").carried()) << "the same coalition is taken where the choice is between it and socialists alone";
}

/// A history of sixty days in which the enemy attacks every other day, and takes every line or none.
Simulation under_attack(const Setting& s, bool falls, Registry registry) {
  static Setting setting;
  setting = s;
  std::size_t at = 0;
  for (const MechanismSpec& m : registry) {
    if (!takes_part(s, m.name, m.on_request)) continue;
    for (const ParameterSpec& p : m.parameters) {
      if (m.name == "front" && p.name == "offensive") setting.parameters[at] = {.central = 0.5};
      if (m.name == "front" && p.name == "assault") setting.parameters[at] = {.central = falls ? 10.0 : -10.0};
      if (m.name == "front" && p.name == "cohesion") setting.parameters[at] = {.central = 0};
      ++at;
    }
  }
  static const Interventions nothing;
  Simulation sim = begin_history(setting, registry, nothing, {.key = {3, 0, 0}});
  advance(sim, setting.start + days(60));
  return sim;
}

TEST(Russia, FearsForTheCapitalAsTheLinesBeforeItFall) {
  const Setting& s = russia().setting;
  const Registry registry = mechanisms();
  LeaderId premier;
  for (LeaderId l : s.leaders.ids())
    if (s.leaders[l].id == "kerensky") premier = l;
  PropositionId threatened;
  for (PropositionId p : s.propositions.ids())
    if (s.propositions[p].id == "capital-threatened") threatened = p;
  const Simulation lost = under_attack(s, true, registry);
  std::vector<std::string> fallen;
  for (const Recorded& e : lost.chronicle.events)
    if (e.kind == EventKind::line_lost) fallen.push_back(s.places[e.place].id);
  EXPECT_EQ(fallen, (std::vector<std::string>{"line_riga", "line_islands", "line_reval", "line_narva"}));
  EXPECT_GT(log_odds(lost, entity(premier), threatened), 1);
  bool asked = false;
  for (const Recorded& e : lost.chronicle.events)
    if (const DecisionId d = as<Decision>(e.on); e.kind == EventKind::decided && d.has()) asked = asked || s.decisions[d].id == "capital";
  EXPECT_TRUE(asked) << "the premier is asked whether to leave";
  const Simulation held = under_attack(s, false, registry);
  EXPECT_LT(log_odds(held, entity(premier), threatened), -1);
}

}  // namespace
}  // namespace smolny
