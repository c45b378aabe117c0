// Rows of people: units, groups, kinds of decider, leaders, bodies.

#include "scenario/row.hpp"

namespace smolny {

namespace {

/// Shares of parties, and of none under the key `none`, which is the last place of the slate. What is left of 1 is
/// none's too.
void read_slate(const Row& row, std::array<Number, kSlate>& slate) {
  const YamlNode* n = row.find("slate");
  if (!n) return;
  const FieldSpec& s = row.fields().spec("slate");
  std::vector<std::pair<std::int32_t, const YamlEntry*>> found;
  for (const YamlEntry& e : n->entries) {
    if (e.key == "none")
      found.emplace_back(kSlate - 1, &e);
    else if (const auto party = require_row(row.setting(), Section::parties, e.key))
      found.emplace_back(*party, &e);
    else
      row.diagnostics().add(e.at, party.error());
  }
  std::sort(found.begin(), found.end());
  double sum = 0;
  for (const auto& [index, e] : found) {
    const Number share = row.reader().numbers.read(*e->value, row.path() + ".slate." + e->key, row.provenance(),
                                                   {s.low, s.high}, Vary::may);
    slate[static_cast<std::size_t>(index)] = share;
    sum += share.central;
  }
  if (sum > 1 + 1e-9) {
    std::string shown = std::to_string(sum);
    shown.erase(shown.find_last_not_of('0') + 1);
    row.diagnostics().add(n->at,
                          row.fields().what() + ": the shares of its slate sum to " + shown + "; expected at most 1");
  }
}

template <std::size_t N>
void read_positions(const Row& row, std::array<Number, N>& position) {
  row.numbers_by_row("position", [&](std::int32_t issue, Number n) { position[static_cast<std::size_t>(issue)] = n; });
}

}  // namespace

void read_row(const Row& row, Unit& unit) {
  unit.kind = row.text("kind");
  unit.home = row.row<Place>("home");
  unit.district = row.row<District>("district");
  unit.men = row.number("men");
  unit.armed = row.number("armed", 1);
  unit.resolve = row.number("resolve");
  unit.spread = row.number("spread");
  unit.attitude = row.number("attitude");
  read_slate(row, unit.slate);
  unit.committed = row.row<Camp>("committed");
  unit.chain = row.row<Authority>("chain");
  unit.commander = row.row<Leader>("commander");
  unit.committee = row.flag("committee", true);
  unit.garrison = row.flag("garrison");
  unit.militia = row.flag("militia");
  unit.afloat = row.flag("afloat");
  unit.guns = row.number("guns");
}

void read_row(const Row& row, Group& group) {
  group.whole = group.key;
  group.people_class = row.text("class");
  if (!row.setting().classes.empty() && row.has("class"))
    group.of_class = {resolve_row(*row.find("class"), Section::classes, row.setting(), row.diagnostics())};
  group.district = row.row<District>("district");
  group.at = row.row<Place>("at");
  group.size = row.number("size");
  group.resolve = row.number("resolve");
  group.spread = row.number("spread");
  read_slate(row, group.slate);
  group.militia = row.row<Unit>("militia");
}

void read_row(const Row& row, DeciderKind& kind) {
  kind.rationality = row.number("rationality");
  kind.deference = row.number("deference");
  kind.optimism = row.number("optimism");
  const YamlNode* n = row.find("weights");
  if (!n) return;
  const FieldSpec& s = row.fields().spec("weights");
  for (const YamlEntry& e : n->entries) {
    std::vector<std::string_view> names;
    int feature = -1;
    for (int f = 0; f < kFeatures; ++f) {
      names.push_back(name_of(static_cast<Feature>(f)));
      if (names.back() == e.key) feature = f;
    }
    if (feature < 0) row.diagnostics().add(e.at, "unknown feature " + in_quotes(e.key) + suggestion(e.key, names));
  }
  // In the order of the features, so that the order of the keys changes nothing.
  for (int f = 0; f < kFeatures; ++f) {
    const std::string name(name_of(static_cast<Feature>(f)));
    if (const YamlNode* value = n->find(name))
      kind.weight[static_cast<std::size_t>(f)] = row.reader().numbers.read(
          *value, row.path() + ".weights." + name, row.provenance(), {s.low, s.high}, Vary::may);
  }
}

void read_row(const Row& row, Leader& leader) {
  leader.party = row.row<Party>("party");
  leader.camp = row.row<Camp>("camp");
  leader.role = row.text("role");
  read_positions(row, leader.position);
  leader.influence = row.number("influence");
  leader.at = row.row<Place>("at");
  leader.hidden = row.flag("hidden");
  leader.disguise = row.number("disguise");
  leader.temperament = row.row<DeciderKind>("temperament");
}

namespace {

/// Blocs of a body, whose ids and keys are there already, in the order of their keys.
void read_blocs(const Row& row, Body& body) {
  const FieldTable table = row.fields().spec("blocs").fields;
  for (Bloc& bloc : body.blocs) {
    for (const YamlNode* node : row.fields().rows("blocs")) {
      const YamlNode* id = node->find("id");
      if (!id || id->text != bloc.id) continue;
      const Row part(row, *node, table, "bloc " + in_quotes(bloc.id), row.path() + ".bloc." + bloc.id);
      bloc.party = part.row<Party>("party");
      bloc.seats = part.number("seats");
      read_positions(part, bloc.position);
      bloc.discipline = part.number("discipline");
      bloc.leader = part.row<Leader>("leader");
      bloc.curia = part.row<Curia>("curia");
      break;
    }
  }
}

}  // namespace

void read_row(const Row& row, Body& body) {
  body.seat = row.row<Place>("seat");
  body.camp = row.row<Camp>("camp");
  body.members = row.rows<Leader>("members");
  std::sort(body.members.begin(), body.members.end());
  if (std::adjacent_find(body.members.begin(), body.members.end()) != body.members.end())
    row.diagnostics().add(row.find("members")->at, row.fields().what() + " names a member twice");
  body.sits.assign(body.members.size(), Number{1, -1});
  read_blocs(row, body);
  body.rule = static_cast<Rule>(row.fields().choice("rule", static_cast<int>(Rule::plurality)));
  body.quorum = row.number("quorum");
  body.attendance = row.number("attendance", 1);
  body.called_for = row.row<CalendarEntry>("called_for");
  body.late = row.number("late", 0);
  body.late_spread = row.number("late_spread", 24);
  body.temperament = row.row<DeciderKind>("temperament");
  body.successor_of = row.row<Body>("successor_of");
  body.exists = row.flag("exists", true);
  body.gathered_from = row.rows<Body>("gathered_from");
  std::sort(body.gathered_from.begin(), body.gathered_from.end());
  if (std::adjacent_find(body.gathered_from.begin(), body.gathered_from.end()) != body.gathered_from.end())
    row.diagnostics().add(row.find("gathered_from")->at, row.fields().what() + " is gathered from an assembly twice");
  if (!body.members.empty() && !body.blocs.empty())
    row.diagnostics().add(row.fields().node().at,
                          row.fields().what() + " has both members and blocs; expected one of them");
  if (!body.blocs.empty() && !row.has("temperament"))
    row.diagnostics().add(row.fields().node().at,
                          row.fields().what() + " has blocs but no temperament; expected a decider_kind");
}

}  // namespace smolny
