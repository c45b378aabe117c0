#pragma once
// The two passes over the rows: names first, so that any row may name any other; then what the rows say.

#include <span>
#include <string_view>

#include "scenario/assembly.hpp"
#include "scenario/row.hpp"

namespace smolny {

/// First pass: every table sorted by key, with ids, names, tags, and the ids of options and blocs.
void name_rows(const Assembly& assembly, Setting& setting, Diagnostics& diagnostics);

/// Patterns written out in triggers, stories and the record join the table of patterns, which stays sorted.
void register_patterns(const Assembly& assembly, Reader& reader);

/// The section `scenario`: before any number is read, for `as_of` is held against the start.
void read_frame(const Assembly& assembly, std::span<const ParameterTable> tables, Reader& reader, Position whole);

/// The section `parameters`, before any expression.
void read_parameters(const Assembly& assembly, std::span<const ParameterTable> tables, Reader& reader, Position whole);

/// Second pass: what the rows say.
void read_rows(const Assembly& assembly, Reader& reader);

/// What no single row can show: deciders, reach, sources, frames.
void check_meaning(const Assembly& assembly, std::span<const ParameterTable> tables,
                   std::span<const std::string_view> node_sites, Reader& reader);

}  // namespace smolny
