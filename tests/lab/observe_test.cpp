// What would stand if nothing changed: polls come out as the last ones of the same people.

#include "lab/observe.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "lab/claims.hpp"
#include "lab/opening.hpp"

namespace smolny {
namespace {

TEST(Unchanged, PollsComeOutAsTheLastOnes) {
  LoadedScenario russia = open_scenario(std::filesystem::path(SMOLNY_ROOT) / "scenarios/russia-1917");
  ASSERT_TRUE(russia.valid());
  const Record record = read_record(russia);
  const ClaimReader reader(record, russia.setting);
  const auto values = observe_unchanged(russia.setting, specification_of(russia.setting), reader.probes());
  ASSERT_TRUE(values.has_value()) << values.error();
  Readings readings = reader.none();
  reader.set_start(*values, readings);
  const auto at_start = [&](std::string_view id) {
    const auto at = std::find_if(record.claims.begin(), record.claims.end(), [&](const Claim& c) { return c.id == id; });
    return at == record.claims.end() ? -1 : readings.at_start[static_cast<std::size_t>(at - record.claims.begin())];
  };
  EXPECT_NEAR(at_start("el-petrograd-duma-third"), 0.204, 1e-6);
  EXPECT_NEAR(at_start("el-moscow-districts-majority"), 0.117, 1e-6);
  EXPECT_EQ(at_start("no-sr-moscow"), 1) << "in June they had more than half";
  EXPECT_EQ(at_start("el-turnout-falls"), 0);
  EXPECT_EQ(at_start("so-new-presidium"), 0);
}

}  // namespace
}  // namespace smolny
