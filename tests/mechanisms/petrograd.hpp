#pragma once
// The flagship scenario, loaded once for all tests of a binary.

#include <gtest/gtest.h>

#include <filesystem>

#include "mechanisms/all.hpp"
#include "scenario/loader.hpp"

namespace smolny::testing {

inline const LoadedScenario& petrograd() {
  static const LoadedScenario loaded = [] {
    const auto tables = parameter_tables();
    const auto names = node_sites();
    const std::vector<std::string_view> sites(names.begin(), names.end());
    return load_scenario(std::filesystem::path(SMOLNY_ROOT) / "scenarios/petrograd-1917", tables, sites);
  }();
  return loaded;
}

}  // namespace smolny::testing
