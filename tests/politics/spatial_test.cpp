#include "politics/spatial.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

using namespace smolny::politics;

namespace {

double coordinate() { return *rc::gen::inRange(-100, 101) / 10.0; }
Point some_point() { return {coordinate(), coordinate()}; }
Salience some_salience() { return {*rc::gen::inRange(0, 30) / 10.0, *rc::gen::inRange(0, 30) / 10.0}; }

// The point on the other side of the line through a and b, a hair nearer to it: both like it better.
Point across(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
  const Point foot = {a.x + along * dx, a.y + along * dy};
  return {foot.x - 0.999 * (p.x - foot.x), foot.y - 0.999 * (p.y - foot.y)};
}

double out(Point p) { return squared_distance(p, {0, 0}, {}); }

}  // namespace

TEST(Spatial, AMemberVotesForWhatIsNearer) {
  const Member member{{0, 0}, {1, 1}, 1.0, 0.0};
  EXPECT_GT(yes_probability(member, {{1, 0}, {2, 0}}, 0), 0.9);  // L(4 - 1) = 0.953
  EXPECT_NEAR(yes_log_odds(member, {{1, 0}, {2, 0}}, 0), 3.0, 1e-15);
  EXPECT_EQ(yes_probability(member, {{1, 0}, {0, 1}}, 0), 0.5);  // equally far: a coin
}

TEST(Spatial, SalienceDecidesBetweenPeaceAndLand) {
  const Motion nearer_on_x = {{0, 3}, {2, 0}};
  EXPECT_GT(yes_probability({{0, 0}, {9, 1}, 1.0, 0.0}, nearer_on_x, 0), 0.5);
  EXPECT_LT(yes_probability({{0, 0}, {1, 9}, 1.0, 0.0}, nearer_on_x, 0), 0.5);
}

TEST(Spatial, ADisciplinedCaucusVotesAgainstItsTaste) {
  const Member loyal{{0, 0}, {1, 1}, 1.0, 8.0};
  const Motion disliked = {{2, 0}, {1, 0}};
  EXPECT_LT(yes_probability(loyal, disliked, 0), 0.05);
  EXPECT_GT(yes_probability(loyal, disliked, 1), 0.99);  // L(-3 + 8)
}

TEST(Spatial, ExpectedVotesOfABodyAreThoseOfItsCaucuses) {
  const Member torn{{0, 0}, {1, 1}, 1.0, 0.0};
  const ExpectedVotes votes = expected_votes(std::vector<Caucus>{{100, torn, 0}, {60, torn, 0}}, {{1, 0}, {0, 1}});
  EXPECT_EQ(votes.yes, 80.0);
  EXPECT_EQ(votes.variance, 40.0);
}

TEST(Spatial, MedianOfAnOddAndOfAnEvenBody) {
  EXPECT_EQ(median(std::vector<Placed>{{3, 1}, {1, 1}, {2, 1}}).lower, 2.0);
  const Middle middle = median(std::vector<Placed>{{3, 1}, {1, 1}, {2, 1}, {5, 1}, {9, 0}});
  EXPECT_EQ(middle.lower, 2.0);
  EXPECT_EQ(middle.upper, 3.0);
  EXPECT_THROW(median(std::vector<Placed>{{3, 0}}), std::invalid_argument);
}

TEST(Spatial, McKelveyAChainOfMajoritiesLeadsAsFarOutAsOneLikes) {
  const std::vector<IdealBloc> body = {{{0, 1}, {}, 1}, {{1, -1}, {}, 1}, {{-1, -1}, {}, 1}};
  Point stands = {0, 0};
  for (int vote = 0; vote < 40; ++vote) {
    Point furthest = stands;
    for (std::size_t i = 0; i < 3; ++i) {
      const Point proposal = across(stands, body[i].ideal, body[(i + 1) % 3].ideal);
      if (out(proposal) > out(furthest)) furthest = proposal;
    }
    ASSERT_TRUE(in_winset(body, {furthest, stands}, 2));
    stands = furthest;
  }
  EXPECT_GT(out(stands), 100.0);  // ten times as far as any member's ideal
}

TEST(Spatial, RefusesNegativeWeights) {
  EXPECT_THROW(squared_distance({}, {}, {-1, 1}), std::invalid_argument);
  EXPECT_THROW(yes_probability({{}, {}, -1.0, 0.0}, {}, 0), std::invalid_argument);
  EXPECT_THROW(yes_probability({}, {}, 2), std::invalid_argument);
}

RC_GTEST_PROP(Spatial, ExchangingMotionAndStatusQuoExchangesYesAndNo, ()) {
  const Member member{some_point(), some_salience(), 0.3, 1.5};
  const Motion motion = {some_point(), some_point()};
  const Motion reverse = {motion.status_quo, motion.proposal};
  const double line = *rc::gen::inRange(-10, 11) / 10.0;
  RC_ASSERT(std::abs(yes_probability(member, motion, line) + yes_probability(member, reverse, -line) - 1.0) < 1e-14);
}

RC_GTEST_PROP(Spatial, AStrongerCallNeverCostsAVote, ()) {
  const Member member{some_point(), some_salience(), 0.3, *rc::gen::inRange(0, 50) / 10.0};
  const Motion motion = {some_point(), some_point()};
  const double line = *rc::gen::inRange(-10, 10) / 10.0;
  RC_ASSERT(yes_probability(member, motion, line) <= yes_probability(member, motion, line + 0.1));
}

RC_GTEST_PROP(Spatial, BlacksTheoremNothingBeatsTheMedianOnOneDimension, ()) {
  const auto positions = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-50, 51)));
  std::vector<Placed> body;
  std::vector<IdealBloc> blocs;
  std::uint64_t votes = 0;
  for (const int position : positions) {
    const auto size = *rc::gen::inRange<std::uint64_t>(1, 20);
    body.push_back({static_cast<double>(position), size});
    blocs.push_back({{static_cast<double>(position), 0.0}, {}, size});
    votes += size;
  }
  const double proposal = coordinate() * 5.0;
  const Middle middle = median(body);
  RC_ASSERT(middle.lower <= middle.upper);
  RC_ASSERT(!in_winset(blocs, {{proposal, 0}, {middle.lower, 0}}, votes / 2 + 1));
  RC_ASSERT(!in_winset(blocs, {{proposal, 0}, {middle.upper, 0}}, votes / 2 + 1));
}

RC_GTEST_PROP(Spatial, PlottABodyBalancedAboutOnePointRestsThere, ()) {
  const Point centre = {0, 0};
  std::vector<IdealBloc> body = {{centre, {}, 1}};
  for (int pair = 0; pair < 3; ++pair) {
    const Point p = some_point();
    body.push_back({p, {}, 1});
    body.push_back({{-2.0 * p.x, -2.0 * p.y}, {}, 1});
  }
  RC_ASSERT(!in_winset(body, {some_point(), centre}, 4));
}

RC_GTEST_PROP(Spatial, TheOrderOfRowsChangesNoBit, ()) {
  std::vector<Caucus> body;
  for (int i = 0; i < 6; ++i) {
    body.push_back({*rc::gen::inRange<std::uint32_t>(0, 300), {some_point(), some_salience(), 0.1, 0.0}, 0.0});
  }
  const Motion motion = {some_point(), some_point()};
  const ExpectedVotes there = expected_votes(body, motion);
  std::reverse(body.begin(), body.end());
  RC_ASSERT(there.yes == expected_votes(body, motion).yes);
  RC_ASSERT(there.variance == expected_votes(body, motion).variance);
}
