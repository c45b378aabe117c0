#include "scenario/record.hpp"

#include <algorithm>

#include "scenario/intervention.hpp"
#include "scenario/names.hpp"
#include "scenario/record_fields.hpp"

namespace smolny {

namespace {

class CheckReader {
 public:
  CheckReader(const Fields& fields, LoadedScenario& loaded, Check& check)
      : f_(fields), loaded_(loaded), setting_(loaded.setting), diagnostics_(loaded.diagnostics), check_(check) {}

  void run() {
    switch (check_.kind) {
      case CheckKind::happens: occurrence(); dated(); break;
      case CheckKind::never: occurrence(); break;
      case CheckKind::when: when(); break;
      case CheckKind::value:
      case CheckKind::share: figure(f_, check_.figure, true); target(); break;
      case CheckKind::order: order(); break;
      case CheckKind::contrast: contrast(); break;
      case CheckKind::belief: belief(); break;
      case CheckKind::structure:
        check_.figure.of = expression(f_, "holds");
        check_.figure.dated = true;
        check_.figure.at = setting_.start;
        break;
      case CheckKind::twin: twin(); break;
      case CheckKind::report: report(); break;
      case CheckKind::not_checkable:
        check_.reason = f_.text("reason");
        if (f_.has("reason") && check_.reason.empty()) problem("reason", "a claim that cannot be checked needs its reason");
        break;
      default: break;
    }
  }

 private:
  void problem(std::string_view key, const std::string& message) {
    const YamlNode* n = f_.node().find(key);
    diagnostics_.add(n ? n->at : f_.node().at, message);
  }

  Expression expression(const Fields& f, std::string_view key) {
    const YamlNode* n = f.find(key);
    return n ? resolve_expression(*n, setting_, diagnostics_) : Expression{};
  }
  PatternId pattern(const YamlNode* n) {
    return n ? resolve_pattern_use(*n, loaded_.patterns, setting_, diagnostics_) : PatternId{};
  }
  bool date(const Fields& f, std::string_view key, Instant& at) {
    if (!f.has(key)) return false;
    at = f.date(key);
    if (at >= setting_.start && at <= setting_.end) return true;
    diagnostics_.add(f.find(key)->at, f.what() + ": the date lies outside the scenario's frame; a claim about it is not-checkable");
    return false;
  }

  /// `of` at an instant, or `pattern` with `take` in a span.
  void figure(const Fields& f, Figure& figure, bool needed) {
    const bool of = f.has("of"), by_events = f.has("pattern");
    if (needed && of == by_events)
      diagnostics_.add(f.node().at, f.what() + (of ? " has both 'of' and 'pattern'; expected one" : " lacks 'of' or 'pattern'"));
    figure.of = expression(f, "of");
    figure.pattern = pattern(f.find("pattern"));
    figure.take = static_cast<Take>(f.choice("take", 0));
    if (of && f.has("take")) diagnostics_.add(f.find("take")->at, "take is for a pattern");
    figure.dated = date(f, "at", figure.at);
    figure.from = setting_.start;
    figure.until = figure.dated ? figure.at : setting_.end;
    date(f, "from", figure.from);
    if (date(f, "until", figure.until) && of) {
      figure.dated = true;
      figure.at = figure.until;
    }
    if (figure.until < figure.from) diagnostics_.add(f.node().at, f.what() + ": the span ends before it begins");
  }

  void occurrence() {
    figure(f_, check_.figure, true);
    check_.at_least = f_.plain("at_least", check_.at_least);
    if (f_.has("at_least") && check_.figure.pattern.has() && check_.figure.take == Take::count && check_.at_least < 1)
      problem("at_least", "expected a number of events from 1 up");
  }

  /// An event that happened at a known date: it must lie in the window of the date's precision.
  void dated() {
    if (!f_.has("at")) {
      if (f_.has("precision")) problem("precision", "precision is for a claim with a date");
      return;
    }
    check_.dated = true;
    check_.at = check_.figure.at;
    check_.precision = static_cast<Precision>(f_.choice("precision", 1));
    if (!check_.figure.pattern.has()) return;
    const Duration w{static_cast<std::int64_t>(window_of(check_.precision))};
    check_.figure.dated = false;
    if (!f_.has("from")) check_.figure.from = std::max(setting_.start, check_.at - w);
    if (!f_.has("until")) check_.figure.until = std::min(setting_.end, check_.at + w);
  }

  void when() {
    check_.pattern = pattern(f_.find("pattern"));
    check_.dated = date(f_, "at", check_.at);
    check_.precision = static_cast<Precision>(f_.choice("precision", 1));
    check_.last = f_.choice("which", 0) == 1;
    check_.figure.from = setting_.start;
    check_.figure.until = setting_.end;
    date(f_, "from", check_.figure.from);
    date(f_, "until", check_.figure.until);
    if (check_.dated && (check_.at < check_.figure.from || check_.at > check_.figure.until))
      problem("at", "the date lies outside the span in which the event is looked for");
  }

