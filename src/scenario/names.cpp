#include "scenario/names.hpp"

#include <algorithm>

namespace smolny {

std::int32_t find_row(const Setting& setting, Section section, std::string_view id) {
  const Key key = key_of(id);
  std::int32_t found = -1;
  visit_table(setting, section, [&](const auto& table) {
    const auto at =
        std::lower_bound(table.begin(), table.end(), key, [](const Named& row, Key k) { return row.key < k; });
    if (at != table.end() && at->key == key && at->id == id) found = static_cast<std::int32_t>(at - table.begin());
  });
  return found;
}

std::vector<std::string_view> ids_of(const Setting& setting, Section section) {
  std::vector<std::string_view> ids;
  visit_table(setting, section, [&](const auto& table) {
    ids.reserve(table.size());
    for (const Named& row : table)
      if (!row.id.starts_with("anonymous-")) ids.push_back(row.id);
  });
  return ids;
}

std::expected<std::int32_t, std::string> require_row(const Setting& setting, Section section, std::string_view id) {
  if (const std::int32_t row = find_row(setting, section, id); row >= 0) return row;
  return std::unexpected("unknown " + std::string(spec_of(section).singular) + " " + in_quotes(id) +
                         suggestion(id, ids_of(setting, section)));
}

const SectionSpec* find_section(std::string_view name) {
  for (const SectionSpec& s : sections())
    if (s.name == name) return &s;
  return nullptr;
}

namespace {

/// The sections whose rows may be meant.
std::vector<const SectionSpec*> sections_of(std::string_view kinds) {
  std::vector<const SectionSpec*> result;
  if (kinds.empty()) {
    for (const SectionSpec& s : sections())
      if (s.kind != EntityKind::none) result.push_back(&s);
  } else {
    for (std::string_view kind : alternatives(kinds))
      if (const SectionSpec* s = section_of(entity_kind_of(kind))) result.push_back(s);
  }
  return result;
}

bool may_be_bloc(std::string_view kinds) {
  const auto all = alternatives(kinds);
  return std::find(all.begin(), all.end(), "bloc") != all.end();
}

Entity party_of_bloc(const Setting& setting, std::string_view id) {
  for (const Body& body : setting.bodies)
    for (const Bloc& bloc : body.blocs)
      if (bloc.id == id && bloc.party.has()) return entity(bloc.party);
  return {};
}

std::string one_of(std::string_view kinds) {
  const auto all = alternatives(kinds);
  std::string result;
  for (std::size_t i = 0; i < all.size(); ++i)
    result += (i == 0 ? "" : i + 1 == all.size() ? " or " : ", ") + std::string(all[i]);
  return result.empty() ? "entity" : result;
}

}  // namespace

std::expected<Entity, std::string> find_entity(const Setting& setting, std::string_view text, std::string_view kinds) {
  const auto allowed = sections_of(kinds);
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    const std::string_view prefix = text.substr(0, colon), id = text.substr(colon + 1);
    if (prefix == "bloc" && may_be_bloc(kinds)) {
      if (const Entity party = party_of_bloc(setting, id); party.has()) return party;
      return std::unexpected("unknown bloc " + in_quotes(id));
    }
    for (const SectionSpec* s : allowed) {
      if (s->singular != prefix) continue;
      const auto row = require_row(setting, s->section, id);
      if (!row) return std::unexpected(row.error());
      return Entity{s->kind, *row};
    }
    std::vector<std::string_view> names;
    for (const SectionSpec* s : allowed) names.push_back(s->singular);
    if (entity_kind_of(prefix) != EntityKind::none)
      return std::unexpected(with_article(prefix) + " cannot stand here: " + in_quotes(text) + "; expected " +
                             with_article(one_of(kinds)));
    return std::unexpected("unknown kind " + in_quotes(prefix) + suggestion(prefix, names));
  }
  std::vector<Entity> found;
  for (const SectionSpec* s : allowed)
    if (const std::int32_t row = find_row(setting, s->section, text); row >= 0) found.push_back({s->kind, row});
  if (found.size() == 1) return found[0];
  if (found.size() > 1) {
    std::string forms;
    for (std::size_t i = 0; i < found.size(); ++i) forms += (i ? " or " : "") + entity_text(setting, found[i]);
    return std::unexpected(in_quotes(text) + " is more than one thing; write " + forms);
  }
  if (may_be_bloc(kinds))
    if (const Entity party = party_of_bloc(setting, text); party.has()) return party;
  std::vector<std::string_view> ids;
  for (const SectionSpec* s : allowed)
    for (std::string_view id : ids_of(setting, s->section)) ids.push_back(id);
  return std::unexpected("unknown " + one_of(kinds) + " " + in_quotes(text) + suggestion(text, std::move(ids)));
}

