// Two worlds beside one another.

#include "lab/whatif.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "lab/bootstrap.hpp"
#include "port.hpp"
#include "scenario/names.hpp"

namespace smolny {
namespace {

ComparisonPlan plan_of(std::uint64_t members, unsigned threads = 1) { return {port_member(0), members, 1, threads}; }

TEST(WhatIf, AnEmptyChangeChangesNothingAndIsWhollyCounterfactual) {
  const auto answer = what_if(port().setting, plan_of(12), {});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->failed, 0U);
  EXPECT_FALSE(answer->option_probability);
  ASSERT_FALSE(answer->effects.empty());
  for (const Effect& e : answer->effects) {
    EXPECT_EQ(e.changed, 0) << e.id;
    EXPECT_EQ(e.counterfactual_share, 1) << e.id;
    if (std::isnan(e.difference)) continue;  // an instant that occurs nowhere
    EXPECT_EQ(e.difference, 0) << e.id;
    EXPECT_EQ(e.low, 0) << e.id;
    EXPECT_EQ(e.high, 0) << e.id;
  }
}

TEST(WhatIf, AForcedOptionHasTheModelsOwnFrequency) {
  const auto wait = what_if(port().setting, plan_of(40), {{"answer-to-the-strike=wait"}, {}});
  const auto closing = what_if(port().setting, plan_of(40), {{"answer-to-the-strike=close-the-torch"}, {}});
  const auto talks = what_if(port().setting, plan_of(40), {{"answer-to-the-strike=offer-talks"}, {}});
  ASSERT_TRUE(wait && closing && talks);
  ASSERT_TRUE(wait->option_probability && closing->option_probability && talks->option_probability);
  EXPECT_NEAR(*wait->option_probability + *closing->option_probability + *talks->option_probability, 1, 1e-12);
  const auto two = what_if(port().setting, plan_of(4), {{"answer-to-the-strike=wait", "talks=talk"}, {}});
  ASSERT_TRUE(two);
  EXPECT_FALSE(two->option_probability) << "of several it is not stated";
}

TEST(WhatIf, WhereTheModelTookTheOptionItselfNothingChanges) {
  const Change change{{"answer-to-the-strike=wait"}, {}};
  const auto compared = compare_worlds(port().setting, plan_of(60), {change});
  ASSERT_TRUE(compared);
  int same = 0, other = 0;
  const std::int32_t decision = find_row(port().setting, Section::decisions, "answer-to-the-strike");
  const std::int32_t forced = *find_option(port().setting.decisions[DecisionId{decision}], "wait");
  for (std::size_t i = 0; i < 60; ++i) {
    if (compared->base_options[i][static_cast<std::size_t>(decision)] != forced) {
      ++other;
      continue;
    }
    ++same;
    for (const PairedOutcome& o : compared->pairs[0][i].outcomes) {
      EXPECT_EQ(o.base, o.twin);
      EXPECT_TRUE(o.counterfactual);
    }
  }
  EXPECT_GT(same, 0);
  EXPECT_GT(other, 0);
}

TEST(WhatIf, TheAnswerDoesNotDependOnThreads) {
  const Change change{{"forbid:captured"}, {}};
  const auto one = what_if(port().setting, plan_of(16, 1), change), three = what_if(port().setting, plan_of(16, 3), change);
  ASSERT_TRUE(one && three);
  EXPECT_EQ(what_if_json(*one), what_if_json(*three));
}

TEST(WhatIf, ForbiddenCapturesNeverHappen) {
  const auto answer = what_if(port().setting, plan_of(20), {{"forbid:captured"}, {}});
  ASSERT_TRUE(answer);
  for (const Effect& e : answer->effects) {
    if (e.id == "town-hall-falls") {
      EXPECT_EQ(e.twin, 0);
    }
  }
}

TEST(WhatIf, JsonHasTheKeysOfTheContract) {
  const auto answer = what_if(port().setting, plan_of(5), {{"answer-to-the-strike=wait"}, {}});
  ASSERT_TRUE(answer);
  const auto json = nlohmann::json::parse(what_if_json(*answer));
  std::vector<std::string> keys;
  for (const auto& [k, v] : json.items()) keys.push_back(k);
  EXPECT_THAT(keys, testing::UnorderedElementsAre("members", "option_probability", "outcomes"));
  for (const auto& row : json["outcomes"]) {
    keys.clear();
    for (const auto& [k, v] : row.items()) keys.push_back(k);
    EXPECT_THAT(keys, testing::UnorderedElementsAre("id", "value", "base", "twin", "difference", "low", "high", "changed", "counterfactual_share"));
  }
  EXPECT_NE(what_if_text(port().setting, *answer).find("who-holds-the-port: committee"), std::string::npos);
}

TEST(WhatIf, AWrongInterventionIsToldBeforeAnythingRuns) {
  const auto answer = what_if(port().setting, plan_of(5), {{"answer-to-the-strike=wiat"}, {}});
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().input);
  EXPECT_NE(answer.error().message.find("wait"), std::string::npos) << answer.error().message;
}

TEST(Bootstrap, AnIntervalHoldsTheMeanAndNarrows) {
  std::vector<double> few, many;
  for (int i = 0; i < 40; ++i) few.push_back(i % 2);
  for (int i = 0; i < 4000; ++i) many.push_back(i % 2);
  const Interval a = mean_interval(few, 1), b = mean_interval(many, 1);
  EXPECT_LT(a.low, 0.5);
  EXPECT_GT(a.high, 0.5);
  EXPECT_NEAR(a.high - a.low, 2 * 1.645 * 0.5 / std::sqrt(40.0), 0.05);
  EXPECT_NEAR(b.high - b.low, 2 * 1.645 * 0.5 / std::sqrt(4000.0), 0.005);
  EXPECT_TRUE(std::isnan(mean_interval({}, 1).low));
}

TEST(Bootstrap, NecessityIsOneWhereTheEffectNeverComesWithout) {
  const Interval i = necessity_interval(60, 100, 0, 100, 1);
  EXPECT_EQ(i.low, 1);
  EXPECT_EQ(i.high, 1);
  EXPECT_EQ(necessity_interval(50, 100, 90, 100, 1).high, 0);
  EXPECT_TRUE(std::isnan(necessity_interval(0, 100, 0, 100, 1).low));
}

}  // namespace
}  // namespace smolny
