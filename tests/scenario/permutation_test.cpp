// Neither the order of rows, keys and files nor the layout changes what a scenario says; every word of it does.

#include <random>
#include <set>

#include "dump.hpp"
#include "scenarios.hpp"

namespace smolny::testing {
namespace {

using Rng = std::mt19937;

std::string quoted_text(const std::string& text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

/// The tree in flow style, keys shuffled, texts in quotes.
std::string flow(const YamlNode& node, Rng& rng) {
  if (node.shape == Shape::null) return "null";
  if (node.shape == Shape::text) return quoted_text(node.text);
  std::string result;
  if (node.shape == Shape::list) {
    for (const YamlNode* item : node.items) result += (result.empty() ? "" : ", ") + flow(*item, rng);
    return "[" + result + "]";
  }
  std::vector<const YamlEntry*> entries;
  for (const YamlEntry& e : node.entries) entries.push_back(&e);
  std::shuffle(entries.begin(), entries.end(), rng);
  for (const YamlEntry* e : entries)
    result += (result.empty() ? "" : ", ") + quoted_text(e->key) + ": " + flow(*e->value, rng);
  return "{" + result + "}";
}

/// The same scenario in other files, with rows, keys and files in another order and another layout.
std::map<std::string, std::string> shuffled(const fs::path& folder, Rng& rng) {
  Diagnostics diagnostics;
  const Documents documents = read_documents(folder, {}, diagnostics);
  std::vector<std::pair<std::string, std::string>> pieces;  // section, text of one row or of one entry of a map
  for (const YamlFile& file : documents.files)
    for (const YamlEntry& section : file.root->entries) {
      for (const YamlNode* row : section.value->items) pieces.emplace_back(section.key, "- " + flow(*row, rng));
      for (const YamlEntry& e : section.value->entries)
        pieces.emplace_back(section.key, "  " + e.key + ": " + flow(*e.value, rng));
    }
  std::shuffle(pieces.begin(), pieces.end(), rng);
  const std::size_t files = 1 + rng() % 5;
  std::vector<std::map<std::string, std::string>> by_section(files);
  for (const auto& [section, text] : pieces) by_section[rng() % files][section] += text + "\n";
  std::map<std::string, std::string> result;
  for (const auto& sections : by_section) {
    std::string text;
    for (const auto& [section, rows] : sections) text += "# " + std::to_string(rng()) + "\n" + section + ":\n" + rows;
    result[(rng() % 2 ? "sub/" : "") + std::to_string(rng()) + ".yaml"] = text;
  }
  return result;
}

void expect_same_however_shuffled(const fs::path& folder) {
  const LoadedScenario original = load(folder);
  const std::string expected = dump(original.setting);
  for (unsigned seed = 1; seed <= 12; ++seed) {
    Rng rng(seed);
    const LoadedScenario again = load_files(shuffled(folder, rng));
    ASSERT_EQ(first_error(again), first_error(original)) << "seed " << seed;
    ASSERT_EQ(dump(again.setting), expected) << "seed " << seed;
    ASSERT_EQ(again.setting.hash, original.setting.hash) << "seed " << seed;
  }
}

TEST(Permutation, OfRowsKeysAndFilesChangesNothing) { expect_same_however_shuffled(kBase); }

TEST(Permutation, TablesAreInTheOrderOfTheirKeys) {
  const LoadedScenario loaded = load(kBase);
  for (const SectionSpec& spec : sections())
    visit_table(loaded.setting, spec.section, [&](const auto& table) {
      for (std::size_t i = 1; i < table.size(); ++i) EXPECT_LT(table.rows[i - 1].key, table.rows[i].key) << spec.name;
      for (const Named& row : table) EXPECT_EQ(row.key, key_of(row.id));
    });
}

std::string hash_of(const std::map<std::string, std::string>& files) { return load_files(files).setting.hash; }

TEST(Identity, IsSixtyFourHexDigits) {
  const std::string hash = load(kBase).setting.hash;
  EXPECT_EQ(hash.size(), 64U);
  EXPECT_EQ(hash.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(Identity, DoesNotHangOnCommentsLayoutQuotesOrAliases) {
  const std::string hash = hash_of(base_files());
  auto files = base_files();
  files["world.yaml"] = "# a comment\n\n" + files["world.yaml"];
  replace_once(files["world.yaml"], "{id: BOOK, citation: A book}", "{id: 'BOOK',   citation: \"A book\"}");
  EXPECT_EQ(hash_of(files), hash);
  replace_once(files["world.yaml"], "capital: {latitude: 60,", "capital: {latitude: &sixty 60,");
  replace_once(files["world.yaml"], "name: Town, latitude: 60,", "name: Town, latitude: *sixty,");
  EXPECT_EQ(hash_of(files), hash);
  EXPECT_EQ(load_files(files).report.errors.size(), 0U);
}

/// Every leaf of the tree by its path, to be changed one at a time.
void leaves(const YamlNode& node, std::vector<YamlNode*>& found) {
  if (node.shape == Shape::text) found.push_back(const_cast<YamlNode*>(&node));
  for (const YamlNode* item : node.items) leaves(*item, found);
  for (const YamlEntry& e : node.entries) leaves(*e.value, found);
}

TEST(Identity, ChangesWithEveryWord) {
  Diagnostics diagnostics;
  Documents documents = read_documents(kBase, {"bold"}, diagnostics);
  std::vector<YamlNode*> found;
  for (const YamlFile& file : documents.files)
    for (const YamlEntry& section : file.root->entries)
      if (section.key != "scenario") leaves(*section.value, found);
  ASSERT_GT(found.size(), 200U);
  std::set<std::string> hashes{identity(assemble(documents, diagnostics))};
  std::size_t overlaid = 0;
  for (YamlNode* leaf : found) {
    const std::string before = leaf->text;
    leaf->text += "x";
    if (!hashes.insert(identity(assemble(documents, diagnostics))).second) ++overlaid;
    leaf->text = before;
  }
  // What a reading lies over is not part of what is run: the regent's row but for its id, and one parameter.
  EXPECT_EQ(overlaid, 7U + 3U);
}

TEST(Identity, OfAReadingIsAnother) {
  const LoadedScenario plain = load(kBase), bold = load(kBase, {"bold"});
  EXPECT_NE(plain.setting.hash, bold.setting.hash);
  EXPECT_TRUE(plain.valid());
  EXPECT_TRUE(bold.valid());
}

TEST(Readings, TakeThePlaceOfRowsAndParametersAndLeaveTheRest) {
  const LoadedScenario plain = load(kBase), bold = load(kBase, {"bold"});
  const auto influence = [](const LoadedScenario& l) {
    return l.setting.leaders[LeaderId{find_row(l.setting, Section::leaders, "regent")}].influence.central;
  };
  EXPECT_EQ(influence(plain), 0.7);
  EXPECT_EQ(influence(bold), 0.9);
  EXPECT_EQ(plain.setting.parameters[0].central, 1);
  EXPECT_EQ(bold.setting.parameters[0].central, 2);
  EXPECT_EQ(bold.setting.parameters[1].central, 0.5);
  EXPECT_EQ(bold.setting.leaders.size(), plain.setting.leaders.size());
}

TEST(Readings, TheLastLiesOnTop) {
  auto files = base_files();
  files["readings/bolder.yaml"] = "parameters: {command: {belief: {value: 3, grade: assumed}}}\n";
  const LoadedScenario loaded = load_files(files, {"bold"});
  EXPECT_EQ(loaded.setting.parameters[0].central, 2);
  const LoadedScenario both = load_files(files, {"bold", "bolder"});
  EXPECT_EQ(both.report.errors.size(), 0U) << first_error(both);
  EXPECT_EQ(both.setting.parameters[0].central, 3);
}

TEST(Permutation, APatternWrittenOutIsOnePatternHoweverItIsWritten) {
  auto files = base_files();
  replace_once(
      files["events.yaml"], "triggers: [{pattern: taken}, asked]",
      "triggers: [{pattern: {place: [bridge], kind: captured}}, {pattern: {kind: captured, place: place:bridge}}]");
  const LoadedScenario loaded = load_files(files);
  ASSERT_EQ(loaded.report.errors.size(), 0U) << first_error(loaded);
  EXPECT_EQ(loaded.setting.patterns.size(), 3U);  // two with names, and the one that a story uses too
  const Decision& strike = loaded.setting.decisions[DecisionId{find_row(loaded.setting, Section::decisions, "strike")}];
  EXPECT_EQ(strike.triggers[0].pattern, strike.triggers[1].pattern);
  EXPECT_EQ(loaded.setting.stories.rows[0].pattern, strike.triggers[0].pattern);
}

}  // namespace
}  // namespace smolny::testing
