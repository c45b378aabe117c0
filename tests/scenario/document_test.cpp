// Files as a tree with positions; caps; hostile input.

#include "scenario/document.hpp"

#include <random>

#include "scenarios.hpp"

namespace smolny::testing {
namespace {

struct Parsed {
  Diagnostics diagnostics;
  Documents documents;
  const YamlNode* root() const { return documents.files.empty() ? nullptr : documents.files[0].root; }
  std::string error() const { return diagnostics.empty() ? "" : to_text(diagnostics.sorted()[0]); }
};

Parsed parse(std::string_view text, const Caps& caps = {}) {
  Parsed p;
  read_text(text, "f.yaml", 0, p.documents, p.diagnostics, caps);
  return p;
}

TEST(Document, KeepsTheOrderAndThePlaceOfEveryValue) {
  const Parsed p = parse("a: 1\nb:\n  - x\n  - {c: two words, d: }\n");
  ASSERT_TRUE(p.root()) << p.error();
  const YamlNode& root = *p.root();
  ASSERT_EQ(root.entries.size(), 2U);
  EXPECT_EQ(root.entries[1].key, "b");
  EXPECT_EQ(root.entries[1].at, (Position{0, 2, 1}));
  const YamlNode& list = *root.find("b");
  EXPECT_EQ(list.shape, Shape::list);
  const YamlNode& c = *list.items[1]->find("c");
  EXPECT_EQ(c.text, "two words");
  EXPECT_EQ(c.at, (Position{0, 4, 9}));
  EXPECT_EQ(list.items[1]->find("d")->shape, Shape::null);
  EXPECT_EQ(list.items[1]->find("e"), nullptr);
}

TEST(Document, ALetterOfATextHasAPlaceWhereTheTextStandsAsWritten) {
  const Parsed p = parse("a: one + two\nb: \"one + two\"\nc: >-\n  one\n  two\nd: 'it''s'\n");
  ASSERT_TRUE(p.root());
  EXPECT_EQ(p.root()->find("a")->position_in_text(6), (Position{0, 1, 10}));
  EXPECT_EQ(p.root()->find("b")->position_in_text(6), (Position{0, 2, 11}));
  EXPECT_EQ(p.root()->find("c")->position_in_text(6), p.root()->find("c")->at);
  EXPECT_EQ(p.root()->find("d")->position_in_text(3), p.root()->find("d")->at);
}

TEST(Document, AnAliasIsTheNodeThatItNames) {
  const Parsed p = parse("a: &x {k: v}\nb: [*x, *x]\n");
  ASSERT_TRUE(p.root()) << p.error();
  EXPECT_EQ(p.root()->find("b")->items[0], p.root()->find("a"));
  EXPECT_EQ(p.root()->find("a")->weight, 3U - 1U);  // the map and its value; keys weigh with their maps
}

TEST(Document, CapsAreKept) {
  EXPECT_EQ(parse("a: [[[x]]]", {.depth = 3}).error(), "f.yaml:1:6: nested deeper than 3 levels");
  EXPECT_EQ(parse("a: [[x]]", {.depth = 3}).error(), "");
  EXPECT_EQ(parse("a: [x, y, z]", {.values = 5}).error(),
            "f.yaml:1:11: more than 5 values in the scenario, aliases written out");
  EXPECT_EQ(parse("abcd: x", {.key_bytes = 3}).error(), "f.yaml:1:1: a key of 4 bytes; at most 3");
  EXPECT_EQ(parse("a: abcd", {.text_bytes = 3}).error(), "f.yaml:1:4: a text of 4 bytes; at most 3");
  EXPECT_EQ(parse("a: abcd", {.file_bytes = 6}).error(), "f.yaml: larger than 6 bytes");
}

TEST(Document, AnEmptyFileIsNoError) {
  EXPECT_EQ(parse("").error(), "");
  EXPECT_EQ(parse("# nothing\n").error(), "");
  EXPECT_EQ(parse("---\n").error(), "");
}

TEST(Document, WindowsLinesAndAByteOrderMarkAreRead) {
  const Parsed p = parse(
      "\xef\xbb\xbf"
      "a: 1\r\nb: 2\r\n");
  ASSERT_TRUE(p.root()) << p.error();
  EXPECT_EQ(p.root()->find("b")->text, "2");
}

TEST(Document, ALinkToAFolderAboveIsNotFollowed) {
  const Folder folder;
  folder.write("a.yaml", "camps: []\n");
  fs::create_directory(folder.path() / "sub");
  fs::create_directory_symlink(folder.path(), folder.path() / "sub/loop");
  Diagnostics diagnostics;
  EXPECT_EQ(read_documents(folder.path(), {}, diagnostics).files.size(), 1U);
}

TEST(Document, OtherFilesAndReadingsAreLeftAlone) {
  const Folder folder;
  folder.write("a.yaml", "camps: []\n");
  folder.write("notes.txt", "[");
  folder.write(".draft.yaml", "[");
  folder.write("readings/x.yaml", "[");
  folder.write("deeper/readings/y.yaml", "camps: []\n");
  Diagnostics diagnostics;
  EXPECT_EQ(read_documents(folder.path(), {}, diagnostics).files.size(), 2U);
  EXPECT_TRUE(diagnostics.empty());
}

TEST(Document, AFileOfAnotherScenarioIsReadOnceWhoeverAsksForIt) {
  const Folder folder;
  folder.write("own/a.yaml", "include: [../other/x.yaml, ../third/deep/y.yaml]\n");
  folder.write("own/b.yaml", "include: [../other/x.yaml]\ncamps: []\n");
  folder.write("other/x.yaml", "include: [../third/deep/y.yaml]\nplaces: []\n");
  folder.write("other/z.yaml", "[");
  folder.write("third/deep/y.yaml", "ways: []\n");
  Diagnostics diagnostics;
  const Documents documents = read_documents(folder.path() / "own", {}, diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << to_text(diagnostics.sorted()[0]);
  EXPECT_EQ(documents.files.size(), 4U);
  EXPECT_EQ(documents.included, (std::vector<std::string>{"../other/x.yaml", "../third/deep/y.yaml"}));
}

TEST(Document, ALinkOutOfTheFolderOfScenariosIsRefused) {
  const Folder folder, elsewhere;
  elsewhere.write("x.yaml", "places: []\n");
  folder.write("own/a.yaml", "include: [../other/x.yaml]\n");
  fs::create_directory_symlink(elsewhere.path(), folder.path() / "other");
  Diagnostics diagnostics;
  EXPECT_FALSE(read_documents(folder.path() / "own", {}, diagnostics).complete);
  ASSERT_EQ(diagnostics.count(), 1U);
  EXPECT_NE(diagnostics.sorted()[0].message.find("leads out of the folder"), std::string::npos);
}

TEST(Document, WhatIsIncludedSaysTheSameAsIfItLayInTheFolder) {
  auto files = base_files();
  const LoadedScenario whole = load_files(files);
  const Folder folder;
  folder.write("other/events.yaml", files["events.yaml"]);
  folder.write("own/world.yaml", files["world.yaml"] + "include: [../other/events.yaml]\n");
  const LoadedScenario split = load(folder.path() / "own");
  EXPECT_EQ(errors_of(split, folder.path()), "");
  EXPECT_EQ(split.setting.hash, whole.setting.hash);
}

TEST(Document, ALargeScenarioIsRefusedBeforeItIsRead) {
  const Folder folder;
  folder.write("a.yaml", "# " + std::string(1000, 'x') + "\n");
  folder.write("b.yaml", "# " + std::string(1000, 'x') + "\n");
  Diagnostics diagnostics;
  EXPECT_FALSE(read_documents(folder.path(), {}, diagnostics, {.total_bytes = 1500}).complete);
  EXPECT_EQ(diagnostics.count(), 1U);
}

TEST(Document, ALongTextCountsAsSeveralValuesHoweverOftenItIsNamed) {
  std::string text = "a: &a " + std::string(60'000, 'x') + "\nb: [";
  for (int i = 0; i < 1000; ++i) text += "*a, ";
  EXPECT_NE(parse(text + "x]\n").error().find("more than 250000 values"), std::string::npos);
}

TEST(Document, AThousandProblemsEndTheReading) {
  auto files = base_files();
  std::string text = "ways:\n";
  for (int i = 0; i < 20'000; ++i) text += "- {from: p" + std::to_string(i) + ", to: q" + std::to_string(i) + "}\n";
  files["z.yaml"] = text;
  const LoadedScenario loaded = load_files(files);
  EXPECT_EQ(loaded.report.errors.size(), Diagnostics::kKept + 1);
  EXPECT_FALSE(loaded.valid());
}

/// Bytes changed, dropped, doubled and moved at random: whatever comes of it, it is told and not fatal.
TEST(Document, NoDamageToAFileIsFatal) {
  std::mt19937 rng(17);
  const auto sound = base_files();
  constexpr std::string_view odd = "{}[]:,&*!|>-?#%@`'\"\\\n\t\0\xff";
  for (int round = 0; round < 400; ++round) {
    auto files = sound;
    std::string& text = files[rng() % 2 ? "world.yaml" : "events.yaml"];
    for (std::size_t i = 0, n = 1 + rng() % 8; i < n && !text.empty(); ++i) {
      const std::size_t at = rng() % text.size();
      switch (rng() % 4) {
        case 0:
          text[at] = odd[rng() % odd.size()];
          break;
        case 1:
          text.erase(at, 1 + rng() % 40);
          break;
        case 2:
          text.insert(at, text.substr(rng() % text.size(), rng() % 60));
          break;
        default:
          text.insert(at, 1, odd[rng() % odd.size()]);
          break;
      }
    }
    const LoadedScenario loaded = load_files(files);
    for (const Diagnostic& d : loaded.report.errors) EXPECT_FALSE(d.message.empty());
  }
}

}  // namespace
}  // namespace smolny::testing
