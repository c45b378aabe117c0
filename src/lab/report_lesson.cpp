// The scenario's lesson, which asks for bets before it reveals; where it has none, one that fits every scenario.

#include <algorithm>
#include <map>

#include "lab/report_parts.hpp"

namespace smolny {

namespace {

constexpr std::size_t kBets = 4;

struct GeneralStep {
  int minutes;
  std::string_view title, text, section;
};

constexpr GeneralStep kSteps[] = {
    {5, "The question", "What would it mean to say that an event had been likely, or that it hung by a thread?", ""},
    {10, "Bets", "Each pupil writes down a bet before any figure is shown; then open the pages of the bets one by one.", "lesson"},
    {10, "What came out", "Compare the bets with the histories. Where was the class surest, and was it right?", "overview"},
    {10, "Why", "Choose a history, choose an event, and follow what it came of back to a source.", "history"},
    {10, "What if", "Choose one change. Argue first about what it will do, then look, then argue about whether to believe it.", "whatif"},
};

/// The case that most members come to.
std::string commonest_case(const ReportSubject& subject, OutcomeId id) {
  const Outcome& o = subject.setting().outcomes[id];
  std::map<double, int> n;
  for (const MemberRow& m : subject.members) ++n[m.outcomes[static_cast<std::size_t>(id.index)]];
  n.erase(-1);
  if (n.empty()) return {};
  const auto most = std::max_element(n.begin(), n.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return o.cases[static_cast<std::size_t>(most->first)].id;
}

void write_bet(JsonWriter& json, const ReportSubject& subject, OutcomeId id) {
  const Outcome& o = subject.setting().outcomes[id];
  const std::string name = "“" + (o.name.empty() ? o.id : o.name) + "”";
  std::string prompt, value;
  switch (o.kind) {
    case OutcomeKind::boolean: prompt = "In how many of a hundred histories does this come about: " + name + "?"; break;
    case OutcomeKind::category: {
      value = commonest_case(subject, id);
      for (std::size_t c = 0; c < o.cases.size(); ++c)
        if (o.cases[c].id == value) prompt = name + ": in how many of a hundred histories is the answer “" + case_name(*subject.open.scenario, o, c) + "”?";
      break;
    }
    case OutcomeKind::instant: prompt = name + ": between which two moments do nine in ten of the histories lie?"; break;
    case OutcomeKind::number: prompt = name + ": between which two numbers do nine in ten of the histories lie?"; break;
  }
  if (o.kind == OutcomeKind::category && value.empty()) return;
  json.open_object().member("outcome", o.id).key("value");
  if (value.empty()) json.null();
  else json.value(value);
  json.member("prompt", prompt);
  json.member("reveal", "This is what the model says, and no more than that. Ask which of its assumptions the class would change.").close_object();
}

void write_own(JsonWriter& json, const ReportSubject& subject, const Lesson& lesson) {
  const auto text_or_null = [&](std::string_view key, const std::string& text) {
    json.key(key);
    if (text.empty()) json.null();
    else json.value(text);
  };
  json.key("lesson").open_object().member("title", lesson.title).member("minutes", lesson.minutes()).member("introduction", lesson.introduction);
  json.key("bets").open_array();
  for (const LessonBet& b : lesson.bets) {
    json.open_object().member("outcome", subject.setting().outcomes[b.outcome].id);
    text_or_null("value", b.category);
    json.member("prompt", b.prompt).member("reveal", b.reveal).close_object();
  }
  json.close_array().key("steps").open_array();
  for (const LessonStep& s : lesson.steps) {
    json.open_object().member("minutes", s.minutes).member("title", s.title).member("text", s.text);
    text_or_null("section", s.page);
    json.close_object();
  }
  json.close_array().member("questions", lesson.questions).member("teacher", lesson.teacher).member("sources", lesson.sources).close_object();
}

}  // namespace

void write_lesson(JsonWriter& json, const ReportSubject& subject) {
  if (subject.teaching.lesson) return write_own(json, subject, *subject.teaching.lesson);
  json.key("lesson").open_object().member("title", "Was it bound to happen?").member("minutes", 45);
  json.member("introduction", "A lesson about chance and cause. The class bets, looks and argues; the model is a way to be exact about what one "
                              "disagrees on, and not an answer key.");
  json.key("bets").open_array();
  for (std::size_t i = 0; i < subject.outcomes.size() && i < kBets; ++i) write_bet(json, subject, subject.outcomes[i]);
  json.close_array().key("steps").open_array();
  for (const GeneralStep& s : kSteps) {
    json.open_object().member("minutes", s.minutes).member("title", s.title).member("text", s.text);
    if (!s.section.empty()) json.member("section", s.section);
    json.close_object();
  }
  json.close_array().member("questions", std::vector<std::string>{"Which of the causes that you found would it not have happened without?",
                                                                  "What does the model leave out that you would put in?",
                                                                  "Where the record and the model differ, which would you question first, and how?"});
  json.member("teacher", std::vector<std::string>{"Let the class place its bets before the projector shows any other page.",
                                                  "A histogram of the bets on the board tells more than their average.",
                                                  "Most people draw the range of a number too narrow; that is worth a minute of its own."});
  json.close_object();
}

}  // namespace smolny
