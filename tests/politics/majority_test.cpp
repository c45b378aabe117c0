#include "politics/majority.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

using namespace smolny::politics;
using testing::ElementsAre;

TEST(Majority, TenToTwoWithTwelveAbsentIsSimpleButNotAbsolute) {
  // 21 members, 10 for, 2 against.
  const Tally tally{10, 2, 0};
  EXPECT_EQ(decide(tally, 21, Rule::simple), Verdict::carried);
  EXPECT_EQ(decide(tally, 21, Rule::absolute), Verdict::rejected);
  EXPECT_EQ(decide(tally, 21, Rule::two_thirds), Verdict::carried);
  EXPECT_EQ(decide(tally, 21, Rule::two_thirds_of_members), Verdict::rejected);
  EXPECT_EQ(decide(tally, 21, Rule::simple, 13), Verdict::no_quorum);
}

TEST(Majority, AbstentionsMakeAQuorumButNoMajority) {
  EXPECT_EQ(decide({7, 4, 4}, 15, Rule::simple, 15), Verdict::carried);
  EXPECT_EQ(decide({7, 4, 4}, 15, Rule::absolute, 15), Verdict::rejected);
  EXPECT_EQ(decide({7, 4, 0}, 15, Rule::simple, 15), Verdict::no_quorum);
}

TEST(Majority, TwoThirdsIsReachedAtTwoThirds) {
  EXPECT_EQ(decide({2, 1, 0}, 3, Rule::two_thirds), Verdict::carried);
  EXPECT_EQ(decide({4, 0, 0}, 6, Rule::two_thirds_of_members), Verdict::carried);
  EXPECT_EQ(decide({66, 34, 0}, 100, Rule::two_thirds), Verdict::rejected);
  EXPECT_EQ(decide({0, 0, 3}, 3, Rule::two_thirds), Verdict::rejected);
}

TEST(Majority, AnEqualVoteIsATieAndNeitherSidesVictory) {
  EXPECT_EQ(decide({5, 5, 2}, 12, Rule::simple), Verdict::tied);
  EXPECT_EQ(decide({5, 5, 2}, 12, Rule::absolute), Verdict::rejected);
  EXPECT_EQ(decide({6, 6, 0}, 12, Rule::absolute), Verdict::tied);
  EXPECT_THAT(plurality_leaders(std::vector<std::uint32_t>{4, 9, 9}), ElementsAre(1, 2));
  EXPECT_THAT(plurality_leaders(std::vector<std::uint32_t>{4, 9, 8}), ElementsAre(1));
}

TEST(Majority, SharesOfTheMembers) {
  EXPECT_EQ(more_than(12, 1, 2), 7U);
  EXPECT_EQ(more_than(13, 1, 2), 7U);
  EXPECT_EQ(at_least(12, 1, 3), 4U);
  EXPECT_EQ(at_least(13, 1, 3), 5U);
}

TEST(Majority, MoreVotesThanMembersIsAnError) {
  EXPECT_THROW(decide({5, 5, 5}, 14, Rule::simple), std::invalid_argument);
  EXPECT_THROW(plurality_leaders({}), std::invalid_argument);
}

RC_GTEST_PROP(Majority, AMoreDemandingRuleNeverCarriesWhatALesserOneDoesNot, ()) {
  const auto yes = *rc::gen::inRange<std::uint32_t>(0, 100), no = *rc::gen::inRange<std::uint32_t>(0, 100);
  const auto abstain = *rc::gen::inRange<std::uint32_t>(0, 100), absent = *rc::gen::inRange<std::uint32_t>(0, 100);
  const auto carried = [&](Rule rule) {
    return decide({yes, no, abstain}, yes + no + abstain + absent, rule) == Verdict::carried;
  };
  RC_ASSERT(!carried(Rule::absolute) || carried(Rule::simple));
  RC_ASSERT(!carried(Rule::two_thirds) || carried(Rule::simple));
  RC_ASSERT(!carried(Rule::two_thirds_of_members) || (carried(Rule::two_thirds) && carried(Rule::absolute)));
}

RC_GTEST_PROP(Majority, OneMoreVoteForNeverTurnsAYesIntoANo, ()) {
  const auto yes = *rc::gen::inRange<std::uint32_t>(0, 100), no = *rc::gen::inRange<std::uint32_t>(0, 100);
  for (const Rule rule : {Rule::simple, Rule::absolute, Rule::two_thirds, Rule::two_thirds_of_members}) {
    RC_ASSERT(decide({yes, no, 1}, 300, rule) != Verdict::carried ||
              decide({yes + 1, no, 0}, 300, rule) == Verdict::carried);
  }
}
