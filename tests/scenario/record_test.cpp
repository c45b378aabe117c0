#include "scenario/record.hpp"

#include "scenarios.hpp"

namespace smolny::testing {
namespace {

struct Loaded {
  LoadedScenario scenario;
  Record record;
};

/// The base scenario with a record beside it.
Loaded with_record(const std::string& claims) {
  auto files = base_files();
  files["record.yaml"] = "record:\n" + claims;
  Loaded loaded{load_files(files), {}};
  loaded.record = read_record(loaded.scenario);
  return loaded;
}

/// One forecast with this check, on the third line.
Loaded with_check(const std::string& check) {
  return with_record("- {id: a, name: A, system: S01, use: forecast, role: checks,\n   check: " + check + "}\n");
}

/// The only error, as LINE:COLUMN MESSAGE.
std::string error_of(const Loaded& loaded) {
  const auto& errors = loaded.scenario.report.errors;
  if (errors.size() != 1) return std::to_string(errors.size()) + " errors; the first: " + first_error(loaded.scenario);
  return std::to_string(errors[0].line) + ":" + std::to_string(errors[0].column) + " " + errors[0].message;
}

TEST(Record, ReadsEachKindOfCheck) {
  const std::pair<const char*, CheckKind> checks[] = {
      {"{happens: {pattern: taken}}", CheckKind::happens},
      {"{when: {pattern: taken, at: 17 Oct 1917 12:00 OS, precision: hour}}", CheckKind::when},
      {"{value: {of: count(taken), is: at-most, target: 3}}", CheckKind::value},
      {"{order: {patterns: [taken, regent-yields]}}", CheckKind::order},
      {"{share: {of: place.bridge.held.league, is: about, target: 0.5, within: 0.1}}", CheckKind::share},
      {"{contrast: {given: taken, of: place.palace.held.league, sign: raises}}", CheckKind::contrast},
      {"{belief: {holder: body:diet, proposition: crown-prevails, is: below, target: 0.5}}", CheckKind::belief},
      {"{structure: {holds: unit.guards.men > 0}}", CheckKind::structure},
      {"{twin: {do: petition=grant, outcome: bridge-falls, sign: lowers}}", CheckKind::twin},
      {"{not-checkable: {reason: outside the frame}}", CheckKind::not_checkable}};
  for (const auto& [text, kind] : checks) {
    const Loaded loaded = with_check(text);
    EXPECT_TRUE(loaded.scenario.valid()) << text << ": " << first_error(loaded.scenario);
    ASSERT_EQ(loaded.record.claims.size(), 1U);
    EXPECT_EQ(loaded.record.claims[0].check.kind, kind) << text;
    EXPECT_EQ(loaded.record.claims[0].checkable(), kind != CheckKind::not_checkable);
  }
}

TEST(Record, AnEventOfAKnownDayIsLookedForThatDay) {
  const Loaded loaded = with_check("{happens: {pattern: taken, at: 17 Oct 1917 12:00 OS, precision: day}}");
  ASSERT_TRUE(loaded.scenario.valid()) << first_error(loaded.scenario);
  const Figure& figure = loaded.record.claims[0].check.figure;
  EXPECT_EQ((figure.until - figure.from).minutes, 2 * 1440);
}

TEST(Record, StandsInOrderOfItsIds) {
  const Loaded loaded = with_record(
      "- {id: b, name: B, system: S01, use: given, check: {structure: {holds: unit.guards.men > 0}}}\n"
      "- {id: a, name: A, system: S02, use: never, beside: b, check: {never: {pattern: taken}}}\n");
  ASSERT_TRUE(loaded.scenario.valid()) << first_error(loaded.scenario);
  EXPECT_EQ(loaded.record.claims[0].id, "a");
  EXPECT_EQ(loaded.record.find("b")->use, ClaimUse::given);
  EXPECT_EQ(loaded.record.find("c"), nullptr);
}

TEST(Record, ErrorsSayWhereAndWhatWasExpected) {
  EXPECT_EQ(error_of(with_check("{hapens: {pattern: taken}}")), "3:12 unknown check 'hapens'; did you mean 'happens'?");
  EXPECT_EQ(error_of(with_check("{happens: {pattern: takn}}")).substr(0, 5), "3:31 ");
  EXPECT_EQ(error_of(with_check("{value: {of: count(taken), is: at-most, target: 3, within: 1}}")), "3:70 within is for a figure near a target");
  EXPECT_EQ(error_of(with_check("{share: {of: place.bridge.held.league, is: at-most, target: 3}}")), "3:71 expected a share, from 0 to 1");
  EXPECT_EQ(error_of(with_check("{when: {pattern: taken, at: 9 Oct 1917 OS, precision: day}}")).substr(0, 5), "3:39 ");
}

TEST(Record, AForecastNeedsItsRoleAndNothingElseMayHaveOne) {
  const Loaded without = with_record("- {id: a, name: A, system: S01, use: forecast, check: {happens: {pattern: taken}}}\n");
  EXPECT_NE(first_error(without.scenario).find("lacks the field 'role'"), std::string::npos);
  const Loaded given = with_record(
      "- {id: a, name: A, system: S01, use: given, role: checks, check: {structure: {holds: unit.guards.men > 0}}}\n");
  EXPECT_NE(first_error(given.scenario).find("which is for forecasts"), std::string::npos);
}

TEST(Record, WhatNeverHappenedStandsBesideAClaimThatThereIs) {
  const Loaded loaded = with_record("- {id: a, name: A, system: S01, use: never, beside: nobody, check: {never: {pattern: taken}}}\n");
  EXPECT_NE(first_error(loaded.scenario).find("unknown claim 'nobody'"), std::string::npos);
}

}  // namespace
}  // namespace smolny::testing
