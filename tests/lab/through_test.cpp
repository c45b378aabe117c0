// A scenario that goes on in a later one: looking at a history on its way changes nothing; both archives are those that one makes step by
// step, at any number of threads and wherever an earlier call has ended; changes find the scenario that understands them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <functional>
#include <set>

#include "engine/priors.hpp"
#include "lab/noted_starts.hpp"
#include "lab/parallel.hpp"
#include "lab/posterior.hpp"
#include "lab/through.hpp"
#include "lab/why.hpp"
#include "mechanisms/all.hpp"
#include "scenario/example.hpp"

namespace smolny {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// The example, begun two days before and going on in another of its kind, in a folder that is gone afterwards.
class GoesOn : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "smolny-through-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    ASSERT_TRUE(new_scenario(folder_ / "coast", parameter_tables()).has_value());
    ASSERT_TRUE(new_scenario(folder_ / "port", parameter_tables()).has_value());
    replace("coast/people.yaml", "start: 3 May 1921 NS", "start: 1 May 1921 NS\n  goes_on_in: port");
    replace("coast/events.yaml", "at: 3 May 1921 20:00 NS", "at: 2 May 1921 20:00 NS");
    std::ofstream(folder_ / "port/reached.yaml")
        << "reached:\n"
           "- {id: standing, from: coast, what: number, path: unit.marines.attitude, as: body.cabinet.belief.troops-are-coming, reason: \"a test\", grade: assumed}\n"
           "- {id: people, from: coast, what: slates, reason: \"a test\", grade: assumed}\n"
           "- {id: alarm, from: coast, name: the port is alarmed, what: nothing, as: unit.marines.belief.troops-are-coming > 0.15, reason: \"a test\", grade: assumed}\n";
  }
  void TearDown() override { fs::remove_all(folder_); }

  void replace(const std::string& file, const std::string& from, const std::string& to) {
    std::ifstream in(folder_ / file);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " has no " << from;
    text.replace(at, from.size(), to);
    std::ofstream(folder_ / file) << text;
  }
  fs::path file(const std::string& name) const { return folder_ / name; }
  static std::string content(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  LoadedScenario coast() const {
    LoadedScenario loaded = open_scenario(file("coast"));
    for (const Diagnostic& d : loaded.report.errors) ADD_FAILURE() << to_text(d);
    return loaded;
  }
  Onward onward(LoadedScenario& road) const {
    auto found = open_onward(road, file("coast"));
    for (const Diagnostic& d : road.report.errors) ADD_FAILURE() << to_text(d);
    return std::move(*found);
  }
  ThroughPlan plan(const Setting& road, const std::string& out, const std::string& through, unsigned threads = 1) const {
    ThroughPlan p;
    p.road.specification = specification_of(road);
    p.road.members = kMembers;
    p.road.threads = threads;
    p.folder = file("coast");
    p.out = file(out), p.through = file(through);
    return p;
  }
  std::expected<Through, Fault> live(const std::string& out, const std::string& through, unsigned threads = 1, const OnProgress& on_progress = {}) const {
    LoadedScenario road = coast();
    Onward later = onward(road);
    return run_through(plan(road.setting, out, through, threads), road, later, on_progress);
  }
  std::string digest(const std::string& name) const {
    const auto archive = Archive::read(file(name));
    if (!archive) return archive.error().message;
    const auto members = archive->members(Parts::whole);
    if (!members) return members.error().message;
    return archive->complete() ? ensemble_digest(*members) : "incomplete";
  }
  std::string header(const std::string& name) const {
    const auto archive = Archive::read(file(name));
    return archive ? archive->header().specification : archive.error().message;
  }

  /// What the commands make one after the other: an ensemble, its starts, an ensemble of them.
  void step_by_step(const std::string& out, const std::string& through) const {
    LoadedScenario road = coast(), later = open_scenario(file("port"));
    EnsemblePlan first = plan(road.setting, out, through).road;
    ASSERT_TRUE(live_ensemble(first, road, file("coast"), {}, file(out)));
    const auto open = open_archive(file(out));
    ASSERT_TRUE(open) << open.error().message;
    const auto handover = handover_between(open->setting(), later.setting);
    ASSERT_TRUE(handover) << handover.error().message;
    const auto points = reached_points(*open, later.setting, *handover, 2);
    ASSERT_TRUE(points);
    const std::string text = reached_json(*handover, *points, later.setting, open->specification, kMadeByBridge);
    ASSERT_TRUE(lay_reached(later.setting, text));
    EnsemblePlan second;
    second.specification = specification_of(later.setting);
    second.members = kMembers;
    ASSERT_TRUE(live_ensemble(second, later, file("port"), {{std::string(kReachedFile), text}}, file(through)));
  }

  /// Nothing where its road leads to no start.
  static std::optional<History> run_member_or_none(const OpenArchive& open, std::uint64_t member) {
    if (!open.setting().reached.refused[member].empty()) return std::nullopt;
    auto history = run_member(open.setting(), specification_of(open, member));
    return history ? std::optional(std::move(*history)) : std::nullopt;
  }

  static constexpr std::uint64_t kMembers = 12;
  fs::path folder_;
};

