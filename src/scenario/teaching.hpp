#pragma once
// What a scenario says to readers and to teachers: the names of its systems, its words, its lesson. A run never sees it.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/loader.hpp"

namespace smolny {

struct GlossaryTerm {
  std::string term, text;
};

struct LessonBet {
  OutcomeId outcome{};
  std::string category;  ///< of an outcome that is a category: the case that the bet is on
  std::string prompt, reveal;
};

struct LessonStep {
  int minutes = 0;
  std::string title, text, page;
};

/// A change that the class may turn on: the standard twins of a report.
struct LessonSwitch {
  std::vector<std::string> commands;  ///< as `--do` takes them
  std::string question;
};

struct Lesson {
  std::string title, introduction;
  std::vector<LessonBet> bets;
  std::vector<LessonStep> steps;
  std::vector<LessonSwitch> switches;
  std::vector<std::string> questions, teacher, sources;  ///< sources: ids
  int minutes() const;
};

/// What a report follows through time.
struct Course {
  std::string id, name, chart, unit;
  Expression quantity;
  DistrictId district{};  ///< where it is drawn on a map; none: it is a line
};

struct Teaching {
  std::map<std::string, std::string> systems;  ///< names by id, as the record's claims have it
  std::vector<GlossaryTerm> glossary;
  std::vector<Course> courses;  ///< in the order of the files
  std::optional<Lesson> lesson;
};

/// The index of the case that `name` gives, -1 when there is none. Reports a case that is missing, unknown or out of place.
int check_case(const Outcome& outcome, const YamlNode& row, const YamlNode* name, const std::string& what, Diagnostics& diagnostics);

/// Reads the sections `systems`, `glossary`, `courses` and `lesson` of a loaded scenario. What is wrong with them joins the scenario's
/// diagnostics and report.
Teaching read_teaching(LoadedScenario& loaded);

}  // namespace smolny
