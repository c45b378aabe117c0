// Numbers: forms, priors, what they rest on, hindsight.

#include "scenarios.hpp"

namespace smolny::testing {
namespace {

/// The base with the men of the pickets given otherwise.
LoadedScenario with_men(const std::string& men, const std::string& row = "grade: assumed") {
  auto files = base_files();
  replace_once(files["world.yaml"], "men: [50, 80], militia: true, grade: assumed",
               "men: " + men + ", militia: true, " + row);
  return load_files(files);
}

const Unit& pickets(const LoadedScenario& l) {
  return l.setting.units[UnitId{find_row(l.setting, Section::units, "pickets")}];
}

const Uncertain& uncertain(const LoadedScenario& l) {
  static const Uncertain none;
  const Number& n = pickets(l).men;
  EXPECT_GE(n.uncertain, 0) << first_error(l);
  return n.uncertain < 0 ? none : l.setting.uncertain[static_cast<std::size_t>(n.uncertain)];
}

const NumberNote* note_of(const LoadedScenario& l, std::string_view path) {
  for (const NumberNote& n : l.report.notes)
    if (n.path == path) return &n;
  return nullptr;
}

TEST(Numbers, APlainOneIsCertain) {
  const LoadedScenario l = with_men("70");
  EXPECT_EQ(pickets(l).men.central, 70);
  EXPECT_EQ(pickets(l).men.uncertain, -1);
  EXPECT_EQ(note_of(l, "unit.pickets.men")->grade, Grade::assumed);
}

TEST(Numbers, ARangeIsUniformAboutItsCentre) {
  const LoadedScenario l = with_men("[50, 90]");
  EXPECT_EQ(pickets(l).men.central, 70);
  const Uncertain& u = uncertain(l);
  EXPECT_EQ(u.path, "unit.pickets.men");
  EXPECT_EQ(u.key, key_of("unit.pickets.men"));
  EXPECT_EQ(u.prior, Prior::uniform);
  EXPECT_EQ(u.a, 50);
  EXPECT_EQ(u.b, 90);
  EXPECT_EQ(u.low, 0);  // what the field admits
}

TEST(Numbers, EveryPriorHasItsCentre) {
  EXPECT_EQ(pickets(with_men("{prior: {normal: [60, 5]}}")).men.central, 60);
  EXPECT_EQ(pickets(with_men("{prior: {lognormal: [60, 0.5]}}")).men.central, 60);
  EXPECT_EQ(pickets(with_men("{prior: {beta: [1, 3]}}")).men.central, 0.25);
  EXPECT_EQ(pickets(with_men("{prior: {gamma: [4, 10]}}")).men.central, 40);
  EXPECT_EQ(pickets(with_men("{value: 55, prior: {normal: [60, 5]}}")).men.central, 55);
}

TEST(Numbers, WithinCutsAPriorAndTheFieldCutsItToo) {
  const LoadedScenario l = with_men("{prior: {normal: [60, 50], within: [-10, 200]}}");
  EXPECT_EQ(uncertain(l).low, 0);
  EXPECT_EQ(uncertain(l).high, 200);
}

TEST(Numbers, OfARowRestOnTheRowsSourceAndGrade) {
  const LoadedScenario l = with_men("70", "source: [PAPER, BOOK], grade: estimated");
  const NumberNote& n = *note_of(l, "unit.pickets.men");
  EXPECT_EQ(n.grade, Grade::estimated);
  EXPECT_EQ(n.sources.size(), 2U);
}

TEST(Numbers, OfTheirOwnRestOnTheirOwn) {
  const LoadedScenario l = with_men("{value: 70, source: PAPER, grade: documented, unit: men, note: counted}",
                                    "source: BOOK, grade: assumed");
  const NumberNote& n = *note_of(l, "unit.pickets.men");
  EXPECT_EQ(n.grade, Grade::documented);
  ASSERT_EQ(n.sources.size(), 1U);
  EXPECT_EQ(l.setting.sources[n.sources[0]].id, "PAPER");
  EXPECT_EQ(n.unit, "men");
  EXPECT_EQ(n.note, "counted");
}

TEST(Numbers, WithASourceButNoGradeAreCountedAsUngraded) {
  const LoadedScenario l = with_men("70", "source: BOOK");
  EXPECT_TRUE(l.valid()) << first_error(l);
  EXPECT_EQ(note_of(l, "unit.pickets.men")->grade, Grade::ungraded);
}

TEST(Numbers, LaterEvidenceIsHindsightAndItsPriorIsTwiceAsWide) {
  const auto hindsight = [](const std::string& prior) {
    return with_men("{value: 60, grade: estimated, as_of: 15 Oct 1917 OS, prior: {" + prior + "}}");
  };
  const LoadedScenario uniform = hindsight("uniform: [50, 90]");
  EXPECT_EQ(uncertain(uniform).grade, Grade::hindsight);
  EXPECT_EQ(uncertain(uniform).a, 40);
  EXPECT_EQ(uncertain(uniform).b, 120);
  EXPECT_EQ(pickets(uniform).men.central, 60);
  EXPECT_EQ(uncertain(hindsight("normal: [60, 5]")).b, 10);
  EXPECT_EQ(uncertain(hindsight("lognormal: [60, 0.25]")).b, 0.5);
  const LoadedScenario gamma = hindsight("gamma: [4, 15]");  // mean 60, variance 900
  EXPECT_EQ(uncertain(gamma).a * uncertain(gamma).b, 60);
  EXPECT_EQ(uncertain(gamma).a * uncertain(gamma).b * uncertain(gamma).b, 3600);
  const LoadedScenario earlier =
      with_men("{value: 60, grade: estimated, as_of: 14 Oct 1917 OS, prior: {normal: [60, 5]}}");
  EXPECT_EQ(uncertain(earlier).grade, Grade::estimated);
  EXPECT_EQ(uncertain(earlier).b, 5);
}

TEST(Numbers, ABetaWidenedKeepsItsMeanAndHasFourTimesTheVariance) {
  auto files = base_files();
  replace_once(files["world.yaml"], "  resolve: 0.5", "  resolve: {grade: hindsight, prior: {beta: [10, 30]}}");
  const LoadedScenario l = load_files(files);
  ASSERT_TRUE(l.valid()) << first_error(l);
  const Unit& guards = l.setting.units[UnitId{find_row(l.setting, Section::units, "guards")}];
  const Uncertain& u = l.setting.uncertain[static_cast<std::size_t>(guards.resolve.uncertain)];
  const double n = u.a + u.b, mean = u.a / n;
  EXPECT_NEAR(mean, 0.25, 1e-12);
  EXPECT_NEAR(mean * (1 - mean) / (n + 1), 4 * 0.25 * 0.75 / 41, 1e-12);
}

TEST(Numbers, BlindCodingsAreTheMeanOfTheirKindWhereNoneIsGiven) {
  const LoadedScenario l = with_men("{value: 60, as_of: 15 Oct 1917 OS, prior: {normal: [60, 5]}, grade: estimated}");
  EXPECT_EQ(uncertain(l).blind, 300);  // of the guards, the one other unit
  const LoadedScenario given =
      with_men("{value: 60, as_of: 15 Oct 1917 OS, prior: {normal: [60, 5]}, blind: 44, grade: estimated}");
  EXPECT_EQ(uncertain(given).blind, 44);
}

TEST(Numbers, AFixedParameterKeepsItsNameAndIsNotFree) {
  const LoadedScenario l = load(kBase);
  ASSERT_EQ(l.setting.parameters.size(), 2U);
  const Number& refusal = l.setting.parameters[1];
  ASSERT_GE(refusal.uncertain, 0);
  const Uncertain& u = l.setting.uncertain[static_cast<std::size_t>(refusal.uncertain)];
  EXPECT_EQ(u.path, "parameter.command.refusal");
  EXPECT_EQ(u.prior, Prior::fixed);
  EXPECT_EQ(u.central, 0.5);
  EXPECT_EQ(l.report.free_parameters, 1);
}

TEST(Numbers, ParametersStandInTheOrderOfTheTables) {
  auto files = base_files();
  files["more.yaml"] = "parameters: {movement: {patrols: 3, grade: assumed}}\n";
  const Folder folder;
  for (const auto& [name, text] : files) folder.write(name, text);
  const LoadedScenario l = load_scenario(folder.path(), kTwoTables, kSites);
  ASSERT_TRUE(l.valid()) << first_error(l);
  ASSERT_EQ(l.setting.parameters.size(), 3U);
  EXPECT_EQ(l.setting.parameters[2].central, 3);
}

TEST(Report, CountsNumbersByGradeAndListsWhatIsDated) {
  const LoadedScenario l = load(kBase);
  int sum = 0;
  for (int n : l.report.numbers) sum += n;
  EXPECT_EQ(sum, static_cast<int>(l.report.notes.size()));
  EXPECT_EQ(l.report.numbers[static_cast<std::size_t>(Grade::hindsight)], 1);
  EXPECT_EQ(l.report.numbers[static_cast<std::size_t>(Grade::documented)], 2);  // where the town lies
  ASSERT_EQ(l.report.dated.size(), 1U);
  EXPECT_EQ(l.report.dated[0].id, "fair");
  EXPECT_EQ(l.report.dated[0].reason, "held every year");
  EXPECT_EQ(name_of(Grade::hindsight), "hindsight");
}

}  // namespace
}  // namespace smolny::testing