TEST_F(GoesOn, LookingOnTheWayChangesNothing) {
  const LoadedScenario road = coast();
  const Setting& s = road.setting;
  Specification spec = specification_of(s);
  const auto nobody = std::make_shared<const Interventions>();
  std::vector<Probe> probes;
  for (const Outcome& o : s.outcomes)
    if (!o.value.empty()) probes.push_back({s.start + hours(30), &o.value});
  for (spec.member = 0; spec.member < 4; ++spec.member) {
    const MemberRow alone = live_member(s, spec, nobody, true, probes);
    for (const Instant at : {s.start, s.start + minutes(1), s.start + hours(30), s.start + hours(61), s.end}) {
      int looks = 0;
      const MemberRow seen = live_member(s, spec, nobody, true, probes, {at, [&](const Simulation& sim) {
                                                                           ++looks;
                                                                           EXPECT_EQ(sim.world.now, at);
                                                                           EXPECT_EQ(sim.world.key.member, spec.member);
                                                                         }});
      EXPECT_EQ(looks, 1);
      EXPECT_EQ(seen.digest, alone.digest);
      EXPECT_EQ(seen.observed, alone.observed);
      EXPECT_EQ(seen.daily, alone.daily);
    }
    live_member(s, spec, nobody, true, probes, {s.end + minutes(1), [](const Simulation&) { FAIL() << "the history ends before"; }});
  }
}

TEST_F(GoesOn, BothArchivesAreThoseThatOneMakesStepByStep) {
  step_by_step("a", "b");
  const std::string a = digest("a"), b = digest("b");
  ASSERT_EQ(a.size(), 64U) << a;
  ASSERT_EQ(b.size(), 64U) << b;
  for (unsigned threads : {1U, 3U}) {
    const std::string out = "road" + std::to_string(threads), through = "later" + std::to_string(threads);
    const auto done = live(out, through, threads);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(digest(out), a);
    EXPECT_EQ(digest(through), b);
    EXPECT_EQ(header(out), header("a"));
    EXPECT_EQ(header(through), header("b"));
    EXPECT_EQ(done->road.done, kMembers);
    EXPECT_EQ(done->later.done, kMembers);
    EXPECT_EQ(done->later.failed, done->no_start);
    EXPECT_GT(done->no_start, 0U);
    EXPECT_LT(done->no_start, kMembers);
    EXPECT_FALSE(fs::exists(file(through + "-starts")));
  }
  const auto again = live("a", "b");
  ASSERT_TRUE(again) << "goes on with archives that were made step by step: " << again.error().message;
  EXPECT_EQ(digest("b"), b);
}

