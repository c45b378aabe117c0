#pragma once
// What the fuzzers share: a folder of their own in memory, the scenario of `smolny new` in it, and loading.

#include <stdlib.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "lab/member.hpp"
#include "lab/opening.hpp"
#include "mechanisms/all.hpp"
#include "scenario/example.hpp"

namespace smolny::fuzz {

namespace fs = std::filesystem;

/// What must hold whatever the input: a finding where it does not.
inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// A folder that goes when the process ends.
struct Folder {
  fs::path path;
  Folder() {
    const fs::path base = fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path();
    std::string name = (base / "smolny-fuzz-XXXXXX").string();
    must(mkdtemp(name.data()) != nullptr, "a folder can be made");
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

inline void write(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// The scenario of `smolny new harbour`, loaded once.
struct Harbour {
  Folder folder;
  LoadedScenario loaded;
  Harbour() {
    must(new_scenario(scenario(), parameter_tables()).has_value(), "the example can be written");
    loaded = open_scenario(scenario());
    must(loaded.valid(), "the example is sound");
  }
  fs::path scenario() const { return folder.path / "harbour"; }
  const Setting& setting() const { return loaded.setting; }
};

inline const Harbour& harbour() {
  static const Harbour it;
  return it;
}

/// A history of it that stands at its beginning.
inline History beginning(std::shared_ptr<const Interventions> interventions = std::make_shared<const Interventions>()) {
  return begin_member(harbour().setting(), specification_of(harbour().setting()), std::move(interventions));
}

/// What is packed begins with four letters and the version.
inline std::uint8_t version_of(std::string_view packed) { return static_cast<std::uint8_t>(packed[4]); }

/// Every complaint has words, and a place where it names a line.
inline void complaints_are_clear(const LoadedScenario& loaded) {
  for (const Diagnostic& d : loaded.report.errors) {
    must(!d.message.empty() && !d.file.empty(), "a complaint has words and a file");
    must(d.line >= 0 && (d.line == 0 || d.column >= 1), "a complaint has a place");
  }
}

}  // namespace smolny::fuzz