  void target() {
    check_.is = static_cast<Is>(f_.choice("is", 0));
    check_.target = f_.plain("target");
    check_.within = f_.plain("within");
    check_.unit = f_.has("unit") ? f_.text("unit") : std::string();
    const bool near = check_.is == Is::about || check_.is == Is::exactly;
    if (near && !(check_.within > 0)) problem("within", "a figure near a target needs `within` above nought: how near counts as right");
    if (!near && f_.has("within")) problem("within", "within is for a figure near a target");
    const bool share = check_.kind != CheckKind::value;
    check_.ranged = share;
    if (!share && f_.has("range")) range();
    if (share && (check_.target < 0 || check_.target > 1)) problem("target", "expected a share, from 0 to 1");
    if (near && !check_.ranged) problem("range", "a figure near a target needs `range: [low, high]`: what could have been thought possible");
  }

  void range() {
    const YamlNode& n = *f_.find("range");
    check_.ranged = n.shape == Shape::list && n.items.size() == 2 && n.items[0]->shape == Shape::text &&
                    n.items[1]->shape == Shape::text && parse_number(n.items[0]->text, check_.low) &&
                    parse_number(n.items[1]->text, check_.high) && check_.low < check_.high;
    if (!check_.ranged) return diagnostics_.add(n.at, "expected a range [low, high], found " + described(n));
    if (check_.target < check_.low || check_.target > check_.high) problem("target", "the target lies outside the range");
  }

  void order() {
    const YamlNode* list = f_.find("patterns");
    date(f_, "at", check_.at);
    check_.dated = f_.has("at");
    if (!list) return;
    if (list->shape != Shape::list || list->items.size() < 2)
      return diagnostics_.add(list->at, "expected a list of two or more patterns, the earliest first, found " + described(*list));
    for (const YamlNode* item : list->items) check_.order.push_back(pattern(item));
  }

  void contrast() {
    figure(f_, check_.figure, true);
    check_.pattern = pattern(f_.find("given"));
    check_.against = pattern(f_.find("against"));
    check_.by = setting_.end;
    date(f_, "by", check_.by);
    check_.sign = f_.choice("sign", 0) == 0 ? 1 : -1;
  }

  void belief() {
    target();
    const YamlNode* holder = f_.find("holder");
    const YamlNode* proposition = f_.find("proposition");
    check_.figure.dated = date(f_, "at", check_.figure.at);
    if (!holder || !proposition) return;
    ExpressionNode node;
    node.op = Op::quantity;
    node.quantity.field = Field::belief;
    node.quantity.of = resolve_entity(*holder, "unit|group|leader|body", setting_, diagnostics_);
    const PropositionId p{resolve_row(*proposition, Section::propositions, setting_, diagnostics_)};
    node.quantity.about = entity(p);
    check_.figure.of.nodes = {node};
    check_.figure.of.text = "belief";
  }

  void twin() {
    for (const YamlNode* n : f_.texts("do")) {
      if (const auto parsed = parse_intervention(n->text, setting_); !parsed) diagnostics_.add(n->at, parsed.error());
      check_.act.push_back(n->text);
    }
    for (const YamlNode* n : f_.texts("without")) check_.without.push_back(n->text);
    if (check_.act.empty() && check_.without.empty()) diagnostics_.add(f_.node().at, f_.what() + " lacks 'do' or 'without'");
    const YamlNode* outcome = f_.find("outcome");
    if (outcome) check_.outcome = {resolve_row(*outcome, Section::outcomes, setting_, diagnostics_)};
    check_.sign = f_.choice("sign", 0) == 0 ? 1 : -1;
    check_.category = f_.has("case") ? f_.text("case") : std::string();
    if (!check_.outcome.has()) return;
    const Outcome& o = setting_.outcomes[check_.outcome];
    if ((o.kind == OutcomeKind::category) != f_.has("case"))
      return problem("case", o.kind == OutcomeKind::category ? "the outcome is a category: expected `case`, one of its cases"
                                                             : "case is for an outcome that is a category");
    if (!f_.has("case")) return;
    std::vector<std::string_view> cases;
    for (const OutcomeCase& c : o.cases) cases.push_back(c.id);
    if (std::find(cases.begin(), cases.end(), check_.category) == cases.end())
      problem("case", "the outcome has no case " + in_quotes(check_.category) + suggestion(check_.category, cases));
  }

