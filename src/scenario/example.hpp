#pragma once
// The small scenario that `smolny new` writes: an imaginary port, whole enough to run and short enough to read.

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "world/setting.hpp"

namespace smolny {

struct ExampleFile {
  std::string name, text;
};

/// The files of the example under the id given. Each parameter of the mechanisms gets the middle of what it admits.
std::vector<ExampleFile> example_scenario(std::string_view id, std::span<const ParameterTable> tables);

/// Why there is no example: a name that is none or is taken, or a disk that does not take it.
struct NotWritten {
  std::string message;
  bool name = false;  ///< the name was wrong
};

/// Writes the example into a folder that must not exist yet; the folder's name is the scenario's id. On failure there
/// is no folder.
std::expected<void, NotWritten> new_scenario(const std::filesystem::path& folder,
                                              std::span<const ParameterTable> tables);

}  // namespace smolny
