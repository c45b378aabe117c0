// What an outcome hung on: roots, causes behind them, draws behind those.

#include "lab/closure.hpp"

#include <gmock/gmock.h>

#include "lab/member.hpp"
#include "port.hpp"

namespace smolny {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A chronicle made by hand: events with their causes and draws.
struct Chronicler {
  Chronicle c;
  explicit Chronicler(std::size_t patterns) { c.matches.resize(patterns); }

  std::int32_t event(Event e, std::vector<std::int32_t> causes = {}, std::vector<std::uint64_t> draws = {}) {
    Recorded r;
    static_cast<Event&>(r) = e;
    r.causes_begin = static_cast<std::uint32_t>(c.causes.size());
    for (std::int32_t cause : causes) c.causes.push_back({cause});
    r.causes_end = static_cast<std::uint32_t>(c.causes.size());
    r.draws_begin = static_cast<std::uint32_t>(c.draws.size());
    c.draws.insert(c.draws.end(), draws.begin(), draws.end());
    r.draws_end = static_cast<std::uint32_t>(c.draws.size());
    c.events.push_back(r);
    return static_cast<std::int32_t>(c.events.size()) - 1;
  }
};

struct Hand : testing::Test {
  Setting s;
  PlaceId bridge, palace;
  Chronicler h{2};

  void SetUp() override {
    Place p;
    p.key = key_of("bridge");
    bridge = s.places.add(p);
    p.key = key_of("palace");
    palace = s.places.add(p);
    s.patterns.add({});
    s.patterns.add({});
  }
  std::int32_t matched(std::int32_t pattern, std::int64_t at, std::vector<std::int32_t> causes = {}, std::vector<std::uint64_t> draws = {}) {
    const std::int32_t e = h.event({.at = {at}, .kind = EventKind::shots}, std::move(causes), std::move(draws));
    h.c.matches[static_cast<std::size_t>(pattern)].push_back(e);
    return e;
  }
  Outcome reading(Op op, std::int32_t pattern, OutcomeKind kind) {
    Outcome o;
    o.kind = kind;
    ExpressionNode n;
    n.op = op;
    n.pattern = {pattern};
    o.value.nodes.push_back(n);
    return o;
  }
};

TEST_F(Hand, TheClosureWalksCausesBackAndPressuresEndIt) {
  const auto a = h.event({}, {}, {11}), b = h.event({}, {}, {12}), c = h.event({}, {a, -1}, {13, 14}), d = h.event({}, {c, a}, {13});
  (void)b;
  EXPECT_THAT(causal_closure(h.c, std::vector{d}), ElementsAre(a, c, d));
  EXPECT_THAT(draws_behind(h.c, causal_closure(h.c, std::vector{d})), ElementsAre(11, 13, 14));
  EXPECT_THAT(causal_closure(h.c, {}), IsEmpty());
}

TEST_F(Hand, ABooleanHangsOnTheFirstMatchANumberOnAll) {
  const auto x = matched(0, 5), y = matched(0, 6), z = matched(0, 9);
  EXPECT_THAT(roots_of(s, h.c, reading(Op::count, 0, OutcomeKind::boolean)), ElementsAre(x));
  EXPECT_THAT(roots_of(s, h.c, reading(Op::count, 0, OutcomeKind::number)), ElementsAre(x, y, z));
  EXPECT_THAT(roots_of(s, h.c, reading(Op::first, 0, OutcomeKind::instant)), ElementsAre(x));
  EXPECT_THAT(roots_of(s, h.c, reading(Op::last, 0, OutcomeKind::instant)), ElementsAre(z));
  EXPECT_THAT(roots_of(s, h.c, reading(Op::count, 1, OutcomeKind::boolean)), IsEmpty());
}

TEST_F(Hand, WhatComesAfterTheJudgementDoesNotCount) {
  const auto x = matched(0, 5), y = matched(0, 6);
  matched(0, 9);
  Outcome o = reading(Op::last, 0, OutcomeKind::instant);
  o.has_until = true;
  o.until = {6};
  EXPECT_THAT(roots_of(s, h.c, o), ElementsAre(y));
  o = reading(Op::count, 0, OutcomeKind::number);
  o.has_until = true;
  o.until = {6};
  EXPECT_THAT(roots_of(s, h.c, o), ElementsAre(x, y));
}

TEST_F(Hand, AHeldPlaceHangsOnItsCaptures) {
  const auto x = h.event({.kind = EventKind::captured, .place = bridge});
  h.event({.kind = EventKind::captured, .place = palace});
  Outcome o;
  ExpressionNode n;
  n.op = Op::quantity;
  n.quantity.field = Field::held;
  n.quantity.of = entity(bridge);
  o.value.nodes.push_back(n);
  EXPECT_THAT(roots_of(s, h.c, o), ElementsAre(x));
}

TEST(Closure, MembershipIsOfAllInTheSortedOnes) {
  const std::vector<std::uint64_t> sorted{2, 3, 5, 8};
  EXPECT_TRUE(all_among(std::vector<std::uint64_t>{}, sorted));
  EXPECT_TRUE(all_among(std::vector<std::uint64_t>{2, 8}, sorted));
  EXPECT_FALSE(all_among(std::vector<std::uint64_t>{2, 4}, sorted));
}

TEST(Closure, TheStateKnowsEveryAddressBehindAnEvent) {
  const auto none = std::make_shared<const Interventions>();
  std::size_t noted = 0;
  for (std::uint64_t m = 0; m < 20; ++m) {
    History h = begin_member(port().setting, port_member(m), none);
    advance_member(h, port().setting.end);
    const auto visited = visited_addresses(h.simulation.world);
    noted += h.simulation.chronicle.draws.size();
    EXPECT_TRUE(all_among(h.simulation.chronicle.draws, visited));
    EXPECT_TRUE(std::adjacent_find(visited.begin(), visited.end()) == visited.end()) << "no address is visited twice";
  }
  EXPECT_GT(noted, 100U);
}

}  // namespace
}  // namespace smolny
