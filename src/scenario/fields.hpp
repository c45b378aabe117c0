#pragma once
// Maps whose keys are fixed beforehand. A table of fields is written once; the loader, the error messages and the
// published schema (schema/scenario.schema.json) are made from it.

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/document.hpp"
#include "time/instant.h"

namespace smolny {

enum class FieldType : std::uint8_t {
  text,
  texts,       ///< a text or a list of texts
  flag,        ///< true or false
  count,       ///< a whole number
  plain,       ///< a number that is no fact about the world (a level, a bound)
  number,      ///< with source or grade; may be uncertain
  fixed,       ///< with source or grade; not uncertain
  date,        ///< `24 Oct 1917 18:00 OS`
  duration,    ///< `90 min`
  delay,       ///< a duration or a pair of them
  choice,      ///< one of `of`, parted by |
  reference,   ///< an id of the section `of`
  references,  ///< an id or a list of ids of it
  entity,      ///< a row of one of the kinds `of`, parted by |
  entities,    ///< the same, or a list, or "@tag"
  selector,    ///< rows of one of the kinds `of`
  expression,
  numbers,   ///< a map from ids of the section `of` to numbers
  map,       ///< with the fields `fields`
  rows,      ///< a list of such maps
  pattern,   ///< an id of a pattern, or a pattern written out
  acts,      ///< a list of acts
  triggers,  ///< a list of triggers
  any        ///< read by somebody else
};

enum class Need : bool { optional, required };

struct FieldSpec;
using FieldTable = std::span<const FieldSpec>;

struct FieldSpec {
  std::string_view name;
  FieldType type = FieldType::text;
  Need need = Need::optional;
  std::string_view of{};
  double low = -1e300, high = 1e300;  ///< admissible values of numbers, ends included
  FieldTable fields{};                ///< of `map` and `rows`
};

/// What one is told is missing or wanted: "a number", "a list of ids of units", ...
std::string expected(const FieldSpec& spec);

/// The parts of a text parted by |.
std::vector<std::string_view> alternatives(std::string_view text);

/// A text as a finite decimal number; false when it is none.
bool parse_number(std::string_view text, double& value);

/// A map read by a table of fields. Making one reports what is no map, unknown keys, missing fields and values of
/// the wrong shape; the accessors then return what is there, or the fallback where it is absent or was wrong.
class Fields {
 public:
  /// `what` names the map in messages, e.g. "unit 'pavlovsky'".
  Fields(const YamlNode& node, FieldTable own, FieldTable shared, Diagnostics& diagnostics, std::string what);

  const YamlNode& node() const { return *node_; }
  const std::string& what() const { return what_; }
  Diagnostics& diagnostics() const { return *diagnostics_; }

  /// The value under the key when it has the right shape, else nullptr.
  const YamlNode* find(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  const FieldSpec& spec(std::string_view key) const;

  std::string text(std::string_view key, std::string_view fallback = {}) const;
  std::vector<const YamlNode*> texts(std::string_view key) const;  ///< the nodes of a text or a list of texts
  bool flag(std::string_view key, bool fallback = false) const;
  int count(std::string_view key, int fallback = 0) const;
  double plain(std::string_view key, double fallback = 0) const;
  int choice(std::string_view key, int fallback = -1) const;  ///< index among the alternatives
  Instant date(std::string_view key, Instant fallback = {}) const;
  double minutes(std::string_view key, double fallback = 0) const;
  std::vector<const YamlNode*> rows(std::string_view key) const;

  void problem(Position at, const std::string& message) const { diagnostics_->add(at, message); }

 private:
  struct Value {
    std::string_view key;
    const FieldSpec* spec;
    const YamlNode* node;
  };
  void check(const YamlEntry& entry, const FieldSpec& spec);
  const FieldSpec* known(std::string_view key) const;

  const YamlNode* node_;
  FieldTable own_, shared_;
  Diagnostics* diagnostics_;
  std::string what_;
  std::vector<Value> values_;
};

/// Parses one value; on failure reports it and returns false.
bool read_date(const YamlNode& node, Diagnostics& diagnostics, Instant& value);
bool read_minutes(const YamlNode& node, Diagnostics& diagnostics, double& value);
bool read_plain(const YamlNode& node, Diagnostics& diagnostics, double& value);

}  // namespace smolny
