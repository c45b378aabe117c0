#pragma once
// What the tests of this floor share: a folder of their own, two mechanisms that stand for all, texts to folders.

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "scenario/loader.hpp"

namespace smolny::testing {

namespace fs = std::filesystem;

inline constexpr ParameterSpec command_parameters[] = {{"belief", "1", "weight of the belief that one prevails", 0, 5},
                                                       {"refusal", "1", "what a refusal tells", 0, 5}};
inline constexpr ParameterSpec movement_parameters[] = {{"patrols", "1/h", "patrols met", 0, 100}};
inline constexpr std::array<ParameterTable, 1> kTables{{{"command", command_parameters, 2}}};
inline constexpr std::array<ParameterTable, 2> kTwoTables{
    {{"command", command_parameters, 2}, {"movement", movement_parameters, 1}}};
inline constexpr std::array<std::string_view, 2> kSites{"movement.recognise", "movement.stop"};

inline const fs::path kRoot = fs::path(SMOLNY_ROOT);
inline const fs::path kBase = kRoot / "tests/golden/bad/base";

/// A folder that goes when the test ends.
class Folder {
 public:
  Folder() {
    static int count = 0;
    path_ =
        fs::temp_directory_path() / ("smolny-scenario-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }
  void write(const std::string& name, std::string_view text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

inline std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The files of the sound scenario that bad ones are made from, by name.
inline std::map<std::string, std::string> base_files() {
  std::map<std::string, std::string> files;
  for (const char* name : {"world.yaml", "events.yaml", "readings/bold.yaml"}) files[name] = read(kBase / name);
  return files;
}

inline void replace_once(std::string& text, std::string_view old, std::string_view fresh) {
  const std::size_t at = text.find(old);
  ASSERT_NE(at, std::string::npos) << "not in the file: " << old;
  ASSERT_EQ(text.find(old, at + 1), std::string::npos) << "more than once in the file: " << old;
  text.replace(at, old.size(), fresh);
}

inline LoadedScenario load(const fs::path& folder, const std::vector<std::string>& readings = {}) {
  return load_scenario(folder, kTables, kSites, readings);
}

inline LoadedScenario load_files(const std::map<std::string, std::string>& files,
                                 const std::vector<std::string>& readings = {}) {
  const Folder folder;
  for (const auto& [name, text] : files) folder.write(name, text);
  return load(folder.path(), readings);
}

/// Every error as text, one a line, without the folder.
inline std::string errors_of(const LoadedScenario& loaded, const fs::path& folder) {
  std::string result;
  for (const Diagnostic& d : loaded.report.errors) {
    std::string line = to_text(d);
    for (std::size_t at; (at = line.find(folder.generic_string() + "/")) != std::string::npos;)
      line.erase(at, folder.generic_string().size() + 1);
    for (std::size_t at; (at = line.find(folder.generic_string())) != std::string::npos;)
      line.replace(at, folder.generic_string().size(), "FOLDER");
    result += line + "\n";
  }
  return result;
}

inline std::string first_error(const LoadedScenario& loaded) {
  return loaded.report.errors.empty() ? std::string() : loaded.report.errors[0].message;
}

}  // namespace smolny::testing
