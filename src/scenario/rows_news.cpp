// Rows of what is said, dated and asked: media, propositions, stories, the calendar, chance nodes, outcomes.

#include "scenario/row.hpp"

namespace smolny {

void read_row(const Row& row, Medium& medium) {
  medium.kind = row.text("kind");
  row.fields().choice("kind");
  medium.camp = row.row<Camp>("camp");
  medium.press = row.row<Place>("press");
  medium.copies = row.number("copies");
  medium.hour = row.fields().count("hour", medium.hour);
}

void read_row(const Row& row, Proposition& proposition) {
  proposition.prior = row.number("prior");
  row.numbers_by_row("prior_by_camp", [&](std::int32_t camp, Number n) {
    proposition.prior_by_camp[static_cast<std::size_t>(camp)] = n;
  });
  proposition.prevails = row.row<Camp>("prevails");
  proposition.alarms = row.row<Camp>("alarms");
}

void read_row(const Row& row, Story& story) {
  story.pattern = row.pattern("pattern");
  story.severity = row.number("severity");
  story.stirs = row.row<Camp>("stirs");
  story.credence = row.number("credence");
  story.rumour_rate = row.number("rumour_rate");
  story.rumour = row.has("rumour_rate");
  story.framed = row.flag("framed");
  if (row.has("points_to")) story.points_to = key_of(row.text("points_to"));
  std::vector<std::pair<PropositionId, const YamlNode*>> parts;
  for (const YamlNode* node : row.fields().rows("evidence")) {
    const YamlNode* id = node->find("proposition");
    const bool named = id && id->shape == Shape::text;
    parts.emplace_back(PropositionId{named ? find_row(row.setting(), Section::propositions, id->text) : -1}, node);
  }
  std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->at < b.second->at;
  });
  const FieldTable table = row.fields().spec("evidence").fields;
  for (const auto& [proposition, node] : parts) {
    const YamlNode* id = node->find("proposition");
    const std::string name = id ? id->text : std::string();
    const Row part(row, *node, table, "the evidence of " + row.fields().what(), row.path() + ".evidence." + name);
    if (!story.evidence.empty() && story.evidence.back().proposition == proposition && proposition.has())
      part.diagnostics().add(node->at, row.fields().what() + " speaks twice to the proposition " + in_quotes(name));
    story.evidence.push_back({part.row<Proposition>("proposition"), part.number("log_likelihood_ratio")});
  }
}

void read_row(const Row& row, CalendarEntry& entry) {
  entry.at = row.fields().date("at");
  entry.reason = row.text("reason");
  entry.movable = row.flag("movable");
}

void read_row(const Row& row, ChanceNode& node) {
  node.mechanism = row.text("mechanism");
  node.site = row.text("site");
  node.actor = row.entity_of("actor");
  node.target = row.entity_of("target");
  node.every = row.flag("every");
  const auto options = row.fields().texts("options");
  std::vector<std::string_view> names;
  for (const YamlNode* option : options) {
    if (names.size() > 2) break;  // reported below
    if (!is_id(option->text, false))
      row.diagnostics().add(option->at,
                            "an id is lower-case words with hyphens or underscores, found " + in_quotes(option->text));
    if (std::find(names.begin(), names.end(), option->text) != names.end())
      row.diagnostics().add(option->at, row.fields().what() + " has the option " + in_quotes(option->text) + " twice");
    names.push_back(option->text);
    node.options.push_back(option->text);
  }
  if (row.has("options") && options.size() != 2)
    row.diagnostics().add(row.find("options")->at,
                          row.fields().what() +
                              ": expected two options, that it does not happen and that it does, found " +
                              std::to_string(options.size()));
  if (const YamlNode* historical = row.find("historical")) {
    const auto at = std::find(names.begin(), names.end(), historical->text);
    node.historical = at == names.end() ? 0 : static_cast<int>(at - names.begin());
    if (at == names.end())
      row.diagnostics().add(historical->at, row.fields().what() + " has no option " + in_quotes(historical->text) +
                                                suggestion(historical->text, names));
  }
}

void read_row(const Row& row, Outcome& outcome) {
  const Fields& fields = row.fields();
  outcome.kind = static_cast<OutcomeKind>(fields.choice("kind", 0));
  outcome.unit = row.text("unit");
  outcome.value = row.expression("value");
  constexpr std::size_t most_cases = 100;
  for (const YamlNode* node : fields.rows("cases")) {
    if (outcome.cases.size() == most_cases) {
      row.diagnostics().add(node->at, "more than " + std::to_string(most_cases) + " cases of " + fields.what());
      break;
    }
    const Row part(row, *node, fields.spec("cases").fields, "a case of " + fields.what(), row.path());
    OutcomeCase c{part.text("id"), part.expression("when")};
    for (const OutcomeCase& other : outcome.cases)
      if (other.id == c.id)
        row.diagnostics().add(node->at, fields.what() + " has the case " + in_quotes(c.id) + " twice");
    outcome.cases.push_back(std::move(c));
  }
  if (row.has("at")) {
    outcome.has_until = true;
    outcome.until = fields.date("at");
    const bool framed = row.setting().start < row.setting().end;  // else that has been reported
    if (framed && (outcome.until < row.setting().start || outcome.until > row.setting().end))
      row.diagnostics().add(row.find("at")->at, fields.what() + " is judged outside the scenario's frame");
  }
  const bool category = outcome.kind == OutcomeKind::category;
  if (row.has("kind") && !fields.node().find(category ? "cases" : "value"))
    row.diagnostics().add(fields.node().at, fields.what() + " lacks the field " +
                                                in_quotes(category ? "cases" : "value") + ", which its kind needs");
  if (row.has("kind") && row.has(category ? "value" : "cases"))
    row.diagnostics().add(
        row.find(category ? "value" : "cases")->at,
        fields.what() + ": " + (category ? "value is not for a category" : "cases are for a category"));
}

}  // namespace smolny
