// Decisions: triggers, options, acts.

#include "scenario/row.hpp"
#include "world/setting.hpp"

namespace smolny {

namespace {

const ActSpec* find_act(const YamlNode& node, Diagnostics& diagnostics, const YamlNode*& body) {
  if (node.shape != Shape::map || node.entries.size() != 1) {
    diagnostics.add(node.at,
                    "expected an act, a map with one key such as {order: {...}}, found " +
                        (node.shape == Shape::map ? std::to_string(node.entries.size()) + " keys" : described(node)));
    return nullptr;
  }
  const YamlEntry& entry = node.entries[0];
  std::vector<std::string_view> names;
  for (const ActSpec& s : act_specs()) {
    names.push_back(s.name);
    if (s.name != entry.key) continue;
    body = entry.value;
    return &s;
  }
  diagnostics.add(entry.at, "unknown act " + in_quotes(entry.key) + suggestion(entry.key, names));
  return nullptr;
}

Selector place_selector(PlaceId place) {
  Selector s;
  s.kind = EntityKind::place;
  if (place.has()) s.rows.push_back(place.index);
  return s;
}

void read_order(const Row& row, Act& act) {
  const int task = row.fields().choice("task");
  if (task < 0) return;
  act.task = task_specs()[static_cast<std::size_t>(task)].task;
  if (row.has("medium")) {  // a paper is closed at its press
    const MediumId medium = row.row<Medium>("medium");
    if (medium.has()) act.quantity = row.setting().media[medium].id;
    if (medium.has() && act.place.empty()) act.place = place_selector(row.setting().media[medium].press);
  }
  if (task_specs()[static_cast<std::size_t>(task)].name != "stand-to" && !row.has("place") && !row.has("medium"))
    row.diagnostics().add(row.fields().node().at,
                          row.fields().what() + " lacks the field 'place', which its task needs");
}

void read_lever(const Row& row, Act& act) {
  act.quantity = row.text("lever");
  act.value = row.fixed("value");
  if (!row.has("lever")) return;
  if (act.quantity == "grip") return;  // the attention that an authority's head gives to command
  if (!row.setting().levers.empty()) {
    act.lever = row.row_in<Lever>("lever", Section::levers);
    if (act.lever.has() && (act.value < 0 || act.value > 1))
      row.diagnostics().add(row.find("value")->at, "a lever is set to a number from 0 to 1, found " + in_quotes(row.find("value")->text));
    return;
  }
  if (const auto parameter = find_parameter(row.setting(), act.quantity); !parameter)
    row.diagnostics().add(row.find("lever")->at, parameter.error());
}

}  // namespace

Act read_act(const Row& option, const YamlNode& node, std::size_t ordinal) {
  Act act;
  const YamlNode* body = nullptr;
  const ActSpec* spec = find_act(node, option.diagnostics(), body);
  if (!spec) return act;
  act.kind = spec->kind;
  const Row row(option, *body, spec->fields, "the act " + in_quotes(spec->name),
                option.path() + ".act." + std::to_string(ordinal));
  const auto wants = [&](std::string_view key) {
    for (const FieldSpec& s : spec->fields)
      if (s.name == key) return row.has(key);
    return false;
  };
  if (wants("by")) act.by = row.entity_of("by");
  if (wants("who")) act.by = row.entity_of("who");
  for (std::string_view key : {"to", "from", "media"})
    if (wants(key)) act.to = row.selector(key);
  if (wants("place")) act.place = row.selector("place");
  if (wants("asks")) act.asks = row.row<Decision>("asks");
  if (wants("story")) act.story = row.row<Story>("story");
  if (wants("entry")) act.entry = row.row<CalendarEntry>("entry");
  if (wants("men")) act.men = row.number("men");
  if (wants("hours")) act.hours = row.number("hours");
  if (wants("accept")) act.value = row.flag("accept");
  if (wants("agitate")) act.value = row.flag("agitate");
  if (wants("delay")) row.delay("delay", act.delay_low, act.delay_high);
  switch (act.kind) {
    case ActKind::order:
      read_order(row, act);
      break;
    case ActKind::depart:  // `to` is where he goes; `quantity` how
      act.place = std::move(act.to);
      act.to = {};
      row.fields().choice("mode");
      act.quantity = row.text("mode");
      break;
    case ActKind::set:
      read_lever(row, act);
      break;
    default:
      break;
  }
  return act;
}

namespace {

Trigger read_trigger(const Row& decision, const YamlNode& node, double& check_every) {
  Trigger trigger;
  if (node.shape == Shape::text) {
    if (node.text != "asked")
      decision.diagnostics().add(node.at, "unknown trigger " + in_quotes(node.text) +
                                              "; expected asked, {calendar: ...}, {pattern: ...} or {quantity: ...}");
    return trigger;
  }
  const Row row(decision, node, trigger_fields(), "a trigger of " + decision.fields().what(), decision.path());
  const int kinds = row.has("calendar") + row.has("pattern") + row.has("quantity");
  if (node.shape == Shape::map && kinds != 1)
    row.diagnostics().add(node.at,
                          "a trigger has one of calendar, pattern and quantity; found " + std::to_string(kinds));
  if (row.has("calendar")) {
    trigger.kind = TriggerKind::calendar;
    trigger.entry = row.row<CalendarEntry>("calendar");
  } else if (row.has("pattern")) {
    trigger.kind = TriggerKind::pattern;
    trigger.pattern = row.pattern("pattern");
  } else if (row.has("quantity")) {
    trigger.kind = TriggerKind::quantity;
    trigger.quantity = row.expression("quantity");
    trigger.above = row.fields().plain("above");
    trigger.reset = row.fields().plain("reset", -1e300);  // none given: only the cool-down holds it back
    if (!row.has("above")) row.diagnostics().add(node.at, row.fields().what() + " lacks the field 'above'");
    if (trigger.reset > trigger.above)
      row.diagnostics().add(row.find("reset")->at, "a trigger is reset below its level, not above it");
    check_every = row.fields().minutes("check_every", check_every);
    if (check_every <= 0) row.diagnostics().add(row.find("check_every")->at, "expected a duration above nought");
  }
  for (std::string_view key : {"above", "reset", "check_every"})
    if (trigger.kind != TriggerKind::quantity && row.has(key))
      row.diagnostics().add(row.find(key)->at, std::string(key) + " is for a trigger with a quantity");
  row.delay("delay", trigger.delay_low, trigger.delay_high);
  return trigger;
}

void read_option(const Row& decision, const YamlNode& node, OptionSpec& option) {
  const Row row(decision, node, option_fields(), "option " + in_quotes(option.id),
                decision.path() + ".option." + option.id);
  const auto read_position = [](const Row& from, auto& stand) {
    from.numbers_by_row("position", [&](std::int32_t issue, Number n) {
      stand.position[static_cast<std::size_t>(issue)] = n;
      stand.stands_on = static_cast<std::uint8_t>(stand.stands_on | (1U << issue));
    });
  };
  read_position(row, option);
  for (const YamlNode* end : row.fields().rows("ends"))
    read_position(Row(row, *end, end_fields(), "an end of option " + in_quotes(option.id), row.path() + ".end." + std::to_string(option.ends.size())),
                  option.ends.emplace_back());
  if (row.has("position") && row.has("ends"))
    row.diagnostics().add(row.find("ends")->at, "an option has a position or several ends, not both");
  option.status_quo = row.flag("status_quo");
  option.historical = row.flag("historical");
  option.complies = row.flag("complies");
  if (option.complies && !decision.has("superior"))
    row.diagnostics().add(row.find("complies")->at, "complies with whom? The decision has no 'superior'");
  if (row.has("historical_from")) option.historical_from = row.fields().date("historical_from");
  std::size_t ordinal = 0;
  for (const YamlNode* act : row.fields().rows("acts")) {
    option.acts.push_back(read_act(row, *act, ordinal++));
    option.severity = std::max(option.severity, severity_of(option.acts.back().kind));
  }
}

}  // namespace

void read_row(const Row& row, Decision& decision) {
  const Fields& fields = row.fields();
  decision.question = row.text("question");
  decision.decider = row.entity_of("decider");
  for (const YamlNode* node : fields.rows("triggers"))
    decision.triggers.push_back(read_trigger(row, *node, decision.check_every));
  decision.condition = row.expression("condition");
  decision.at_most_every = fields.minutes("at_most_every");
  decision.deadline = row.row<CalendarEntry>("deadline");
  decision.threat = row.row<Proposition>("threat");
  decision.relief = row.row<Proposition>("relief");
  decision.prevails = row.row<Proposition>("prevails");
  decision.host = row.row<Authority>("host");
  decision.superior = row.row<Authority>("superior");
  decision.open = row.flag("open", true);
  // The first of an id is the option; others of the same id have been reported.
  bool marked = false;
  for (OptionSpec& option : decision.options)
    for (const YamlNode* node : fields.rows("options")) {
      const YamlNode* id = node->find("id");
      if (!id || id->text != option.id) continue;
      marked = marked || node->find("historical");
      read_option(row, *node, option);
      break;
    }
  if (!marked && !decision.options.empty()) decision.options[0].historical = true;
}

}  // namespace smolny
