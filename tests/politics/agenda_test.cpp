#include "politics/agenda.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <utility>

using namespace smolny::politics;
using testing::ElementsAre;

namespace {

std::vector<Alternative> some_order(std::size_t n) {
  const auto keys = *rc::gen::container<std::vector<int>>(n, rc::gen::arbitrary<int>());
  std::vector<Alternative> order(n);
  std::iota(order.begin(), order.end(), Alternative{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return std::pair(keys[a], a) < std::pair(keys[b], b); });
  return order;
}

// An odd number of votes, so that no pair is tied.
std::vector<Faction> some_factions(std::size_t alternatives) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 6);
  std::vector<Faction> factions;
  std::uint32_t votes = 0;
  for (std::size_t i = 0; i < n; ++i) {
    factions.push_back({*rc::gen::inRange<std::uint32_t>(1, 20), some_order(alternatives)});
    votes += factions.back().votes;
  }
  if (votes % 2 == 0) ++factions.back().votes;
  return factions;
}

// Shepsle & Weingast (1984): reading the agenda from its end, an alternative is viable if it beats every viable one
// after it; the sophisticated outcome is the first viable one.
Alternative sophisticated_equivalent(const Pairwise& majority, const std::vector<Alternative>& agenda) {
  std::vector<Alternative> viable;
  for (std::size_t i = agenda.size(); i-- > 0;) {
    const bool beats_all =
        std::all_of(viable.begin(), viable.end(), [&](Alternative y) { return majority.beats(agenda[i], y); });
    if (beats_all) viable.push_back(agenda[i]);
  }
  return viable.back();
}

}  // namespace

TEST(Agenda, CondorcetsParadoxThreeFactionsNoWinner) {
  const std::vector<Faction> factions = {{1, {0, 1, 2}}, {1, {1, 2, 0}}, {1, {2, 0, 1}}};
  const Pairwise majority(factions, 3);
  EXPECT_TRUE(has_majority_cycle(majority));
  EXPECT_EQ(condorcet_winner(majority), std::nullopt);
  EXPECT_THAT(top_cycle(majority), ElementsAre(0, 1, 2));
}

TEST(Agenda, WhoeverOrdersTheVotesOfACyclePicksItsWinner) {
  const std::vector<Faction> factions = {{1, {0, 1, 2}}, {1, {1, 2, 0}}, {1, {2, 0, 1}}};  // 0 beats 1 beats 2 beats 0
  const Pairwise majority(factions, 3);
  const auto decided = [&](std::vector<Alternative> agenda) {
    return amendment_agenda(majority, agenda, Voting::sincere).decided;
  };
  EXPECT_EQ(decided({1, 2, 0}), 0U);
  EXPECT_EQ(decided({2, 0, 1}), 1U);
  EXPECT_EQ(decided({0, 1, 2}), 2U);
}

TEST(Agenda, AKillerAmendmentKillsOnlyAmongTheSincere) {
  // Bill 0, amended bill 1, status quo 2: amended beats bill, bill beats status quo, status quo beats amended.
  const std::vector<Faction> factions = {{1, {0, 2, 1}}, {1, {1, 0, 2}}, {1, {2, 1, 0}}};
  const Pairwise majority(factions, 3);
  const std::vector<Alternative> agenda = {0, 1, 2};
  EXPECT_EQ(amendment_agenda(majority, agenda, Voting::sincere).decided, 2U);
  EXPECT_EQ(amendment_agenda(majority, agenda, Voting::sophisticated).decided, 0U);
}

TEST(Agenda, InPrincipleYesRiderNoWholeNoAndAnotherOrderFindsTheAgreement) {
  enum : Alternative { nothing, bare, ridden };
  // Three equal factions: a coalition at once, a coalition only with the rider, rather none at all.
  const std::vector<Faction> factions = {
      {100, {bare, ridden, nothing}}, {100, {ridden, nothing, bare}}, {100, {nothing, bare, ridden}}};
  const ByParts parts = vote_by_parts(factions, nothing, bare, ridden, 3);
  EXPECT_TRUE(parts.in_principle);  // two factions in three want some coalition
  EXPECT_FALSE(parts.rider);
  EXPECT_FALSE(parts.whole);
  EXPECT_EQ(parts.decided, nothing);

  const Pairwise majority(factions, 3);
  EXPECT_TRUE(majority.beats(ridden, nothing));  // and yet two in three would rather have this one
  const std::vector<Alternative> whole_first = {bare, nothing, ridden}, rider_first = {bare, ridden, nothing};
  EXPECT_EQ(amendment_agenda(majority, whole_first, Voting::sincere).decided, ridden);
  EXPECT_EQ(amendment_agenda(majority, rider_first, Voting::sincere).decided, nothing);
  EXPECT_EQ(amendment_agenda(majority, rider_first, Voting::sophisticated).decided, ridden);  // those who look ahead
}

