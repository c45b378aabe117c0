// Ranks of a party: obedience against its closed form, the gradient from the centre to the cells, what office takes.

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "small_world.hpp"

namespace smolny {
namespace {

using Given = std::vector<std::pair<std::string_view, double>>;

/// A party out of office that stands at 1, its centre, a committee, and cells among a town's people.
struct Ranks {
  Setting s = testing::two_camps();
  std::vector<MechanismSpec> registry{organization_mechanism()};

  explicit Ranks(int cells, Given given) {
    s.end = s.start + days(400);
    s.mechanisms = {"organization"};
    testing::add_town(s);
    Issue rule;
    rule.key = key_of("rule");
    rule.role = IssueRole::rule;
    s.issues.add(rule);
    s.parties.rows[0].position[0].central = -1;
    s.parties.rows[1].position[0].central = 1;
    testing::add_townspeople(s, {}, 100'000, 0.3, 0.15, 0.4, 0.4);
    Lever l;
    l.key = key_of("line");
    s.levers.add(l);
    add("centre", {});
    s.organizations.rows[0].line = LeverId{0};
    s.organizations.rows[0].stands.central = -0.5;
    add("committee", OrganizationId{0});
    for (int i = 0; i < cells; ++i) {
      add("cell " + std::to_string(i), OrganizationId{1});
      s.organizations.rows.back().ground.kind = EntityKind::group;
      s.organizations.rows.back().ground.rows = {0};
      s.organizations.rows.back().members.central = 500;
    }
    Given all{{"selection", 1}, {"half", 5}, {"fade", 10}};
    for (const auto& g : given) all.push_back(g);
    s.parameters = testing::parameters_of(registry[0], all);
  }
  void add(const std::string& id, OrganizationId above) {
    Organization o;
    o.key = key_of(id);
    o.id = id;
    o.party = PartyId{1};
    o.above = above;
    s.organizations.add(o);
  }
  Simulation begin(std::uint64_t history = 0) { return begin_history(s, registry, testing::kNothing, {.key = {31, history, 0}}); }
};

const OrganizationState& part(const Simulation& sim, std::int32_t i) { return sim.world.organizations[OrganizationId{i}]; }

/// Share of cells that keep to the line, with the committee's own obedience out of the way.
double keeping(const Simulation& sim) {
  double n = 0;
  for (std::size_t i = 2; i < sim.world.organizations.size(); ++i) n += part(sim, static_cast<std::int32_t>(i)).keeps;
  return n / static_cast<double>(sim.world.organizations.size() - 2);
}

TEST(Organization, ObedienceIsThatOfItsClosedForm) {
  Ranks r(4000, {{"discipline", 1.5}, {"distance", 2}});
  r.s.organizations.rows[1].ground = {};
  for (std::size_t i = 2; i < r.s.organizations.size(); ++i) r.s.organizations.rows[i].above = OrganizationId{0};
  Simulation sim = r.begin();
  EXPECT_NEAR(keeping(sim), 1 / (1 + std::exp(-1.5)), 0.02) << "a line that is what they want";
  sim.world.levers.rows[0] = 1;
  advance(sim, r.s.start + days(8));
  // They want 1, the line stands at -1/2: 1.5 steps away.
  EXPECT_NEAR(part(sim, 2).wants, 1, 1e-9);
  EXPECT_NEAR(keeping(sim), 1 / (1 + std::exp(-(1.5 - 2 * 1.5 * 1.5 / 2))), 0.025);
}

TEST(Organization, WhoDefiesANearLineDefiesAFarOne) {
  Ranks r(300, {{"discipline", 1}, {"distance", 1.5}});
  for (std::size_t i = 2; i < r.s.organizations.size(); ++i) r.s.organizations.rows[i].above = OrganizationId{0};
  Simulation sim = r.begin();
  std::vector<bool> before;
  int lost = 0;
  for (double lever : {0.0, 0.4, 0.7, 1.0}) {
    sim.world.levers.rows[0] = lever;
    advance(sim, sim.world.now + days(7));
    for (std::int32_t i = 2; i < 302; ++i) {
      const auto k = static_cast<std::size_t>(i - 2);
      if (before.size() > k) {
        EXPECT_FALSE(part(sim, i).keeps && !before[k]) << "cell " << k;
        lost += before[k] && !part(sim, i).keeps;
        before[k] = part(sim, i).keeps;
      } else {
        before.push_back(part(sim, i).keeps);
      }
    }
  }
  EXPECT_GT(lost, 50);
}

TEST(Organization, TheFurtherDownTheFurtherTheyWantToGo) {
  Ranks r(5, {{"discipline", 3}, {"distance", 1}, {"caution", 0.2}, {"impatience", 2}});
  Simulation sim = r.begin();
  EXPECT_GT(part(sim, 2).wants, 1) << "members are drawn from the impatient";
  EXPECT_NEAR(part(sim, 1).wants, part(sim, 2).wants - 0.2, 1e-9);
  EXPECT_NEAR(part(sim, 0).wants, part(sim, 2).wants - 0.4, 1e-9);
  Ranks same(5, {{"discipline", 3}, {"distance", 1}});
  sim = same.begin();
  EXPECT_EQ(part(sim, 0).wants, part(sim, 2).wants) << "neither caution nor impatience: no gradient is put in";
}

TEST(Organization, ACellGoesWithItsPeople) {
  Ranks r(1, {{"discipline", 3}, {"distance", 1}, {"bond", 0.5}});
  Simulation sim = r.begin();
  EXPECT_NEAR(part(sim, 2).wants, 0.5, 0.01) << "half the party's 1, half the people's 0";
}

TEST(Organization, ACommitteeThatDefiesHandsDownItsOwnLine) {
  Ranks r(50, {{"discipline", -30}, {"distance", 1}});
  Simulation sim = r.begin();
  sim.world.levers.rows[0] = 1;
  advance(sim, r.s.start + days(8));
  EXPECT_NEAR(part(sim, 0).line, -0.5, 1e-9);
  EXPECT_FALSE(part(sim, 1).keeps);
  EXPECT_NEAR(part(sim, 1).line, 1, 1e-9);
}

TEST(Organization, WhoeverChangesHisMindIsToldOf) {
  Ranks r(40, {{"discipline", 1}, {"distance", 3}});
  Simulation sim = r.begin();
  std::vector<bool> kept;
  for (std::int32_t i = 1; i < 42; ++i) kept.push_back(part(sim, i).keeps);
  sim.world.levers.rows[0] = 1;
  advance(sim, r.s.start + days(8));
  std::set<std::int32_t> told;
  for (const Recorded& e : sim.chronicle.events)
    if (e.kind == EventKind::line_defied || e.kind == EventKind::line_kept) told.insert(e.by.index);
  int changed = 0;
  for (std::int32_t i = 1; i < 42; ++i) {
    const bool moved = part(sim, i).keeps != kept[static_cast<std::size_t>(i - 1)];
    EXPECT_EQ(told.contains(i), moved) << "organization " << i;
    changed += moved;
  }
  EXPECT_GT(changed, 0);
}

TEST(Organization, OfficeTakesEffortAndEffortSaturates) {
  const auto gained = [](bool office, double burden, double members) {
    Ranks r(1, {{"discipline", 3}, {"distance", 1}, {"press", 0.5}, {"burden", burden}});
    PeopleClass c;
    c.key = key_of("townspeople");
    r.s.organizations.rows[2].members.central = members;
    Simulation sim = r.begin();
    sim.world.authorities.rows[0].cabinet = true;
    sim.world.authorities.rows[0].parties = office ? 2 : 1;
    advance(sim, r.s.start + days(350));
    return sim.world.opinions.rows[0].agitated[1];
  };
  const double out = gained(false, 0.8, 500), in = gained(true, 0.8, 500);
  EXPECT_LT(in, 0.5 * out);
  EXPECT_EQ(gained(true, 0, 500), out) << "an office that costs nothing";
  EXPECT_NEAR(out, 0.5 * 0.5 * 0.75, 0.01) << "500 members among 100,000: half of what can be done; the line is 1 away from the people";
  EXPECT_LT(gained(false, 0, 1e7), 0.5 * 0.75 + 1e-9);
}

}  // namespace
}  // namespace smolny
