// Open: what the scenario asks has no foregone answer. Nothing listed as open is certain among so many histories, and the
// question who governs has three answers at least above one in a hundred. Options that were never, or always, taken are
// reported: a sample cannot show that their probability is nought.

#include <algorithm>
#include <cmath>
#include <set>

#include "statistics.hpp"

namespace smolny::science {
namespace {

TEST(Open, OutcomesDoNotCollapse) {
  heading("Open: outcomes under the model policy");
  const Setting& s = petrograd();
  const Outcomes& all = as_it_is().outcomes;
  const auto n = static_cast<double>(all.size());
  for (std::size_t o = 0; o < s.outcomes.size(); ++o) {
    const Outcome& outcome = s.outcomes.rows[o];
    if (outcome.kind == OutcomeKind::boolean) {
      double hits = 0;
      for (const OutcomeValues& v : all) hits += v[o];
      say("{:<24} {}", outcome.id, text_of(share_of(hits, n)));
      EXPECT_GT(hits, 0) << outcome.id;
      EXPECT_LT(hits, n) << outcome.id;
    } else if (outcome.kind != OutcomeKind::category) {
      std::set<double> values;
      for (const OutcomeValues& v : all) values.insert(v[o]);
      EXPECT_GT(values.size(), 2U) << outcome.id << " hardly varies";
    }
  }
  const std::size_t government = outcome_index(s, "government");
  int above = 0;
  for (std::size_t c = 0; c < s.outcomes.rows[government].cases.size(); ++c) {
    double hits = 0;
    for (const OutcomeValues& v : all) hits += v[government] == static_cast<double>(c);
    say("government: {:<20} {}", s.outcomes.rows[government].cases[c].id, text_of(share_of(hits, n)));
    above += hits / n > 0.01;
  }
  EXPECT_GE(above, 3);
}

TEST(Open, OptionsOfOpenDecisions) {
  heading("Open: options that were never, or always, taken first");
  const Setting& s = petrograd();
  const std::uint64_t n = sized(30, 1000);
  const auto firsts = each_history(s, specification_of(s), n, [&](const History& h, std::span<const double>) {
    std::vector<std::int32_t> first(s.decisions.size(), -1);
    for (const Recorded& e : h.simulation.chronicle.events)
      if (e.kind == EventKind::decided && first[static_cast<std::size_t>(e.on.index)] < 0) first[static_cast<std::size_t>(e.on.index)] = e.detail;
    return first;
  });
  std::size_t asked_in = 0, sided = 0;
  for (DecisionId d : s.decisions.ids()) {
    const Decision& decision = s.decisions[d];
    if (!decision.open) continue;
    std::vector<double> taken(decision.options.size(), 0);
    double asked = 0;
    for (const auto& first : firsts)
      if (const std::int32_t option = first[static_cast<std::size_t>(d.index)]; option >= 0) ++asked, ++taken[static_cast<std::size_t>(option)];
    asked_in += asked > 0;
    bool certain = false;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (asked == 0 || (taken[i] > 0 && taken[i] < asked)) continue;
      certain = true;
      say("{:<40} {} of {:.0f}", decision.id + "=" + decision.options[i].id, taken[i] > 0 ? "always" : "never", asked);
    }
    if (asked == 0) say("{:<40} never came up", decision.id);
    sided += certain;
  }
  say("{} decisions came up in {} histories; {} of them had an option never or always taken", asked_in, n, sided);
  EXPECT_GT(asked_in, s.decisions.size() / 2);
  EXPECT_LT(sided, asked_in);
}

}  // namespace
}  // namespace smolny::science
