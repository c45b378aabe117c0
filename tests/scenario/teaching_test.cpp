// What a scenario says to readers and teachers, and which claim records an outcome.

#include "scenario/teaching.hpp"

#include "scenario/recorded.hpp"
#include "scenarios.hpp"

namespace smolny::testing {
namespace {

constexpr const char* kLesson =
    "lesson:\n"
    "  title: A bridge\n"
    "  introduction: Who holds it?\n"
    "  bets:\n"
    "  - {outcome: bridge-falls, prompt: How often, reveal: So often.}\n"
    "  steps:\n"
    "  - {minutes: 20, title: Bet, text: Bet first., page: lesson}\n"
    "  - {minutes: 25, title: Look, text: Then look.}\n"
    "  switches:\n"
    "  - {do: petition=grant, question: Granted}\n";

struct Loaded {
  LoadedScenario scenario;
  Teaching teaching;
};

Loaded with(const std::string& text) {
  auto files = base_files();
  files["teaching.yaml"] = text;
  Loaded loaded{load_files(files), {}};
  loaded.teaching = read_teaching(loaded.scenario);
  return loaded;
}

std::string error_of(const LoadedScenario& scenario) {
  const auto& errors = scenario.report.errors;
  if (errors.size() != 1) return std::to_string(errors.size()) + " errors; the first: " + first_error(scenario);
  return std::to_string(errors[0].line) + ":" + std::to_string(errors[0].column) + " " + errors[0].message;
}

std::string error_of_lesson(const std::string& old, const std::string& fresh) {
  std::string text = kLesson;
  replace_once(text, old, fresh);
  return error_of(with(text).scenario);
}

}  // namespace

TEST(Teaching, ReadsWordsSystemsAndTheLesson) {
  const Loaded loaded = with(std::string("glossary:\n- {id: diet, name: Diet, text: An assembly.}\nsystems:\n- {id: S01, name: The bridge}\n") + kLesson);
  ASSERT_TRUE(loaded.scenario.valid()) << first_error(loaded.scenario);
  ASSERT_EQ(loaded.teaching.glossary.size(), 1U);
  EXPECT_EQ(loaded.teaching.glossary[0].term, "Diet");
  EXPECT_EQ(loaded.teaching.systems.at("S01"), "The bridge");
  ASSERT_TRUE(loaded.teaching.lesson);
  EXPECT_EQ(loaded.teaching.lesson->minutes(), 45);
  EXPECT_EQ(loaded.teaching.lesson->bets[0].reveal, "So often.");
  EXPECT_EQ(loaded.teaching.lesson->switches[0].commands, std::vector<std::string>{"petition=grant"});
}

TEST(Teaching, ReadsWhatIsFollowedThroughTimeInTheOrderOfTheFile) {
  const Loaded loaded = with("courses:\n- {id: b, name: Later, chart: Hours, quantity: clock.hours, unit: h}\n- {id: a, name: Twice, chart: Hours, quantity: 2 * clock.hours}\n");
  ASSERT_TRUE(loaded.scenario.valid()) << first_error(loaded.scenario);
  ASSERT_EQ(loaded.teaching.courses.size(), 2U);
  EXPECT_EQ(loaded.teaching.courses[0].id, "b");
  EXPECT_EQ(loaded.teaching.courses[0].unit, "h");
  EXPECT_FALSE(loaded.teaching.courses[1].quantity.empty());
}

TEST(Teaching, AScenarioNeedsNone) {
  const Loaded loaded = with("");
  EXPECT_TRUE(loaded.scenario.valid()) << first_error(loaded.scenario);
  EXPECT_FALSE(loaded.teaching.lesson);
  EXPECT_TRUE(loaded.teaching.glossary.empty());
}

TEST(Teaching, WhatIsWrongIsNamedWithItsPlace) {
  EXPECT_EQ(error_of_lesson("outcome: bridge-falls", "outcome: bridge-fall").substr(0, 5), "5:15 ");
  EXPECT_EQ(error_of_lesson("prompt: How often", "case: yes, prompt: How often"), "5:35 the bet: case is for an outcome that is a category");
  EXPECT_EQ(error_of_lesson("page: lesson", "page: lessons").substr(0, 5), "7:55 ");
  EXPECT_EQ(error_of_lesson("petition=grant", "petition=granted").substr(0, 6), "10:10 ");
  EXPECT_EQ(error_of_lesson("  title: A bridge\n", ""), "2:3 the lesson lacks the field 'title'; expected a text");
  EXPECT_EQ(error_of(with("courses:\n- {id: a, name: A, chart: C, quantity: clock.hour}\n").scenario).substr(0, 5), "2:46 ");
  EXPECT_EQ(error_of(with("courses:\n- {id: a, name: A, chart: C}\n").scenario), "2:3 course 'a' lacks the field 'quantity'; expected a text");
  EXPECT_EQ(error_of(with("glossary:\n- {id: diet, nam: Diet, text: An assembly.}\n").scenario), "2:14 term 'diet' has no field 'nam'; did you mean 'name'?");
}

TEST(Teaching, TheLessonBelongsToTheIdentityOfTheScenario) {
  std::string other = kLesson;
  replace_once(other, "Then look.", "Then look again.");
  EXPECT_NE(with(kLesson).scenario.setting.hash, with(other).scenario.setting.hash);
}

namespace {

/// The base scenario with a claim beside it, and its first truth recorded as said.
std::string error_of_record(const std::string& recorded) {
  auto files = base_files();
  for (auto& [name, text] : files) {
    const std::size_t row = text.find("id: bridge-falls");
    if (row == std::string::npos) continue;
    text.insert(row, "record: " + recorded + ", ");
  }
  files["record.yaml"] =
      "record:\n- {id: fell, name: It fell, system: S01, use: forecast, role: checks,\n   check: {when: {pattern: taken, at: 17 Oct 1917 12:00 OS, precision: hour}}}\n"
      "- {id: few, name: Few, system: S01, use: forecast, role: checks, check: {value: {of: count(taken), is: at-most, target: 3}}}\n";
  LoadedScenario scenario = load_files(files);
  const Record record = read_record(scenario);
  const auto recorded_by = read_recorded(scenario, record);
  if (scenario.valid()) return recorded_by.size() == 1 ? record.claims[recorded_by[0].claim].id : "none";
  return first_error(scenario);
}

}  // namespace

TEST(Recorded, AnOutcomeNamesTheClaimThatRecordsIt) {
  EXPECT_EQ(error_of_record("{claim: fell}"), "fell");
  EXPECT_EQ(error_of_record("{claim: fel}"), "the record of outcome 'bridge-falls': unknown claim 'fel'; did you mean 'fell'?");
  EXPECT_EQ(error_of_record("{claim: few}"), "the record of outcome 'bridge-falls': the check of 'few' is 'value'; expected happens, never or when");
  EXPECT_EQ(error_of_record("{claim: fell, case: yes}"), "the record of outcome 'bridge-falls': case is for an outcome that is a category");
}

}  // namespace smolny::testing
