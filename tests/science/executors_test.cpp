// Executors: the road with its 170 million as counts and as individuals. With the same seed both share every shock, so that what differs is
// persons alone, as long as no event has been tipped over by a few of them. Then a share of n persons differs by a standard deviation
// of at most sqrt(2 p (1 - p) / n): less, as all begin alike, and hardly more by what follows from what differed before. Expected before
// the first run: none of some hundreds of shares further off than 5 of these in three weeks; at the end of the road differences as
// small where no decision fell otherwise. The latter is a finding.

#include <cmath>

#include "people/counts.hpp"
#include "people/individuals.hpp"
#include "statistics.hpp"
#include "time/parse.h"

namespace smolny::science {
namespace {

const Setting& road() {
  static const LoadedScenario loaded = open_scenario(kRoot / "scenarios/russia-1917");
  return loaded.setting;
}

/// Persons by class and position on the slate.
using Shares = std::vector<std::array<double, kSlate>>;

Shares by_class(const Setting& s, const World& w) {
  Shares n(s.classes.size() + 1);  // the last row: everybody
  for (std::size_t g = 0; g < s.groups.size(); ++g) {
    const Histogram& h = w.people.rows[s.units.size() + g];
    const ClassId c = s.groups.rows[g].of_class;
    for (std::size_t cell = 0; cell < 256; ++cell) {
      if (c.has()) n[static_cast<std::size_t>(c.index)][cell / 16] += h.cell[cell];
      n.back()[cell / 16] += h.cell[cell];
    }
  }
  return n;
}

Specification plan(const char* executor, const char* until) {
  Specification s = specification_of(road());
  s.executor = executor;
  if (until != nullptr) s.until = *parse_instant(until);
  return s;
}

struct Seen {
  Shares shares;
  OutcomeValues outcomes;
};

Seen look(const History& h) {
  const World& w = h.simulation.world;
  std::int64_t all = 0;
  for (const Histogram& counts : w.people.rows) all += people::size(counts);
  EXPECT_EQ(all, 170'000'000);
  for (std::size_t g = 0; g < w.persons.size(); ++g)
    EXPECT_EQ(people::count(w.persons.rows[g].bytes.rows).cell, w.people.rows[w.units.size() + g].cell) << road().groups.rows[g].id;
  return {by_class(road(), w), h.outcomes};
}

/// Members 0 to count - 1, to where the specification ends.
std::vector<Seen> seen(const Specification& specification, std::uint64_t count) {
  std::vector<Seen> all;
  in_order(
      count, 0,
      [&](std::uint64_t i) {
        Specification s = specification;
        s.member = i;
        return look(*run_member(road(), s));
      },
      [&](std::uint64_t, Seen one) {
        all.push_back(std::move(one));
        return true;
      });
  return all;
}

/// The furthest that a share of a class differs, in standard deviations and as a share.
struct Apart {
  double deviations = 0, share = 0;
};
Apart apart(const Shares& a, const Shares& b) {
  Apart most;
  for (std::size_t c = 0; c < a.size(); ++c) {
    double na = 0, nb = 0;
    for (std::size_t p = 0; p < kSlate; ++p) na += a[c][p], nb += b[c][p];
    for (std::size_t p = 0; p < kSlate; ++p) {
      if (a[c][p] + b[c][p] < 1000) continue;
      const double x = a[c][p] / na, y = b[c][p] / nb, mean = (x + y) / 2;
      most.deviations = std::max(most.deviations, std::abs(x - y) / std::sqrt(mean * (1 - mean) * (1 / na + 1 / nb)));
      most.share = std::max(most.share, std::abs(x - y));
    }
  }
  return most;
}

TEST(Executors, ShareTheRoadForThreeWeeks) {
  heading("Executors: russia-1917 as counts and as individuals");
  const std::uint64_t n = sized(1, 6);
  const auto counts = seen(plan("counts", "22 Jul 1917 OS"), n), individuals = seen(plan("individuals", "22 Jul 1917 OS"), n);
  for (std::uint64_t i = 0; i < n; ++i) {
    const Apart a = apart(counts[i].shares, individuals[i].shares);
    say("22 July, member {}: no class's share of a party is further apart than {:.2f} standard deviations, {:.5f}", i, a.deviations, a.share);
    EXPECT_LT(a.deviations, 5) << "member " << i;
  }
}

TEST(Executors, AreToldApartByTheirEndsOnlyWhereAnEventWas) {
  const std::uint64_t n = sized(0, 3);
  if (n == 0) return;
  const auto counts = seen(plan("counts", nullptr), n), individuals = seen(plan("individuals", nullptr), n);
  for (std::uint64_t i = 0; i < n; ++i) {
    const Apart a = apart(counts[i].shares, individuals[i].shares);
    std::size_t other = 0;
    for (std::size_t o = 0; o < road().outcomes.size(); ++o) {
      const OutcomeKind kind = road().outcomes.rows[o].kind;
      if (kind == OutcomeKind::boolean || kind == OutcomeKind::category) other += counts[i].outcomes[o] != individuals[i].outcomes[o];
    }
    say("the end, member {}: shares of classes are up to {:.1f} standard deviations apart, {:.5f}; {} yes-or-no outcomes are others", i,
        a.deviations, a.share, other);
  }
}

}  // namespace
}  // namespace smolny::science
