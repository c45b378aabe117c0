// Scenarios with one thing wrong, and exactly what is said of each: tests/golden/bad/cases/*.case over the sound
// scenario in tests/golden/bad/base. A case is plain text:
//
//   # what is wrong                 in FILE: the next - and + lines are in this file (- what stands there, + what
//   in world.yaml                   is put in its place; without a - line the + lines are added at the end)
//   - {id: crown, name: Crown}      make WHAT: spoiled in ways that cannot be written down here
//   + {id: crown, nme: Crown}       reading NAME: loaded with this reading
//   expect                          expect: every error, one a line
//   world.yaml:12:3: ...

#include <algorithm>

#include "scenarios.hpp"

namespace smolny::testing {
namespace {

struct Case {
  std::map<std::string, std::string> files = base_files();
  std::vector<std::string> readings;
  std::string make, expected;
};

void apply(Case& c, const std::string& file, std::string& old, std::string& fresh) {
  if (old.empty() && fresh.empty()) return;
  if (old.empty())
    c.files[file] += fresh;
  else
    replace_once(c.files[file], old, fresh);
  old.clear();
  fresh.clear();
}

Case read_case(const fs::path& path) {
  Case c;
  std::istringstream lines(read(path));
  std::string line, file, old, fresh;
  bool expecting = false;
  while (std::getline(lines, line)) {
    if (expecting) {
      c.expected += line + "\n";
    } else if (line.starts_with("in ")) {
      apply(c, file, old, fresh);
      file = line.substr(3);
    } else if (line.starts_with("- ") || line == "-") {
      if (!fresh.empty()) apply(c, file, old, fresh);
      old += line.substr(std::min<std::size_t>(2, line.size())) + "\n";
    } else if (line.starts_with("+ ") || line == "+") {
      fresh += line.substr(std::min<std::size_t>(2, line.size())) + "\n";
    } else if (line.starts_with("make ")) {
      c.make = line.substr(5);
    } else if (line.starts_with("reading ")) {
      c.readings.push_back(line.substr(8));
    } else if (line == "expect") {
      apply(c, file, old, fresh);
      expecting = true;
    }
  }
  return c;
}

std::string nested(std::string_view open, std::string_view close, std::size_t depth) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

/// What is too large, too deep or too odd for a case file.
void make(Case& c, const std::string& what) {
  std::string& world = c.files["world.yaml"];
  if (what == "ten-megabyte-key") {
    world += std::string(10U << 20, 'k') + ": 1\n";
  } else if (what == "long-key") {
    world += std::string(500, 'k') + ": 1\n";
  } else if (what == "huge-key") {
    world += std::string(100'000, 'k') + ": 1\n";
  } else if (what == "explicit-key") {
    world += "? " + std::string(100'000, 'k') + "\n: 1\n";
  } else if (what == "long-text") {
    c.files["long.yaml"] = "districts: [{id: x, name: " + std::string(100'000, 'n') + "}]\n";
  } else if (what == "nul-bytes") {
    world += std::string("# ") + '\0' + "\n";
  } else if (what == "invalid-utf-8") {
    world += "# caf\xe9\n";
  } else if (what == "overlong-utf-8") {
    world += "# \xc0\xaf\n";
  } else if (what == "utf-16") {
    std::string wide = "\xff\xfe";
    for (char letter : std::string("camps: []")) wide += {letter, '\0'};
    c.files["wide.yaml"] = wide;
  } else if (what == "deep-lists") {
    c.files["deep.yaml"] = "districts: " + nested("[", "]", 100'000) + "\n";
  } else if (what == "deep-maps") {
    c.files["deep.yaml"] = "districts: " + nested("{a: ", "}", 20'000) + "\n";
  } else if (what == "open-brackets") {
    c.files["deep.yaml"] = "districts: " + std::string(1'000'000, '[') + "\n";
  } else if (what == "many-values") {
    std::string text = "districts: [";
    for (int i = 0; i < 300'000; ++i) text += "a,";
    c.files["many.yaml"] = text + "a]\n";
  } else if (what == "empty-folder") {
    c.files.clear();
  } else if (what == "only-comments") {
    c.files = {{"a.yaml", "# nothing here\n"}};
  } else if (what == "many-parties") {
    std::string& text = c.files["z.yaml"] = "parties:\n";
    for (char letter = 'a'; letter <= 'n'; ++letter) text += std::string("- {id: party-") + letter + ", name: P}\n";
  } else if (what == "many-files") {
    for (int i = 0; i < 1001; ++i) c.files["f" + std::to_string(i) + ".yaml"] = "\n";
  } else if (what == "deep-expression") {
    replace_once(c.files["events.yaml"], "value: count(taken) > 0", "value: " + nested("(", ")", 500));
  } else if (what == "long-expression") {
    std::string sum = "1";
    for (int i = 0; i < 100; ++i) sum += " + 1";
    replace_once(c.files["events.yaml"], "value: count(taken) > 0", "value: " + sum);
  } else if (what == "missing-folder" || what == "a-file-for-a-folder" || what == "a-pipe") {
    // made below, where the folder is known
  } else {
    FAIL() << "nothing known of making " << what;
  }
}

class BadScenario : public ::testing::TestWithParam<std::string> {};

TEST_P(BadScenario, IsToldExactlyWhatIsWrong) {
  const fs::path path = kRoot / "tests/golden/bad/cases" / (GetParam() + ".case");
  Case c = read_case(path);
  if (!c.make.empty()) make(c, c.make);
  const Folder folder;
  const fs::path own = folder.path() / "base";  // so that a case may have files of other scenarios: ../OTHER/FILE.yaml
  fs::create_directory(own);
  for (const auto& [name, text] : c.files) folder.write(("base" / fs::path(name)).lexically_normal().generic_string(), text);
  fs::path scenario = own;
  if (c.make == "missing-folder") scenario /= "nowhere";
  if (c.make == "a-file-for-a-folder") scenario /= "world.yaml";
  if (c.make == "a-pipe") {
    ASSERT_EQ(::system(("mkfifo " + (own / "pipe.yaml").string()).c_str()), 0);
  }
  std::string actual = errors_of(load(scenario, c.readings), own);
  for (std::size_t at; (at = actual.find(folder.path().generic_string() + "/")) != std::string::npos;)
    actual.replace(at, folder.path().generic_string().size() + 1, "../");
  if (const char* bless = std::getenv("SMOLNY_BLESS"); bless && *bless && actual != c.expected) {
    std::string text = read(path);
    text.resize(text.find("expect\n") + 7);
    std::ofstream(path, std::ios::binary) << text << actual;
  }
  EXPECT_EQ(actual, c.expected);
  EXPECT_NE(actual, "") << "nothing was found wrong";
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kRoot / "tests/golden/bad/cases"))
    if (entry.path().extension() == ".case") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Golden, BadScenario, ::testing::ValuesIn(case_names()), [](const auto& tested) {
  std::string name = tested.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(BadScenarios, AreMadeFromASoundOne) { EXPECT_EQ(errors_of(load(kBase), kBase), ""); }

TEST(BadScenarios, AreAtLeastFortyFive) { EXPECT_GE(case_names().size(), 45U); }

}  // namespace
}  // namespace smolny::testing
