// Why: the tree of an event, and what it would not have happened without.

#include "lab/why.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "lab/draw_sites.hpp"
#include "port.hpp"

namespace smolny {
namespace {

const Setting& setting() { return port().setting; }

/// The first member in which an event of the kind happens and has an event among its causes.
struct Found {
  std::uint64_t member = 0;
  History history;
  std::int32_t event = -1;
};

Found find_kind(EventKind kind, std::vector<std::string> commands = {}) {
  for (std::uint64_t m = 0; m < 200; ++m) {
    auto h = run_member(setting(), port_member(m, commands));
    if (!h) continue;
    const Chronicle& c = h->simulation.chronicle;
    for (std::size_t i = 0; i < c.events.size(); ++i) {
      if (c.events[i].kind != kind) continue;
      for (const Cause& cause : c.causes_of(c.events[i]))
        if (cause.event >= 0) return {m, std::move(*h), static_cast<std::int32_t>(i)};
    }
  }
  return {};
}

bool came(const Chronicle& c, const Pattern& p) {
  for (const Recorded& e : c.events)
    if (matches(setting(), p, e)) return true;
  return false;
}

TEST(Why, AnEventIsFoundByPatternKindAndNumber) {
  const Found f = find_kind(EventKind::paper_closed);
  ASSERT_GE(f.event, 0);
  const Chronicle& c = f.history.simulation.chronicle;
  EXPECT_EQ(find_asked(setting(), c, "torch-is-closed")->event, f.event);
  EXPECT_TRUE(find_asked(setting(), c, "torch-is-closed")->pattern);
  EXPECT_EQ(find_asked(setting(), c, "paper-closed")->event, f.event);
  EXPECT_EQ(find_asked(setting(), c, std::to_string(f.event))->event, f.event);
  EXPECT_FALSE(find_asked(setting(), c, "999999999"));
  EXPECT_NE(find_asked(setting(), c, "torch-is-clsed").error().find("torch-is-closed"), std::string::npos);
  EXPECT_FALSE(find_asked(setting(), c, "government-fell"));
}

TEST(Why, TheTreeTellsEachSubtreeOnceAndStopsAtItsDepth) {
  const Found f = find_kind(EventKind::paper_closed);
  ASSERT_GE(f.event, 0);
  const Explainer explainer(port(), f.history.simulation);
  const CauseTree tree = tree_of(f.history, explainer, f.event, 20);
  std::set<std::int32_t> told;
  const std::function<void(const CauseTree&)> walk = [&](const CauseTree& t) {
    if (!t.told_above && !t.causes.empty()) {
      EXPECT_TRUE(told.insert(t.event).second) << "told twice";
    }
    for (const CauseTree& c : t.causes) {
      EXPECT_LT(c.event, t.event) << "causes are earlier";
      walk(c);
    }
  };
  walk(tree);
  EXPECT_TRUE(tree_of(f.history, explainer, f.event, 0).cut);
  const std::string text = tree_text(port(), f.history, tree);
  EXPECT_NE(text.find("closed The Torch"), std::string::npos) << text;
  EXPECT_NE(text.find("The Cabinet chose “close the torch”"), std::string::npos) << text;
}

TEST(Why, PressuresNameTheirNumberItsValueAndItsSource) {
  const Found f = find_kind(EventKind::order_obeyed, {"answer-to-the-strike=close-the-torch"});
  ASSERT_GE(f.event, 0);
  const Explainer explainer(port(), f.history.simulation);
  const CauseTree tree = tree_of(f.history, explainer, f.event, 20);
  ASSERT_FALSE(tree.pressures.empty());
  for (const Pressure& p : tree.pressures) {
    EXPECT_EQ(p.mechanism, "command");
    EXPECT_TRUE(p.parameter.starts_with("command.")) << p.parameter;
    EXPECT_FALSE(p.meaning.empty());
    EXPECT_NE(p.grade, Grade::ungraded);
  }
  const auto json = nlohmann::json::parse(why_json(port(), f.history, f.member, tree, nullptr));
  EXPECT_EQ(json["member"], f.member);
  EXPECT_EQ(json["event"]["index"], f.event);
  EXPECT_EQ(json["event"]["pressures"][0]["mechanism"], "command");
}

TEST(ButFor, AForbiddenCauseDoesNotHappenAndItsNecessaryEffectIsGone) {
  const Found f = find_kind(EventKind::paper_closed);
  ASSERT_GE(f.event, 0);
  const Chronicle& c = f.history.simulation.chronicle;
  const auto causes = causes_worth_trying(setting(), c, f.event, 12);
  ASSERT_FALSE(causes.empty());
  const auto answer = but_for(setting(), {port_member(f.member), f.event, std::nullopt, causes, 20, true, 1});
  ASSERT_TRUE(answer) << answer.error();
  bool decision_tried = false;
  for (const Necessity& n : answer->single) {
    const Recorded& cause = c.events[static_cast<std::size_t>(n.causes[0])];
    if (cause.kind != EventKind::decided) continue;
    // Only the cabinet closes The Torch: without its decision nothing does.
    decision_tried = true;
    EXPECT_TRUE(n.forbidden);
    EXPECT_EQ(n.still_happens, std::optional(false));
    EXPECT_EQ(n.hits_without, 0);
    EXPECT_GT(n.hits_with, 0);
    ASSERT_TRUE(n.probability);
    EXPECT_EQ(*n.probability, 1);
    EXPECT_EQ(n.interval.low, 1);
  }
  EXPECT_TRUE(decision_tried);
  EXPECT_TRUE(answer->pairs.empty()) << "a single cause was enough";
}

TEST(ButFor, ForbiddingVetoesWhatIsForbidden) {
  const Found f = find_kind(EventKind::paper_closed);
  ASSERT_GE(f.event, 0);
  const Pattern p = like(setting(), f.history.simulation.chronicle.events[static_cast<std::size_t>(f.event)]);
  ASSERT_TRUE(came(f.history.simulation.chronicle, p));
  auto interventions = std::make_shared<Interventions>();
  interventions->forbidden.push_back(p);
  const History without = run_member(setting(), port_member(f.member), interventions);
  EXPECT_FALSE(came(without.simulation.chronicle, p));
}

TEST(ButFor, WhatCannotBeForbiddenIsSaidToBeSo) {
  // Nobody can forbid that night falls: the trial says that nothing was learnt rather than that dusk was not necessary.
  const Found f = find_kind(EventKind::paper_closed);
  ASSERT_GE(f.event, 0);
  std::int32_t dusk = -1;
  const Chronicle& c = f.history.simulation.chronicle;
  for (std::int32_t i = 0; i < f.event && dusk < 0; ++i)
    if (c.events[static_cast<std::size_t>(i)].kind == EventKind::dusk) dusk = i;
  ASSERT_GE(dusk, 0);
  const auto answer = but_for(setting(), {port_member(f.member), f.event, std::nullopt, {dusk}, 5, false, 1});
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->single[0].forbidden);
  EXPECT_FALSE(answer->single[0].probability);
}

TEST(ButFor, WithTheSameChanceTheAnswerIsYesOrNo) {
  const Found f = find_kind(EventKind::paper_closed);
  ASSERT_GE(f.event, 0);
  const auto causes = causes_worth_trying(setting(), f.history.simulation.chronicle, f.event, 12);
  const auto answer = but_for(setting(), {port_member(f.member), f.event, std::nullopt, causes, 0, true, 1});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->branches, 0);
  for (const Necessity& n : answer->single) {
    EXPECT_FALSE(n.probability);
    EXPECT_TRUE(n.still_happens.has_value());
  }
  ASSERT_FALSE(answer->single.empty());
  EXPECT_EQ(answer->single[0].still_happens, std::optional(false)) << "the most necessary first";
}

