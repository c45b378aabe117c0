#include "lab/report_data.hpp"

#include <algorithm>
#include <cmath>

#include "lab/report_parts.hpp"

namespace smolny {

std::string case_name(const LoadedScenario& scenario, const Outcome& outcome, std::size_t index) {
  const YamlNode* row = scenario.assembly.node(Section::outcomes, outcome.id);
  const YamlNode* cases = row ? row->find("cases") : nullptr;
  const YamlNode* name = cases && index < cases->items.size() ? cases->items[index]->find("name") : nullptr;
  if (name && name->shape == Shape::text) return name->text;
  std::string text = outcome.cases[index].id;
  std::replace(text.begin(), text.end(), '-', ' ');
  return text;
}

void write_outcome_value(JsonWriter& json, const Outcome& outcome, double value) {
  switch (outcome.kind) {
    case OutcomeKind::boolean: json.value(value != 0); break;
    case OutcomeKind::category:
      if (value < 0) json.value("other");
      else json.value(outcome.cases[static_cast<std::size_t>(value)].id);
      break;
    case OutcomeKind::instant:
    case OutcomeKind::number: json.value(value); break;  // null when it is not finite
  }
}

void write_outcome_values(JsonWriter& json, const ReportSubject& subject, const std::vector<double>& values) {
  json.open_object();
  for (OutcomeId id : subject.outcomes) {
    json.key(subject.setting().outcomes[id].id);
    write_outcome_value(json, subject.setting().outcomes[id], values[static_cast<std::size_t>(id.index)]);
  }
  json.close_object();
}

namespace {

/// Tables are sorted by key; a reader wants the order of the files.
std::vector<OutcomeId> in_order_of_files(const LoadedScenario& scenario) {
  std::vector<OutcomeId> ids;
  for (OutcomeId id : scenario.setting.outcomes.ids()) ids.push_back(id);
  const auto at = [&](OutcomeId id) {
    const YamlNode* node = scenario.assembly.node(Section::outcomes, scenario.setting.outcomes[id].id);
    return node ? node->at : Position{};
  };
  std::sort(ids.begin(), ids.end(), [&](OutcomeId a, OutcomeId b) {
    return at(a) != at(b) ? at(a) < at(b) : scenario.setting.outcomes[a].key < scenario.setting.outcomes[b].key;
  });
  return ids;
}

}  // namespace

std::expected<std::string, Fault> report_data(const OpenArchive& open, const ReportPlan& plan,
                                              const std::function<void(std::string_view)>& say) {
  const auto tell = [&](std::string_view text) {
    if (say) say(text);
  };
  const Record record = read_record(*open.scenario);
  const std::vector<RecordedBy> recorded = read_recorded(*open.scenario, record);
  const Teaching teaching = read_teaching(*open.scenario);
  if (!open.scenario->valid()) return bad_input("the scenario cannot be read in full: " + to_text(open.scenario->report.errors.front()));
  auto members = open.archive.members(Parts::outcomes);
  if (!members) return std::unexpected(members.error());
  ReportSubject subject{open, record, recorded, teaching, plan, {}, 0, in_order_of_files(*open.scenario)};
  for (MemberRow& m : *members) {
    if (m.failed) ++subject.failed, ++subject.reasons[m.reason];
    else subject.members.push_back(std::move(m));
  }
  if (subject.members.empty()) return bad_input("the archive has no member to report on");
  JsonWriter json;
  json.open_object().member("format", 1).key("fixture").null();
  write_run(json, subject);
  write_basis(json, subject);
  write_outcomes(json, subject);
  write_land(json, subject);
  tell("who held what, when");
  if (auto done = write_grid(json, subject); !done) return std::unexpected(done.error());
  tell("sample histories");
  if (auto done = write_histories(json, subject); !done) return std::unexpected(done.error());
  tell("twins");
  if (auto done = write_twins(json, subject); !done) return std::unexpected(done.error());
  tell("the record");
  if (auto done = write_score(json, subject); !done) return std::unexpected(done.error());
  if (!teaching.courses.empty()) tell("courses");
  if (auto done = write_courses(json, subject); !done) return std::unexpected(done.error());
  write_lesson(json, subject);
  json.close_object();
  return json.text();
}

}  // namespace smolny
