#include "scenario/assembly.hpp"

#include <algorithm>
#include <unordered_map>

#include "scenario/names.hpp"

namespace smolny {

const YamlNode* Assembly::node(Section section, std::string_view id) const {
  const auto& all = of(section);
  const auto at =
      std::lower_bound(all.begin(), all.end(), id, [](const RowSource& r, std::string_view i) { return r.id < i; });
  return at != all.end() && at->id == id ? at->node : nullptr;
}

namespace {

using Seen = std::unordered_map<std::string, std::size_t>;

/// The id of a row and what it is known by: the ends of a way in either order are one way. Empty after a report.
std::pair<std::string, std::string> identify(const YamlNode& row, const SectionSpec& spec, Diagnostics& diagnostics) {
  if (row.shape != Shape::map) {
    diagnostics.add(row.at, "expected " + with_article(spec.singular) + " as a map, found " + described(row));
    return {};
  }
  const auto text = [&](std::string_view key) {
    const YamlNode* n = row.find(key);
    return n && n->shape == Shape::text ? n->text : std::string();
  };
  if (spec.row_id == RowId::ends) {
    const std::string from = text("from"), to = text("to"), mode = row.find("mode") ? text("mode") : "foot";
    if (!from.empty() && !to.empty())
      return {from + "--" + to + "--" + mode, std::min(from, to) + "--" + std::max(from, to) + "--" + mode};
    diagnostics.add(row.at, "a way lacks the field " + in_quotes(from.empty() ? "from" : "to") +
                                "; expected an id of the section places");
    return {};
  }
  const YamlNode* id = row.find("id");
  if (!id) {
    diagnostics.add(row.at, with_article(spec.singular) + " lacks the field 'id'");
    return {};
  }
  const bool label = spec.row_id == RowId::label || spec.section == Section::record;
  if (id->shape != Shape::text || !is_id(id->text, label)) {
    diagnostics.add(id->at, std::string(label ? "an id is words" : "an id is lower-case words") +
                                " with hyphens or underscores, found " + described(*id));
    return {};
  }
  return {id->text, id->text};
}

void add_rows(const YamlNode& list, const SectionSpec& spec, int layer, std::vector<RowSource>& rows, Seen& seen,
              Diagnostics& diagnostics) {
  if (list.shape == Shape::null) return;
  if (list.shape != Shape::list)
    return diagnostics.add(list.at,
                           "section " + std::string(spec.name) + ": expected a list of rows, found " + described(list));
  for (const YamlNode* row : list.items) {
    auto [id, known_by] = identify(*row, spec, diagnostics);
    if (id.empty()) continue;
    const auto [at, fresh] = seen.try_emplace(std::move(known_by), rows.size());
    if (fresh) {
      if (rows.size() == spec.most)
        diagnostics.add(row->at,
                        "more than " + std::to_string(spec.most) + " " + std::string(spec.name) + " in the scenario");
      rows.push_back({std::move(id), row, layer});
      continue;
    }
    RowSource& other = rows[at->second];
    if (layer > other.layer) {
      other = {std::move(id), row, layer};
      continue;
    }
    const YamlNode* where = row->find("id");
    diagnostics.add(where ? where->at : row->at, "the " + std::string(spec.singular) + " " + in_quotes(id) +
                                                     " is given a second time; the first is at " +
                                                     diagnostics.file(other.node->at.file) + ":" +
                                                     std::to_string(other.node->at.line));
  }
}

/// Adds the entries of a map to those gathered so far, whose origins stand beside them.
struct MapSection {
  YamlNode* node = nullptr;
  std::vector<int> layers;

  static constexpr std::size_t kMost = 2000;

