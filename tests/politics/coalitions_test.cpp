#include "politics/coalitions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <utility>

using namespace smolny::politics;
using testing::ElementsAre;
using testing::IsSupersetOf;

namespace {

using Weights = std::vector<std::uint32_t>;
using Ordering = std::vector<std::uint32_t>;

Weights some_weights() {
  const auto n = *rc::gen::inRange<std::size_t>(1, 9);
  return *rc::gen::container<Weights>(n, rc::gen::inRange<std::uint32_t>(0, 30));
}

}  // namespace

TEST(Coalitions, ThreePartiesAnyTwoOfWhichWin) {
  const Weights weights = {40, 35, 25};
  EXPECT_THAT(winning_coalitions(weights, 51), ElementsAre(0b011, 0b101, 0b110, 0b111));
  EXPECT_THAT(minimal_winning_coalitions(weights, 51), ElementsAre(0b011, 0b101, 0b110));
  EXPECT_THAT(smallest_winning_coalitions(weights, 51), ElementsAre(0b110));  // 60 of 100: Riker's size principle
}

TEST(Coalitions, AxelrodsCoalitionMayTakeInAPartyItDoesNotNeed) {
  // Left 45, centre 10, right 45 of 100: left and right win without the centre, but are not neighbours over it.
  const Weights weights = {45, 10, 45};
  const Ordering left_to_right = {0, 1, 2};
  EXPECT_THAT(minimal_winning_coalitions(weights, 80), ElementsAre(0b101));
  EXPECT_THAT(minimal_connected_winning_coalitions(weights, 80, left_to_right), ElementsAre(0b111));
  EXPECT_FALSE(is_connected(left_to_right, 0b101));
  EXPECT_TRUE(is_connected(Ordering{0, 2, 1}, 0b101));
}

TEST(Coalitions, AnOrderingNamesEveryPartyOnce) {
  EXPECT_THROW(connected_winning_coalitions(Weights{1, 1}, 1, Ordering{0, 0}), std::invalid_argument);
  EXPECT_THROW(connected_winning_coalitions(Weights{1, 1}, 1, Ordering{0}), std::invalid_argument);
  EXPECT_THROW(winning_coalitions(Weights(21, 1), 1), std::invalid_argument);
}

RC_GTEST_PROP(Coalitions, EveryWinningCoalitionHoldsAMinimalOne, ()) {
  const Weights weights = some_weights();
  const auto quota = *rc::gen::inRange<std::uint64_t>(1, 120);
  const auto minimal = minimal_winning_coalitions(weights, quota);
  for (Coalition members = 0; members < (1U << weights.size()); ++members) {
    const bool holds_one =
        std::any_of(minimal.begin(), minimal.end(), [&](Coalition inner) { return (inner & members) == inner; });
    RC_ASSERT(holds_one == is_winning(weights, quota, members));
  }
}

RC_GTEST_PROP(Coalitions, NoMinimalCoalitionHoldsAnother, ()) {
  const Weights weights = some_weights();
  const auto minimal = minimal_winning_coalitions(weights, *rc::gen::inRange<std::uint64_t>(1, 120));
  for (const Coalition a : minimal) {
    for (const Coalition b : minimal) RC_ASSERT(a == b || (a & b) != a);
  }
}

RC_GTEST_PROP(Coalitions, ConnectedWinningCoalitionsAreTheWinningOnesThatAreConnected, ()) {
  const Weights weights = some_weights();
  const auto quota = *rc::gen::inRange<std::uint64_t>(1, 120);
  const auto keys = *rc::gen::container<std::vector<int>>(weights.size(), rc::gen::arbitrary<int>());
  Ordering ordering(weights.size());
  std::iota(ordering.begin(), ordering.end(), 0U);
  std::sort(ordering.begin(), ordering.end(),
            [&](auto a, auto b) { return std::pair(keys[a], a) < std::pair(keys[b], b); });

  std::vector<Coalition> expected, minimal;
  for (const Coalition members : winning_coalitions(weights, quota)) {
    if (is_connected(ordering, members)) expected.push_back(members);
  }
  for (const Coalition members : expected) {
    const bool spares_none = std::none_of(expected.begin(), expected.end(), [&](Coalition inner) {
      return inner != members && (inner & members) == inner;
    });
    if (spares_none) minimal.push_back(members);
  }
  RC_ASSERT(connected_winning_coalitions(weights, quota, ordering) == expected);
  RC_ASSERT(minimal_connected_winning_coalitions(weights, quota, ordering) == minimal);
}
