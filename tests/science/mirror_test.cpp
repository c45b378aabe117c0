// Mirror and null: the engine favours no side. The scenario two-banks has one row for another on either bank, with other
// numbers. Held up to a mirror, what was likely of the west is as likely of the east; with the same numbers on both banks
// each leads in half of the histories in which one does. A test of symmetry as metamorphic testing has it (Chen, Cheung and
// Yiu 1998): no outcome is known beforehand, only that two must agree.

#include <cmath>

#include "statistics.hpp"
#include "two_banks.hpp"

namespace smolny::science {
namespace {

/// The outcomes of the mirrored world read in the mirror: that of the west in the place of that of the east.
Outcomes read_in_mirror(const Setting& setting, const Outcomes& outcomes) {
  Outcomes result = outcomes;
  for (std::size_t o = 0; o < setting.outcomes.size(); ++o) {
    const std::size_t twin = outcome_index(setting, other_side(setting.outcomes.rows[o].id));
    for (std::size_t m = 0; m < outcomes.size(); ++m) result[m][o] = outcomes[m][twin];
  }
  return result;
}

TEST(Mirror, SwappingTheSidesDataSwapsTheProbabilities) {
  heading("Mirror: two-banks with its sides' data swapped");
  const Setting& as_told = two_banks().setting;
  const LoadedScenario swapped = two_banks_swapped();
  const std::uint64_t n = sized(600, 10000);
  const Outcomes here = outcomes_of(as_told, specification_of(as_told), n);
  const Outcomes there = read_in_mirror(swapped.setting, outcomes_of(swapped.setting, specification_of(swapped.setting), n));
  const std::vector<Told> told = tell_apart(as_told, here, there);
  for (const Told& t : told) {
    const Mean a = mean_of(as_told, here, t.figure), b = mean_of(as_told, there, t.figure);
    say("{:<20} {:>9.3f}   in the mirror {:>9.3f}   p {:.3f}", t.figure, a.mean, b.mean, t.p);
  }
  EXPECT_GT(bonferroni(told), 0.001) << "the two worlds of " << n << " histories can be told apart";
  // The sides do differ, or the mirror would show nothing.
  EXPECT_LT(bonferroni(tell_apart(as_told, here, read_in_mirror(as_told, here))), 0.001);
}

struct Halves {
  double west = 0, east = 0, n = 0;
  /// Under one half, how likely so great a difference is.
  double p() const { return tails((west - east) / std::sqrt(std::max(1.0, west + east))); }
};

Halves halves_of(const Setting& setting, const std::string& what, std::uint64_t n) {
  Halves h{.n = static_cast<double>(n)};
  for (const OutcomeValues& v : outcomes_of(setting, specification_of(setting), n)) {
    h.west += v[outcome_index(setting, "west-" + what)];
    h.east += v[outcome_index(setting, "east-" + what)];
  }
  say("{:<8} west {}, east {}, neither {}: west's share {}", what, h.west, h.east, h.n - h.west - h.east, text_of(share_of(h.west, h.west + h.east)));
  return h;
}

TEST(Null, WithEqualResolveAndForceEachSideHasHalf) {
  heading("Null: two-banks with the west's numbers on both banks");
  const LoadedScenario alike = two_banks_alike();
  for (const char* what : {"leads", "bridge"}) {
    const Halves h = halves_of(alike.setting, what, sized(600, 10000));
    EXPECT_GT(h.west + h.east, 0.2 * h.n) << "hardly anything happens in two-banks";
    EXPECT_GT(h.p(), 0.001) << what;
  }
  say("the same with the two units of a bank in one barracks, so that an order finds them equally near:");
  const Halves near = halves_of(two_banks_alike(true).setting, "bridge", sized(600, 10000));
  EXPECT_GT(near.p(), 0.001);
}

}  // namespace
}  // namespace smolny::science
