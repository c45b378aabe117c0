// Rename and reorder: nothing hangs on what things are called, or on where they stand in a file. With every id changed
// each draw has another address, so histories differ one by one; their law may not (two-sample tests over all outcomes,
// Bonferroni's bound). With rows, keys and files in another order each history is the same, bit for bit.
//
// Left as they are: outcomes (they are compared by id), sources, parameters, tags (three kinds of tag are words of the
// language: a rally, a conference of units, the cabinet of an authority), and the issues `coalition` and `power`, which stand
// in a mechanism (docs/roadmap.md).

#include <cctype>

#include "retold.hpp"
#include "statistics.hpp"
#include "time/parse.h"

namespace smolny::science {
namespace {

/// Words of expressions and entities that are not names, whatever a scenario calls its rows.
const std::set<std::string> kWords{
    "unit", "group", "place", "leader", "body", "authority", "camp", "cabinet", "calendar", "clock", "parameter", "party", "story",
    "medium", "decision", "proposition", "district", "men", "out", "armed", "held", "raised", "present", "present-men", "share",
    "majority", "attendance", "active", "legitimacy", "belief", "support", "commissar", "rule", "obeys", "available", "dead",
    "resolve", "arousal", "formed", "under", "exists", "in-session", "free", "strength", "hours-until", "passed", "count", "total",
    "first", "last", "sum", "mean", "min", "max", "clamp", "logistic", "and", "or", "not", "asked", "nobody", "true", "false"};
const std::set<std::string> kLeftAlone{"coalition", "power"};
/// Fields whose values name no row.
const std::set<std::string> kFree{
    "name", "summary", "citation", "paragraph", "reason", "note", "question", "short", "colour", "role", "low", "high", "kind", "class",
    "bank", "mode", "grade", "unit", "rule", "mechanism", "site", "task", "lever", "source", "points_to", "as_of", "start", "end"};
/// Sections whose rows are renamed; the others that a history needs are kept, those for readers left out.
const std::set<std::string> kRenamed{"camps", "issues", "parties", "authorities", "districts", "places", "units", "groups", "decider_kinds",
                                     "leaders", "bodies", "media", "propositions", "stories", "calendar", "patterns", "decisions", "nodes"};
const std::set<std::string> kMapsOfRows{"position", "affinity", "slate", "prior_by_camp"};

class Renaming {
 public:
  explicit Renaming(const std::filesystem::path& folder) {
    const Documents documents = read_scenario(std::span(&folder, 1));
    for (const YamlFile& file : documents.files)
      for (const YamlEntry& section : file.root->entries) {
        if (!kRenamed.contains(section.key)) continue;
        for (const YamlNode* row : section.value->items) {
          collect(*row);
          for (const char* inner : {"options", "blocs"})
            if (const YamlNode* rows = row->find(inner))
              for (const YamlNode* r : rows->items) collect(*r);
        }
      }
  }

  std::size_t size() const { return ids_.size(); }

  std::string id(const std::string& id) const { return ids_.contains(id) ? "n" + std::to_string(key_of(id) % 100000) + "-" + id : id; }

  /// Names within a text: those after `@` are tags, those that are words of the language stay.
  std::string text(const std::string& text) const {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '-' || text[end] == '_')) ++end;
      if (end == i) {
        result += text[i++];
        continue;
      }
      const std::string word = text.substr(i, end - i);
      const bool tag = i > 0 && text[i - 1] == '@';
      result += tag || kWords.contains(word) ? word : id(word);
      i = end;
    }
    return result;
  }

  /// A tag is a word of its own, but for that of a cabinet, which ends in the name of its authority.
  std::string tag(const std::string& tag) const {
    constexpr std::string_view of = "cabinet-";
    return tag.starts_with(of) ? std::string(of) + id(tag.substr(of.size())) : tag;
  }

 private:
  void collect(const YamlNode& row) {
    if (const YamlNode* id = row.find("id"); id && !kLeftAlone.contains(id->text)) ids_.insert(id->text);
  }
  std::set<std::string> ids_;
};

std::string renamed(const Renaming& names, const Path& path, const std::string& text) {
  const std::string& field = path.back();
  const std::string around = path.size() > 3 ? path[path.size() - 2] : "";  // a row's id is no field
  if (path[0] == "parameters" || path[0] == "sources" || (path[0] == "scenario" && path[1] != "axis")) return text;
  if (path[0] == "nodes" && (around == "options" || field == "historical")) return text;
  if (path[0] == "outcomes" && field != "value" && field != "when") return text;
  if (kFree.contains(field) || kFree.contains(around) || parse_instant(text)) return text;
  if (around == "tags") return names.tag(text);
  return names.text(text);
}

TEST(Rename, EveryNameChangedTheLawIsTheSame) {
  heading("Rename: petrograd-1917 with every id changed");
  const Renaming names(kPetrograd);
  Telling telling;
  telling.sections = kRenamed;
  telling.sections.insert({"scenario", "sources", "ways", "outcomes", "parameters"});
  telling.text = [&](const Path& path, const std::string& text) { return renamed(names, path, text); };
  telling.key = [&](const Path& path, const std::string& key) { return kMapsOfRows.contains(path.back()) ? names.id(key) : key; };
  const LoadedScenario other = retell(kPetrograd, telling);
  ASSERT_EQ(other.setting.units.size(), petrograd().units.size());
  EXPECT_EQ(find_row(other.setting, Section::units, "pavlovsky"), -1);
  EXPECT_EQ(find_row(other.setting, Section::camps, "soviet"), -1);

  const std::uint64_t n = sized(100, 2000);
  const Outcomes here(as_it_is().outcomes.begin(), as_it_is().outcomes.begin() + static_cast<std::ptrdiff_t>(n));
  const Outcomes read = outcomes_of(other.setting, specification_of(other.setting), n);
  // Tables stand in the order of keys; outcomes have kept their ids.
  for (const Outcome& o : petrograd().outcomes)
    ASSERT_EQ(outcome_index(other.setting, o.id), outcome_index(petrograd(), o.id));
  const std::vector<Told> told = tell_apart(petrograd(), here, read);
  for (const Told& t : told) say("{:<36} p {:.3f}", t.figure, t.p);
  say("{} ids changed, {} histories each; least p after Bonferroni {:.3f}", names.size(), n, bonferroni(told));
  EXPECT_GT(bonferroni(told), 0.001);
}

TEST(Reorder, RowsKeysAndFilesInAnotherOrderTellTheSameHistories) {
  const std::uint64_t n = sized(2, 20);
  const auto digests = [&](const Setting& setting) {
    return each_history(setting, specification_of(setting), n,
                        [](const History& h, std::span<const double>) { return row_of(h, 0, false).digest; });
  };
  const auto expected = digests(petrograd());
  for (unsigned seed = 1; seed <= sized(1, 3); ++seed) {
    Telling telling;
    telling.shuffle = seed;
    const LoadedScenario other = retell(kPetrograd, telling);
    EXPECT_EQ(other.setting.hash, petrograd().hash);
    EXPECT_EQ(digests(other.setting), expected);
  }
}

}  // namespace
}  // namespace smolny::science