TEST_F(GoesOn, TheLaterScenarioRunsFromThePosteriorThatItNames) {
  const LoadedScenario plain = open_scenario(file("port"));
  const std::string path = plain.setting.uncertain.front().path;
  fs::create_directories(file("port/posterior"));
  std::ofstream(file("port/posterior/autumn.json")) << posterior_json(plain.setting, specification_of(plain.setting), {path}, {{0.3}}, "test");
  std::ofstream(file("port/fitted.yaml")) << "scenario: {posterior: autumn}\n";
  const auto done = live("a", "b");
  ASSERT_TRUE(done) << done.error().message;
  const auto open = open_archive(file("b"));
  ASSERT_TRUE(open) << open.error().message;
  EXPECT_FALSE(open->specification.posterior.empty());
  EXPECT_FALSE(open->specification.reached.empty());
  const auto members = open->archive.members(Parts::outcomes);
  ASSERT_TRUE(members);
  for (const MemberRow& m : *members) {
    if (m.failed) continue;
    EXPECT_EQ(m.sampled.front(), at_quantile(plain.setting.uncertain.front(), 0.3));
  }
  LoadedScenario road = coast();
  EXPECT_FALSE(open_onward(road, file("coast"))->posterior.empty());
  EXPECT_TRUE(open_onward(road, file("coast"), true)->posterior.empty());
  std::ofstream(file("port/posterior/autumn.json")) << "{}";
  EXPECT_FALSE(open_onward(road, file("coast")));
  EXPECT_THAT(to_text(road.report.errors.front()), HasSubstr("people.yaml:7:15: the scenario goes on in 'port': the posterior from which it runs: "));
}

TEST_F(GoesOn, EndedAnywhereItGoesOn) {
  ASSERT_TRUE(live("a", "b"));
  const std::string a = digest("a"), b = digest("b");
  struct Ended {};
  for (std::uint64_t steps = 1; steps < 2 * kMembers + 2; steps += 4) {
    fs::remove(file("c")), fs::remove(file("d"));
    const pid_t child = fork();
    if (child == 0) {
      std::uint64_t reports = 0;
      (void)live("c", "d", 1, [&](const Progress&) {
        if (++reports == steps) kill(getpid(), SIGKILL);
      });
      _exit(0);
    }
    int how = 0;
    ASSERT_EQ(waitpid(child, &how, 0), child);
    EXPECT_TRUE(WIFSIGNALED(how)) << steps;
    const auto done = live("c", "d", 2);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(digest("c"), a) << steps;
    EXPECT_EQ(digest("d"), b) << steps;
    EXPECT_FALSE(fs::exists(file("d-starts")));
  }
}

TEST_F(GoesOn, WhatIsNotedIsNotLookedForAgain) {
  LoadedScenario road = coast();
  Onward later = onward(road);
  const Setting& port = later.later->setting;
  const ThroughPlan p = plan(road.setting, "a", "b");
  EnsemblePlan alone = p.road;
  ASSERT_TRUE(live_ensemble(alone, road, file("coast"), {}, file("a")));
  const auto open = open_archive(file("a"));
  const auto points = reached_points(*open, port, later.handover, 1);
  ASSERT_TRUE(points);
  EXPECT_TRUE(std::any_of(points->begin(), points->end(), [&](const ReachedPoint& point) { return point.refused.empty() && point.values != points->front().values; })) << "roads lead to different starts";
  std::size_t first = 0;
  while (!(*points)[first].refused.empty()) ++first;
  ReachedPoint other = (*points)[first];
  other.values.front() = 0.123456;
  const auto noted = [&](const Specification& of) { return NotedStarts::open(file("notes"), of, port, later.handover); };
  const Specification own = p.road.specification;
  {
    auto notes = noted(own);
    ASSERT_TRUE(notes);
    EXPECT_TRUE(notes->empty());
    EXPECT_FALSE(noted(own)) << "one at a time";
    notes->note(first, other);
    notes->note(first + 1, {{}, "a reason"});
  }
  {
    auto notes = noted(own);
    ASSERT_TRUE(notes);
    EXPECT_EQ(notes->find(first)->values, other.values);
    EXPECT_EQ(notes->find(first + 1)->refused, "a reason");
    EXPECT_FALSE(notes->find(first + 2));
    const auto again = reached_points(*open, port, later.handover, 2, &*notes);
    ASSERT_TRUE(again);
    EXPECT_EQ((*again)[first].values, other.values);
    EXPECT_EQ((*again)[first + 1].refused, "a reason");
    for (std::size_t i = 0; i < kMembers; ++i) {
      if (i == first || i == first + 1) continue;
      EXPECT_EQ((*again)[i].values, (*points)[i].values) << i;
      EXPECT_EQ((*again)[i].refused, (*points)[i].refused) << i;
    }
  }
  {
    auto notes = noted(own);
    for (std::size_t i = 0; i < kMembers; ++i) EXPECT_TRUE(notes->find(i)) << i;
  }
  Specification changed = own;
  changed.seed = 2;
  EXPECT_THAT(noted(changed).error().message, HasSubstr("notes holds other work"));
  EXPECT_TRUE(noted(own)->find(first)) << "and they stay";
}

