// Policies: every decision as it was taken, every decision by lot, every decision as the model weighs it. What remains of a
// result when deciders are replaced says how much of it lies in them (cf. the role of null models in Grimm and Railsback
// 2012). That the three run, and that the model leaves open what the scenario asks, is asserted; the table is a finding.

#include "statistics.hpp"

namespace smolny::science {
namespace {

TEST(Policies, AllHistoricalAllUniformAsTheModelWeighs) {
  heading("Policies: all decisions as the model weighs them, as they were taken, by lot");
  const Setting& s = petrograd();
  const std::uint64_t n = sized(40, 1000);
  const Outcomes historical = outcomes_of(s, with(s, {}, {}, {"all=historical"}), n), uniform = outcomes_of(s, with(s, {}, {}, {"all=uniform"}), n);
  const Outcomes& model = as_it_is().outcomes;
  ASSERT_EQ(historical.size(), n);
  ASSERT_EQ(uniform.size(), n);
  say("{:<44} {:>10} {:>10} {:>10}", fmt::format("{} and {} histories", model.size(), n), "model", "historical", "uniform");
  for (const Outcome& o : s.outcomes) {
    const auto row = [&](const std::string& name, std::string_view of_case) {
      say("{:<44} {:>10.3f} {:>10.3f} {:>10.3f}", name, mean_of(s, model, o.id, of_case).mean, mean_of(s, historical, o.id, of_case).mean,
          mean_of(s, uniform, o.id, of_case).mean);
    };
    if (o.cases.empty()) row(o.id, {});
    for (const OutcomeCase& c : o.cases) row(o.id + ": " + c.id, c.id);
  }
  // As they were taken: no decision of those histories may show another option than the historical.
  const auto strays = each_history(s, with(s, {}, {}, {"all=historical"}), 2, [&](const History& h, std::span<const double>) {
    int other = 0;
    for (const Recorded& e : h.simulation.chronicle.events)
      if (e.kind == EventKind::decided) other += static_cast<std::size_t>(e.detail) != historical_option(s.decisions[DecisionId{e.on.index}], e.at);
    return other;
  });
  for (int other : strays) EXPECT_EQ(other, 0);
}

}  // namespace
}  // namespace smolny::science
