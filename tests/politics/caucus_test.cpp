#include "politics/caucus.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

using namespace smolny::politics;

namespace {

double some_share() { return *rc::gen::inRange(0, 101) / 100.0; }

Exit some_exit() {
  return {some_share(),
          *rc::gen::inRange(0, 50) / 10.0,
          *rc::gen::inRange(0, 20) / 10.0,
          *rc::gen::inRange(0, 20) / 10.0,
          *rc::gen::inRange(-50, 50) / 10.0,
          *rc::gen::inRange(0, 30) / 10.0,
          some_share(),
          1.0};
}

}  // namespace

TEST(Caucus, VoiceIsTheChanceToTurnAVoteTimesWhatItWouldWin) {
  const Exit exit{.pivotal = 0.3,
                  .coalition_value = 10,
                  .complicity = 0.5,
                  .force_used = 4,
                  .outside_option = 2,
                  .conformity = 1.5,
                  .others_leaving = 0.5,
                  .rationality = 2};
  EXPECT_DOUBLE_EQ(utility_of_staying(exit), 1.0);   // 3 - 2
  EXPECT_DOUBLE_EQ(utility_of_leaving(exit), 2.75);  // 2 + 0.75
  EXPECT_DOUBLE_EQ(exit_log_odds(exit), 3.5);
}

TEST(Caucus, WhereStayingAndLeavingAreWorthTheSameItIsACoin) {
  EXPECT_EQ(exit_probability({0.5, 4, 0, 0, 2, 1, 0, 1}), 0.5);
}

TEST(Caucus, WhoBelievesThatTheOthersWillSurviveHasLessToGainOutside) {
  EXPECT_EQ(outside_option(3.0, 2.0, 0.0), 3.0);
  EXPECT_EQ(outside_option(3.0, 2.0, 1.0), 1.0);
}

TEST(Caucus, MembersFollowAsFarAsDisciplineGoes) {
  EXPECT_EQ(leaver_probability(true, 0.75), 0.75);
  EXPECT_EQ(leaver_probability(false, 0.75), 0.0);
  EXPECT_EQ(leaver_probability(false, 0.75, 0.5), 0.125);  // some leave a caucus that stays
}

TEST(Caucus, AWalkoutOfTheMinorityMakesTheMajorityLarger) {
  const std::vector<Part> before = {{390, 1.0, 0.0}, {260, 0.0, 0.0}}, after = {{390, 1.0, 0.0}, {260, 0.0, 0.5}};
  EXPECT_DOUBLE_EQ(after_walkout(before).yes_share, 0.6);
  EXPECT_DOUBLE_EQ(after_walkout(after).yes_share, 0.75);
  EXPECT_EQ(after_walkout(after).members, 520.0);
  EXPECT_EQ(after_walkout(std::vector<Part>{{10, 1.0, 1.0}}).yes_share, 0.0);
}

TEST(Caucus, RefusesWhatIsNoShare) {
  EXPECT_THROW(exit_log_odds({1.5, 1, 0, 0, 0, 0, 0, 1}), std::invalid_argument);
  EXPECT_THROW(exit_log_odds({0.5, 1, 0, 0, 0, 0, -0.1, 1}), std::invalid_argument);
  EXPECT_THROW(exit_log_odds({0.5, 1, -1, 0, 0, 0, 0, 1}), std::invalid_argument);
  EXPECT_THROW(leaver_probability(true, 2), std::invalid_argument);
  EXPECT_THROW(outside_option(1, 1, 2), std::invalid_argument);
}

RC_GTEST_PROP(Caucus, ForceAndTheExampleOfOthersDriveOutAndACastingVoteHolds, ()) {
  const Exit base = some_exit();
  Exit forced = base, deserted = base, pivotal = base;
  forced.force_used += 1.0;
  deserted.others_leaving = 1.0;
  pivotal.pivotal = 1.0;
  RC_ASSERT(exit_probability(forced) >= exit_probability(base));
  RC_ASSERT(exit_probability(deserted) >= exit_probability(base));
  RC_ASSERT(exit_probability(pivotal) <= exit_probability(base));
}

RC_GTEST_PROP(Caucus, CompositionAloneLeavesAMotionBetweenItsFriendsAndItsFoes, ()) {
  std::vector<Part> body;
  for (int i = 0; i < 5; ++i)
    body.push_back({*rc::gen::inRange<std::uint32_t>(1, 300), some_share(), some_share() * 0.99});
  const auto by_yes = [](const Part& a, const Part& b) { return a.yes < b.yes; };
  const auto [least, most] = std::minmax_element(body.begin(), body.end(), by_yes);
  const double share = after_walkout(body).yes_share;
  RC_ASSERT(share >= least->yes - 1e-12);
  RC_ASSERT(share <= most->yes + 1e-12);
}