TEST(Agenda, ARefusalInPrincipleEndsTheMatter) {
  const std::vector<Faction> factions = {{2, {0, 1, 2}}, {1, {2, 1, 0}}};
  const ByParts parts = vote_by_parts(factions, 0, 1, 2, 3);
  EXPECT_FALSE(parts.in_principle);
  EXPECT_EQ(parts.decided, 0U);
}

TEST(Agenda, AnEqualVoteKeepsWhatIsOnTheFloorAndSaysSo) {
  const std::vector<Faction> factions = {{1, {0, 1}}, {1, {1, 0}}};
  const Pairwise majority(factions, 2);
  const AgendaOutcome there = amendment_agenda(majority, std::vector<Alternative>{0, 1}, Voting::sincere);
  const AgendaOutcome back = amendment_agenda(majority, std::vector<Alternative>{1, 0}, Voting::sincere);
  EXPECT_EQ(there.decided, 0U);
  EXPECT_EQ(back.decided, 1U);
  EXPECT_TRUE(there.tied);
  EXPECT_TRUE(majority.ties(0, 1));
  EXPECT_THAT(top_cycle(majority), ElementsAre(0, 1));
  EXPECT_FALSE(has_majority_cycle(majority));  // equal is not a ring
}

TEST(Agenda, WhoLooksAheadCountsOnAnEqualVoteToKeepTheFloor) {
  // 1 beats 0 beats 2, and 1 and 2 are equal: an amendment that the last vote cannot dislodge is worth voting for.
  const std::vector<Faction> factions = {{2, {1, 0, 2}}, {1, {2, 1, 0}}, {1, {0, 2, 1}}};
  const Pairwise majority(factions, 3);
  ASSERT_TRUE(majority.ties(1, 2));
  EXPECT_EQ(amendment_agenda(majority, std::vector<Alternative>{0, 1, 2}, Voting::sophisticated).decided, 1U);
}

TEST(Agenda, AnOrderNamesEveryAlternativeOnce) {
  EXPECT_THROW(Pairwise(std::vector<Faction>{{1, {0, 0}}}, 2), std::invalid_argument);
  EXPECT_THROW(Pairwise(std::vector<Faction>{{1, {0}}}, 2), std::invalid_argument);
  const Pairwise majority(std::vector<Faction>{{1, {0, 1}}}, 2);
  EXPECT_THROW(amendment_agenda(majority, std::vector<Alternative>{0, 0}, Voting::sincere), std::invalid_argument);
}

RC_GTEST_PROP(Agenda, ACondorcetWinnerIsDecidedUnderEveryAgendaByBothKindsOfVoters, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(2, 7);
  const Pairwise majority(some_factions(n), n);
  const auto winner = condorcet_winner(majority);
  RC_PRE(winner.has_value());
  const auto agenda = some_order(n);
  RC_ASSERT(amendment_agenda(majority, agenda, Voting::sincere).decided == *winner);
  RC_ASSERT(amendment_agenda(majority, agenda, Voting::sophisticated).decided == *winner);
  RC_ASSERT(top_cycle(majority) == std::vector<Alternative>{*winner});
}

RC_GTEST_PROP(Agenda, BackwardInductionFindsTheSophisticatedEquivalent, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(2, 7);
  const Pairwise majority(some_factions(n), n);
  const auto agenda = some_order(n);
  const auto outcome = amendment_agenda(majority, agenda, Voting::sophisticated);
  RC_ASSERT(outcome.decided == sophisticated_equivalent(majority, agenda));
  RC_ASSERT(outcome.floor.back() == outcome.decided);
}

RC_GTEST_PROP(Agenda, WhatIsDecidedLiesInTheTopCycle, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(2, 7);
  const Pairwise majority(some_factions(n), n);
  const auto top = top_cycle(majority);
  const auto agenda = some_order(n);
  for (const Voting voting : {Voting::sincere, Voting::sophisticated}) {
    RC_ASSERT(std::ranges::count(top, amendment_agenda(majority, agenda, voting).decided) == 1);
  }
}

RC_GTEST_PROP(Agenda, SinglePeakedPreferencesKnowNoParadox, ()) {
  // Black (1948): alternatives on a line, each faction ranks them by distance from its peak.
  const auto peaks = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 60)));
  std::vector<Faction> factions;
  for (const int peak : peaks) {
    std::vector<Alternative> order(6);
    std::iota(order.begin(), order.end(), Alternative{0});
    const auto distance = [&](Alternative x) { return std::abs(static_cast<int>(x) * 10 - peak); };
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return std::pair(distance(a), a) < std::pair(distance(b), b); });
    factions.push_back({1, order});
  }
  if (factions.size() % 2 == 0) factions.pop_back();
  const Pairwise majority(factions, 6);
  RC_ASSERT(condorcet_winner(majority).has_value());
  RC_ASSERT(!has_majority_cycle(majority));
}