TEST_F(GoesOn, NotesKnowThePosteriorOfTheLaterScenario) {
  LoadedScenario road = coast();
  Onward later = onward(road);
  Setting& port = later.later->setting;
  const auto noted = [&] { return NotedStarts::open(file("notes"), specification_of(road.setting), port, later.handover); };
  noted()->note(0, {{}, "a reason"});
  EXPECT_TRUE(noted()->find(0));
  ASSERT_TRUE(lay_posterior(port, posterior_json(port, specification_of(port), {port.uncertain.front().path}, {{0.3}}, "test")));
  EXPECT_FALSE(noted());
}

TEST_F(GoesOn, ARefusedCallLeavesTheNotesOfAnother) {
  LoadedScenario road = coast();
  Onward later = onward(road);
  ThroughPlan p = plan(road.setting, "a", "b");
  EnsemblePlan alone = p.road;
  ASSERT_TRUE(live_ensemble(alone, road, file("coast"), {}, file("a")));
  const Specification own = p.road.specification;
  const auto noted = [&] { return NotedStarts::open(file("b-starts"), own, later.later->setting, later.handover); };
  noted()->note(0, {{}, "a reason"});
  p.road.specification.seed = 2;
  const auto refused = run_through(p, road, later);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("b-starts holds other work"));
  EXPECT_EQ(noted()->find(0)->refused, "a reason");
}

TEST_F(GoesOn, WhatIsNoNotesIsNeitherWrittenOverNorRemoved) {
  for (const std::string mine : {"my own\nlines\n", "my own", "{}"}) {
    std::ofstream(file("b-starts")) << mine;
    const auto done = live("a", "b");
    ASSERT_FALSE(done) << mine;
    EXPECT_THAT(done.error().message, HasSubstr("b-starts is not a"));
    EXPECT_EQ(content(file("b-starts")), mine);
    EXPECT_FALSE(fs::exists(file("a")) || fs::exists(file("b")));
  }
  fs::remove(file("b-starts"));
  ASSERT_TRUE(live("a", "b"));
  EXPECT_FALSE(fs::exists(file("b-starts")));
  std::ofstream(file("b-starts")) << "my own\n";
  ASSERT_TRUE(live("a", "b")) << "the starts are in the archive: no notes are asked for";
  EXPECT_EQ(content(file("b-starts")), "my own\n");
}

