// A finer grouping: nobody is lost, nobody stands twice, everywhere a whole was named its parts stand, and the same people live the
// same history within what chance does.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "engine/evaluate.hpp"
#include "lab/member.hpp"
#include "lab/opening.hpp"
#include "scenario/expressions.hpp"
#include "scenario/grouping.hpp"

namespace smolny {
namespace {

namespace fs = std::filesystem;
const fs::path kRussia = fs::path(SMOLNY_ROOT) / "scenarios" / "russia-1917";

const Setting& cut(std::int64_t most) {
  static std::map<std::int64_t, LoadedScenario> loaded;
  auto at = loaded.find(most);
  if (at == loaded.end()) at = loaded.emplace(most, open_scenario(kRussia, {}, most)).first;
  EXPECT_TRUE(at->second.valid());
  return at->second.setting;
}

History begun(const Setting& s, std::uint64_t member) {
  Specification spec = specification_of(s);
  spec.member = member;
  return begin_member(s, spec, std::make_shared<const Interventions>());
}

double persons(const Setting& s, std::vector<GroupId> groups) {
  std::set<GroupId> once(groups.begin(), groups.end());
  EXPECT_EQ(once.size(), groups.size()) << "nobody stands twice";
  double n = 0;
  for (GroupId g : groups) n += s.groups[g].size.central;
  return n;
}

std::vector<GroupId> ids(const std::vector<std::int32_t>& rows) {
  std::vector<GroupId> out;
  for (std::int32_t r : rows) out.push_back({r});
  return out;
}

TEST(Grouping, LosesNobodyAndLeavesNobodyOut) {
  const Setting &whole = cut(0), &fine = cut(300'000);
  EXPECT_GT(fine.groups.size(), 2 * whole.groups.size());
  double all = 0, before = 0;
  for (const Group& g : fine.groups) {
    EXPECT_LE(g.size.central, 300'000) << g.id;
    EXPECT_GT(g.size.central, 0) << g.id;
    all += g.size.central;
  }
  for (const Group& g : whole.groups) before += g.size.central;
  EXPECT_EQ(all, before);
  for (std::size_t g = 1; g < fine.groups.size(); ++g) EXPECT_LT(fine.groups.rows[g - 1].key, fine.groups.rows[g].key) << "in the order of keys";
  for (const Group& g : whole.groups) {
    const auto at = std::find_if(fine.groups.begin(), fine.groups.end(), [&](const Group& f) { return f.id == g.id; });
    ASSERT_NE(at, fine.groups.end());
    std::vector<GroupId> parts = at->parts;
    parts.push_back({static_cast<std::int32_t>(at - fine.groups.begin())});
    EXPECT_EQ(persons(fine, parts), g.size.central) << g.id;
    for (GroupId p : at->parts) {
      EXPECT_EQ(fine.groups[p].whole, g.key);
      EXPECT_EQ(fine.groups[p].tags, g.tags);
      EXPECT_EQ(fine.groups[p].of_class, at->of_class);
      EXPECT_LE(std::abs(fine.groups[p].size.central - at->size.central), 1);
    }
  }
}

TEST(Grouping, WhereverAWholeWasNamedItsPartsStand) {
  const Setting &whole = cut(0), &fine = cut(300'000);
  for (CuriaId c : whole.curiae.ids())
    EXPECT_EQ(persons(whole, ids(whole.curiae[c].electors.rows)), persons(fine, ids(fine.curiae[c].electors.rows))) << whole.curiae[c].id;
  for (OrganizationId o : whole.organizations.ids())
    EXPECT_EQ(persons(whole, ids(whole.organizations[o].ground.rows)), persons(fine, ids(fine.organizations[o].ground.rows))) << whole.organizations[o].id;
  ASSERT_FALSE(whole.flows.empty());
  for (FlowId f : whole.flows.ids()) {
    EXPECT_EQ(persons(whole, whole.flows[f].from), persons(fine, fine.flows[f].from)) << whole.flows[f].id;
    EXPECT_EQ(persons(whole, whole.flows[f].to), persons(fine, fine.flows[f].to)) << whole.flows[f].id;
  }
}

TEST(Grouping, AQuantityOfAGroupIsOfAllItsParts) {
  const Setting &whole = cut(0), &fine = cut(10'000);
  const History a = begun(whole, 0), b = begun(fine, 0);
  const auto value = [](const History& h, const char* text) {
    const auto e = parse_expression(text, *h.simulation.setting);
    EXPECT_TRUE(e) << text;
    return evaluate(h.simulation, *e);
  };
  for (const char* text : {"group.workers-vyborg.men", "sum(group@petrograd.men)", "sum(group@army.men)"}) EXPECT_EQ(value(a, text), value(b, text)) << text;
  EXPECT_NEAR(value(a, "group.workers-vyborg.share.bolshevik"), value(b, "group.workers-vyborg.share.bolshevik"), 1e-3);
  const char* leaning = "per_person(group@petrograd.support.soviet)";
  EXPECT_NEAR(value(a, leaning), value(b, leaning), 1e-3);
  double men = 0, leaning_men = 0;
  std::int32_t soviet = 0;
  while (whole.camps.rows[static_cast<std::size_t>(soviet)].id != "soviet") ++soviet;
  for (GroupId g : whole.groups.ids()) {
    if (std::find(whole.groups[g].tags.begin(), whole.groups[g].tags.end(), key_of("petrograd")) == whole.groups[g].tags.end()) continue;
    const double n = quantity_value(a.simulation, {.field = Field::men, .of = entity(g)});
    men += n;
    leaning_men += n * quantity_value(a.simulation, {.field = Field::support, .of = entity(g), .about = entity(CampId{soviet})});
  }
  EXPECT_NEAR(value(a, leaning), leaning_men / men, 1e-12) << "a group counts as many times as it has persons";
}

TEST(Grouping, GroupsThatAreSmallEnoughStayAsTheyAre) {
  const Setting &whole = cut(0), &same = cut(100'000'000);
  Specification spec = specification_of(same);
  EXPECT_EQ(spec.grouping, "at-most-100000000");
  spec.until = same.start + days(10);
  Specification plain = specification_of(whole);
  plain.until = spec.until;
  const auto a = run_member(whole, plain), b = run_member(same, spec);
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->simulation.daily, b->simulation.daily);
  EXPECT_FALSE(interventions_of(spec, whole)) << "a specification of another grouping is refused";
}

TEST(Grouping, MoreGroupsThanAScenarioMayHaveAreAFault) {
  const LoadedScenario loaded = open_scenario(kRussia, {}, 1000);
  ASSERT_FALSE(loaded.valid());
  EXPECT_NE(loaded.report.errors.front().message.find("at most 20000 are read"), std::string::npos) << loaded.report.errors.front().message;
}

TEST(Grouping, HasANameThatReadsBack) {
  EXPECT_EQ(grouping_of(grouping_name(0)), 0);
  EXPECT_EQ(grouping_of(grouping_name(50'000)), 50'000);
  for (const char* text : {"", "fine", "at-most-", "at-most-0", "at-most--5", "at-most-5x"}) EXPECT_EQ(grouping_of(text), -1) << text;
}

/// What is common to a class and a whole is drawn once for all parts, so a history at two grains is the same history up to who is drawn.
TEST(Grouping, TwoGrainsLiveTheSameMonth) {
  const Setting &whole = cut(0), &fine = cut(500'000);
  for (std::uint64_t member = 0; member < 2; ++member) {
    History a = begun(whole, member), b = begun(fine, member);
    const Instant until = whole.start + days(30);
    advance_member(a, until);
    advance_member(b, until);
    const std::vector<GroupId> all_a = [&] { std::vector<GroupId> g; for (GroupId x : whole.groups.ids()) g.push_back(x); return g; }();
    const std::vector<GroupId> all_b = [&] { std::vector<GroupId> g; for (GroupId x : fine.groups.ids()) g.push_back(x); return g; }();
    const Voters x = voters_of(a.simulation, all_a), y = voters_of(b.simulation, all_b);
    for (std::size_t p = 0; p < whole.parties.size(); ++p)
      EXPECT_NEAR(x.by_party[p] / x.all, y.by_party[p] / y.all, 0.003) << whole.parties.rows[p].id << ", member " << member;
  }
}

}  // namespace
}  // namespace smolny
