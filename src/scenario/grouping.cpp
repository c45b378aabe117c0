#include "scenario/grouping.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace smolny {

namespace {

constexpr std::string_view kPrefix = "at-most-";
constexpr std::string_view kMark = "--";

/// A group's size where it is fixed; 0 where it is not.
double fixed_size(const YamlNode* row) {
  const YamlNode* size = row ? row->find("size") : nullptr;
  if (size && size->shape == Shape::map) size = size->find("prior") ? nullptr : size->find("value");
  if (!size || size->shape != Shape::text) return 0;
  double x = 0;
  const auto [end, error] = std::from_chars(size->text.data(), size->text.data() + size->text.size(), x);
  return error == std::errc{} && end == size->text.data() + size->text.size() ? x : 0;
}

using Parts = std::map<std::int32_t, std::vector<std::int32_t>>;  ///< by the first part: the others

void add_parts(const Parts& parts, std::vector<std::int32_t>& rows) {
  for (std::size_t i = 0, n = rows.size(); i < n; ++i)
    if (const auto at = parts.find(rows[i]); at != parts.end()) rows.insert(rows.end(), at->second.begin(), at->second.end());
  std::sort(rows.begin(), rows.end());
}

void add_parts(const Parts& parts, std::vector<GroupId>& rows) {
  std::vector<std::int32_t> plain;
  for (GroupId g : rows) plain.push_back(g.index);
  add_parts(parts, plain);
  plain.erase(std::unique(plain.begin(), plain.end()), plain.end());  // ends of flows that are chosen by class have their parts already
  rows.clear();
  for (std::int32_t g : plain) rows.push_back({g});
}

void add_parts(const Parts& parts, Selector& selector) {
  if (selector.kind == EntityKind::group) add_parts(parts, selector.rows);
}

}  // namespace

std::string grouping_name(std::int64_t most) { return most > 0 ? std::string(kPrefix) + std::to_string(most) : "scenario"; }

std::int64_t grouping_of(std::string_view name) {
  if (name == "scenario") return 0;
  if (!name.starts_with(kPrefix)) return -1;
  name.remove_prefix(kPrefix.size());
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), n);
  return error == std::errc{} && end == name.data() + name.size() && n > 0 ? n : -1;
}

void name_parts_of_groups(const Assembly& assembly, Setting& setting, std::int64_t most, Diagnostics& diagnostics, Position at) {
  setting.grouping = most;
  if (most <= 0) return;
  const auto parts_of = [&](const Group& whole) {
    return static_cast<std::int64_t>((fixed_size(assembly.node(Section::groups, whole.id)) + static_cast<double>(most) - 1) / static_cast<double>(most));
  };
  std::int64_t all = 0;
  for (const Group& whole : setting.groups) all += std::max<std::int64_t>(1, parts_of(whole));
  if (const auto limit = static_cast<std::int64_t>(spec_of(Section::groups).most); all > limit)
    return diagnostics.add(at, "groups of at most " + std::to_string(most) + " persons would be " + std::to_string(all) + "; at most " + std::to_string(limit) + " are read");
  std::vector<Group> parts;
  for (const Group& whole : setting.groups) {
    const std::int64_t n = parts_of(whole);
    for (std::int64_t k = 2; k <= n; ++k) {
      Group part = whole;
      part.id += std::string(kMark) + std::to_string(k);
      part.key = key_of(part.id);
      part.whole = whole.key;
      parts.push_back(std::move(part));
    }
  }
  auto& rows = setting.groups.rows;
  rows.insert(rows.end(), parts.begin(), parts.end());
  std::sort(rows.begin(), rows.end(), [](const Group& a, const Group& b) { return a.key < b.key; });
}

void fill_parts(Setting& setting) {
  if (setting.grouping <= 0) return;
  std::map<Key, std::int32_t> first;
  for (GroupId g : setting.groups.ids()) first[setting.groups[g].key] = g.index;
  Parts parts;
  for (GroupId g : setting.groups.ids())
    if (const Group& part = setting.groups[g]; part.whole != part.key) parts[first.at(part.whole)].push_back(g.index);
  for (auto& [whole, others] : parts) {
    const auto number = [&](std::int32_t g) {  // its place among the parts, by the number in its id
      const std::string& id = setting.groups[GroupId{g}].id;
      return std::stoll(id.substr(id.rfind(kMark) + kMark.size()));
    };
    std::sort(others.begin(), others.end(), [&](std::int32_t a, std::int32_t b) { return number(a) < number(b); });
    Group& one = setting.groups[GroupId{whole}];
    const auto all = static_cast<std::int64_t>(one.size.central + 0.5), n = static_cast<std::int64_t>(others.size()) + 1;
    const auto size = [&](std::int64_t k) { return static_cast<double>(all * (k + 1) / n - all * k / n); };
    for (std::size_t k = 0; k < others.size(); ++k) {
      Group part = one;
      static_cast<Named&>(part) = std::move(static_cast<Named&>(setting.groups[GroupId{others[k]}]));
      part.sources = one.sources, part.grade = one.grade;
      part.size = {size(static_cast<std::int64_t>(k) + 1), -1};
      setting.groups[GroupId{others[k]}] = std::move(part);
    }
    one.size.central = size(0);
    for (std::int32_t g : others) one.parts.push_back({g});
  }
  for (Curia& c : setting.curiae) add_parts(parts, c.electors);
  for (Organization& o : setting.organizations) add_parts(parts, o.ground);
  for (Flow& f : setting.flows) add_parts(parts, f.from), add_parts(parts, f.to);
  for (Decision& d : setting.decisions)
    for (OptionSpec& o : d.options)
      for (Act& a : o.acts) add_parts(parts, a.to), add_parts(parts, a.place);
}

}  // namespace smolny
