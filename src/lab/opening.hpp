#pragma once
// Scenarios and archives made ready for use: the loader is given this engine's mechanisms, and an archive brings the
// scenario that it was made from.

#include <filesystem>
#include <string>
#include <vector>

#include "archive/archive.hpp"
#include "lab/specification.hpp"
#include "scenario/loader.hpp"

namespace smolny {

/// Where a scenario named on the command line lies: a folder, or the id of one in `scenarios/` here or beside the
/// program. The text itself when there is none.
std::filesystem::path find_scenario(const std::string& text);

/// The names of the folders in `scenarios/` here and beside the program, and of those beside the folder; each once, sorted.
std::vector<std::string> scenarios_about(const std::filesystem::path& folder);

/// Loads it with the mechanisms of this engine; look at valid().
LoadedScenario open_scenario(const std::filesystem::path& folder, const std::vector<std::string>& readings = {}, std::int64_t grouping = 0);

/// An archive with the scenario that it carries.
struct OpenArchive {
  Archive archive;
  Specification specification;  ///< of every member, `member` being 0
  std::unique_ptr<LoadedScenario> scenario;
  const Setting& setting() const { return scenario->setting; }
};
std::expected<OpenArchive, Fault> open_archive(const std::filesystem::path& path);

/// The specification of one member of it.
Specification specification_of(const OpenArchive& open, std::uint64_t member);

}  // namespace smolny
