// Starts that are reached: a scenario that takes up its own start lives the same history, wholes stay whole, parties out of office
// take their ministers along, a file that does not fit is refused, and an archive brings its starts with it.

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "archive/files.hpp"
#include "engine/evaluate.hpp"
#include "engine/priors.hpp"
#include "lab/ensemble.hpp"
#include "lab/member.hpp"
#include "lab/reached.hpp"
#include "mechanisms/all.hpp"
#include "scenario/example.hpp"
#include "scenario/names.hpp"

namespace smolny {
namespace {

namespace fs = std::filesystem;

/// The example, with rows of `reached` that lead from it to itself, in a folder that is gone afterwards.
class Reach : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "smolny-reached-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    ASSERT_TRUE(new_scenario(folder_ / "port", parameter_tables()).has_value());
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::unique_ptr<LoadedScenario> with(const std::string& rows) {
    std::ofstream(folder_ / "port" / "reached.yaml") << "reached:\n" << rows;
    auto loaded = std::make_unique<LoadedScenario>(open_scenario(folder_ / "port"));
    for (const Diagnostic& d : loaded->report.errors) ADD_FAILURE() << to_text(d);
    return loaded;
  }
  static std::string row(const std::string& id, const std::string& rest) {
    return "- {id: " + id + ", from: port, " + rest + ", reason: \"a test\", grade: assumed}\n";
  }
  fs::path folder_;
};

const std::string kWhole = "what: sizes";

History lived(const Setting& s, std::uint64_t member) {
  Specification spec = specification_of(s);
  spec.member = member;
  auto h = run_member(s, spec);
  EXPECT_TRUE(h) << (h ? "" : h.error());
  return std::move(*h);
}

History begun(const Setting& s, std::uint64_t member) {
  Specification spec = specification_of(s);
  spec.member = member;
  return begin_member(s, spec, std::make_shared<const Interventions>());
}

ReachedPoint point_of(const Setting&, const Setting& later, const Handover& handover, const History& road, std::uint64_t member) {
  return reached_point(handover, road.simulation, sampled_numbers(later, {.key = {1, member, 0}}));
}

double number(const Handover& handover, const ReachedPoint& point, const std::string& path) {
  for (std::size_t i = 0; i < handover.numbers.size(); ++i)
    if (handover.numbers[i].path == path) return point.values[i];
  ADD_FAILURE() << path << " is not carried";
  return std::nan("");
}

TEST_F(Reach, WhoTakesUpHisOwnStartLivesTheSameHistory) {
  const auto own = with(row("people", kWhole) + row("delegates", "what: seats, body: delegates, as: delegates") +
                        row("ministers", "what: members, body: cabinet") +
                        row("standing", "what: number, path: unit.marines.attitude, as: \"0\""));
  Setting later = own->setting;
  const auto handover = handover_between(own->setting, later);
  ASSERT_TRUE(handover) << handover.error().message;
  std::vector<ReachedPoint> points;
  for (std::uint64_t member = 0; member < 3; ++member) {
    const History h = begun(own->setting, member);
    points.push_back(point_of(own->setting, later, *handover, h, member));
    // What the expression says is put by hand to what the member draws, so that the start is the given one.
    for (std::size_t i = 0; i < handover->numbers.size(); ++i)
      if (handover->numbers[i].what == Carried::number)
        points.back().values[i] = value(h.simulation.world, later.units[UnitId{find_row(later, Section::units, "marines")}].attitude);
  }
  const auto laid = lay_reached(later, reached_json(*handover, points, later, specification_of(own->setting), "a test"));
  ASSERT_TRUE(laid) << laid.error();
  EXPECT_GT(later.uncertain.size(), own->setting.uncertain.size()) << "fixed numbers have become uncertain";
  for (std::uint64_t member = 0; member < 3; ++member) {
    const History given = lived(own->setting, member), reached = lived(later, member);
    EXPECT_EQ(given.outcomes, reached.outcomes);
    EXPECT_EQ(given.simulation.chronicle.events.size(), reached.simulation.chronicle.events.size());
    EXPECT_EQ(row_of(given, member).chronicle, row_of(reached, member).chronicle) << "member " << member;
  }
}

TEST_F(Reach, PointsComeRoundAndTakeThePlaceOfWhatIsDrawn) {
  const auto own = with(row("standing", "what: number, path: unit.marines.attitude, as: \"0.25\""));
  Setting later = own->setting;
  const auto handover = handover_between(own->setting, later);
  ASSERT_TRUE(handover);
  std::vector<ReachedPoint> points{{{0.1}, ""}, {{}, "the town is flooded"}, {{0.3}, ""}};
  ASSERT_TRUE(lay_reached(later, reached_json(*handover, points, later, specification_of(own->setting), "a test")));
  const auto row = static_cast<std::size_t>(later.units[UnitId{find_row(later, Section::units, "marines")}].attitude.uncertain);
  for (std::uint64_t member : {0, 3, 300}) EXPECT_EQ(begun(later, member).simulation.world.sampled[row], 0.1);
  for (std::uint64_t member : {2, 5}) EXPECT_EQ(begun(later, member).simulation.world.sampled[row], 0.3);
  EXPECT_THROW(begun(later, 4), std::runtime_error);
  Specification spec = specification_of(later);
  spec.member = 1;
  const MemberRow failed = live_member(later, spec, std::make_shared<const Interventions>());
  EXPECT_TRUE(failed.failed);
  EXPECT_EQ(failed.reason, "the earlier history leads to no start: the town is flooded");
  const History h = begun(own->setting, 0);
  EXPECT_EQ(point_of(own->setting, later, *handover, h, 0).values, std::vector<double>{0.25});
}

TEST_F(Reach, WhatAnExpressionCarriesIsCutToWhatTheNumberMayBe) {
  const auto own = with(row("standing", "what: number, path: unit.marines.attitude, as: \"7 / 2\""));
  const auto handover = handover_between(own->setting, own->setting);
  ASSERT_TRUE(handover);
  const ReachedPoint point = point_of(own->setting, own->setting, *handover, begun(own->setting, 0), 0);
  EXPECT_EQ(point.values, std::vector<double>{1}) << "an attitude runs from -1 to 1";
  Setting later = own->setting;
  EXPECT_TRUE(lay_reached(later, reached_json(*handover, {point}, later, specification_of(own->setting), "a test")));
}

TEST_F(Reach, WhateverTheRoadSaysIsAStartThatCanBeLaidOrNone) {
  const auto own = with(row("standing", "what: number, path: unit.marines.attitude, as: clock.hours / clock.hours"));
  const auto handover = handover_between(own->setting, own->setting);
  ASSERT_TRUE(handover);
  const ReachedPoint none = point_of(own->setting, own->setting, *handover, begun(own->setting, 0), 0);
  EXPECT_EQ(none.refused, "'unit.marines.attitude' comes to no number");
  EXPECT_TRUE(none.values.empty());
  Setting later = own->setting;
  EXPECT_TRUE(lay_reached(later, reached_json(*handover, {none}, later, specification_of(own->setting), "a test")));

  // Where the road's people and seats grow from next to nothing, more than may be comes out: it is cut.
  const auto whole = with(row("people", kWhole) + row("delegates", "what: seats, body: delegates, as: delegates"));
  auto wide = handover_between(whole->setting, whole->setting);
  ASSERT_TRUE(wide);
  for (CarriedNumber& n : wide->numbers)
    if (n.what == Carried::sizes) n.first = {1e-9, -1};
    else n.own = {1e9, -1};
  const ReachedPoint cut = point_of(whole->setting, whole->setting, *wide, begun(whole->setting, 0), 0);
  Setting laid = whole->setting;
  const auto taken = lay_reached(laid, reached_json(*wide, {cut}, laid, specification_of(whole->setting), "a test"));
  EXPECT_TRUE(taken) << taken.error();
}

TEST_F(Reach, NoFileOfStartsIsLongerThanItIsHeldToBe) {
  const auto own = with(row("people", kWhole) + row("slates", "what: slates") + row("attitudes", "what: attitudes"));
  const auto handover = handover_between(own->setting, own->setting);
  ASSERT_TRUE(handover);
  const auto size = [&](std::size_t points, const ReachedPoint& point) {
    return reached_json(*handover, std::vector<ReachedPoint>(points, point), own->setting, specification_of(own->setting), "a test").size();
  };
  ReachedPoint widest;
  for (const CarriedNumber& n : handover->numbers) widest.values.push_back(n.low < 0 ? n.low + 0.123457 : n.high - 0.123457);
  for (const ReachedPoint& point : {widest, point_of(own->setting, own->setting, *handover, begun(own->setting, 0), 0), ReachedPoint{{}, "the town is flooded"}}) {
    const std::size_t none = size(0, {}), each = size(1001, point) - size(1, point);
    EXPECT_LE(none + most_points(*handover) * each / 1000, kMostReachedBytes);
  }
  const std::size_t each = size(1001, widest) - size(1, widest);
  EXPECT_GT(most_points(*handover) * each / 1000, kMostReachedBytes / 2) << "nor is much less held to be too much";
}

TEST_F(Reach, WhereABarHoldsThereIsNoStart) {
  const auto own = with(row("people", kWhole) + row("bar", "name: it is dark, what: nothing, as: clock.hours < 1"));
  const auto handover = handover_between(own->setting, own->setting);
  ASSERT_TRUE(handover);
  const ReachedPoint point = point_of(own->setting, own->setting, *handover, begun(own->setting, 0), 0);
  EXPECT_EQ(point.refused, "it is dark");
  EXPECT_TRUE(point.values.empty());
}

TEST_F(Reach, WhatDoesNotFitIsRefused) {
  const auto said = [&](const std::string& rows) {
    const auto own = with(rows);
    const auto handover = handover_between(own->setting, own->setting);
    return handover ? std::string("nothing") : handover.error().message;
  };
  EXPECT_EQ(said(row("a", "what: number, path: unit.marines.atitude, as: \"0\"")),
            "carry 'a': no uncertain number 'unit.marines.atitude'; did you mean 'unit.marines.attitude'?");
  EXPECT_EQ(said(row("a", "what: number, path: unit.marines.attitude, as: unit.marine.men")),
            "carry 'a': in 'unit.marine.men' of 'port', at letter 6: unknown unit 'marine'; did you mean 'marines'?");
  EXPECT_EQ(said(row("a", "what: seats, body: delegates, as: delegate")),
            "carry 'a': 'port' has no body 'delegate', nor one with that tag; did you mean 'delegates'?");
  EXPECT_EQ(said("- {id: a, from: prot, what: sizes, reason: \"a test\", grade: assumed}\n"),
            "no row of 'reached' in 'port' is from 'port'; did you mean 'prot'?");
  const auto own = with(row("people", kWhole));
  Setting later = own->setting;
  const auto handover = handover_between(own->setting, later);
  ASSERT_TRUE(handover);
  const ReachedPoint point = point_of(own->setting, later, *handover, begun(own->setting, 0), 0);
  const std::string file = reached_json(*handover, {point}, later, specification_of(own->setting), "a test");
  const auto refused = [&](std::string text, const std::string& from, const std::string& to) {
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    Setting fresh = own->setting;
    const std::size_t before = fresh.uncertain.size();
    const auto laid = lay_reached(fresh, text);
    EXPECT_EQ(fresh.uncertain.size(), before) << "nothing is half laid";
    EXPECT_TRUE(fresh.reached.hash.empty());
    return laid ? std::string("nothing") : laid.error();
  };
  EXPECT_NE(refused(file, later.hash, std::string(64, '0')).find("another state of 'port'"), std::string::npos);
  EXPECT_NE(refused(file, "group.dockers.size", "group.dockers.sise").find("no number that can be carried is called"), std::string::npos);
  EXPECT_NE(refused(file, "\"values\":[", "\"values\":[1,").find("expected"), std::string::npos);
  EXPECT_NE(refused(file, "\"values\":[", "\"values\":[-").find(" cannot be -"), std::string::npos) << "no size below nothing";
  EXPECT_NE(refused(file, "\"values\":[", "\"values\":[99999999").find(" cannot be 9999"), std::string::npos);
  const std::string first = handover->numbers.front().path, second = handover->numbers[1].path;
  EXPECT_NE(refused(file, second, first).find("'" + first + "' stands in it twice"), std::string::npos);
  EXPECT_NE(refused("{", "", "").find("no file of reached starts"), std::string::npos);
  EXPECT_NE(refused(std::string(100, '['), "", "").find("deeper than"), std::string::npos);
}

// --- the road and the city ---------------------------------------------------------------------------------------

const LoadedScenario& scenario(const char* name) {
  static std::map<std::string, LoadedScenario> loaded;
  const auto at = loaded.find(name);
  return at != loaded.end() ? at->second : loaded.emplace(name, open_scenario(fs::path(SMOLNY_ROOT) / "scenarios" / name)).first->second;
}

TEST(Road, LeadsToTheCityWithEverythingThatTheRowsName) {
  const Setting& road = scenario("russia-1917").setting;
  const Setting& city = scenario("petrograd-1917").setting;
  const auto handover = handover_between(road, city);
  ASSERT_TRUE(handover) << handover.error().message;
  History h = begun(road, 3);
  advance_member(h, city.start);
  const World& w = h.simulation.world;
  const ReachedPoint point = point_of(road, city, *handover, h, 3);
  ASSERT_TRUE(point.refused.empty()) << point.refused;
  const auto row = [&](Section section, const char* id) { return static_cast<std::size_t>(find_row(road, section, id)); };
  const auto share = [&](const char* group, const char* party) {
    const Histogram& people = w.people.rows[road.units.size() + row(Section::groups, group)];
    double all = 0, mine = 0;
    for (std::size_t c = 0; c < 256; ++c) {
      all += people.cell[c];
      if (c / 16 == row(Section::parties, party)) mine += people.cell[c];
    }
    return mine / all;
  };
  EXPECT_NEAR(number(*handover, point, "group.workers_vyborg.slate.bolshevik"), share("workers-vyborg", "bolshevik"), 1e-6);
  EXPECT_NEAR(number(*handover, point, "group.workers_vyborg.slate.sr") + number(*handover, point, "group.workers_vyborg.slate.left-sr"),
              share("workers-vyborg", "sr"), 2e-6)
      << "one party of the road is two in the city, parted as the city gives them";
  // 0.108 and 0.05 are what the city gives the two.
  EXPECT_NEAR(number(*handover, point, "group.workers_vyborg.slate.left-sr"), share("workers-vyborg", "sr") * 0.108 / 0.158, 1e-6);
  double leaning = 0;
  for (const Party& p : road.parties) {
    const double lean = (value(w, p.affinity[row(Section::camps, "soviet")]) - value(w, p.affinity[row(Section::camps, "government")])) / 2;
    leaning += lean * share("unit-pavlovsky", p.id.c_str());
  }
  EXPECT_NEAR(number(*handover, point, "unit.pavlovsky.attitude"), leaning, 1e-6);

  // Deputies: a party's blocs together have its share of the seats of those parties that both know.
  const std::vector<double> own = sampled_numbers(city, {.key = {1, 3, 0}});
  double all = 0, given = 0, bolsheviks = 0, strangers = 0;
  for (const CarriedNumber& n : handover->numbers) {
    if (!n.path.starts_with("body.petrograd-soviet.")) continue;
    const double x = number(*handover, point, n.path), before = n.own.uncertain >= 0 ? own[static_cast<std::size_t>(n.own.uncertain)] : n.own.central;
    EXPECT_GE(x, 0);
    all += x, given += before;
    if (n.party == static_cast<std::int32_t>(row(Section::parties, "bolshevik"))) bolsheviks += x;
    if (n.party >= 0) continue;
    strangers += x;
    EXPECT_NEAR(x, before, 1e-6) << n.path;
  }
  EXPECT_NEAR(all, given, 1e-4) << "as many deputies as are given";
  double known = 0, mine = 0;
  const std::size_t soviet = row(Section::bodies, "petrograd-soviet");
  for (std::size_t k = 0; k < road.bodies.rows[soviet].blocs.size(); ++k) {
    const double seats = w.bodies.rows[soviet].seats[k];
    const std::string& party = road.parties[road.bodies.rows[soviet].blocs[k].party].id;
    if (party == "bolshevik" || party == "sr" || party == "menshevik" || party == "internationalist") known += seats;
    if (party == "bolshevik") mine += seats;
  }
  EXPECT_NEAR(bolsheviks / (all - strangers), mine / known, 1e-4);

  // Ministers.
  const std::uint32_t office = parties_in_office(w);
  const auto in = [&](const char* party) { return ((office >> row(Section::parties, party)) & 1U) != 0; };
  EXPECT_EQ(number(*handover, point, "body.cabinet.member.konovalov"), in("kadet") ? 1 : 0);
  EXPECT_EQ(number(*handover, point, "body.cabinet.member.nikitin"), in("menshevik") ? 1 : 0);
  EXPECT_EQ(number(*handover, point, "body.cabinet.member.kerensky"), 1) << "the head stays";
}

TEST(Road, MinistersWhoAreOutDoNotDecide) {
  Setting city = scenario("petrograd-1917").setting;
  Body& cabinet = city.bodies[BodyId{find_row(city, Section::bodies, "cabinet")}];
  for (std::size_t i = 0; i < cabinet.members.size(); ++i)
    if (city.leaders[cabinet.members[i]].id != "kerensky") cabinet.sits[i] = {0, -1};
  const History h = begun(city, 1);
  const PropositionId weak{find_row(city, Section::propositions, "government-weak")};
  const LeaderId premier{find_row(city, Section::leaders, "kerensky")};
  EXPECT_EQ(log_odds(h.simulation, entity(BodyId{find_row(city, Section::bodies, "cabinet")}), weak), log_odds(h.simulation, entity(premier), weak));
}

TEST_F(Reach, AnArchiveBringsItsStartsWithIt) {
  const auto own = with(row("standing", "what: number, path: unit.marines.attitude, as: \"0\""));
  Setting later = own->setting;
  const auto handover = handover_between(own->setting, later);
  ASSERT_TRUE(handover);
  const std::string file = reached_json(*handover, {{{0.5}, ""}, {{-0.5}, ""}}, later, specification_of(own->setting), "a test");
  ASSERT_TRUE(lay_reached(later, file));
  EnsemblePlan plan;
  plan.specification = specification_of(later);
  plan.members = 4;
  auto files = scenario_files(folder_ / "port");
  ASSERT_TRUE(files);
  const auto save = [&](const char* name, bool starts) {
    auto all = *files;
    if (starts) all.push_back({std::string(kReachedFile), file});
    auto archive = Archive::write(folder_ / name, header_of(plan, later, pack_files(all)));
    ASSERT_TRUE(archive && run_ensemble(plan, later, *archive));
  };
  save("whole.sqlite", true);
  save("without.sqlite", false);
  const auto open = open_archive(folder_ / "whole.sqlite");
  ASSERT_TRUE(open) << open.error().message;
  EXPECT_EQ(open->specification.reached, later.reached.hash);
  const auto members = open->archive.members(Parts::whole);
  ASSERT_TRUE(members);
  for (const MemberRow& m : *members) {
    const auto again = run_member(open->setting(), specification_of(*open, m.number));
    ASSERT_TRUE(again);
    EXPECT_EQ(row_of(*again, m.number).digest, m.digest);
  }
  const auto lacking = open_archive(folder_ / "without.sqlite");
  ASSERT_FALSE(lacking);
  EXPECT_NE(lacking.error().message.find("the starts that its members took up are not in it"), std::string::npos);
}

}  // namespace
}  // namespace smolny