TEST_F(GoesOn, WhyTellsOfWhoActedWhatTheRoadHasMadeOfThem) {
  ASSERT_TRUE(live("a", "b"));
  const auto open = open_archive(file("b"));
  ASSERT_TRUE(open) << open.error().message;
  std::size_t told = 0;
  for (std::uint64_t member = 0; member < kMembers; ++member) {
    const auto history = run_member_or_none(*open, member);
    if (!history) continue;
    const Explainer explainer(*open->scenario, history->simulation);
    const Chronicle& c = history->simulation.chronicle;
    for (std::size_t i = 0; i < c.events.size(); ++i) {
      const CauseTree tree = tree_of(*history, explainer, static_cast<std::int32_t>(i), 20);
      std::set<std::string> paths;
      const std::function<void(const CauseTree&)> walk = [&](const CauseTree& t) {
        const Entity by = c.events[static_cast<std::size_t>(t.event)].by;
        for (const ReachedNumber& n : t.reached) {
          EXPECT_TRUE(n.path.starts_with("unit." + open->setting().units[as<Unit>(by)].id + ".")) << n.path << ": only people are carried here, and only units act";
          EXPECT_TRUE(paths.insert(n.path).second) << n.path << " is told twice";
          const auto& u = open->setting().uncertain;
          const auto row = std::find_if(u.begin(), u.end(), [&](const Uncertain& x) { return x.path == n.path; });
          ASSERT_NE(row, u.end());
          EXPECT_EQ(n.value, history->simulation.world.sampled[static_cast<std::size_t>(row - u.begin())]);
          ++told;
        }
        for (const CauseTree& cause : t.causes) walk(cause);
      };
      walk(tree);
      EXPECT_EQ(tree_text(*open->scenario, *history, tree).find("history " + std::to_string(member) + " of coast") != std::string::npos, !paths.empty());
    }
  }
  EXPECT_GT(told, 0U);
  const LoadedScenario given = open_scenario(file("port"));
  const auto history = run_member(given.setting, specification_of(given.setting));
  for (UnitId u : given.setting.units.ids()) EXPECT_TRUE(reached_of(history->simulation, entity(u)).empty());
}

