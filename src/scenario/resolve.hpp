#pragma once
// Values of a file that name rows: references, entities, selectors, patterns, expressions. Each reports what is wrong
// at its place and returns what is left.

#include <map>
#include <string>
#include <vector>

#include "scenario/fields.hpp"
#include "scenario/names.hpp"
#include "world/setting.hpp"

namespace smolny {

/// A row by its id; -1 after a report.
std::int32_t resolve_row(const YamlNode& node, Section section, const Setting& setting, Diagnostics& diagnostics);

/// A row by `id` or `kind:id`; none after a report.
Entity resolve_entity(const YamlNode& node, std::string_view kinds, const Setting& setting, Diagnostics& diagnostics);

/// `id`, a list of ids and "@tag"s, or {of, held_by, not_held_by, at_most}; rows sorted, of one kind.
Selector resolve_selector(const YamlNode& node, std::string_view kinds, const Setting& setting,
                          Diagnostics& diagnostics);

/// An expression; empty after a report, which points at the letter.
Expression resolve_expression(const YamlNode& node, const Setting& setting, Diagnostics& diagnostics);

/// A pattern written out. `named`: a row of the section `patterns`, with an id.
Pattern resolve_pattern(const YamlNode& node, bool named, const Setting& setting, Diagnostics& diagnostics);

/// The id of a pattern that was written out where it is used: the same for the same meaning, whatever the layout.
std::string anonymous_id(const Pattern& pattern, const Setting& setting);

/// Patterns written out, by the map that holds each.
using PatternsAt = std::map<const YamlNode*, PatternId>;

/// The pattern of an id or of a map that has been registered; none after a report.
PatternId resolve_pattern_use(const YamlNode& node, const PatternsAt& written_out, const Setting& setting,
                              Diagnostics& diagnostics);

}  // namespace smolny
