#pragma once
// The files of a scenario inside an archive, so that an archive explains itself wherever it is taken.

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "archive/fault.hpp"

namespace smolny {

struct PackedFile {
  std::string name;  ///< relative to the scenario's folder, with forward slashes; of another scenario's, ../SCENARIO/FILE.yaml
  std::string text;
};

/// The .yaml files below a folder, readings too, and those of other scenarios that it was found to include, in the order
/// of their names.
std::expected<std::vector<PackedFile>, Fault> scenario_files(const std::filesystem::path& folder, const std::vector<std::string>& included = {});

std::string pack_files(const std::vector<PackedFile>& files);
/// Ends other than .yaml and .json are refused, and names that would climb out of a folder, but for one step to a folder
/// beside it: so unpack into a folder of a folder of your own.
std::expected<std::vector<PackedFile>, std::string> unpack_files(std::string_view bytes);

}  // namespace smolny