TEST(ButFor, BranchesDoNotDependOnThreads) {
  const Found f = find_kind(EventKind::paper_closed);
  ASSERT_GE(f.event, 0);
  const auto causes = causes_worth_trying(setting(), f.history.simulation.chronicle, f.event, 3);
  const auto one = but_for(setting(), {port_member(f.member), f.event, std::nullopt, causes, 12, false, 1});
  const auto three = but_for(setting(), {port_member(f.member), f.event, std::nullopt, causes, 12, false, 3});
  ASSERT_TRUE(one && three);
  for (std::size_t i = 0; i < one->single.size(); ++i) {
    EXPECT_EQ(one->single[i].hits_with, three->single[i].hits_with);
    EXPECT_EQ(one->single[i].hits_without, three->single[i].hits_without);
  }
}

TEST(DrawSites, TheListIsThatOfTheMechanisms) {
  const std::regex call(R"re((?:uniform|exponential|normal|binomial|choose|happens|hazard)\("([^"]+)")re");
  std::set<std::string> listed, written;
  for (const DrawSite& s : draw_sites())
    if (!s.mechanism.empty()) listed.insert(std::string(s.mechanism) + "/" + std::string(s.site));
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(SMOLNY_ROOT) / "src/mechanisms")) {
    if (file.path().extension() != ".cpp") continue;
    std::ifstream in(file.path());
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    for (std::sregex_iterator i(text.begin(), text.end(), call), end; i != end; ++i) {
      const std::size_t shared = static_cast<std::size_t>(i->position());
      if (shared >= 7 && text.compare(shared - 7, 7, "shared_") == 0) continue;  // the shock of a population
      written.insert(file.path().stem().string() + "/" + (*i)[1].str());
    }
  }
  for (const std::string& s : written) EXPECT_TRUE(listed.contains(s)) << s << " is not in the list";
}

TEST(DrawSites, AChoiceIsTracedToItsSite) {
  const Found f = find_kind(EventKind::decided);
  ASSERT_GE(f.event, 0);
  const Simulation& sim = f.history.simulation;
  const Recorded& e = sim.chronicle.events[static_cast<std::size_t>(f.event)];
  bool traced = false;
  for (std::uint64_t draw : sim.chronicle.draws_of(e))
    if (const auto site = site_of_draw(sim, e, draw)) traced |= site->starts_with("decision/");
  EXPECT_TRUE(traced);
}

}  // namespace
}  // namespace smolny
