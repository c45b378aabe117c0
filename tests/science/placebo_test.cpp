// Placebo and consistency: an intervention that cannot matter changes nobody. Chance is addressed, so a forbidden event that
// never comes, a quantity set to what it is, or an option forced that is taken anyway (the consistency of counterfactuals:
// Robins 1986; Pearl 2009, 7.3) leaves every history as it was. Exactly: not one outcome of one member may differ.

#include <map>

#include "lab/whatif.hpp"
#include "statistics.hpp"

namespace smolny::science {
namespace {

/// Each with the reason for which it cannot matter.
const std::vector<std::pair<const char*, const char*>> kPlacebos{
    {"forbid:cancelled", "no act cancels an entry"},
    {"forbid:rumour-refuted", "nothing refutes rumours"},
    {"forbid:walked-out[by=party:bolshevik]", "no option lets them leave"},
    {"forbid:walked-out[on=body:preparliament]", "no option lets anybody leave it"},
    {"forbid:joined[by=party:kadet]", "no option lets them join"},
    {"forbid:postponed[on=calendar:soviet-day]", "only the congress is put off"},
    {"forbid:mandated[on=authority:hq]", "no body gives it a mandate"},
    {"forbid:proclaimed[by=authority:northern-front]", "it proclaims nothing"},
    {"forbid:rule-declared[by=authority:provisional]", "it declares no orders void"},
    {"forbid:troops-arrived[by=unit:pavlovsky]", "a unit of the city travels by no train"},
    {"forbid:summoned[on=unit:latvian_rifles]", "nobody calls them"},
    {"forbid:departed[by=leader:milyukov]", "no option lets him set out"},
    {"forbid:let-pass[on=leader:milyukov]", "nor can he be met on the way"},
    {"forbid:besieged[place=telephone]", "only a seat with doors is besieged"},
    {"forbid:seat-fell[place=telegraph]", "nor does another fall as one"},
    {"forbid:way-raised[place=telephone]", "an exchange is no bridge"},
    {"forbid:convened[on=body:city-duma]", "no act convenes it"},
    {"unit.pavlovsky.commissar.mrc=0", "no commissar has been sent on the first day"},
    {"unit.pavlovsky.rule.mrc=0", "it asks for nobody's signature on the first day"},
    {"place.telephone.raised=0", "it is not raised"},
    {"authority.provisional.active=1", "it is active"},
    {"place.winter_palace.held.government=1", "it is so held"},
};

TEST(Placebo, WhatCannotMatterChangesNobody) {
  heading("Placebo: interventions that cannot matter");
  const std::uint64_t n = sized(3, 50);
  const ComparisonPlan plan{.specification = specification_of(petrograd()), .members = n};
  std::vector<Change> changes;
  for (const auto& [command, why] : kPlacebos) changes.push_back({{command}, {}});
  const auto compared = compare_worlds(petrograd(), plan, changes);
  ASSERT_TRUE(compared) << compared.error().message;
  std::size_t changed = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    std::size_t differs = 0;
    for (const Effect& e : effects_of(petrograd(), compared->pairs[i], 1)) differs += e.changed != 0;
    for (const Pair& p : compared->pairs[i]) EXPECT_FALSE(p.failed);
    EXPECT_EQ(differs, 0U) << kPlacebos[i].first << ": " << kPlacebos[i].second;
    changed += differs > 0;
  }
  say("{} interventions in {} histories each: {} change an outcome", changes.size(), n, changed);
}

struct Course {
  std::vector<std::pair<std::int64_t, EventKind>> events;
  std::vector<std::int32_t> taken;  ///< per decision: the option; -1: never asked; -2: now one, now another
  OutcomeValues outcomes;
};

Course course_of(const History& h, std::span<const double>) {
  Course c;
  c.taken.assign(petrograd().decisions.size(), -1);
  c.outcomes = h.outcomes;
  for (const Recorded& e : h.simulation.chronicle.events) {
    c.events.emplace_back(e.at.minutes, e.kind);
    if (e.kind != EventKind::decided) continue;
    std::int32_t& t = c.taken[static_cast<std::size_t>(e.on.index)];
    t = t == -1 || t == e.detail ? e.detail : -2;
  }
  return c;
}

TEST(Placebo, AnOptionThatIsTakenAnywayOrNeverComesUpChangesNothingWhenForced) {
  const std::uint64_t n = sized(1, 12);
  const auto courses = each_history(petrograd(), specification_of(petrograd()), n, course_of);
  std::size_t tried = 0;
  for (std::uint64_t m = 0; m < n; ++m) {
    std::vector<std::string> commands;
    for (DecisionId d : petrograd().decisions.ids()) {
      const std::int32_t taken = courses[m].taken[static_cast<std::size_t>(d.index)];
      const auto& options = petrograd().decisions[d].options;
      if (taken != -2) commands.push_back(petrograd().decisions[d].id + "=" + options[taken == -1 ? options.size() - 1 : static_cast<std::size_t>(taken)].id);
    }
    in_order(
        commands.size(), 0,
        [&](std::uint64_t i) {
          Specification s = with(petrograd(), {commands[i]});
          s.member = m;
          std::vector<double> none;
          return course_of(lived(petrograd(), s, {}, none), {});
        },
        [&](std::uint64_t i, const Course& c) {
          EXPECT_EQ(c.events, courses[m].events) << "member " << m << ": " << commands[i];
          EXPECT_EQ(c.outcomes, courses[m].outcomes) << "member " << m << ": " << commands[i];
          return true;
        });
    tried += commands.size();
  }
  say("{} options forced that were taken anyway or never came up: no history may change", tried);
}

}  // namespace
}  // namespace smolny::science
