// What people hold and whom they blame: the closed form of revision, blame, and its absence.

#include <gtest/gtest.h>

#include <cmath>

#include "people/counts.hpp"
#include "small_world.hpp"

namespace smolny {
namespace {

constexpr double kRevision = 20, kMemory = 50;

/// One district, one class, one problem; a party in office and one outside that stands for what the class wants.
Setting one_problem(double people, double direction) {
  Setting s = testing::two_camps();
  s.end = s.start + days(200);
  s.mechanisms = {"opinion"};
  Issue issue;
  issue.key = key_of("war");
  s.issues.add(issue);
  testing::add_town(s);
  s.parties.rows[1].position[0].central = 2 * direction;
  Problem problem;
  problem.key = key_of("war");
  problem.issue = IssueId{0};
  problem.level.central = 1;
  s.problems.add(problem);
  PeopleClass c;
  c.key = key_of("people");
  c.franchise.central = 1;
  c.salience[0].central = 1;
  c.position[0].central = 2;
  testing::add_townspeople(s, c, people, 0.5, 0.2, 0.6, 0.2);
  return s;
}

std::vector<MechanismSpec> registry() { return {opinion_mechanism()}; }

double share(const Simulation& sim, std::size_t party) {
  const Histogram& h = sim.world.people.rows[0];
  double n = 0;
  for (std::size_t r = 0; r < 16; ++r) n += h.cell[party * 16 + r];
  return n / static_cast<double>(people::size(h));
}

Simulation history(const Setting& s, const std::vector<MechanismSpec>& mechanisms, bool office, std::uint64_t member = 0) {
  Simulation sim = begin_history(s, mechanisms, testing::kNothing, {.key = {5, member, 0}});
  if (office) sim.world.authorities.rows[0].cabinet = true, sim.world.authorities.rows[0].parties = 1;
  return sim;
}

TEST(Opinion, NobodyMovesTheSharesWhereNothingIsFelt) {
  const auto mechanisms = registry();
  Setting s = one_problem(1'000'000, 1);
  s.problems.rows[0].level.central = 0;
  s.parameters = testing::parameters_of(mechanisms[0], {{"revision", kRevision}, {"memory", kMemory}, {"blame", 1}, {"credit", 1}, {"circle", 1000}});
  Simulation sim = history(s, mechanisms, true);
  advance(sim, s.start + days(100));
  EXPECT_NEAR(share(sim, 0), 0.6, 0.004);
  EXPECT_NEAR(share(sim, 1), 0.2, 0.004);
}

/// What is felt follows 1 - exp(-t / memory); shares follow the logit at rate 1 / revision, looked at every week.
TEST(Opinion, SharesFollowTheLogitAtTheRateOfRevision) {
  const auto mechanisms = registry();
  constexpr double blame = 1.2, credit = 0.8;
  Setting s = one_problem(2'000'000, 1);
  s.parameters = testing::parameters_of(mechanisms[0], {{"revision", kRevision}, {"memory", kMemory}, {"blame", blame}, {"credit", credit}, {"circle", 1000}});
  Simulation sim = history(s, mechanisms, true);
  const int last = 98;
  advance(sim, s.start + days(last));
  double x[3] = {0.6, 0.2, 0.2};
  const int stride = 6;  // days after which a quarter is expected to have thought it over: 1 - (19/20)^6 = 0.265
  for (int t = stride; t <= last; t += stride) {
    const double felt = 1 - std::exp(-t / kMemory);
    double w[3] = {0.6 * std::exp(-blame * felt / 2), 0.2 * std::exp(credit * felt), 0.2};
    const double all = w[0] + w[1] + w[2], moved = 1 - std::pow(1 - 1 / kRevision, stride);
    for (int i = 0; i < 3; ++i) x[i] += moved * (w[i] / all - x[i]);
  }
  EXPECT_NEAR(share(sim, 0), x[0], 0.002);
  EXPECT_NEAR(share(sim, 1), x[1], 0.002);
  EXPECT_EQ(people::size(sim.world.people.rows[0]), 2'000'000) << "people are neither made nor lost";
}

TEST(Opinion, PromisesAndBlameCountAsFarAsTheyHaveBeenHeard) {
  const auto mechanisms = registry();
  constexpr double credit = 1.5, blame = 2, circle = 2, reads = 0.25;
  Setting s = one_problem(2'000'000, 1);
  s.classes.rows[0].reads.central = reads;
  s.parameters = testing::parameters_of(mechanisms[0], {{"revision", kRevision}, {"memory", kMemory}, {"blame", blame}, {"credit", credit}, {"circle", circle}});
  Simulation sim = history(s, mechanisms, true);
  const int last = 98, stride = 6;
  advance(sim, s.start + days(last));
  double x[3] = {0.6, 0.2, 0.2};
  for (int t = stride; t <= last; t += stride) {
    const double felt = 1 - std::exp(-t / kMemory), heard = reads + (1 - reads) * (1 - std::pow(1 - x[1], circle));
    double w[3] = {0.6 * std::exp(-blame * felt * heard / 2), 0.2 * std::exp(credit * felt * heard), 0.2};
    const double all = w[0] + w[1] + w[2], moved = 1 - std::pow(1 - 1 / kRevision, stride);
    for (int i = 0; i < 3; ++i) x[i] += moved * (w[i] / all - x[i]);
  }
  EXPECT_NEAR(share(sim, 0), x[0], 0.003);
  EXPECT_NEAR(share(sim, 1), x[1], 0.003) << "everybody speaks openly, and the one party outside is all the critics there are";
}

TEST(Opinion, WhoIsInOfficeLosesAndWhoEntersItStopsGaining) {
  const auto mechanisms = registry();
  Setting s = one_problem(500'000, 1);
  s.parameters = testing::parameters_of(mechanisms[0], {{"revision", kRevision}, {"memory", kMemory}, {"blame", 1.2}, {"credit", 0.8}, {"circle", 1000}});
  Simulation apart = history(s, mechanisms, true), together = history(s, mechanisms, true);
  together.world.authorities.rows[0].parties = 3;  // the opposition shares office
  advance(apart, s.start + days(90));
  advance(together, s.start + days(90));
  EXPECT_GT(share(apart, 1), 0.3);
  EXPECT_LT(share(together, 1), share(apart, 1) - 0.05);
}

TEST(Opinion, WhatALeverSettlesIsForgotten) {
  const auto mechanisms = registry();
  Setting s = one_problem(500'000, 1);
  Lever lever;
  lever.key = key_of("peace");
  s.levers.add(lever);
  s.problems.rows[0].settled_by = LeverId{0};
  s.parameters = testing::parameters_of(mechanisms[0], {{"revision", kRevision}, {"memory", kMemory}, {"blame", 1.2}, {"credit", 0.8}, {"circle", 1000}});
  Simulation kept = history(s, mechanisms, true), settled = history(s, mechanisms, true);
  settled.world.levers.rows[0] = 1;
  advance(kept, s.start + days(90));
  advance(settled, s.start + days(90));
  EXPECT_NEAR(share(settled, 0), 0.6, 0.005);
  EXPECT_LT(share(kept, 0), 0.5);
}

/// Independent people would make a large group all but certain; a shock that they share does not.
TEST(Opinion, ASharedShockSpreadsHistoriesApart) {
  const auto mechanisms = registry();
  Setting s = one_problem(100'000, 0);
  s.issues.rows[0].role = IssueRole::rule;
  s.parties.rows[0].position[0].central = -2;
  s.parties.rows[1].position[0].central = 2;
  s.problems.rows[0].level.central = 0;
  const auto spread = [&](double shock) {
    s.parameters = testing::parameters_of(mechanisms[0], {{"revision", kRevision}, {"memory", kMemory}, {"group-shock", shock}});
    double sum = 0, squares = 0;
    for (std::uint64_t m = 0; m < 30; ++m) {
      Simulation sim = history(s, mechanisms, true, m);
      advance(sim, s.start + days(80));
      sum += share(sim, 1) / 30;
      squares += share(sim, 1) * share(sim, 1) / 30;
    }
    return std::sqrt(squares - sum * sum);
  };
  EXPECT_LT(spread(0), 0.004);
  EXPECT_GT(spread(0.5), 0.02);
}

/// Speaking out lowers the resolve that it takes: where few dare, few are seen; where many do, nearly all are (Kuran 1991).
TEST(Opinion, WhatIsSeenDependsOnWhatWasSeen) {
  const auto mechanisms = registry();
  Setting s = one_problem(100'000, 1);
  s.problems.rows[0].level.central = 0;
  const auto seen = [&](double risk, double herd) {
    s.parameters = testing::parameters_of(mechanisms[0], {{"revision", kRevision}, {"memory", kMemory}, {"risk", risk}, {"herd", herd}});
    Simulation sim = history(s, mechanisms, true);
    advance(sim, s.start + days(20));
    return sim.world.districts.rows[0].seen[1];
  };
  EXPECT_NEAR(seen(0, 0), 0.2, 0.005) << "nothing to fear: all who hold with it are seen to";
  EXPECT_LT(seen(0.9, 0), 0.02);
  EXPECT_GT(seen(0.6, 4), 0.18) << "those who dare bring the others out";
  EXPECT_LT(seen(0.6, 0), 0.08);
}

/// What the one problem is felt as after a hundred days, where those whom it concerns believe in it with log-odds `belief`.
double felt_where_believed(double belief, bool concerned = true) {
  const auto mechanisms = registry();
  Setting s = one_problem(1000, 0);
  Proposition p;
  p.key = key_of("feared");
  p.prior.central = belief;
  s.problems.rows[0].as_believed = s.propositions.add(p);
  if (!concerned) {
    District d;
    d.key = key_of("elsewhere");
    s.problems.rows[0].felt_in = {s.districts.add(d)};
  }
  s.parameters = testing::parameters_of(mechanisms[0], {{"revision", kRevision}, {"memory", kMemory}});
  Simulation sim = history(s, mechanisms, true);
  advance(sim, s.start + days(100));
  return sim.world.opinions.rows[0].felt[0];
}

TEST(Opinion, WhatIsFearedIsFeltAsFarAsItIsBelieved) {
  const double plain = felt_where_believed(30);
  EXPECT_NEAR(plain, 1 - std::exp(-100 / kMemory), 0.02);
  for (const double belief : {-3.0, 0.0, 2.0}) EXPECT_NEAR(felt_where_believed(belief) / plain, 1 / (1 + std::exp(-belief)), 1e-9);
}

TEST(Opinion, AProblemIsFeltWhereItConcernsPeopleAlone) { EXPECT_EQ(felt_where_believed(30, false), 0); }

}  // namespace
}  // namespace smolny
