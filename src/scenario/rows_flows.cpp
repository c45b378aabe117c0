// Rows of flows: who leaves for where, at what rate, and what drives them.

#include "scenario/row.hpp"

namespace smolny {

namespace {

bool names(const Selector& selector, const Group& group, std::int32_t row) {
  if (std::find(selector.rows.begin(), selector.rows.end(), row) != selector.rows.end()) return true;
  return std::any_of(selector.tags.begin(), selector.tags.end(), [&](Key tag) { return group.tagged(tag); });
}

/// The groups at one end of a flow, in the order of the table: of one of the classes, and among those `of`, where these are given;
/// `but` not those.
std::vector<GroupId> groups_at(const Row& row, std::string_view end) {
  const YamlNode* node = row.find(end);
  if (!node) return {};
  const Row part(row, *node, row.fields().spec(end).fields, "the end '" + std::string(end) + "'", row.path() + "." + std::string(end));
  if (!part.has("class") && !part.has("of"))
    row.diagnostics().add(node->at, row.fields().what() + " does not say which groups; expected 'class', 'of' or both");
  const std::vector<ClassId> classes = part.rows<PeopleClass>("class");
  const Selector of = part.selector("of"), but = part.selector("but");
  std::vector<GroupId> groups;
  for (GroupId g : row.setting().groups.ids()) {
    const Group& group = row.setting().groups[g];
    // Which class a group is of is read with the group, which stands in an earlier section.
    if (part.has("class") && std::find(classes.begin(), classes.end(), group.of_class) == classes.end()) continue;
    if (part.has("of") && !names(of, group, g.index)) continue;
    if (part.has("but") && names(but, group, g.index)) continue;
    groups.push_back(g);
  }
  if (groups.empty() && (part.has("class") || part.has("of")))
    row.diagnostics().add(node->at, row.fields().what() + " finds no group at its end '" + std::string(end) + "'");
  return groups;
}

void read_drivers(const Row& row, Flow& flow) {
  const FieldTable table = row.fields().spec("drivers").fields;
  std::size_t n = 0;
  for (const YamlNode* node : row.fields().rows("drivers")) {
    if (++n > kMaxDrivers) return row.diagnostics().add(node->at, row.fields().what() + " has more than " + std::to_string(kMaxDrivers) + " drivers");
    const std::string ordinal = std::to_string(n);
    const Row part(row, *node, table, "driver " + ordinal + " of " + row.fields().what(), row.path() + ".driver." + ordinal);
    flow.drivers.push_back({part.expression("of"), part.number("weight")});
  }
}

}  // namespace

void read_row(const Row& row, Flow& flow) {
  flow.from = groups_at(row, "from");
  flow.to = groups_at(row, "to");
  flow.rate = row.number("rate");
  flow.quota = row.number("quota");
  read_drivers(row, flow);
  if (row.has("rate") == row.has("quota"))
    row.diagnostics().add(row.fields().node().at, row.fields().what() + (row.has("rate") ? " has both a rate and a quota" : " has neither a rate nor a quota") + "; expected one of them");
  for (GroupId g : flow.from)
    if (std::binary_search(flow.to.begin(), flow.to.end(), g)) {
      row.diagnostics().add(row.fields().node().at, row.fields().what() + " leads from the group " + row.setting().groups[g].id + " to itself; expected no group at both ends");
      break;
    }
}

}  // namespace smolny