TEST_F(GoesOn, ChangesFindTheScenarioThatUnderstandsThem) {
  replace("coast/events.yaml", "id: committee-takes-a-point", "id: first-blow");
  replace("coast/events.yaml", "first(committee-takes-a-point)", "first(first-blow)");
  LoadedScenario road = coast();
  const Onward later = onward(road);
  const auto part = [&](Changes given) { return part_changes(given, road.setting, later.later->setting); };
  const auto parted = part({{"forbid:first-blow", "forbid:committee-takes-a-point", "talks=talk"}, {"all=uniform", "talks=model"}});
  ASSERT_TRUE(parted) << parted.error();
  EXPECT_EQ(parted->earlier.commands, (std::vector<std::string>{"forbid:first-blow", "talks=talk"})) << "what both know is the earlier one's";
  EXPECT_EQ(parted->later.commands, (std::vector<std::string>{"forbid:committee-takes-a-point"}));
  EXPECT_EQ(parted->earlier.policies, (std::vector<std::string>{"all=uniform", "talks=model"}));
  EXPECT_TRUE(parted->later.policies.empty());
  Specification s = specification_of(road.setting);
  s.seed = 7, s.member = 3, s.fixed_parameters = true, s.policies = parted->earlier.policies, s.without = {"news"};
  const Specification on = onward_specification(later.later->setting, s);
  EXPECT_EQ(on.policies, (std::vector<std::string>{"all=uniform"})) << "of all decisions: in both";
  EXPECT_EQ(on.seed, 7U);
  EXPECT_EQ(on.member, 3U);
  EXPECT_TRUE(on.fixed_parameters);
  EXPECT_EQ(on.without, s.without);
  EXPECT_EQ(on.scenario, "port");
  const auto refused = part({{"forbid:first-blo"}, {}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error(), HasSubstr("in 'coast': unknown pattern or kind of event 'first-blo'; did you mean 'first-blow'?"));
  EXPECT_THAT(refused.error(), HasSubstr("in 'port': unknown pattern"));
  EXPECT_THAT(part({{}, {"talk=uniform"}}).error(), HasSubstr("neither 'coast' nor 'port' has a decision 'talk'; did you mean 'talks'?"));
}

TEST_F(GoesOn, WhatIsWrongWithTheLaterScenarioIsToldWhereItIsNamed) {
  const auto said = [&] {
    LoadedScenario road = open_scenario(file("coast"));
    EXPECT_FALSE(open_onward(road, file("coast")));
    return road.report.errors.empty() ? std::string("nothing") : to_text(road.report.errors.front()).substr(file("coast").string().size() + 1);
  };
  replace("coast/people.yaml", "goes_on_in: port", "goes_on_in: prot");
  EXPECT_EQ(said(), "people.yaml:7:15: the scenario goes on in 'prot': there is no such scenario, beside this one or with the program; did you mean 'port'?");
  replace("coast/people.yaml", "goes_on_in: prot", "goes_on_in: coast");
  EXPECT_EQ(said(), "people.yaml:7:15: a scenario cannot go on in itself; expected the id of a later one");
  replace("coast/people.yaml", "goes_on_in: coast", "goes_on_in: [port]");
  EXPECT_THAT(said(), HasSubstr("people.yaml:7:15: "));
  replace("coast/people.yaml", "goes_on_in: [port]", "goes_on_in: port");
  replace("port/people.yaml", "start: 3 May 1921 NS", "start: 2 June 1921 NS");
  EXPECT_THAT(said(), HasSubstr("people.yaml:7:15: the scenario goes on in 'port': it cannot be loaded: "));
  replace("port/people.yaml", "start: 2 June 1921 NS", "start: 3 May 1921 NS");
  replace("coast/people.yaml", "end: 6 May 1921 NS", "end: 2 May 1921 22:00 NS");
  replace("coast/events.yaml", "at: 5 May 1921 10:00 NS", "at: 2 May 1921 21:00 NS");
  EXPECT_EQ(said(), "people.yaml:7:15: the scenario goes on in 'port': 'port' does not start within the frame of 'coast'");
  replace("coast/people.yaml", "end: 2 May 1921 22:00 NS", "end: 6 May 1921 NS");
  fs::remove(file("port/reached.yaml"));
  EXPECT_EQ(said(), "people.yaml:7:15: the scenario goes on in 'port': 'port' has no rows of 'reached': its start is given");
}

TEST_F(GoesOn, AnArchiveOfSomethingElseIsRefusedBeforeAnythingIsLived) {
  ASSERT_TRUE(live("a", "b"));
  const auto said = [&](const std::string& out, const std::string& through, const std::function<void(ThroughPlan&)>& change = {}) {
    LoadedScenario road = coast();
    Onward later = onward(road);
    ThroughPlan p = plan(road.setting, out, through);
    if (change) change(p);
    const auto done = run_through(p, road, later);
    EXPECT_FALSE(fs::exists(file("new")));
    EXPECT_FALSE(fs::exists(file("new-starts")));
    return done ? std::string("nothing") : done.error().message;
  };
  EXPECT_THAT(said("new", "new"), HasSubstr("is to hold both"));
  EXPECT_THAT(said("new", "a"), HasSubstr("holds histories of 'coast'; expected an archive of 'port'"));
  EXPECT_THAT(said("new", "b", [](ThroughPlan& p) { p.road.specification.seed = 2; }), HasSubstr("where other ones have led"));
  EXPECT_THAT(said("new", "b", [](ThroughPlan& p) { p.road.members = 13; }), HasSubstr("the starts of 12 histories, not of 13"));
  EXPECT_THAT(said("new", "coast/people.yaml"), HasSubstr("is not an archive"));
  EXPECT_THAT(said("new", "coast"), HasSubstr("is a folder"));
  EXPECT_THAT(said("new", "nowhere/b"), HasSubstr("there is no folder"));
  EXPECT_THAT(said("new", "new-too", [](ThroughPlan& p) { p.road.members = 1'000'000'000; }), HasSubstr("not of 1000000000; name fewer members"));
  EXPECT_THAT(said("a", "new", [](ThroughPlan& p) { p.road.specification.seed = 2; }), HasSubstr("differs in 'seed'"));
}

}  // namespace
}  // namespace smolny
