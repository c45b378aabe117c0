#pragma once
// The scenario of `smolny new`, written into a folder of the test's own and loaded; and a history of it.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "engine/simulation.hpp"
#include "mechanisms/all.hpp"
#include "scenario/example.hpp"
#include "scenario/loader.hpp"

namespace smolny::testing {

namespace fs = std::filesystem;

/// A folder that goes when the test ends.
class Folder {
 public:
  Folder() {
    static int count = 0;
    path_ = fs::temp_directory_path() / ("smolny-test-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path operator/(const std::string& name) const { return path_ / name; }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Loaded once in a process.
struct Toy {
  Folder folder;
  LoadedScenario loaded;
  const Setting& setting = loaded.setting;

  Toy() {
    const auto tables = parameter_tables();
    const auto written = new_scenario(scenario(), tables);
    EXPECT_TRUE(written) << written.error().message;
    std::vector<std::string> sites = node_sites();
    for (std::string& s : sites) std::replace(s.begin(), s.end(), '/', '.');
    const std::vector<std::string_view> views(sites.begin(), sites.end());
    loaded = load_scenario(scenario(), tables, views);
    for (const Diagnostic& d : loaded.report.errors) ADD_FAILURE() << to_text(d);
  }
  fs::path scenario() const { return folder / "harbour"; }
};

inline const Toy& toy() {
  static const Toy it;
  return it;
}

inline std::string read_bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
inline void write_bytes(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace smolny::testing
