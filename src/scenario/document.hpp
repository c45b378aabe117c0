#pragma once
// The files of a scenario as one tree with positions, before anything is known of their meaning. Files come from
// strangers: bytes, files, depth, nodes, aliases and keys are capped, and each cap is checked before memory is spent.

#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/diagnostics.hpp"

namespace smolny {

enum class Shape : std::uint8_t { null, text, list, map };

struct YamlNode;

struct YamlEntry {
  std::string key;
  Position at;  ///< of the key
  const YamlNode* value = nullptr;
};

/// A value of a file. An alias is the node that it names, so a node may stand in several places; there are no cycles.
struct YamlNode {
  Shape shape = Shape::null;
  bool quoted = false;
  std::int32_t inset = 0;    ///< columns from `at` to the first letter of the text; -1: not on one line as written
  std::uint32_t weight = 1;  ///< values in the tree below, aliases written out; a long text counts as several
  Position at;
  std::string text;                    ///< of a text
  std::vector<const YamlNode*> items;  ///< of a list
  std::vector<YamlEntry> entries;      ///< of a map, in the order of the file

  /// The value under the key; nullptr when there is none.
  const YamlNode* find(std::string_view key) const;
  /// Where the i-th byte of the text stands, as far as it can be told.
  Position position_in_text(std::size_t i) const;
};

/// `a map`, `a list`, `nothing`, or the text in quotes: for messages.
std::string described(const YamlNode& node);

struct Caps {
  std::size_t files = 1000;
  std::size_t file_bytes = std::size_t{1} << 20;
  std::size_t total_bytes = std::size_t{8} << 20;
  std::uint32_t depth = 32;
  std::uint32_t values = 250'000;  ///< of the scenario, aliases written out
  std::size_t key_bytes = 200;
  std::size_t text_bytes = std::size_t{64} << 10;
};

struct YamlFile {
  std::int32_t file = -1;          ///< index of Diagnostics::files
  int layer = 0;                   ///< 0: the scenario; above: its readings, each over those before
  const YamlNode* root = nullptr;  ///< a map
};

/// All files read. Moving it keeps every node where it is; copying is not meant.
struct Documents {
  std::deque<YamlNode> nodes;
  std::vector<YamlFile> files;
  std::vector<std::string> included;  ///< files of other scenarios that were asked for, as they were: ../SCENARIO/FILE.yaml
  std::uint64_t values = 0;  ///< of all files, aliases written out
  bool complete = true;      ///< every file could be read: worth looking at what they mean
  Documents() = default;
  Documents(Documents&&) = default;
  Documents& operator=(Documents&&) = default;
};

/// Reads every .yaml file below the folder but those in its readings/, in the order of their paths, and after them
/// readings/NAME.yaml for each reading named. A file may ask for files of the scenarios beside its own,
/// `include: [../SCENARIO/FILE.yaml]`: each is read once, as if it lay in the folder, and may ask for others.
Documents read_documents(const std::filesystem::path& folder, const std::vector<std::string>& readings,
                         Diagnostics& diagnostics, const Caps& caps = {});

/// Reads one text as if it were a file of that name.
void read_text(std::string_view text, std::string name, int layer, Documents& documents, Diagnostics& diagnostics,
               const Caps& caps = {});

}  // namespace smolny
