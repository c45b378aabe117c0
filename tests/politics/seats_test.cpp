#include "politics/seats.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

using namespace smolny::politics;
using testing::ElementsAre;

namespace {

std::vector<List> lists_of(const std::vector<std::uint64_t>& votes) {
  std::vector<List> lists;
  for (const std::uint64_t v : votes) lists.push_back({lists.size(), v});
  return lists;
}

rc::Gen<std::vector<List>> some_lists() {
  const auto votes = rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(0, 3000));
  return rc::gen::map(rc::gen::nonEmpty(votes), lists_of);
}

std::uint64_t votes_in(const std::vector<List>& lists) {
  std::uint64_t votes = 0;
  for (const List& list : lists) votes += list.votes;
  return votes;
}

std::uint32_t seats_in(const Apportionment& result) {
  return std::accumulate(result.seats.begin(), result.seats.end(), 0U);
}

using Method = Apportionment (*)(std::span<const List>, std::uint32_t);
const std::vector<Method> methods = {
    [](std::span<const List> l, std::uint32_t s) { return highest_averages(l, s, Divisor::dhondt); },
    [](std::span<const List> l, std::uint32_t s) { return highest_averages(l, s, Divisor::sainte_lague); },
    [](std::span<const List> l, std::uint32_t s) { return highest_averages(l, s, Divisor::modified_sainte_lague); },
    [](std::span<const List> l, std::uint32_t s) { return largest_remainder(l, s, Quota::hare); },
    [](std::span<const List> l, std::uint32_t s) { return largest_remainder(l, s, Quota::droop); },
    [](std::span<const List> l, std::uint32_t s) { return plurality(l, s); },
};

}  // namespace

TEST(Seats, TextbookDistrictOfSevenSeatsByDHondt) {
  EXPECT_THAT(highest_averages(lists_of({340000, 280000, 160000, 60000}), 7, Divisor::dhondt).seats,
              ElementsAre(3, 3, 1, 0));
}

TEST(Seats, SameTenSeatsUnderThreeMethods) {
  const auto lists = lists_of({6100, 5000, 900});
  EXPECT_THAT(highest_averages(lists, 10, Divisor::dhondt).seats, ElementsAre(6, 4, 0));
  EXPECT_THAT(highest_averages(lists, 10, Divisor::sainte_lague).seats, ElementsAre(5, 4, 1));
  EXPECT_THAT(largest_remainder(lists, 10, Quota::hare).seats, ElementsAre(5, 4, 1));
}

TEST(Seats, SainteLagueCanDenyAMajorityOfVotesItsMajorityOfSeats) {
  const auto lists = lists_of({503, 304, 193});
  EXPECT_THAT(highest_averages(lists, 35, Divisor::sainte_lague).seats, ElementsAre(17, 11, 7));
  EXPECT_THAT(highest_averages(lists, 35, Divisor::dhondt).seats, ElementsAre(18, 11, 6));
}

TEST(Seats, AFirstDivisorOfOnePointFourKeepsASmallListOut) {
  const auto lists = lists_of({100, 36});
  EXPECT_THAT(highest_averages(lists, 2, Divisor::sainte_lague).seats, ElementsAre(1, 1));           // 36 > 100/3
  EXPECT_THAT(highest_averages(lists, 2, Divisor::modified_sainte_lague).seats, ElementsAre(2, 0));  // 36/1.4 < 100/3
}

TEST(Seats, HareAndDroopPartOnTheTextbookSixLists) {
  const auto lists = lists_of({47000, 16000, 15800, 12000, 6100, 3100});
  EXPECT_THAT(largest_remainder(lists, 10, Quota::hare).seats, ElementsAre(5, 2, 1, 1, 1, 0));
  EXPECT_THAT(largest_remainder(lists, 10, Quota::droop).seats, ElementsAre(5, 2, 2, 1, 0, 0));
}

TEST(Seats, AlabamaParadoxOneMoreSeatCostsAStateOne) {
  const auto lists = lists_of({6, 6, 2});
  EXPECT_THAT(largest_remainder(lists, 10, Quota::hare).seats, ElementsAre(4, 4, 2));
  EXPECT_THAT(largest_remainder(lists, 11, Quota::hare).seats, ElementsAre(5, 5, 1));
}

TEST(Seats, AnEqualVoteGoesToTheLowerKeyAndSaysSo) {
  const std::vector<List> lists = {{7, 100}, {3, 100}};
  for (const Method method : methods) {
    const Apportionment one = method(lists, 1);
    EXPECT_THAT(one.seats, ElementsAre(0, 1));
    EXPECT_TRUE(one.tied);
  }
  EXPECT_FALSE(highest_averages(lists, 2, Divisor::dhondt).tied);
}

TEST(Seats, WhereNobodyVotedNobodySits) {
  for (const Method method : methods) {
    const Apportionment none = method(lists_of({0, 0}), 5);
    EXPECT_THAT(none.seats, ElementsAre(0, 0));
    EXPECT_EQ(none.unfilled, 5U);
  }
}

