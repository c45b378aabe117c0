#pragma once
// The flagship scenario, loaded once for all tests of a binary.

#include <gtest/gtest.h>

#include <filesystem>

#include "mechanisms/all.hpp"
#include "scenario/loader.hpp"

namespace smolny::testing {

inline LoadedScenario load(const std::string& scenario, const std::vector<std::string>& readings = {}) {
  const auto tables = parameter_tables();
  const auto names = node_sites();
  const std::vector<std::string_view> sites(names.begin(), names.end());
  return load_scenario(std::filesystem::path(SMOLNY_ROOT) / "scenarios" / scenario, tables, sites, readings);
}

inline const LoadedScenario& petrograd() {
  static const LoadedScenario loaded = load("petrograd-1917");
  return loaded;
}

}  // namespace smolny::testing
