#include "scenario/teaching.hpp"

#include <algorithm>

#include "scenario/intervention.hpp"
#include "scenario/names.hpp"
#include "scenario/resolve.hpp"
#include "scenario/teaching_fields.hpp"

namespace smolny {

namespace {

std::vector<std::string> texts_of(const Fields& fields, std::string_view key) {
  std::vector<std::string> out;
  for (const YamlNode* n : fields.texts(key)) out.push_back(n->text);
  return out;
}

class LessonReader {
 public:
  LessonReader(LoadedScenario& loaded, const YamlNode& node)
      : setting_(loaded.setting), diagnostics_(loaded.diagnostics),
        fields_(node, teaching_fields::lesson, provenance_fields(), loaded.diagnostics, "the lesson") {}

  Lesson read() {
    Lesson lesson;
    lesson.title = fields_.text("title");
    lesson.introduction = fields_.text("introduction");
    for (const YamlNode* n : fields_.rows("bets")) lesson.bets.push_back(bet(*n));
    for (const YamlNode* n : fields_.rows("steps")) lesson.steps.push_back(step(*n));
    for (const YamlNode* n : fields_.rows("switches")) lesson.switches.push_back(change(*n));
    lesson.questions = texts_of(fields_, "questions");
    lesson.teacher = texts_of(fields_, "teacher");
    lesson.sources = texts_of(fields_, "source");
    return lesson;
  }

 private:
  Fields part(const YamlNode& node, FieldTable table, const char* what) { return {node, table, provenance_fields(), diagnostics_, what}; }

  LessonBet bet(const YamlNode& node) {
    const Fields f = part(node, teaching_fields::bets, "a bet of the lesson");
    LessonBet b{{}, f.text("case"), f.text("prompt"), f.text("reveal")};
    const YamlNode* outcome = f.find("outcome");
    if (outcome) b.outcome = {resolve_row(*outcome, Section::outcomes, setting_, diagnostics_)};
    if (b.outcome.has()) check_case(setting_.outcomes[b.outcome], node, f.find("case"), "the bet", diagnostics_);
    return b;
  }

  LessonStep step(const YamlNode& node) {
    const Fields f = part(node, teaching_fields::steps, "a step of the lesson");
    const int page = f.choice("page");
    return {f.count("minutes"), f.text("title"), f.text("text"), page < 0 ? std::string() : std::string(alternatives(teaching_fields::pages)[static_cast<std::size_t>(page)])};
  }

  LessonSwitch change(const YamlNode& node) {
    const Fields f = part(node, teaching_fields::switches, "a switch of the lesson");
    for (const YamlNode* n : f.texts("do"))
      if (const auto parsed = parse_intervention(n->text, setting_); !parsed) diagnostics_.add(n->at, parsed.error());
    return {texts_of(f, "do"), f.text("question")};
  }

  const Setting& setting_;
  Diagnostics& diagnostics_;
  Fields fields_;
};

}  // namespace

int Lesson::minutes() const {
  int sum = 0;
  for (const LessonStep& s : steps) sum += s.minutes;
  return sum;
}

int check_case(const Outcome& outcome, const YamlNode& row, const YamlNode* name, const std::string& what, Diagnostics& diagnostics) {
  const bool category = outcome.kind == OutcomeKind::category;
  if (category != (name != nullptr)) {
    diagnostics.add(name ? name->at : row.at, what + (category ? ": the outcome is a category: expected `case`, one of its cases"
                                                                : ": case is for an outcome that is a category"));
    return -1;
  }
  if (!name) return -1;
  std::vector<std::string_view> ids;
  for (const OutcomeCase& c : outcome.cases) ids.push_back(c.id);
  const auto at = std::find(ids.begin(), ids.end(), name->text);
  if (at != ids.end()) return static_cast<int>(at - ids.begin());
  diagnostics.add(name->at, what + ": the outcome has no case " + in_quotes(name->text) + suggestion(name->text, ids));
  return -1;
}

Teaching read_teaching(LoadedScenario& loaded) {
  Teaching teaching;
  const auto fields_of = [&](const RowSource& row, FieldTable table, const std::string& what) {
    return Fields(*row.node, table, spec_of(Section::glossary).shared, loaded.diagnostics, what + " " + in_quotes(row.id));
  };
  for (const RowSource& row : loaded.assembly.of(Section::systems))
    teaching.systems[row.id] = fields_of(row, teaching_fields::systems, "system").text("name");
  for (const RowSource& row : loaded.assembly.of(Section::glossary)) {
    const Fields f = fields_of(row, teaching_fields::glossary, "term");
    teaching.glossary.push_back({f.text("name"), f.text("text")});
  }
  for (const RowSource& row : loaded.assembly.of(Section::courses)) {
    const Fields f = fields_of(row, teaching_fields::courses, "course");
    Course course{row.id, f.text("name"), f.text("chart"), f.text("unit"), {}, {}};
    if (const YamlNode* n = f.find("quantity")) course.quantity = resolve_expression(*n, loaded.setting, loaded.diagnostics);
    if (const YamlNode* n = f.find("district")) course.district = {resolve_row(*n, Section::districts, loaded.setting, loaded.diagnostics)};
    teaching.courses.push_back(std::move(course));
  }
  std::stable_sort(teaching.courses.begin(), teaching.courses.end(), [&](const Course& a, const Course& b) {
    return loaded.assembly.node(Section::courses, a.id)->at < loaded.assembly.node(Section::courses, b.id)->at;
  });
  if (loaded.assembly.lesson) teaching.lesson = LessonReader(loaded, *loaded.assembly.lesson).read();
  loaded.report.errors = loaded.diagnostics.sorted();
  return teaching;
}

}  // namespace smolny
