#pragma once
// The files of a scenario put together: rows by section, whatever file they came from, with readings laid over them;
// and the identity of the whole.

#include <array>
#include <string>
#include <vector>

#include "scenario/document.hpp"
#include "scenario/vocabulary.hpp"

namespace smolny {

struct RowSource {
  std::string id;  ///< of a way: `FROM--TO--MODE`
  const YamlNode* node = nullptr;
  int layer = 0;  ///< see YamlFile
};

struct Assembly {
  /// Rows of each section that is a list, in the order of their ids; no two with the same.
  std::array<std::vector<RowSource>, static_cast<std::size_t>(Section::count_)> rows;
  const YamlNode* scenario = nullptr;    ///< nullptr: there is no such section
  const YamlNode* parameters = nullptr;  ///< a map of maps
  const YamlNode* lesson = nullptr;

  const std::vector<RowSource>& of(Section section) const { return rows[static_cast<std::size_t>(section)]; }
  const YamlNode* node(Section section, std::string_view id) const;
};

/// Reports unknown sections, rows without an id, ids given twice, and rows beyond what a section may hold. A row of a
/// reading takes the place of the row of the same id; its parameters and its fields of `scenario` and `lesson` do likewise.
Assembly assemble(Documents& documents, Diagnostics& diagnostics);

/// SHA-256 of the canonical form, in hex: the tree with keys sorted and rows in the order of their ids, without
/// comments, layout, quotes, file names, and with aliases written out.
std::string identity(const Assembly& assembly);

}  // namespace smolny
