#include "politics/discursive.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

using namespace smolny::politics;

TEST(Discursive, ListAndPettitsCourtFindsBothReasonsAndNotTheVerdict) {
  // One judge holds both premises, one the first alone, one the second alone.
  const std::vector<Judgment> court = {{1, 0b11}, {1, 0b01}, {1, 0b10}};
  const Discourse verdict = deliberate(court, 2, Connective::conjunctive);
  EXPECT_EQ(verdict.premises, 0b11U);
  EXPECT_TRUE(verdict.by_premises);
  EXPECT_FALSE(verdict.by_conclusion);
  EXPECT_TRUE(verdict.is_dilemma());
}

TEST(Discursive, WithTwoReasonsEitherOfWhichIsEnoughItCanGoTheOtherWay) {
  const std::vector<Judgment> court = {{1, 0b01}, {1, 0b10}, {1, 0b00}};
  const Discourse verdict = deliberate(court, 2, Connective::disjunctive);
  EXPECT_FALSE(verdict.by_premises);
  EXPECT_TRUE(verdict.by_conclusion);
}

TEST(Discursive, AnEqualVoteIsANo) {
  const std::vector<Judgment> court = {{1, 1}, {1, 0}};
  EXPECT_FALSE(deliberate(court, 1, Connective::conjunctive).by_conclusion);
  EXPECT_THROW(deliberate(court, 0, Connective::conjunctive), std::invalid_argument);
  EXPECT_THROW(deliberate(std::vector<Judgment>{{1, 0b10}}, 1, Connective::conjunctive), std::invalid_argument);
}

RC_GTEST_PROP(Discursive, AMajorityForAllReasonsTogetherIsOneForEach, ()) {
  std::vector<Judgment> body;
  const auto size = *rc::gen::inRange<std::size_t>(1, 8);
  for (std::size_t i = 0; i < size; ++i) {
    body.push_back({*rc::gen::inRange<std::uint32_t>(0, 50), *rc::gen::inRange<std::uint32_t>(0, 8)});
  }
  const Discourse all = deliberate(body, 3, Connective::conjunctive),
                  any = deliberate(body, 3, Connective::disjunctive);
  RC_ASSERT(!all.by_conclusion || all.by_premises);
  RC_ASSERT(!any.by_premises || any.by_conclusion);
}

RC_GTEST_PROP(Discursive, OneReasonAloneMakesNoDilemma, ()) {
  const auto yes = *rc::gen::inRange<std::uint32_t>(0, 50), no = *rc::gen::inRange<std::uint32_t>(0, 50);
  const std::vector<Judgment> body = {{yes, 1}, {no, 0}};
  RC_ASSERT(!deliberate(body, 1, Connective::conjunctive).is_dilemma());
}
