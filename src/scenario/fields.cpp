#include "scenario/fields.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "time/parse.h"

namespace smolny {

std::vector<std::string_view> alternatives(std::string_view text) {
  std::vector<std::string_view> result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('|'), text.size());
    result.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

bool parse_number(std::string_view text, double& value) {
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end && std::isfinite(value);
}

namespace {

std::string joined(std::string_view of) {
  const auto parts = alternatives(of);
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i)
    result += (i == 0 ? "" : i + 1 == parts.size() ? " or " : ", ") + std::string(parts[i]);
  return result;
}

}  // namespace

std::string expected(const FieldSpec& spec) {
  switch (spec.type) {
    case FieldType::text:
      return "a text";
    case FieldType::texts:
      return "a text or a list of texts";
    case FieldType::flag:
      return "true or false";
    case FieldType::count:
      return "a whole number";
    case FieldType::plain:
    case FieldType::fixed:
      return "a number";
    case FieldType::number:
      return "a number, a range [low, high] or {value, source, grade, prior}";
    case FieldType::date:
      return "a date such as 24 Oct 1917 18:00 OS";
    case FieldType::duration:
      return "a duration such as 90 min";
    case FieldType::delay:
      return "a duration such as 90 min or a pair [20 min, 1 h]";
    case FieldType::choice:
      return joined(spec.of);
    case FieldType::reference:
      return "an id of the section " + std::string(spec.of);
    case FieldType::references:
      return "an id or a list of ids of the section " + std::string(spec.of);
    case FieldType::entity:
      return with_article(joined(spec.of));
    case FieldType::entities:
      return "an entity, a list of them or \"@tag\"";
    case FieldType::selector:
      return "an id, a list of ids, \"@tag\" or {of: ...}";
    case FieldType::expression:
      return "an expression";
    case FieldType::numbers:
      return "a map from ids of the section " + std::string(spec.of) + " to numbers";
    case FieldType::map:
      return "a map";
    case FieldType::rows:
      return "a list of maps";
    case FieldType::pattern:
      return "the id of a pattern or a pattern written out as a map";
    case FieldType::acts:
      return "a list of acts";
    case FieldType::triggers:
      return "a list of triggers";
    case FieldType::any:
      return "a value";
  }
  return {};
}

namespace {

/// Whether a value of this shape can be one of the type at all; what it says is looked at later.
bool fits(const YamlNode& node, FieldType type) {
  const bool text = node.shape == Shape::text, list = node.shape == Shape::list, map = node.shape == Shape::map;
  switch (type) {
    case FieldType::text:
    case FieldType::flag:
    case FieldType::count:
    case FieldType::plain:
    case FieldType::date:
    case FieldType::duration:
    case FieldType::choice:
    case FieldType::reference:
    case FieldType::entity:
    case FieldType::expression:
      return text;
    case FieldType::fixed:
      return text || map;
    case FieldType::number:
      return true;
    case FieldType::texts:
    case FieldType::delay:
    case FieldType::references:
    case FieldType::entities:
      return text || list;
    case FieldType::selector:
      return true;
    case FieldType::numbers:
    case FieldType::map:
      return map;
    case FieldType::rows:
    case FieldType::acts:
    case FieldType::triggers:
      return list;
    case FieldType::pattern:
      return text || map;
    case FieldType::any:
      return true;
  }
  return false;
}

}  // namespace

Fields::Fields(const YamlNode& node, FieldTable own, FieldTable shared, Diagnostics& diagnostics, std::string what)
    : node_(&node), own_(own), shared_(shared), diagnostics_(&diagnostics), what_(std::move(what)) {
  if (node.shape != Shape::map) {
    diagnostics.add(node.at, what_ + ": expected a map, found " + described(node));
    return;
  }
  values_.reserve(node.entries.size());
  std::vector<std::string_view> meant;  // fields of which a slip was found: they are not reported as missing too
  for (const YamlEntry& entry : node.entries) {
    if (const FieldSpec* spec = known(entry.key)) {
      check(entry, *spec);
      continue;
    }
    std::vector<std::string_view> names;
    for (const FieldTable table : {own_, shared_})
      for (const FieldSpec& s : table) names.push_back(s.name);
    meant.push_back(nearest_name(entry.key, names));
    diagnostics.add(entry.at,
                    what_ + " has no field " + in_quotes(entry.key) + suggestion(entry.key, std::move(names)));
  }
  for (const FieldTable table : {own_, shared_})
    for (const FieldSpec& s : table)
      if (s.need == Need::required && !node.find(s.name) &&
          std::find(meant.begin(), meant.end(), s.name) == meant.end())
        diagnostics.add(node.at, what_ + " lacks the field " + in_quotes(s.name) + "; expected " + expected(s));
}

const FieldSpec* Fields::known(std::string_view key) const {
  for (const FieldTable table : {own_, shared_})
    for (const FieldSpec& s : table)
      if (s.name == key) return &s;
  return nullptr;
}

