#pragma once
// One row being read into its description: its fields, what its numbers rest on, and the path under which they are
// known for ever.

#include <algorithm>
#include <string>
#include <vector>

#include "scenario/numbers.hpp"
#include "scenario/resolve.hpp"

namespace smolny {

/// What reading a row needs beside the row.
struct Reader {
  Setting& setting;
  Diagnostics& diagnostics;
  Numbers& numbers;
  PatternsAt patterns;  ///< patterns written out where they are used
};

class Row {
 public:
  /// A row of a section. `path` is e.g. `unit.pavlovsky`.
  Row(Reader& reader, const YamlNode& node, FieldTable own, FieldTable shared, std::string what, std::string path)
      : reader_(reader),
        fields_(node, own, shared, reader.diagnostics, std::move(what)),
        path_(std::move(path)),
        provenance_(shared.empty() ? Provenance{} : reader.numbers.provenance(fields_)) {}

  /// A part of a row, which inherits what the row's numbers rest on.
  Row(const Row& whole, const YamlNode& node, FieldTable own, std::string what, std::string path)
      : reader_(whole.reader_),
        fields_(node, own, provenance_fields(), whole.reader_.diagnostics, std::move(what)),
        path_(std::move(path)),
        provenance_(whole.provenance_) {
    const Provenance given = reader_.numbers.provenance(fields_);
    if (given.given) provenance_ = given;
  }

  const Fields& fields() const { return fields_; }
  const Provenance& provenance() const { return provenance_; }
  const std::string& path() const { return path_; }
  Reader& reader() const { return reader_; }
  Setting& setting() const { return reader_.setting; }
  Diagnostics& diagnostics() const { return reader_.diagnostics; }

  bool has(std::string_view key) const { return fields_.has(key); }
  const YamlNode* find(std::string_view key) const { return fields_.find(key); }
  std::string text(std::string_view key) const { return fields_.text(key); }
  bool flag(std::string_view key, bool fallback = false) const { return fields_.flag(key, fallback); }

  Number number(std::string_view key, double fallback = 0) const {
    const YamlNode* n = find(key);
    if (!n) return {fallback, -1};
    const FieldSpec& s = fields_.spec(key);
    return reader_.numbers.read(*n, path_ + "." + std::string(key), provenance_, {s.low, s.high}, Vary::may);
  }
  double fixed(std::string_view key) const {
    const YamlNode* n = find(key);
    if (!n) return 0;
    const FieldSpec& s = fields_.spec(key);
    return reader_.numbers.read(*n, path_ + "." + std::string(key), provenance_, {s.low, s.high}, Vary::never).central;
  }

  template <class T>
  Id<T> row(std::string_view key) const {
    const YamlNode* n = find(key);
    return {n ? resolve_row(*n, find_section(fields_.spec(key).of)->section, setting(), diagnostics()) : -1};
  }
  /// The same for a field whose section hangs on what the scenario has.
  template <class T>
  Id<T> row_in(std::string_view key, Section section) const {
    const YamlNode* n = find(key);
    return {n ? resolve_row(*n, section, setting(), diagnostics()) : -1};
  }
  template <class T>
  std::vector<Id<T>> rows(std::string_view key) const {
    std::vector<Id<T>> result;
    const Section section = find_section(fields_.spec(key).of)->section;
    for (const YamlNode* n : fields_.texts(key))
      if (const std::int32_t index = resolve_row(*n, section, setting(), diagnostics()); index >= 0)
        result.push_back({index});
    return result;
  }
  Entity entity_of(std::string_view key) const {
    const YamlNode* n = find(key);
    return n ? resolve_entity(*n, fields_.spec(key).of, setting(), diagnostics()) : Entity{};
  }
  Selector selector(std::string_view key) const {
    const YamlNode* n = find(key);
    return n ? resolve_selector(*n, fields_.spec(key).of, setting(), diagnostics()) : Selector{};
  }
  Expression expression(std::string_view key) const {
    const YamlNode* n = find(key);
    return n ? resolve_expression(*n, setting(), diagnostics()) : Expression{};
  }
  PatternId pattern(std::string_view key) const {
    const YamlNode* n = find(key);
    return n ? resolve_pattern_use(*n, reader_.patterns, setting(), diagnostics()) : PatternId{};
  }

  /// A delay: one duration, or the ends of a range, in minutes.
  void delay(std::string_view key, Number& low, Number& high) const;

  /// A map from ids to numbers; `put(index, number)` for each, in the order of the table.
  template <class Put>
  void numbers_by_row(std::string_view key, Put put) const {
    const YamlNode* n = find(key);
    if (!n) return;
    const FieldSpec& s = fields_.spec(key);
    const Section section = find_section(s.of)->section;
    std::vector<std::pair<std::int32_t, const YamlEntry*>> found;
    for (const YamlEntry& e : n->entries) {
      if (const auto index = require_row(setting(), section, e.key))
        found.emplace_back(*index, &e);
      else
        diagnostics().add(e.at, index.error());
    }
    std::sort(found.begin(), found.end());
    for (const auto& [index, e] : found)
      put(index, reader_.numbers.read(*e->value, path_ + "." + std::string(key) + "." + e->key, provenance_,
                                      {s.low, s.high}, Vary::may));
  }

 private:
  Reader& reader_;
  Fields fields_;
  std::string path_;
  Provenance provenance_;
};

// Each reads its section's row into the description; ids, names, tags and sources are there already.
void read_row(const Row& row, Source& source);
void read_row(const Row& row, Camp& camp);
void read_row(const Row& row, Issue& issue);
void read_row(const Row& row, Party& party);
void read_row(const Row& row, Authority& authority);
void read_row(const Row& row, District& district);
void read_row(const Row& row, Place& place);
void read_row(const Row& row, Way& way);
void read_row(const Row& row, Unit& unit);
void read_row(const Row& row, Group& group);
void read_row(const Row& row, DeciderKind& kind);
void read_row(const Row& row, Leader& leader);
void read_row(const Row& row, Body& body);
void read_row(const Row& row, Medium& medium);
void read_row(const Row& row, Proposition& proposition);
void read_row(const Row& row, Story& story);
void read_row(const Row& row, CalendarEntry& entry);
void read_row(const Row& row, Decision& decision);
void read_row(const Row& row, ChanceNode& node);
void read_row(const Row& row, Outcome& outcome);
void read_row(const Row& row, Lever& lever);
void read_row(const Row& row, PeopleClass& people_class);
void read_row(const Row& row, Problem& problem);
void read_row(const Row& row, Election& election);
void read_row(const Row& row, Granary& granary);
void read_row(const Row& row, Market& market);
void read_row(const Row& row, Curia& curia);
void read_row(const Row& row, Organization& organization);
void read_row(const Row& row, Flow& flow);
void read_row(const Row& row, Carry& carry);

/// One act of an option.
Act read_act(const Row& option, const YamlNode& node, std::size_t ordinal);

}  // namespace smolny