std::string entity_text(const Setting& setting, Entity e) {
  const SectionSpec* s = section_of(e.kind);
  if (!s) return "nobody";
  std::string id;
  visit_table(setting, s->section, [&](const auto& table) { id = table.rows[static_cast<std::size_t>(e.index)].id; });
  return std::string(s->singular) + ":" + id;
}

bool bears_tag(const Setting& setting, EntityKind kind, Key tag) {
  const SectionSpec* s = section_of(kind);
  bool found = false;
  if (s)
    visit_table(setting, s->section, [&](const auto& table) {
      for (const Named& row : table) found = found || row.tagged(tag);
    });
  return found;
}

namespace {

/// A setting keeps the keys of tags, not their letters; so the nearest tag is found by trying each text that is one
/// slip away: a letter left out, put in, changed or swapped with its neighbour.
std::string nearest_tag(const Setting& setting, std::string_view tag, const std::vector<const SectionSpec*>& where) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  if (tag.empty() || tag.size() > 40) return {};
  const auto borne = [&](const std::string& text) {
    for (const SectionSpec* s : where)
      if (bears_tag(setting, s->kind, key_of(text))) return true;
    return false;
  };
  for (std::size_t i = 0; i <= tag.size(); ++i) {
    std::string text(tag);
    if (i < tag.size() && borne(text.erase(i, 1))) return text;
    if (i + 1 < tag.size()) {
      text = tag;
      std::swap(text[i], text[i + 1]);
      if (borne(text)) return text;
    }
    for (char c : letters) {
      text = tag;
      if (borne(text.insert(i, 1, c))) return text;
      text = tag;
      if (i < tag.size()) text[i] = c;
      if (borne(text)) return text;
    }
  }
  return {};
}

}  // namespace

std::expected<Key, std::string> find_tag(const Setting& setting, std::string_view tag, std::string_view kinds) {
  const Key key = key_of(tag);
  const auto allowed = sections_of(kinds);
  for (const SectionSpec* s : allowed)
    if (bears_tag(setting, s->kind, key)) return key;
  const std::string near = nearest_tag(setting, tag, allowed);
  return std::unexpected("no " + one_of(kinds) + " bears the tag " + in_quotes(tag) +
                         (near.empty() ? std::string() : "; did you mean " + in_quotes(near) + "?"));
}

std::expected<std::int32_t, std::string> find_parameter(const Setting& setting, std::string_view path) {
  constexpr std::string_view prefix = "parameter.";
  std::vector<std::string_view> paths;
  for (std::size_t i = 0; i < setting.parameters.size(); ++i) {
    const std::int32_t u = setting.parameters[i].uncertain;
    if (u < 0) continue;
    const std::string_view known =
        std::string_view(setting.uncertain[static_cast<std::size_t>(u)].path).substr(prefix.size());
    if (known == path) return static_cast<std::int32_t>(i);
    paths.push_back(known);
  }
  return std::unexpected("unknown parameter " + in_quotes(path) + suggestion(path, std::move(paths)));
}

std::expected<std::int32_t, std::string> find_option(const Decision& decision, std::string_view id) {
  std::vector<std::string_view> ids;
  for (std::size_t i = 0; i < decision.options.size(); ++i) {
    if (decision.options[i].id == id) return static_cast<std::int32_t>(i);
    ids.push_back(decision.options[i].id);
  }
  return std::unexpected("decision " + in_quotes(decision.id) + " has no option " + in_quotes(id) +
                         suggestion(id, std::move(ids)));
}

std::expected<EventKind, std::string> find_event_kind(std::string_view name) {
  std::vector<std::string_view> names;
  for (const EventKindSpec& k : event_kinds()) {
    if (k.name == name) return k.kind;
    names.push_back(k.name);
  }
  return std::unexpected("no mechanism emits the kind of event " + in_quotes(name) +
                         suggestion(name, std::move(names)));
}

bool is_id(std::string_view text, bool label) {
  bool letter = false, word = false;
  for (char c : text) {
    const bool lower = c >= 'a' && c <= 'z', upper = label && c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
    if (!lower && !upper && !digit && c != '-' && c != '_') return false;
    if ((c == '-' || c == '_') && !word) return false;
    word = c != '-' && c != '_';
    letter = letter || lower || upper;
  }
  return letter && word && text.size() <= 80;
}

}  // namespace smolny