TEST(Seats, AListMayNotStandTwice) {
  const std::vector<List> twice = {{1, 10}, {1, 20}};
  for (const Method method : methods) EXPECT_THROW(method(twice, 1), std::invalid_argument);
}

TEST(Seats, JoinedListsWinTheSeatThatNeitherWouldAlone) {
  // The great list averages 100, then 50: more than 40 and 39 alone, less than 79 joined.
  const std::vector<JoinedList> apart = {{{1, 100}, 1}, {{2, 40}, 2}, {{3, 39}, 3}};
  const std::vector<JoinedList> joined = {{{1, 100}, 1}, {{2, 40}, 2}, {{3, 39}, 2}};
  EXPECT_THAT(highest_averages_joined(apart, 2, Divisor::dhondt).seats, ElementsAre(2, 0, 0));
  EXPECT_THAT(highest_averages_joined(joined, 2, Divisor::dhondt).seats, ElementsAre(1, 1, 0));
}

TEST(Seats, FirstPastThePostCountsConstituenciesNotVotes) {
  const std::vector<std::vector<List>> constituencies = {{{1, 51}, {2, 49}}, {{1, 51}, {2, 49}}, {{1, 0}, {2, 100}}};
  EXPECT_THAT(plurality_by_constituency(constituencies), ElementsAre(Won{1, 2}, Won{2, 1}));
}

RC_GTEST_PROP(Seats, EverySeatIsFilledWhereAnybodyVoted, ()) {
  const auto lists = *some_lists();
  const auto seats = *rc::gen::inRange<std::uint32_t>(0, 60);
  for (const Method method : methods) {
    const Apportionment result = method(lists, seats);
    RC_ASSERT(seats_in(result) + result.unfilled == seats);
    RC_ASSERT((result.unfilled > 0) == (votes_in(lists) == 0 && seats > 0));
    for (std::size_t i = 0; i < lists.size(); ++i) RC_ASSERT(lists[i].votes > 0 || result.seats[i] == 0U);
  }
}

RC_GTEST_PROP(Seats, TheOrderOfRowsChangesNothing, ()) {
  const auto lists = *some_lists();
  const auto seats = *rc::gen::inRange<std::uint32_t>(0, 60);
  std::vector<List> turned(lists.rbegin(), lists.rend());
  for (const Method method : methods) {
    Apportionment there = method(lists, seats), back = method(turned, seats);
    std::reverse(back.seats.begin(), back.seats.end());
    RC_ASSERT(there.seats == back.seats);
    RC_ASSERT(there.tied == back.tied);
  }
}

RC_GTEST_PROP(Seats, HighestAveragesNeverTakeASeatBackAsTheHouseGrows, ()) {
  const auto lists = *some_lists();
  const auto seats = *rc::gen::inRange<std::uint32_t>(0, 60);
  for (const Divisor divisor : {Divisor::dhondt, Divisor::sainte_lague, Divisor::modified_sainte_lague}) {
    const auto less = highest_averages(lists, seats, divisor).seats,
               more = highest_averages(lists, seats + 1, divisor).seats;
    for (std::size_t i = 0; i < lists.size(); ++i) RC_ASSERT(less[i] <= more[i]);
  }
}

RC_GTEST_PROP(Seats, DHondtGivesEveryListAtLeastItsLowerQuota, ()) {
  const auto lists = *some_lists();
  const auto seats = *rc::gen::inRange<std::uint32_t>(1, 60);
  const std::uint64_t total = votes_in(lists);
  RC_PRE(total > 0U);
  const auto won = highest_averages(lists, seats, Divisor::dhondt).seats;
  for (std::size_t i = 0; i < lists.size(); ++i) RC_ASSERT(won[i] >= lists[i].votes * seats / total);
}

RC_GTEST_PROP(Seats, HareStaysWithinTheQuota, ()) {
  const auto lists = *some_lists();
  const auto seats = *rc::gen::inRange<std::uint32_t>(1, 60);
  const std::uint64_t total = votes_in(lists);
  RC_PRE(total > 0U);
  const auto won = largest_remainder(lists, seats, Quota::hare).seats;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    RC_ASSERT(won[i] >= lists[i].votes * seats / total);
    RC_ASSERT(won[i] <= (lists[i].votes * seats + total - 1) / total);
  }
}

RC_GTEST_PROP(Seats, UnderDHondtToJoinNeverCostsTheJoinASeat, ()) {
  const auto lists = *some_lists();
  RC_PRE(lists.size() >= 3U);
  const auto seats = *rc::gen::inRange<std::uint32_t>(0, 60);
  // No draw of lots: they can go either way.
  const auto apart = highest_averages(lists, seats, Divisor::dhondt);
  std::vector<JoinedList> joined;
  for (const List& list : lists) joined.push_back({list, std::max<std::uint64_t>(list.key, 1)});
  const auto together = highest_averages_joined(joined, seats, Divisor::dhondt);
  RC_PRE(!apart.tied && !together.tied);
  RC_ASSERT(together.seats[0] + together.seats[1] >= apart.seats[0] + apart.seats[1]);
}
