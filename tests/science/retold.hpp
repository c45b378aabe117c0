#pragma once
// A scenario told again with a change: its files are read as a tree, written out anew, and loaded like any other.

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "scenario/loader.hpp"

namespace smolny::science {

/// Where a value stands: section, id of the row (of a section that is a map: the entry), then keys and places in lists.
using Path = std::vector<std::string>;

struct Telling {
  /// What stands in the place of a value; a row's path has two parts.
  std::function<const YamlNode*(const Path&, const YamlNode*)> node{};
  /// What a text or a key of a map becomes; a key's path ends with the map that it is in.
  std::function<std::string(const Path&, const std::string&)> text{}, key{};
  std::optional<unsigned> shuffle{};  ///< rows, keys and files in another order, by this seed
  std::set<std::string> sections{};   ///< only these; empty: all
};

/// All values of the files, to look into before they are told again.
Documents read_scenario(std::span<const std::filesystem::path> places);
/// The id of a row; of a way FROM--TO.
std::string id_of(const YamlNode& row);

/// `places`: folders or single files, put together as one scenario.
LoadedScenario retell(std::span<const std::filesystem::path> places, const Telling& telling);
LoadedScenario retell(const std::filesystem::path& folder, const Telling& telling);

}  // namespace smolny::science
