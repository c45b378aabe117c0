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
  std::string name;  ///< relative to the scenario's folder, with forward slashes
  std::string text;
};

/// The .yaml files below a folder, readings included, in the order of their names.
std::expected<std::vector<PackedFile>, Fault> scenario_files(const std::filesystem::path& folder);

std::string pack_files(const std::vector<PackedFile>& files);
/// Names that would climb out of a folder, and ends other than .yaml and .json, are refused.
std::expected<std::vector<PackedFile>, std::string> unpack_files(std::string_view bytes);

}  // namespace smolny
