#include "scenario/resolve.hpp"

#include <algorithm>
#include <array>

#include "scenario/expressions.hpp"

namespace smolny {

std::int32_t resolve_row(const YamlNode& node, Section section, const Setting& setting, Diagnostics& diagnostics) {
  if (node.shape != Shape::text) {
    diagnostics.add(node.at,
                    "expected the id of " + with_article(spec_of(section).singular) + ", found " + described(node));
    return -1;
  }
  const auto row = require_row(setting, section, node.text);
  if (!row) diagnostics.add(node.at, row.error());
  return row.value_or(-1);
}

Entity resolve_entity(const YamlNode& node, std::string_view kinds, const Setting& setting, Diagnostics& diagnostics) {
  if (node.shape != Shape::text) {
    diagnostics.add(node.at, "expected an id, found " + described(node));
    return {};
  }
  const auto found = find_entity(setting, node.text, kinds);
  if (!found) diagnostics.add(node.at, found.error());
  return found.value_or(Entity{});
}

namespace {

/// Ids and tags of a selector or of a pattern's subject.
struct RowsNamed {
  std::vector<Entity> rows;
  std::vector<Key> tags;
  EntityKind tag_kind = EntityKind::none;
};

EntityKind first_kind_with(Key tag, std::string_view kinds, const Setting& setting) {
  for (const SectionSpec& s : sections()) {
    if (s.kind == EntityKind::none || !bears_tag(setting, s.kind, tag)) continue;
    const auto allowed = alternatives(kinds);
    if (kinds.empty() || std::find(allowed.begin(), allowed.end(), s.singular) != allowed.end()) return s.kind;
  }
  return EntityKind::none;
}

RowsNamed resolve_rows(const YamlNode& node, std::string_view kinds, const Setting& setting, Diagnostics& diagnostics) {
  RowsNamed result;
  const auto one = [&](const YamlNode& item) {
    if (item.shape != Shape::text || !item.text.starts_with('@')) {
      if (const Entity e = resolve_entity(item, kinds, setting, diagnostics); e.has()) result.rows.push_back(e);
      return;
    }
    const auto tag = find_tag(setting, std::string_view(item.text).substr(1), kinds);
    if (!tag) return diagnostics.add(item.at, tag.error());
    result.tags.push_back(*tag);
    result.tag_kind = first_kind_with(*tag, kinds, setting);
  };
  if (node.shape == Shape::list) {
    if (node.items.empty()) diagnostics.add(node.at, "an empty list; expected an id or \"@tag\"");
    for (const YamlNode* item : node.items) one(*item);
  } else {
    one(node);
  }
  std::sort(result.rows.begin(), result.rows.end());
  result.rows.erase(std::unique(result.rows.begin(), result.rows.end()), result.rows.end());
  std::sort(result.tags.begin(), result.tags.end());
  result.tags.erase(std::unique(result.tags.begin(), result.tags.end()), result.tags.end());
  return result;
}

}  // namespace

Selector resolve_selector(const YamlNode& node, std::string_view kinds, const Setting& setting,
                          Diagnostics& diagnostics) {
  Selector selector;
  const YamlNode* of = &node;
  if (node.shape == Shape::map) {
    const Fields fields(node, selector_fields(), {}, diagnostics, "the selector");
    of = fields.find("of");
    if (const YamlNode* n = fields.find("held_by"))
      selector.held_by = {resolve_row(*n, Section::camps, setting, diagnostics)};
    if (const YamlNode* n = fields.find("not_held_by"))
      selector.not_held_by = {resolve_row(*n, Section::camps, setting, diagnostics)};
    selector.at_most = fields.count("at_most");
    if (!of) return selector;
  }
  const RowsNamed rows = resolve_rows(*of, kinds, setting, diagnostics);
  selector.kind = rows.rows.empty() ? rows.tag_kind : rows.rows[0].kind;
  for (const Entity& e : rows.rows) {
    if (e.kind != selector.kind || (!rows.tags.empty() && e.kind != rows.tag_kind)) {
      diagnostics.add(of->at, "rows of two kinds in one selector: " + entity_text(setting, rows.rows[0]) + " and " +
                                  entity_text(setting, e) + "; expected one kind");
      break;
    }
    selector.rows.push_back(e.index);
  }
  selector.tags = rows.tags;
  if ((selector.held_by.has() || selector.not_held_by.has()) && selector.kind != EntityKind::place && !selector.empty())
    diagnostics.add(node.at, "held_by and not_held_by are for places");
  return selector;
}

Expression resolve_expression(const YamlNode& node, const Setting& setting, Diagnostics& diagnostics) {
  if (node.shape != Shape::text) {
    diagnostics.add(node.at, "expected an expression, found " + described(node));
    return {};
  }
  auto expression = parse_expression(node.text, setting);
  if (expression) return std::move(*expression);
  diagnostics.add(node.position_in_text(expression.error().at), expression.error().message);
  return {};
}

namespace {

void resolve_detail(const Fields& fields, Pattern& p, const Setting& setting, Diagnostics& diagnostics) {
  if (const YamlNode* n = fields.find("option")) {
    const DecisionId decision = p.on.size() == 1 ? as<Decision>(p.on[0]) : DecisionId{};
    if (!decision.has()) {
      diagnostics.add(n->at, "an option needs `on: decision:ID` beside it");
    } else if (const auto option = find_option(setting.decisions[decision], n->text)) {
      p.detail = *option;
    } else {
      diagnostics.add(n->at, option.error());
    }
  }
  const YamlNode* n = fields.find("ordered_by");
  if (!n) return;
  if (p.kind != EventKind::captured && p.kind != EventKind::squad_formed)
    diagnostics.add(n->at, "ordered_by is for captured and squad-formed, not for " + std::string(name_of(p.kind)));
  if (n->text == "nobody")
    p.unordered = true;
  else
    p.ordered_by = {resolve_row(*n, Section::authorities, setting, diagnostics)};
}

}  // namespace

Pattern resolve_pattern(const YamlNode& node, bool named, const Setting& setting, Diagnostics& diagnostics) {
  const YamlNode* id = node.find("id");
  const std::string what = named && id ? "pattern " + in_quotes(id->text) : "the pattern";
  const Fields fields(node, pattern_fields(named), named ? spec_of(Section::patterns).shared : FieldTable{},
                      diagnostics, what);
  Pattern p;
  if (const YamlNode* kind = fields.find("kind")) {
    if (const auto found = find_event_kind(kind->text))
      p.kind = *found;
    else
      diagnostics.add(kind->at, found.error());
  }
  const auto subject = [&](std::string_view key, std::vector<Entity>& rows, Key& tag) {
    const YamlNode* n = fields.find(key);
    if (!n) return;
    RowsNamed r = resolve_rows(*n, {}, setting, diagnostics);
    rows = std::move(r.rows);
    if (r.tags.size() > 1) diagnostics.add(n->at, "a pattern takes one tag here");
    if (!r.tags.empty()) tag = r.tags[0];
  };
  subject("by", p.by, p.by_tag);
  subject("on", p.on, p.on_tag);
  if (const YamlNode* n = fields.find("place")) {
    const RowsNamed r = resolve_rows(*n, "place", setting, diagnostics);
    for (const Entity& e : r.rows) p.place.push_back({e.index});
    if (r.tags.size() > 1) diagnostics.add(n->at, "a pattern takes one tag here");
    if (!r.tags.empty()) p.place_tag = r.tags[0];
  }
  if (const YamlNode* n = fields.find("side")) p.side = {resolve_row(*n, Section::camps, setting, diagnostics)};
  resolve_detail(fields, p, setting, diagnostics);
  p.at_least = fields.plain("at_least", p.at_least);
  return p;
}

std::string anonymous_id(const Pattern& p, const Setting& setting) {
  std::string canon(name_of(p.kind));
  const auto part = [&](std::string_view name, std::vector<std::string> ids, Key tag) {
    std::sort(ids.begin(), ids.end());
    canon += "|" + std::string(name);
    for (const std::string& id : ids) canon += "," + id;
    canon += "@" + std::to_string(tag);
  };
  const auto texts = [&](const auto& rows) {
    std::vector<std::string> ids;
    for (const auto& row : rows) {
      if constexpr (requires { row.kind; })
        ids.push_back(entity_text(setting, row));
      else
        ids.push_back(entity_text(setting, entity(row)));
    }
    return ids;
  };
  part("by", texts(p.by), p.by_tag);
  part("on", texts(p.on), p.on_tag);
  part("place", texts(p.place), p.place_tag);
  if (p.side.has()) canon += "|side," + entity_text(setting, entity(p.side));
  if (p.ordered_by.has()) canon += "|ordered," + entity_text(setting, entity(p.ordered_by));
  if (p.unordered) canon += "|unordered";
  if (p.detail != -2 && !p.on.empty())
    canon += "|option," + setting.decisions[as<Decision>(p.on[0])].options[static_cast<std::size_t>(p.detail)].id;
  if (p.at_least > -1e300) canon += "|at-least," + std::to_string(p.at_least);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string id = "anonymous-";
  const Key key = key_of(canon);
  for (int shift = 60; shift >= 0; shift -= 4) id += digits[(key >> shift) & 15];
  return id;
}

PatternId resolve_pattern_use(const YamlNode& node, const PatternsAt& written_out, const Setting& setting,
                              Diagnostics& diagnostics) {
  if (node.shape == Shape::text) return {resolve_row(node, Section::patterns, setting, diagnostics)};
  const auto at = written_out.find(&node);
  if (at != written_out.end()) return at->second;
  diagnostics.add(node.at, "expected the id of a pattern or a pattern written out, found " + described(node));
  return {};
}

}  // namespace smolny
