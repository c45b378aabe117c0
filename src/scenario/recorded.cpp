#include "scenario/recorded.hpp"

#include "scenario/names.hpp"
#include "scenario/teaching_fields.hpp"
#include "scenario/teaching.hpp"

namespace smolny {

namespace {

/// A truth is settled by what happened or when; a moment by a date; a quantity by a figure; a category by what happened.
bool settles(CheckKind check, OutcomeKind outcome) {
  const bool occurs = check == CheckKind::happens || check == CheckKind::never;
  const bool figure = check == CheckKind::value || check == CheckKind::share;
  switch (outcome) {
    case OutcomeKind::boolean: return occurs || check == CheckKind::when;
    case OutcomeKind::instant: return check == CheckKind::when;
    case OutcomeKind::number: return figure;
    default: return check == CheckKind::happens;
  }
}

std::string_view wanted(OutcomeKind outcome) {
  switch (outcome) {
    case OutcomeKind::boolean: return "happens, never or when";
    case OutcomeKind::instant: return "when";
    case OutcomeKind::number: return "value or share";
    default: return "happens";
  }
}

}  // namespace

std::vector<RecordedBy> read_recorded(LoadedScenario& loaded, const Record& record) {
  std::vector<RecordedBy> out;
  std::vector<std::string_view> ids;
  for (const Claim& c : record.claims) ids.push_back(c.id);
  for (OutcomeId id : loaded.setting.outcomes.ids()) {
    const Outcome& o = loaded.setting.outcomes[id];
    const YamlNode* row = loaded.assembly.node(Section::outcomes, o.id);
    const YamlNode* node = row ? row->find("record") : nullptr;
    if (!node) continue;
    const std::string what = "the record of outcome " + in_quotes(o.id);
    const Fields f(*node, teaching_fields::recorded, {}, loaded.diagnostics, what);
    const int category = check_case(o, *node, f.find("case"), what, loaded.diagnostics);
    const YamlNode* name = f.find("claim");
    if (!name) continue;
    const Claim* claim = record.find(name->text);
    if (!claim) loaded.diagnostics.add(name->at, what + ": unknown claim " + in_quotes(name->text) + suggestion(name->text, ids));
    else if (!settles(claim->check.kind, o.kind))
      loaded.diagnostics.add(name->at, what + ": the check of " + in_quotes(name->text) + " is " + in_quotes(name_of(claim->check.kind)) +
                                           "; expected " + std::string(wanted(o.kind)));
    else out.push_back({id, static_cast<std::size_t>(claim - record.claims.data()), category});
  }
  loaded.report.errors = loaded.diagnostics.sorted();
  return out;
}

}  // namespace smolny
