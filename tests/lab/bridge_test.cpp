// The bridge between two scenarios: a scenario is no distance from itself, rows go together by id or tag, and what cannot be
// bridged says so.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "archive/files.hpp"
#include "lab/bridge.hpp"
#include "lab/ensemble.hpp"
#include "lab/member.hpp"
#include "scenario/names.hpp"

namespace smolny {
namespace {

namespace fs = std::filesystem;

const LoadedScenario& scenario(const char* name) {
  static std::map<std::string, LoadedScenario> loaded;
  const auto at = loaded.find(name);
  return at != loaded.end() ? at->second : loaded.emplace(name, open_scenario(fs::path(SMOLNY_ROOT) / "scenarios" / name)).first->second;
}

/// An ensemble of a scenario's first two days, gone when the test ends.
struct Road {
  fs::path folder = fs::temp_directory_path() / ("smolny-bridge-" + std::to_string(getpid()));
  std::optional<OpenArchive> open;
  Road(const char* name, std::uint64_t members) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    EnsemblePlan plan;
    plan.specification = specification_of(scenario(name).setting);
    plan.specification.until = scenario(name).setting.start + days(2);
    plan.members = members;
    const auto files = scenario_files(fs::path(SMOLNY_ROOT) / "scenarios" / name);
    {
      auto archive = Archive::write(folder / "a.smolny", header_of(plan, scenario(name).setting, pack_files(*files)));
      EXPECT_TRUE(archive && run_ensemble(plan, scenario(name).setting, *archive));
    }
    auto opened = open_archive(folder / "a.smolny");
    EXPECT_TRUE(opened);
    open = std::move(*opened);
  }
  ~Road() { fs::remove_all(folder); }
};

TEST(Bridge, AScenarioIsNoDistanceFromItself) {
  const Road road("petrograd-1917", 40);
  const auto b = bridge(*road.open, scenario("petrograd-1917").setting, 2);
  ASSERT_TRUE(b) << b.error().message;
  EXPECT_TRUE(b->only_given.empty());
  EXPECT_EQ(b->histories, 40U);
  EXPECT_GT(b->crossings.size(), 1000U);
  EXPECT_EQ(share_within(*b, 1), 1) << b->crossings[0].of << " " << b->crossings[0].party;
}

TEST(Bridge, RowsGoTogetherByIdOrTagAndPartiesAreAddedUp) {
  const Road road("russia-1917", 1);
  const LoadedScenario& later = scenario("petrograd-1917");
  const auto b = bridge(*road.open, later.setting, 1);
  ASSERT_TRUE(b) << b.error().message;
  const auto crossing = [&](const std::string& of, const std::string& party) -> const Crossing* {
    for (const Crossing& c : b->crossings)
      if (c.of == of && c.party == party) return &c;
    return nullptr;
  };
  const Crossing* srs = crossing("izmailovsky", "sr");
  ASSERT_TRUE(srs && crossing("workers_vyborg", "bolshevik"));
  EXPECT_FALSE(crossing("izmailovsky", "left-sr")) << "one party on the road";
  const auto share = [&](const char* party) {  // among the regiment's men at the start, over the same draws
    const auto p = static_cast<std::size_t>(find_row(later.setting, Section::parties, party));
    const auto unit = static_cast<std::size_t>(find_row(later.setting, Section::units, "izmailovsky"));
    double sum = 0;
    for (std::uint64_t i = 1; i <= 200; ++i) {
      Specification draw;
      draw.member = i;
      const History h = begin_member(later.setting, draw, std::make_shared<const Interventions>());
      double with = 0, all = 0;
      for (std::size_t cell = 0; cell < 256; ++cell) {
        const double n = h.simulation.world.people.rows[unit].cell[cell];
        all += n;
        if (cell / 16 == p) with += n;
      }
      sum += with / all / 200;
    }
    return sum;
  };
  EXPECT_GT(share("left-sr"), 0.01);
  EXPECT_NEAR(srs->given, share("sr") + share("left-sr"), 1e-12);
  EXPECT_GT(srs->given_sd, 0);
  EXPECT_NE(std::find(b->only_given.begin(), b->only_given.end(), "aurora"), b->only_given.end());
  for (std::size_t i = 1; i < b->crossings.size(); ++i)
    EXPECT_GE(std::abs(b->crossings[i - 1].distance), std::abs(b->crossings[i].distance));
}

TEST(Bridge, CannotLeadBackInTime) {
  const Road road("petrograd-1917", 1);
  const auto b = bridge(*road.open, scenario("russia-1917").setting, 1);
  ASSERT_FALSE(b);
  EXPECT_NE(b.error().message.find("does not start within the frame"), std::string::npos);
}

}  // namespace
}  // namespace smolny
