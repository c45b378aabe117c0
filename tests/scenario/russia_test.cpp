// Every one of the empire's people stands once and only once in russia-1917.

#include <gtest/gtest.h>

#include <cmath>

#include "mechanisms/all.hpp"
#include "scenario/loader.hpp"

namespace smolny {
namespace {

const LoadedScenario& russia() {
  static const LoadedScenario loaded = [] {
    const auto tables = parameter_tables();
    const auto names = node_sites();
    const std::vector<std::string_view> sites(names.begin(), names.end());
    return load_scenario(std::filesystem::path(SMOLNY_ROOT) / "scenarios/russia-1917", tables, sites);
  }();
  return loaded;
}

/// Persons of the groups for which `wanted` holds. Sizes are whole and not uncertain.
template <class Wanted>
std::int64_t persons(Wanted wanted) {
  std::int64_t sum = 0;
  for (const Group& g : russia().setting.groups) {
    EXPECT_EQ(g.size.uncertain, -1) << g.id;
    EXPECT_EQ(g.size.central, std::floor(g.size.central)) << g.id;
    if (wanted(g)) sum += static_cast<std::int64_t>(g.size.central);
  }
  return sum;
}

TEST(Russia, IsSound) {
  for (const Diagnostic& d : russia().report.errors) ADD_FAILURE() << d.file << ":" << d.line << ": " << d.message;
}

TEST(Russia, AddsUpToThePerson) {
  EXPECT_EQ(persons([](const Group&) { return true; }), 170'000'000);
}

TEST(Russia, PlacesThoseAwayFromHomeOnce) {
  const auto of_class = [](std::string_view c) { return persons([=](const Group& g) { return g.people_class == c; }); };
  const std::int64_t front = of_class("soldier-front"), counted_nowhere = of_class("unattributed"), rear = of_class("soldier-rear"), sailors = of_class("sailor");
  EXPECT_EQ(front + counted_nowhere, 6'500'000) << "the active army";
  EXPECT_EQ(counted_nowhere, 1'100'000);
  EXPECT_EQ(of_class("prisoner"), 3'075'000);
  EXPECT_EQ(rear + sailors, 1'450'000 + 80'000 + 50'000) << "the rear and the fleets (a depot of sailors stands in the garrison)";
  EXPECT_EQ(of_class("occupied") + of_class("refugee"), 20'501'659);
  EXPECT_EQ(of_class("refugee"), 3'300'000);
}

TEST(Russia, HasASlateThatLeavesRoomForNone) {
  for (const Group& g : russia().setting.groups) {
    double sum = 0;
    for (std::size_t p = 0; p + 1 < kSlate; ++p) sum += g.slate[p].central;
    EXPECT_GT(sum, 0) << g.id;
    EXPECT_LE(sum, 0.98) << g.id;
  }
}

}  // namespace
}  // namespace smolny