void Fields::check(const YamlEntry& entry, const FieldSpec& spec) {
  const YamlNode& value = *entry.value;
  bool good = value.shape != Shape::null && fits(value, spec.type);
  if (good && spec.type == FieldType::texts)
    for (const YamlNode* item : value.items) good = good && item->shape == Shape::text;
  if (!good) {
    diagnostics_->add(value.shape == Shape::null ? entry.at : value.at,
                      what_ + ", " + entry.key + ": expected " + expected(spec) + ", found " + described(value));
    return;
  }
  values_.push_back({entry.key, &spec, &value});
}

const YamlNode* Fields::find(std::string_view key) const {
  for (const Value& v : values_)
    if (v.key == key) return v.node;
  return nullptr;
}

const FieldSpec& Fields::spec(std::string_view key) const {
  const FieldSpec* s = known(key);
  if (!s) throw std::logic_error("no field " + std::string(key) + " in the table of " + what_);
  return *s;
}

std::string Fields::text(std::string_view key, std::string_view fallback) const {
  const YamlNode* n = find(key);
  return n ? n->text : std::string(fallback);
}

std::vector<const YamlNode*> Fields::texts(std::string_view key) const {
  const YamlNode* n = find(key);
  if (!n) return {};
  if (n->shape == Shape::text) return {n};
  return n->items;
}

bool Fields::flag(std::string_view key, bool fallback) const {
  const YamlNode* n = find(key);
  if (!n) return fallback;
  if (n->text == "true" || n->text == "false") return n->text == "true";
  problem(n->at, what_ + ", " + std::string(key) + ": expected true or false, found " + in_quotes(n->text));
  return fallback;
}

int Fields::count(std::string_view key, int fallback) const {
  const YamlNode* n = find(key);
  if (!n) return fallback;
  int value = 0;
  const char* end = n->text.data() + n->text.size();
  const auto [stop, error] = std::from_chars(n->text.data(), end, value);
  const FieldSpec& s = spec(key);
  if (error != std::errc() || stop != end) {
    problem(n->at, what_ + ", " + std::string(key) + ": expected a whole number, found " + in_quotes(n->text));
    return fallback;
  }
  if (value < s.low || value > s.high) {
    problem(n->at, what_ + ", " + std::string(key) + ": expected a whole number from " +
                       std::to_string(static_cast<long>(s.low)) + " to " + std::to_string(static_cast<long>(s.high)) +
                       ", found " + in_quotes(n->text));
    return fallback;
  }
  return value;
}

double Fields::plain(std::string_view key, double fallback) const {
  const YamlNode* n = find(key);
  double value = fallback;
  if (n && !read_plain(*n, *diagnostics_, value)) return fallback;
  return value;
}

int Fields::choice(std::string_view key, int fallback) const {
  const YamlNode* n = find(key);
  if (!n) return fallback;
  const auto valid = alternatives(spec(key).of);
  for (std::size_t i = 0; i < valid.size(); ++i)
    if (valid[i] == n->text) return static_cast<int>(i);
  problem(n->at, what_ + ": unknown " + std::string(key) + " " + in_quotes(n->text) + suggestion(n->text, valid));
  return fallback;
}

Instant Fields::date(std::string_view key, Instant fallback) const {
  const YamlNode* n = find(key);
  Instant value = fallback;
  if (n && !read_date(*n, *diagnostics_, value)) return fallback;
  return value;
}

double Fields::minutes(std::string_view key, double fallback) const {
  const YamlNode* n = find(key);
  double value = fallback;
  if (n && !read_minutes(*n, *diagnostics_, value)) return fallback;
  return value;
}

std::vector<const YamlNode*> Fields::rows(std::string_view key) const {
  const YamlNode* n = find(key);
  if (!n) return {};
  return n->items;
}

bool read_date(const YamlNode& node, Diagnostics& diagnostics, Instant& value) {
  const auto parsed = parse_instant(node.text);
  if (parsed)
    value = *parsed;
  else
    diagnostics.add(node.at, parsed.error());
  return parsed.has_value();
}

bool read_minutes(const YamlNode& node, Diagnostics& diagnostics, double& value) {
  if (node.shape != Shape::text) {
    diagnostics.add(node.at, "expected a duration such as 90 min, found " + described(node));
    return false;
  }
  const auto parsed = parse_duration(node.text);
  if (!parsed) {
    diagnostics.add(node.at, parsed.error());
  } else if (parsed->minutes < 0) {
    diagnostics.add(node.at, "a duration below zero: " + in_quotes(node.text));
  } else {
    value = static_cast<double>(parsed->minutes);
    return true;
  }
  return false;
}

bool read_plain(const YamlNode& node, Diagnostics& diagnostics, double& value) {
  if (node.shape == Shape::text && parse_number(node.text, value)) return true;
  diagnostics.add(node.at, "expected a number, found " + described(node));
  return false;
}

}  // namespace smolny