  void add(const YamlEntry& entry, int layer, const std::string& what, Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < node->entries.size(); ++i) {
      YamlEntry& other = node->entries[i];
      if (other.key != entry.key) continue;
      if (layer > layers[i]) {
        other = entry;
        layers[i] = layer;
      } else {
        diagnostics.add(entry.at, what + " " + in_quotes(entry.key) + " is given a second time; the first is at " +
                                      diagnostics.file(other.at.file) + ":" + std::to_string(other.at.line));
      }
      return;
    }
    if (node->entries.size() == kMost)
      return diagnostics.add(entry.at, "more than " + std::to_string(kMost) + " in one map");
    node->entries.push_back(entry);
    layers.push_back(layer);
  }
};

MapSection empty_map(Documents& documents, Position at) {
  YamlNode& node = documents.nodes.emplace_back();
  node.shape = Shape::map;
  node.at = at;
  return {&node, {}};
}

/// The sections that are maps, and of the parameters those of each mechanism.
struct MapSections {
  MapSection scenario, parameters, lesson;
  std::vector<MapSection> mechanisms;

  void add(const YamlNode& map, const SectionSpec& spec, int layer, Documents& documents, Diagnostics& diagnostics) {
    if (map.shape == Shape::null) return;
    if (map.shape != Shape::map)
      return diagnostics.add(map.at, "section " + std::string(spec.name) + ": expected a map, found " + described(map));
    MapSection& section = spec.section == Section::scenario ? scenario : spec.section == Section::lesson ? lesson : parameters;
    if (!section.node) section = empty_map(documents, map.at);
    for (const YamlEntry& entry : map.entries) {
      if (spec.section != Section::parameters) {
        section.add(entry, layer, "the field", diagnostics);
      } else if (entry.value->shape != Shape::map) {
        diagnostics.add(entry.value->at, "parameters of " + in_quotes(entry.key) +
                                             ": expected a map from names to numbers, found " +
                                             described(*entry.value));
      } else {
        MapSection& mechanism = of_mechanism(entry, documents);
        for (const YamlEntry& parameter : entry.value->entries)
          mechanism.add(parameter, layer, "the parameter", diagnostics);
      }
    }
  }

  MapSection& of_mechanism(const YamlEntry& entry, Documents& documents) {
    for (std::size_t i = 0; i < parameters.node->entries.size(); ++i)
      if (parameters.node->entries[i].key == entry.key) return mechanisms[i];
    mechanisms.push_back(empty_map(documents, entry.at));
    parameters.node->entries.push_back({entry.key, entry.at, mechanisms.back().node});
    return mechanisms.back();
  }
};

}  // namespace

Assembly assemble(Documents& documents, Diagnostics& diagnostics) {
  Assembly assembly;
  MapSections maps;
  std::array<Seen, static_cast<std::size_t>(Section::count_)> seen;
  for (const YamlFile& file : documents.files) {
    for (const YamlEntry& entry : file.root->entries) {
      if (entry.key == "include") continue;  // what it names has been read
      const SectionSpec* spec = find_section(entry.key);
      if (!spec) {
        std::vector<std::string_view> names;
        for (const SectionSpec& s : sections()) names.push_back(s.name);
        names.push_back("include");
        diagnostics.add(entry.at, "unknown section " + in_quotes(entry.key) + suggestion(entry.key, names));
        continue;
      }
      const auto index = static_cast<std::size_t>(spec->section);
      if (spec->row_id == RowId::none)
        maps.add(*entry.value, *spec, file.layer, documents, diagnostics);
      else
        add_rows(*entry.value, *spec, file.layer, assembly.rows[index], seen[index], diagnostics);
    }
  }
  for (const SectionSpec& spec : sections()) {
    auto& rows = assembly.rows[static_cast<std::size_t>(spec.section)];
    if (rows.size() > spec.most) rows.resize(spec.most);  // reported; the tables above are made for so many
    std::sort(rows.begin(), rows.end(), [](const RowSource& a, const RowSource& b) { return a.id < b.id; });
  }
  assembly.scenario = maps.scenario.node;
  assembly.parameters = maps.parameters.node;
  assembly.lesson = maps.lesson.node;
  return assembly;
}

}  // namespace smolny
