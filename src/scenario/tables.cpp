#include "scenario/tables.hpp"

#include <algorithm>
#include <type_traits>

namespace smolny {

namespace {

std::vector<Key> read_tags(const YamlNode& row, Diagnostics& diagnostics) {
  std::vector<Key> tags;
  const YamlNode* list = row.find("tags");
  if (!list) return tags;
  const auto one = [&](const YamlNode& tag) {
    if (tag.shape == Shape::text && is_id(tag.text, false))
      tags.push_back(key_of(tag.text));
    else
      diagnostics.add(tag.at, "a tag is lower-case words with hyphens or underscores, found " + described(tag));
  };
  if (list->shape == Shape::list)
    for (const YamlNode* tag : list->items) one(*tag);
  else
    one(*list);
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
  return tags;
}

void name_row(Named& row, const RowSource& source, Diagnostics& diagnostics) {
  row.id = source.id;
  row.key = key_of(source.id);
  const YamlNode* name = source.node->find("name");
  row.name = name && name->shape == Shape::text ? name->text : source.id;
  row.tags = read_tags(*source.node, diagnostics);
}

/// The parts of a row that have ids of their own: `make(id)` for each that is sound and new.
template <class Make>
void name_parts(const YamlNode& row, std::string_view key, const std::string& what, Diagnostics& diagnostics,
                Make make) {
  const YamlNode* list = row.find(key);
  if (!list || list->shape != Shape::list) return;
  constexpr std::size_t most = 200;
  if (list->items.size() > most)
    diagnostics.add(list->at, what + ": more than " + std::to_string(most) + " are not read");
  std::vector<std::string_view> seen;
  for (const YamlNode* part : list->items) {
    if (seen.size() == most) break;
    const YamlNode* id = part->find("id");
    if (!id) {
      diagnostics.add(part->at, what + " without an id");
    } else if (id->shape != Shape::text || !is_id(id->text, false)) {
      diagnostics.add(id->at, "an id is lower-case words with hyphens or underscores, found " + described(*id));
    } else if (std::find(seen.begin(), seen.end(), id->text) != seen.end()) {
      diagnostics.add(id->at, what + " " + in_quotes(id->text) + " is given a second time");
    } else {
      seen.push_back(id->text);
      make(id->text, *part);
    }
  }
}

void name_more(Named&, const YamlNode&, Diagnostics&) {}

void name_more(Decision& decision, const YamlNode& row, Diagnostics& diagnostics) {
  name_parts(row, "options", "an option of " + decision.id, diagnostics,
             [&](const std::string& id, const YamlNode& part) {
               OptionSpec option;
               option.id = id;
               option.key = key_of(id);
               const YamlNode* name = part.find("name");
               option.name = name && name->shape == Shape::text ? name->text : id;
               decision.options.push_back(std::move(option));
             });
}

void name_more(Body& body, const YamlNode& row, Diagnostics& diagnostics) {
  name_parts(row, "blocs", "a bloc of " + body.id, diagnostics, [&](const std::string& id, const YamlNode& part) {
    if (body.blocs.size() == kMaxBlocs)
      diagnostics.add(part.at, "more than " + std::to_string(kMaxBlocs) + " blocs in " + body.id);
    if (body.blocs.size() >= kMaxBlocs) return;
    Bloc bloc;
    bloc.id = id;
    bloc.key = key_of(id);
    body.blocs.push_back(std::move(bloc));
  });
  std::sort(body.blocs.begin(), body.blocs.end(), [](const Bloc& a, const Bloc& b) { return a.key < b.key; });
}

}  // namespace

void name_rows(const Assembly& assembly, Setting& setting, Diagnostics& diagnostics) {
  for (const SectionSpec& spec : sections()) {
    visit_table(setting, spec.section, [&](auto& table) {
      table.rows.resize(assembly.of(spec.section).size());
      std::size_t i = 0;
      for (const RowSource& source : assembly.of(spec.section)) {
        auto& row = table.rows[i++];
        name_row(row, source, diagnostics);
        name_more(row, *source.node, diagnostics);
      }
      std::sort(table.begin(), table.end(), [](const Named& a, const Named& b) { return a.key < b.key; });
      for (std::size_t k = 1; k < table.size(); ++k)
        if (table.rows[k - 1].key == table.rows[k].key)
          diagnostics.add(assembly.node(spec.section, table.rows[k].id)->at,
                          "the ids " + in_quotes(table.rows[k - 1].id) + " and " + in_quotes(table.rows[k].id) +
                              " have the same hash; change one of them");
    });
  }
}

namespace {

/// Calls f for each map below the node that looks like a pattern.
template <class F>
void each_pattern_in(const YamlNode& node, F& f) {
  if (node.shape == Shape::map) {
    const YamlNode* kind = node.find("kind");
    if (kind && kind->shape == Shape::text && find_event_kind(kind->text)) return f(node);
    for (const YamlEntry& e : node.entries) each_pattern_in(*e.value, f);
  }
  for (const YamlNode* item : node.items) each_pattern_in(*item, f);
}

}  // namespace

void register_patterns(const Assembly& assembly, Reader& reader) {
  std::map<const YamlNode*, std::string> uses;
  auto& table = reader.setting.patterns;
  std::vector<Pattern> added;
  const auto use = [&](const YamlNode& node) {
    if (uses.contains(&node)) return;
    Pattern p = resolve_pattern(node, false, reader.setting, reader.diagnostics);
    p.id = p.name = anonymous_id(p, reader.setting);
    p.key = key_of(p.id);
    uses.emplace(&node, p.id);
    added.push_back(std::move(p));
  };
  const auto use_if_map = [&](const YamlNode& row) {
    const YamlNode* pattern = row.find("pattern");
    if (pattern && pattern->shape == Shape::map) use(*pattern);
  };
  for (const RowSource& row : assembly.of(Section::stories)) use_if_map(*row.node);
  for (const RowSource& row : assembly.of(Section::decisions))
    if (const YamlNode* triggers = row.node->find("triggers"))
      for (const YamlNode* trigger : triggers->items) use_if_map(*trigger);
  for (const RowSource& row : assembly.of(Section::record)) each_pattern_in(*row.node, use);

  // Two that are written out with one meaning have one id and are alike; either may stay.
  for (Pattern& p : table) {
    const YamlNode* node = assembly.node(Section::patterns, p.id);
    Pattern read = resolve_pattern(*node, true, reader.setting, reader.diagnostics);
    static_cast<Named&>(read) = std::move(static_cast<Named&>(p));
    p = std::move(read);
  }
  for (Pattern& p : added) table.rows.push_back(std::move(p));
  std::sort(table.begin(), table.end(), [](const Named& a, const Named& b) { return a.key < b.key; });
  table.rows.erase(std::unique(table.begin(), table.end(), [](const Named& a, const Named& b) { return a.id == b.id; }),
                   table.end());
  for (const auto& [node, id] : uses) reader.patterns[node] = {find_row(reader.setting, Section::patterns, id)};
}

void read_frame(const Assembly& assembly, std::span<const ParameterTable> tables, Reader& reader, Position whole) {
  Setting& setting = reader.setting;
  if (!assembly.scenario) return reader.diagnostics.add(whole, "lacks the section 'scenario'");
  const SectionSpec& spec = spec_of(Section::scenario);
  const Fields frame(*assembly.scenario, spec.fields, spec.shared, reader.diagnostics, "the scenario");
  const auto date = [&](std::string_view key, Instant& at) {
    const YamlNode* n = frame.find(key);
    return n && read_date(*n, reader.diagnostics, at);
  };
  // Dates before numbers: whether a number is hindsight hangs on the start.
  const bool starts = date("start", setting.start), ends = date("end", setting.end);
  if (starts && ends && setting.end <= setting.start)
    reader.diagnostics.add(frame.find("end")->at, "the scenario ends " + in_quotes(frame.text("end")) +
                                                      ", which is not after its start " +
                                                      in_quotes(frame.text("start")));
  const Row row(reader, *assembly.scenario, spec.fields, spec.shared, "the scenario", "scenario");
  setting.id = row.text("id");
  setting.name = row.text("name");
  setting.summary = row.text("summary");
  if (const YamlNode* id = row.find("id"); id && !is_id(id->text, false))
    reader.diagnostics.add(id->at,
                           "an id is lower-case words with hyphens or underscores, found " + in_quotes(id->text));
  setting.goes_on_in = row.text("goes_on_in");
  if (const YamlNode* later = row.find("goes_on_in"); later && !is_id(later->text, false))
    reader.diagnostics.add(later->at, "expected the id of a later scenario, found " + in_quotes(later->text));
  else if (later && later->text == setting.id)
    reader.diagnostics.add(later->at, "a scenario cannot go on in itself; expected the id of a later one");
  if (const YamlNode* capital = row.find("capital")) {
    const Row part(row, *capital, row.fields().spec("capital").fields, "the capital", "scenario.capital");
    setting.latitude = part.fixed("latitude");
    setting.longitude = part.fixed("longitude");
    setting.clock_ahead = part.fixed("clock_ahead");
  }
  for (const YamlNode* n : frame.texts("mechanisms")) {
    std::vector<std::string_view> names;
    for (const ParameterTable& t : tables) names.push_back(t.mechanism);
    if (std::find(names.begin(), names.end(), n->text) == names.end())
      reader.diagnostics.add(n->at, "unknown mechanism " + in_quotes(n->text) + suggestion(n->text, names));
    else
      setting.mechanisms.push_back(n->text);
  }
  if (const YamlNode* posterior = row.find("posterior"); posterior && !is_id(posterior->text, false))
    reader.diagnostics.add(posterior->at, "posterior: expected the name of a file in the folder posterior/, lower-case words with hyphens or underscores, or 'prior'; found " +
                                              in_quotes(posterior->text));
  else if (posterior && posterior->text != "prior")
    setting.own_posterior = posterior->text;
  const auto axis = row.rows<Camp>("axis");
  if (axis.size() == 2 && axis[0] != axis[1])
    setting.axis = {axis[0], axis[1]};
  else if (row.has("axis"))
    reader.diagnostics.add(row.find("axis")->at, "expected two different camps, the ends of the scale of attitudes");
}

void read_rows(const Assembly& assembly, Reader& reader) {
  for (const SectionSpec& spec : sections()) {
    visit_table(reader.setting, spec.section, [&](auto& table) {
      for (auto& description : table) {
        const YamlNode* node = assembly.node(spec.section, description.id);
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(description)>, Pattern>) {
          if (!node) continue;  // written out where it is used
          const YamlNode* source = node->find("source");
          if (source) reader.numbers.use(*source, &description.sources);
        } else {
          if (!node) continue;  // the part of a group, filled from its whole
          const std::string singular(spec.singular);
          const Row row(reader, *node, spec.fields, spec.shared, singular + " " + in_quotes(description.id),
                        singular + "." + description.id);
          description.sources = row.provenance().sources;
          description.grade = row.provenance().grade;
          read_row(row, description);
        }
      }
    });
  }
}

}  // namespace smolny