  void report() {
    for (const YamlNode* node : f_.rows("lines")) {
      const Fields part(*node, report_line_fields(), {}, diagnostics_, "a line of the report");
      ReportLine line;
      line.label = part.text("label");
      line.unit = part.has("unit") ? part.text("unit") : std::string();
      figure(part, line.figure, true);
      line.given = expression(part, "given");
      line.probability = part.choice("show", 1) == 0;
      check_.lines.push_back(std::move(line));
    }
  }

  const Fields& f_;
  LoadedScenario& loaded_;
  const Setting& setting_;
  Diagnostics& diagnostics_;
  Check& check_;
};

void read_check(const YamlNode& node, LoadedScenario& loaded, const std::string& what, Check& check) {
  Diagnostics& diagnostics = loaded.diagnostics;
  if (node.entries.size() != 1)
    return diagnostics.add(node.at, what + ": expected a check, a map with one key such as {happens: {...}}, found " +
                                        std::to_string(node.entries.size()) + " keys");
  const YamlEntry& entry = node.entries[0];
  std::vector<std::string_view> names;
  for (const CheckSpec& spec : check_specs()) {
    names.push_back(spec.name);
    if (spec.name != entry.key) continue;
    check.kind = spec.kind;
    const Fields fields(*entry.value, spec.fields, {}, diagnostics, what + ", check " + in_quotes(spec.name));
    return CheckReader(fields, loaded, check).run();
  }
  diagnostics.add(entry.at, "unknown check " + in_quotes(entry.key) + suggestion(entry.key, names));
}

Claim read_claim(const RowSource& row, LoadedScenario& loaded) {
  Claim claim;
  claim.id = row.id;
  const std::string what = "claim " + in_quotes(row.id);
  const Fields fields(*row.node, claim_fields(), {}, loaded.diagnostics, what);
  const auto problem = [&](std::string_view key, const std::string& message) {
    const YamlNode* n = row.node->find(key);
    loaded.diagnostics.add(n ? n->at : row.node->at, what + " " + message);
  };
  claim.name = fields.text("name");
  claim.note = fields.has("note") ? fields.text("note") : std::string();
  claim.system = fields.text("system");
  claim.beside = fields.has("beside") ? fields.text("beside") : std::string();
  claim.use = static_cast<ClaimUse>(fields.choice("use", 2));
  claim.role = static_cast<ClaimRole>(fields.choice("role", -1) + 1);
  const bool forecast = claim.use == ClaimUse::forecast;
  if (fields.has("use") && forecast != (row.node->find("role") != nullptr) && claim.use != ClaimUse::never)
    problem("role", forecast ? "is a forecast: it lacks the field 'role', calibrates or checks" : "has a role, which is for forecasts");
  if (const YamlNode* check = fields.find("check")) read_check(*check, loaded, what, claim.check);
  const CheckKind kind = claim.check.kind;
  if (claim.use == ClaimUse::never && kind != CheckKind::never) problem("check", "says what never happened: expected the check 'never'");
  if (claim.use == ClaimUse::pattern && kind != CheckKind::report && kind != CheckKind::not_checkable)
    problem("check", "is a pattern: expected the check 'report' or 'not-checkable'");
  if (claim.use != ClaimUse::pattern && kind == CheckKind::report) problem("check", "has a report, which is for patterns");
  return claim;
}

}  // namespace

const Claim* Record::find(std::string_view id) const {
  const auto at = std::lower_bound(claims.begin(), claims.end(), id, [](const Claim& c, std::string_view i) { return c.id < i; });
  return at != claims.end() && at->id == id ? &*at : nullptr;
}

Record read_record(LoadedScenario& loaded) {
  Record record;
  for (const RowSource& row : loaded.assembly.of(Section::record)) record.claims.push_back(read_claim(row, loaded));
  std::vector<std::string_view> ids;
  for (const Claim& c : record.claims) ids.push_back(c.id);
  for (const Claim& c : record.claims) {
    if (c.beside.empty() || record.find(c.beside)) continue;
    const YamlNode* node = loaded.assembly.node(Section::record, c.id)->find("beside");
    loaded.diagnostics.add(node->at, "unknown claim " + in_quotes(c.beside) + suggestion(c.beside, ids));
  }
  loaded.report.errors = loaded.diagnostics.sorted();
  return record;
}

bool is_continuous(const Check& check) {
  switch (check.kind) {
    case CheckKind::when: return true;
    case CheckKind::value:
    case CheckKind::share:
    case CheckKind::belief: return check.is == Is::about || check.is == Is::exactly;
    default: return false;
  }
}

Instant settled_at(const Check& check, const Setting& setting) {
  if (check.dated) return check.at;
  if (check.figure.dated) return check.figure.at;
  if (check.figure.pattern.has()) return check.figure.until;
  return setting.end;
}

}  // namespace smolny
