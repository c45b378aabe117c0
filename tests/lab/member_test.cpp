#include "lab/member.hpp"

#include <cmath>

#include "../archive/toy.hpp"
#include "archive/pack.hpp"
#include "lab/observe.hpp"
#include "lab/saves.hpp"

namespace smolny {
namespace {

using testing::toy;

Specification specification(std::uint64_t member = 0) {
  Specification s = specification_of(toy().setting);
  s.member = member;
  return s;
}

std::string digest(const History& h) { return row_of(h, 0, false).digest.hex(); }

History run(const Specification& s) {
  auto h = run_member(toy().setting, s);
  EXPECT_TRUE(h) << h.error();
  return std::move(*h);
}

TEST(Member, TheSameSpecificationGivesTheSameHistory) {
  EXPECT_EQ(digest(run(specification(3))), digest(run(specification(3))));
  EXPECT_NE(digest(run(specification(3))), digest(run(specification(4))));
}

TEST(Member, StoppingTheClockOnTheWayChangesNothing) {
  for (std::uint64_t member : {0, 1, 2}) {
    History h = begin_member(toy().setting, specification(member), std::make_shared<const Interventions>());
    for (Instant t = toy().setting.start; t < toy().setting.end; t += minutes(97)) advance_member(h, t);
    advance_member(h, toy().setting.end);
    judge_member(h);
    EXPECT_EQ(digest(h), digest(run(specification(member))));
  }
}

TEST(Member, FiguresReadWhileItRunsAreThoseOfRunningItAgain) {
  std::vector<Probe> probes;
  for (const Outcome& o : toy().setting.outcomes)
    if (!o.value.empty())
      for (int h : {30, 6, 18}) probes.push_back({toy().setting.start + hours(h), &o.value});  // not in the order of time
  ASSERT_FALSE(probes.empty());
  for (std::uint64_t member : {0, 1, 2}) {
    const auto nobody = std::make_shared<const Interventions>();
    const MemberRow row = live_member(toy().setting, specification(member), nobody, true, probes);
    const auto again = observe(toy().setting, specification(member), probes);
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(row.observed, again->values);
    EXPECT_EQ(row.digest, live_member(toy().setting, specification(member), nobody).digest) << "looking changes nothing";
  }
}

TEST(Member, AnOutcomeWithADateIsJudgedThen) {
  Setting setting = toy().setting;
  Outcome& o = setting.outcomes.rows[0];
  o.kind = OutcomeKind::number;
  o.value = {};
  ExpressionNode hours_so_far;
  hours_so_far.op = Op::quantity;
  hours_so_far.quantity.field = Field::hours;
  o.value.nodes = {hours_so_far};
  o.has_until = true;
  o.until = setting.start + hours(30);
  const History h = run_member(setting, specification(), std::make_shared<const Interventions>());
  EXPECT_EQ(h.outcomes[0], 30);
  History late = begin_member(setting, specification(), std::make_shared<const Interventions>());
  advance_member(late, setting.start + hours(12));
  EXPECT_TRUE(std::isnan(late.outcomes[0]));
  judge_member(late);  // the history stops before the date
  EXPECT_EQ(late.outcomes[0], 12);
}

TEST(Saves, RunTwiceAsLongIsRunSaveLoadRun) {
  for (const std::vector<std::string>& commands :
       {std::vector<std::string>{}, {"talks=talk"}, {"camp.committee.strength:=40"}, {"unit.marines.arousal=2"}}) {
    Specification s = specification(2);
    s.commands = commands;
    const History whole = run(s);
    for (int hour : {0, 1, 21, 30, 47, 71}) {
      auto resolved = interventions_of(s, toy().setting);
      ASSERT_TRUE(resolved) << resolved.error();
      History half = begin_member(toy().setting, s, std::make_shared<const Interventions>(*resolved));
      advance_member(half, toy().setting.start + hours(hour));
      auto resumed = resume_member(toy().setting, save_member(half, s));
      ASSERT_TRUE(resumed) << resumed.error();
      EXPECT_EQ(resumed->specification, s);
      advance_member(resumed->history, toy().setting.end);
      judge_member(resumed->history);
      EXPECT_EQ(digest(resumed->history), digest(whole)) << hour;
    }
  }
}

TEST(Saves, AnEventForcedBeforeTheSaveHappensOnce) {
  Specification s = specification(1);
  s.commands = {"force:captured[place=exchange,side=committee]@4 May 1921 08:00 NS"};
  const History whole = run(s);
  auto resolved = interventions_of(s, toy().setting);
  ASSERT_TRUE(resolved) << resolved.error();
  for (int hour : {20, 32, 40}) {
    History half = begin_member(toy().setting, s, std::make_shared<const Interventions>(*resolved));
    advance_member(half, toy().setting.start + hours(hour));
    auto resumed = resume_member(toy().setting, save_member(half, s));
    ASSERT_TRUE(resumed) << resumed.error();
    advance_member(resumed->history, toy().setting.end);
    judge_member(resumed->history);
    EXPECT_EQ(digest(resumed->history), digest(whole)) << hour;
  }
}

TEST(Saves, AForkIsInTheSpecificationAndCanBeRunAgainFromIt) {
  Specification s = specification(0);
  History h = begin_member(toy().setting, s, std::make_shared<const Interventions>());
  const Instant at = toy().setting.start + hours(20);
  advance_member(h, at);
  const std::string before = digest(h);
  const Fork fork{at, 4, {"answer-to-the-strike=wait", "unit.marines.arousal=1"}};
  ASSERT_TRUE(fork_member(h, fork.branch, fork.commands));
  advance_member(h, toy().setting.end);
  judge_member(h);
  s.forks = {fork};
  EXPECT_EQ(digest(run(s)), digest(h));
  Specification other = s;
  other.forks[0].branch = 5;
  EXPECT_NE(digest(run(other)), digest(h));
  EXPECT_FALSE(fork_member(h, 0, {"nonsense"}));
}

TEST(Saves, BranchesShareTheirPast) {
  History a = begin_member(toy().setting, specification(0), std::make_shared<const Interventions>());
  advance_member(a, toy().setting.start + hours(20));
  History b = a;
  const std::size_t past = a.simulation.chronicle.events.size();
  ASSERT_TRUE(fork_member(a, 1, {}));
  ASSERT_TRUE(fork_member(b, 2, {}));
  for (History* h : {&a, &b}) advance_member(*h, toy().setting.end);
  for (std::size_t i = 0; i < past; ++i) EXPECT_EQ(a.simulation.chronicle.events[i].key, b.simulation.chronicle.events[i].key);
}

TEST(Saves, PersonsWhoAreNotThoseThatAreCountedAreRefused) {
  Specification individuals = specification();
  individuals.executor = "individuals";
  History h = begin_member(toy().setting, individuals, std::make_shared<const Interventions>());
  advance_member(h, toy().setting.start + hours(20));
  EXPECT_TRUE(resume_member(toy().setting, save_member(h, individuals)));
  const std::string why = "its tables are not those of the scenario";
  EXPECT_NE(resume_member(toy().setting, save_member(h, specification())).error().find(why), std::string::npos) << "counts have no persons";
  ASSERT_FALSE(h.simulation.world.persons.rows.at(0).bytes.rows.empty());
  h.simulation.world.persons.rows[0].bytes.rows.pop_back();
  EXPECT_NE(resume_member(toy().setting, save_member(h, individuals)).error().find(why), std::string::npos);
}

TEST(Saves, DamagedOrForeignSavesAreRefused) {
  History h = begin_member(toy().setting, specification(), std::make_shared<const Interventions>());
  advance_member(h, toy().setting.start + hours(20));
  const std::string bytes = save_member(h, specification());
  for (std::size_t n = 0; n < bytes.size(); n += 1 + bytes.size() / 50)
    EXPECT_FALSE(resume_member(toy().setting, std::string_view(bytes).substr(0, n)));
  for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 100) {
    std::string copy = bytes;
    copy[i] = static_cast<char>(copy[i] ^ 1);
    EXPECT_FALSE(resume_member(toy().setting, copy)) << i;
  }
  Setting other = toy().setting;
  other.hash = "another";
  EXPECT_NE(resume_member(other, bytes).error().find("another scenario"), std::string::npos);
  Specification newer = specification();
  newer.engine = "99";
  EXPECT_NE(resume_member(toy().setting, save_member(h, newer)).error().find("engine 99"), std::string::npos);
}

}  // namespace
}  // namespace smolny
