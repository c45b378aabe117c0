// Persons who move between groups: nobody is lost, counts have a closed form, drivers have their sign.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "people/counts.hpp"
#include "small_world.hpp"

namespace smolny {
namespace {

using Given = std::vector<std::pair<std::string_view, double>>;

/// So many groups of the given sizes, in a scenario that lasts a year.
Setting groups_of(const std::vector<double>& sizes) {
  Setting s = testing::two_camps();
  s.end = s.start + days(360);
  s.mechanisms = {"flows"};
  testing::add_place(s, "road");
  for (const char* id : {"one", "other"}) {
    Party p;
    p.key = key_of(id);
    p.id = id;
    s.parties.add(p);
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    Group g;
    g.id = "group " + std::to_string(i);
    g.key = key_of(g.id);
    g.at = PlaceId{0};
    g.size.central = sizes[i];
    g.resolve.central = 0.4;
    g.spread.central = 0.2;
    g.slate[i % 2].central = 0.6;
    s.groups.add(g);
  }
  Lever l;
  l.key = key_of("land");
  s.levers.add(l);
  return s;
}

Flow& add_flow(Setting& s, std::vector<std::int32_t> from, std::vector<std::int32_t> to, double rate, double quota = 0) {
  Flow f;
  f.id = "flow " + std::to_string(s.flows.size());
  f.key = key_of(f.id);
  for (std::int32_t g : from) f.from.push_back({g});
  for (std::int32_t g : to) f.to.push_back({g});
  f.rate.central = rate;
  f.quota.central = quota;
  return s.flows[s.flows.add(f)];
}

void driven_by_land(Flow& f, double weight) {
  Driver d;
  ExpressionNode n;
  n.op = Op::quantity;
  n.quantity = {.field = Field::level, .of = entity(LeverId{0})};
  d.of.nodes.push_back(n);
  d.weight.central = weight;
  f.drivers.push_back(d);
}

const std::vector<MechanismSpec>& registry() {
  static const std::vector<MechanismSpec> all{flows_mechanism()};
  return all;
}

Simulation begin(Setting& s, const Given& given = {}, std::uint64_t seed = 4) {
  s.parameters = testing::parameters_of(registry()[0], given);
  return begin_history(s, registry(), testing::kNothing, {.key = {seed, 0, 0}});
}

std::int64_t size_of(const Simulation& sim, std::int32_t group) { return group_size(sim.world, GroupId{group}); }

RC_GTEST_PROP(Flows, LoseNobody, ()) {
  std::vector<double> sizes;
  double all = 0;
  for (int i = 0; i < 6; ++i) sizes.push_back(*rc::gen::inRange(0, 20000)), all += sizes.back();
  Setting s = groups_of(sizes);
  const int flows = *rc::gen::inRange(1, 6);
  for (int f = 0; f < flows; ++f) {
    std::vector<std::int32_t> from, to;
    for (std::int32_t g = 0; g < 6; ++g) (*rc::gen::inRange(0, 2) ? from : to).push_back(g);
    if (from.empty() || to.empty()) continue;
    const bool quota = *rc::gen::inRange(0, 2) == 1;
    add_flow(s, from, to, quota ? 0 : *rc::gen::inRange(0, 300) / 100.0, quota ? *rc::gen::inRange(1, 100000) : 0);
  }
  Simulation sim = begin(s, {{"uneven", 0.5}, {"swing", 0.5}}, *rc::gen::inRange<std::uint64_t>(0, 1000));
  for (int day = 1; day <= 60; ++day) {
    advance(sim, s.start + days(day));
    std::int64_t sum = 0;
    for (const Histogram& h : sim.world.people.rows) {
      for (std::int32_t n : h.cell) RC_ASSERT(n >= 0);
      sum += people::size(h);
    }
    RC_ASSERT(sum == static_cast<std::int64_t>(all));
  }
}

TEST(Flows, LeaveAtTheirRate) {
  // exp(-0.06) of a million are there after a month at 0.06 a month, and the rest is where it went.
  Setting s = groups_of({1'000'000, 10});
  add_flow(s, {0}, {1}, 0.06);
  Simulation sim = begin(s);
  advance(sim, s.start + days(70));
  const double left = std::exp(-0.06 * 70 / 30);
  EXPECT_NEAR(static_cast<double>(size_of(sim, 0)), 1e6 * left, 4 * std::sqrt(1e6 * left * (1 - left)));
  EXPECT_EQ(size_of(sim, 0) + size_of(sim, 1), 1'000'010);
  EXPECT_EQ(sim.world.flows[FlowId{0}].moved, 1'000'000 - size_of(sim, 0));
}

TEST(Flows, AQuotaIsMetToTheMan) {
  Setting s = groups_of({40'000, 60'000, 10});
  add_flow(s, {0, 1}, {2}, 0, 3000);
  Simulation sim = begin(s);
  advance(sim, s.start + days(210));
  EXPECT_NEAR(static_cast<double>(sim.world.flows[FlowId{0}].moved), 21'000, 1) << "but for what a last day rounds off";
  // Each man is as likely as any other: 0.4 of them come from the first.
  EXPECT_NEAR(40'000 - static_cast<double>(size_of(sim, 0)), 0.4 * 21'000, 4 * std::sqrt(21'000 * 0.24));
}

TEST(Flows, AQuotaTakesNoMoreThanThereAre) {
  Setting s = groups_of({500, 700, 10});
  add_flow(s, {0, 1}, {2}, 0, 1e6);
  Simulation sim = begin(s);
  advance(sim, s.start + days(30));
  EXPECT_EQ(size_of(sim, 0) + size_of(sim, 1), 0);
  EXPECT_EQ(size_of(sim, 2), 1210);
}

TEST(Flows, GoWhereThePeopleAre) {
  Setting s = groups_of({1'000'000, 20'000, 80'000});
  add_flow(s, {0}, {1, 2}, 0.1);
  Simulation sim = begin(s);
  advance(sim, s.start + days(7));
  const double moved = static_cast<double>(sim.world.flows[FlowId{0}].moved);
  ASSERT_GT(moved, 10'000);
  EXPECT_NEAR(static_cast<double>(size_of(sim, 2)) - 80'000, 0.8 * moved, 1);
}

TEST(Flows, KeepTheirPartyAndTheirResolve) {
  Setting s = groups_of({100'000, 0});
  add_flow(s, {0}, {1}, 0.5);
  Simulation sim = begin(s);
  const Histogram before = sim.world.people.rows[0];
  advance(sim, s.start + days(90));
  for (std::size_t c = 0; c < 256; ++c)
    EXPECT_EQ(sim.world.people.rows[0].cell[c] + sim.world.people.rows[1].cell[c], before.cell[c]) << c;
}

TEST(Flows, NobodyMovesTwiceInAStep) {
  // From the first to the second to the third: on the first step nobody of the first can reach the third.
  Setting s = groups_of({100'000, 0, 0});
  add_flow(s, {0}, {1}, 3);
  add_flow(s, {1}, {2}, 3);
  Simulation sim = begin(s);
  advance(sim, s.start + days(1));
  EXPECT_GT(size_of(sim, 1), 0);
  EXPECT_EQ(size_of(sim, 2), 0);
}

/// Who has moved after 20 days where land is given on the first evening, and is worth `weight`.
double moved_with_land(double weight, bool quota) {
  Setting s = groups_of({1'000'000, 10});
  driven_by_land(quota ? add_flow(s, {0}, {1}, 0, 10'000) : add_flow(s, {0}, {1}, 0.01), weight);
  Simulation sim = begin(s);
  sim.world.levers[LeverId{0}] = 1;
  advance(sim, s.start + days(21));
  return static_cast<double>(sim.world.flows[FlowId{0}].moved);
}

TEST(Flows, DriversWorkByTheirWeight) {
  EXPECT_NEAR(moved_with_land(0, false), 7000, 400);
  EXPECT_NEAR(moved_with_land(1, false), 7000 * std::exp(1), 700);
  EXPECT_NEAR(moved_with_land(-1, true), 7000 * std::exp(-1), 2);
}

TEST(Flows, StepsAreAsLongAsTheyLike) {
  // A rate so high that the bound makes it step every day, and one below it that steps by the week, lose alike a month.
  for (const double rate : {0.9, 0.08}) {
    Setting s = groups_of({1'000'000, 10});
    add_flow(s, {0}, {1}, rate);
    Simulation sim = begin(s);
    advance(sim, s.start + days(28));
    const double left = std::exp(-rate * 28 / 30);
    EXPECT_NEAR(static_cast<double>(size_of(sim, 0)), 1e6 * left, 4 * std::sqrt(1e6 * left * (1 - left))) << rate;
  }
}

TEST(Flows, AnInterventionForbids) {
  Setting s = groups_of({1'000'000, 10});
  add_flow(s, {0}, {1}, 0.3);
  s.parameters = testing::parameters_of(registry()[0], {});
  Interventions forbids;
  forbids.forbidden.emplace_back().kind = EventKind::people_moved;
  Simulation sim = begin_history(s, registry(), forbids, {.key = {4, 0, 0}});
  advance(sim, s.start + days(30));
  EXPECT_EQ(size_of(sim, 0), 1'000'000);
  EXPECT_EQ(sim.world.flows[FlowId{0}].moved, 0);
}

}  // namespace
}  // namespace smolny
