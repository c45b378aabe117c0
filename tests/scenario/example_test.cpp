// The scenario that `smolny new` writes, and the published schema.

#include "scenario/example.hpp"

#include "mechanisms/all.hpp"
#include "scenario/schema.hpp"
#include "scenario/starting_values.hpp"
#include "scenarios.hpp"

namespace smolny::testing {
namespace {

TEST(Example, LoadsWithoutAnErrorWhateverTheMechanisms) {
  const Folder folder;
  ASSERT_TRUE(new_scenario(folder.path() / "harbour-strike", kTwoTables));
  const LoadedScenario l = load_scenario(folder.path() / "harbour-strike", kTwoTables, kSites);
  EXPECT_EQ(errors_of(l, folder.path()), "");
  EXPECT_EQ(l.setting.id, "harbour-strike");
  EXPECT_GE(l.setting.decisions.size(), 3U);
  const LoadedScenario none = [&] {
    EXPECT_TRUE(new_scenario(folder.path() / "bare", {}));
    return load_scenario(folder.path() / "bare", {}, {});
  }();
  EXPECT_EQ(errors_of(none, folder.path()), "");
}

TEST(Example, IsAboutTwoHundredLines) {
  std::size_t lines = 0;
  for (const ExampleFile& file : example_scenario("toy", kTables))
    lines += static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n'));
  EXPECT_GT(lines, 150U);
  EXPECT_LT(lines, 260U);
}

TEST(Example, OverwritesNothing) {
  const Folder folder;
  folder.write("mine/notes.txt", "mine");
  const auto made = new_scenario(folder.path() / "mine", kTables);
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("exists already"), std::string::npos);
  EXPECT_EQ(read(folder.path() / "mine/notes.txt"), "mine");
  EXPECT_FALSE(fs::exists(folder.path() / "mine/people.yaml"));
}

TEST(Example, LeavesNothingHalfWritten) {
  const Folder folder;
  EXPECT_FALSE(new_scenario(folder.path() / "no/such/parent", kTables));
  EXPECT_FALSE(new_scenario(folder.path() / "Not An Id", kTables));
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

/// Every parameter of every mechanism has a value to begin with, and it is one that the mechanism admits.
TEST(Example, StartsEveryParameterWithinItsRange) {
  std::size_t matched = 0, all = 0;
  for (const ParameterTable& t : parameter_tables())
    for (int i = 0; i < t.count; ++i, ++all)
      for (const StartingValue& v : starting_values)
        if (v.parameter == std::string(t.mechanism) + "." + std::string(t.rows[i].name)) {
          EXPECT_GE(v.value, t.rows[i].low) << v.parameter;
          EXPECT_LE(v.value, t.rows[i].high) << v.parameter;
          ++matched;
        }
  EXPECT_EQ(matched, all);
  EXPECT_EQ(matched, std::size(starting_values)) << "a value for a parameter that there is not";
}

TEST(Schema, IsTheOnePublished) {
  const std::string published = read(kRoot / "schema/scenario.schema.json"), made = scenario_schema();
  if (const char* bless = std::getenv("SMOLNY_BLESS"); bless && *bless && published != made)
    std::ofstream(kRoot / "schema/scenario.schema.json", std::ios::binary) << made;
  EXPECT_TRUE(published == made) << "the tables of fields have changed: publish the schema anew (SMOLNY_BLESS=1)";
}

TEST(Schema, KnowsEverySectionAndAct) {
  const std::string schema = scenario_schema();
  for (const SectionSpec& s : sections())
    EXPECT_NE(schema.find("\"" + std::string(s.name) + "\": {"), std::string::npos);
  for (const ActSpec& a : act_specs()) EXPECT_NE(schema.find("\"" + std::string(a.name) + "\": {"), std::string::npos);
}

TEST(Vocabulary, TablesAreInTheOrderOfTheirEnumerations) {
  for (std::size_t i = 0; i < sections().size(); ++i) EXPECT_EQ(static_cast<std::size_t>(sections()[i].section), i);
  for (std::size_t i = 0; i < act_specs().size(); ++i) EXPECT_EQ(static_cast<std::size_t>(act_specs()[i].kind), i);
}

/// The words of docs/scenarios.md and those of the loader are the same words.
TEST(Vocabulary, IsThatOfTheDocument) {
  const std::string document = read(kRoot / "docs/scenarios.md");
  for (const SectionSpec& s : sections())
    EXPECT_NE(document.find("`" + std::string(s.name) + "`"), std::string::npos) << s.name;
  for (const ActSpec& a : act_specs()) EXPECT_NE(document.find(std::string(a.name)), std::string::npos) << a.name;
  for (int f = 0; f < kFeatures; ++f) {
    const std::string name(name_of(static_cast<Feature>(f)));
    EXPECT_NE(document.find("| `" + name + "` |"), std::string::npos) << name;
  }
}

TEST(Acts, AreReadIntoTheirFields) {
  const LoadedScenario l = load(kBase);
  const Decision& petition = l.setting.decisions[DecisionId{find_row(l.setting, Section::decisions, "petition")}];
  EXPECT_TRUE(petition.options[0].historical);
  EXPECT_FALSE(petition.options[1].historical);
  EXPECT_EQ(petition.options[1].stands_on, 1);
  ASSERT_EQ(petition.options[1].acts.size(), 2U);
  const Act& answer = petition.options[1].acts[0];
  EXPECT_EQ(answer.kind, ActKind::answer);
  EXPECT_EQ(answer.value, 1);
  EXPECT_EQ(entity_text(l.setting, answer.by), "authority:court");
  EXPECT_EQ(answer.to.kind, EntityKind::authority);
  const Act& order = petition.options[1].acts[1];
  EXPECT_EQ(order.task, ActKind::send);
  EXPECT_EQ(order.men.central, 50);
  EXPECT_EQ(petition.options[1].severity, std::max(severity_of(ActKind::answer), severity_of(ActKind::order)));
  const Decision& strike = l.setting.decisions[DecisionId{find_row(l.setting, Section::decisions, "strike")}];
  const Act& occupy = strike.options[1].acts[0];
  EXPECT_EQ(occupy.place.tags, std::vector<Key>{key_of("points")});
  EXPECT_EQ(l.setting.camps[occupy.place.not_held_by].id, "league");
}

TEST(Ways, OnFootAreWalkedAtTheDocumentedPace) {
  const LoadedScenario l = load(kBase);
  const Way& way = l.setting.ways[WayId{find_row(l.setting, Section::ways, "palace--bridge--foot")}];
  EXPECT_NEAR(way.kilometres.central, 1.112, 0.001);  // a hundredth of a degree north
  EXPECT_NEAR(way.minutes.central, 1.112 / 4.8 * 60, 0.02);
}

}  // namespace
}  // namespace smolny::testing
