// Whole histories with both executors: what must hold in each with individuals, and that the two are one process in distribution.

#include <gtest/gtest.h>

#include <barrier>
#include <cmath>
#include <thread>

#include "../people/two_samples.hpp"
#include "engine/save.hpp"
#include "people/counts.hpp"
#include "people/individuals.hpp"
#include "small_world.hpp"

namespace smolny {
namespace {

constexpr double kFamily = 0.001;
constexpr int kDays = 42;
constexpr double kRevision = 12, kRate = 0.12;

const std::vector<MechanismSpec>& registry() {
  static const std::vector<MechanismSpec> all{opinion_mechanism(), flows_mechanism()};
  return all;
}

void add_flow(Setting& s, std::vector<std::int32_t> from, std::vector<std::int32_t> to, double rate, double quota = 0) {
  Flow f;
  f.id = "flow " + std::to_string(s.flows.size());
  f.key = key_of(f.id);
  for (std::int32_t g : from) f.from.push_back({g});
  for (std::int32_t g : to) f.to.push_back({g});
  f.rate.central = rate;
  f.quota.central = quota;
  s.flows.add(f);
}

struct Press {
  double revision = kRevision, rate = kRate;
  double shock = 0;       ///< standard deviation of each shock that people share; of flows half of it
  double conformity = 0;
};

/// Five groups of a town, in proportion to `size`, the last one empty at first, with a war that is blamed on those in office; people
/// move about between them.
Setting town(double size, const Press& press) {
  Setting s = testing::two_camps();
  s.end = s.start + days(200);
  s.mechanisms = {"opinion", "flows"};
  Issue issue;
  issue.key = key_of("rule");
  issue.role = IssueRole::rule;
  s.issues.add(issue);
  testing::add_town(s);
  s.parties.rows[0].position[0].central = -1;
  s.parties.rows[1].position[0].central = 2;
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
  s.classes.add(c);
  const double shares[] = {1, 0.5, 2, 0.1, 0};
  for (std::size_t i = 0; i < 5; ++i) {
    Group g;
    g.id = "group " + std::to_string(i);
    g.key = key_of(g.id);
    g.of_class = ClassId{0};
    g.district = DistrictId{0};
    g.at = PlaceId{0};
    g.size.central = std::floor(size * shares[i]);
    g.resolve.central = 0.3 + 0.08 * static_cast<double>(i);
    g.spread.central = 0.2;
    g.slate[i % 2].central = 0.6;
    g.slate[1 - i % 2].central = 0.2;
    s.groups.add(g);
  }
  add_flow(s, {0, 2}, {4}, press.rate);
  add_flow(s, {1, 4}, {0, 3}, 0.5);
  add_flow(s, {0, 1, 2}, {3}, 0, size / 20);
  std::vector<Number> p = testing::parameters_of(
      registry()[0], {{"memory", 30}, {"revision", press.revision}, {"blame", 1.2}, {"credit", 0.8}, {"circle", 6}, {"alienation", 0.1},
                      {"risk", 0.3}, {"herd", 0.5}, {"conformity", press.conformity}, {"stir", 0.1},
                      {"group-shock", press.shock}, {"class-shock", press.shock}, {"district-shock", press.shock}});
  for (const Number& n : testing::parameters_of(registry()[1], {{"uneven", press.shock / 2}, {"swing", press.shock / 2}})) p.push_back(n);
  s.parameters = std::move(p);
  return s;
}

Simulation begin(const Setting& s, std::uint64_t seed, bool individuals, Labour labour = {}) {
  Simulation sim = begin_history(s, registry(), testing::kNothing, {.key = {seed, 0, 0}, .individuals = individuals, .labour = std::move(labour)});
  sim.world.authorities.rows[0].cabinet = true;
  sim.world.authorities.rows[0].parties = 1;
  return sim;
}

// --- what must hold -----------------------------------------------------------------------------------------------

TEST(Executors, CountsAreThoseOfThePersonsAndNobodyIsLost) {
  const Setting s = town(30'000, {.shock = 0.5});
  Simulation sim = begin(s, 3, true);
  const std::vector<std::uint8_t> first = sim.world.persons.rows[2].bytes.rows;
  std::int64_t moved = 0;
  for (int day = 1; day <= kDays; ++day) {
    advance(sim, s.start + days(day));
    std::int64_t all = 0;
    for (std::size_t g = 0; g < s.groups.size(); ++g) {
      const Histogram& counts = sim.world.people.rows[g];
      ASSERT_EQ(people::count(sim.world.persons.rows[g].bytes.rows).cell, counts.cell) << "group " << g << ", day " << day;
      all += people::size(counts);
    }
    ASSERT_EQ(all, 30'000 + 15'000 + 60'000 + 3'000);
  }
  for (const FlowState& f : sim.world.flows) moved += f.moved;
  EXPECT_GT(moved, 10'000);
  EXPECT_NE(sim.world.persons.rows[2].bytes.rows, first);
}

TEST(Executors, CountsHaveNoPersons) { EXPECT_TRUE(begin(town(500, {}), 1, false).world.persons.empty()); }

/// All that a history leaves.
std::string life_of(Simulation& sim) {
  advance(sim, sim.setting->start + days(kDays));
  return save_bytes(sim, "");
}

TEST(Executors, WhoDoesTheWorkChangesNothing) {
  const Setting s = town(90'000, {.shock = 0.5});
  Simulation sim = begin(s, 5, true);
  const std::string alone = life_of(sim);
  for (unsigned threads : {2U, 3U, 8U}) {
    Simulation other = begin(s, 5, true, {.threads = threads, .gather = {}});
    EXPECT_EQ(life_of(other), alone) << threads;
  }
  Simulation plain = begin(s, 5, true, {.mover = people::Mover::reference, .gather = {}});
  EXPECT_EQ(life_of(plain), alone);
}

/// Processes as threads: each gives, waits for all, and takes all.
std::vector<Simulation> live_in_ranks(const Setting& s, std::uint32_t ranks) {
  std::vector<std::string> given(ranks);
  std::barrier<> all_here(ranks);
  std::vector<Simulation> lived(ranks);
  std::vector<std::jthread> processes;
  for (std::uint32_t rank = 0; rank < ranks; ++rank)
    processes.emplace_back([&, rank] {
      Labour labour{.rank = rank, .ranks = ranks, .gather = [&, rank](std::string_view mine) {
                      given[rank] = mine;
                      all_here.arrive_and_wait();
                      std::string all;
                      for (const std::string& part : given) all += part;
                      all_here.arrive_and_wait();
                      return all;
                    }};
      lived[rank] = begin(s, 5, true, std::move(labour));
      advance(lived[rank], s.start + days(kDays));
    });
  processes.clear();
  return lived;
}

TEST(Executors, GroupsMayBeDealtToProcesses) {
  const Setting s = town(20'000, {.shock = 0.5});
  Simulation alone = begin(s, 5, true);
  advance(alone, s.start + days(kDays));
  for (std::uint32_t ranks : {2U, 3U, 8U}) {
    const std::vector<Simulation> lived = live_in_ranks(s, ranks);
    std::vector<std::uint8_t> kept(s.groups.size());
    for (const Simulation& sim : lived) {
      EXPECT_EQ(sim.daily, alone.daily) << ranks;
      EXPECT_EQ(state_hash(sim.world), state_hash(alone.world)) << ranks;
      for (std::size_t g = 0; g < s.groups.size(); ++g) {
        const auto& persons = sim.world.persons.rows[g].bytes.rows;
        if (persons.empty()) continue;
        EXPECT_EQ(persons, alone.world.persons.rows[g].bytes.rows) << ranks;
        ++kept[g];
      }
    }
    EXPECT_EQ(kept, std::vector<std::uint8_t>(s.groups.size(), 1)) << "each group is kept by one of " << ranks;
  }
}

TEST(Executors, RunSaveLoadRunIsRun) {
  const Setting s = town(9'000, {.shock = 0.5});
  Simulation whole = begin(s, 5, true), half = begin(s, 5, true);
  advance(half, s.start + days(17));
  auto saved = load_bytes(save_bytes(half, ""));
  ASSERT_TRUE(saved) << saved.error();
  Simulation again = resume(s, registry(), testing::kNothing, std::move(*saved));
  EXPECT_EQ(life_of(again), life_of(whole));
}

TEST(Executors, TheDaysHashSeesOnePersonWhoStandsElsewhere) {
  const Setting s = town(3'000, {});
  Simulation sim = begin(s, 5, true), other = begin(s, 5, true);
  auto& persons = other.world.persons.rows[0].bytes.rows;
  std::swap(persons.front(), persons.back());  // the counts are the same
  ASSERT_NE(persons.front(), persons.back());
  for (Simulation* x : {&sim, &other}) advance(*x, s.start + days(2));
  EXPECT_NE(sim.daily, other.daily);
}

// --- one process --------------------------------------------------------------------------------------------------

/// What is kept of a life: on three days, of each group, its size, who hold with either party, their mean resolve; and the last counts.
struct Lives {
  std::vector<std::vector<double>> features;
  std::vector<double> cells = std::vector<double>(256 * 5);
};

Lives lives(const Setting& s, bool individuals, std::uint64_t from, std::uint64_t many) {
  Lives out;
  for (std::uint64_t seed = from; seed < from + many; ++seed) {
    Simulation sim = begin(s, seed, individuals);
    std::size_t f = 0;
    const auto note = [&](double x) {
      if (f == out.features.size()) out.features.emplace_back();
      out.features[f++].push_back(x);
    };
    for (int day : {9, 23, kDays}) {
      advance(sim, s.start + days(day));
      for (const Histogram& h : sim.world.people.rows) {
        double party[2] = {0, 0};
        for (std::size_t r = 0; r < 16; ++r) party[0] += h.cell[r], party[1] += h.cell[16 + r];
        for (double x : {static_cast<double>(people::size(h)), party[0], party[1], people::mean_resolve(h)}) note(x);
      }
    }
    for (std::size_t g = 0; g < 5; ++g)
      for (std::size_t c = 0; c < 256; ++c) out.cells[256 * g + c] += sim.world.people.rows[g].cell[c];
  }
  return out;
}

/// The least chance over the features, times their number.
template <class Test>
double least_p(const Lives& a, const Lives& b, const Test& test) {
  double least = 1;
  for (std::size_t f = 0; f < a.features.size(); ++f) least = std::min(least, test(a.features[f], b.features[f]));
  return std::min(1.0, least * static_cast<double>(a.features.size()));
}

/// Of pairs that share all shocks: is the mean difference none. Two-sided, by the central limit.
double paired_p(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0, square = 0;
  const auto n = static_cast<double>(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] - b[i], square += (a[i] - b[i]) * (a[i] - b[i]);
  if (square == 0) return 1;
  const double variance = (square - sum * sum / n) / (n - 1);
  return variance > 0 ? testing::chi_square_tail(sum * sum / n / variance, 1) : 0;
}

struct Case {
  double size;
  std::uint64_t seeds;
};
const std::vector<Case> kCases{{60, 500}, {600, 300}, {6000, 200}};
const double kLevel = kFamily / static_cast<double>(kCases.size());

TEST(Executors, TrajectoriesHaveTheSameDistribution) {
  for (const double shock : {0.0, 0.4})
    for (const Case& c : kCases) {
      const Setting s = town(c.size, {.shock = shock, .conformity = 1});
      EXPECT_GT(least_p(lives(s, true, 1, c.seeds), lives(s, false, 100'001, c.seeds), testing::kolmogorov_p), kLevel / 2)
          << c.size << " persons, shocks of " << shock;
    }
}

/// The same seeds: shocks are shared to the bit, and what differs is persons alone. It sees what shocks would hide from the other test.
TEST(Executors, DifferByNothingUnderTheSameShocks) {
  for (const Case& c : kCases) {
    const Setting s = town(c.size, {.shock = 0.4});
    EXPECT_GT(least_p(lives(s, true, 1, c.seeds), lives(s, false, 1, c.seeds), paired_p), kLevel) << c.size << " persons";
  }
}

/// Without shocks, which would make cells vary together.
TEST(Executors, CellsHaveTheSameDistribution) {
  for (const Case& c : kCases) {
    const Setting s = town(c.size, {});
    EXPECT_GT(testing::chi_square_p(lives(s, true, 1, c.seeds).cells, lives(s, false, 100'001, c.seeds).cells), kLevel) << c.size << " persons";
  }
}

TEST(Executors, AnErrorOfATwentiethWouldBeSeen) {
  const Setting right = town(6000, {.shock = 0.4}), paces = town(6000, {.revision = kRevision / 1.05, .shock = 0.4}),
                leaves = town(6000, {.rate = kRate * 1.05, .shock = 0.4});
  const Lives counts = lives(right, false, 1, 200);
  EXPECT_LT(least_p(lives(paces, true, 1, 200), counts, paired_p), kFamily) << "of the chance to think a party over";
  EXPECT_LT(least_p(lives(leaves, true, 1, 200), counts, paired_p), kFamily) << "of the rate of a flow";
  const Setting calm = town(6000, {}), calm_leaves = town(6000, {.rate = kRate * 1.05});
  EXPECT_LT(testing::chi_square_p(lives(calm_leaves, true, 1, 200).cells, lives(calm, false, 100'001, 200).cells), kFamily) << "in cells";
}

}  // namespace
}  // namespace smolny
