// What --do may say.

#include "scenario/intervention.hpp"

#include "scenarios.hpp"
#include "time/parse.h"

namespace smolny::testing {
namespace {

const Setting& setting() {
  static const LoadedScenario loaded = load(kBase);
  return loaded.setting;
}

Intervention parsed(std::string_view text) {
  auto i = parse_intervention(text, setting());
  EXPECT_TRUE(i) << text << ": " << (i ? "" : i.error());
  return i ? *i : Intervention{};
}

std::string wrong(std::string_view text) {
  const auto i = parse_intervention(text, setting());
  return i ? "no error" : i.error();
}

TEST(Intervention, AnOptionIsForced) {
  const Intervention i = parsed("petition=grant");
  EXPECT_EQ(i.kind, InterventionKind::option);
  EXPECT_EQ(setting().decisions[i.decision].options[static_cast<std::size_t>(i.option)].id, "grant");
  EXPECT_EQ(i.text, "petition=grant");
  EXPECT_EQ(parsed(" petition = refuse ").option, 0);
}

TEST(Intervention, AChanceNodeIsForced) {
  const Intervention i = parsed("regent-seen=yes");
  EXPECT_EQ(i.kind, InterventionKind::node);
  EXPECT_EQ(i.option, 1);
  EXPECT_EQ(setting().nodes[i.node].id, "regent-seen");
}

TEST(Intervention, AQuantityIsSetOnceOrHeld) {
  const Intervention set = parsed("unit.guards.resolve=0.9");
  EXPECT_EQ(set.kind, InterventionKind::set);
  EXPECT_EQ(set.quantity.field, Field::resolve);
  EXPECT_EQ(set.value, 0.9);
  const Intervention held = parsed("unit@garrison.resolve := 0.25");
  EXPECT_EQ(held.kind, InterventionKind::hold);
  EXPECT_EQ(held.quantity.tag, key_of("garrison"));
  EXPECT_EQ(held.value, 0.25);
  EXPECT_EQ(parsed("place.bridge.raised=true").value, 1);
  EXPECT_EQ(parsed("parameter.command.belief:=2").quantity.field, Field::parameter);
}

TEST(Intervention, EventsAreForbiddenByPattern) {
  const Intervention by_id = parsed("forbid:taken");
  EXPECT_EQ(by_id.kind, InterventionKind::forbid);
  EXPECT_EQ(by_id.pattern.id, "taken");
  const Intervention written = parsed("forbid:captured[place=bridge,side=league,by=@garrison]");
  EXPECT_EQ(written.pattern.kind, EventKind::captured);
  EXPECT_EQ(written.pattern.by_tag, key_of("garrison"));
  ASSERT_EQ(written.pattern.place.size(), 1U);
  EXPECT_EQ(setting().places[written.pattern.place[0]].id, "bridge");
  EXPECT_EQ(parsed("forbid:shots").pattern.kind, EventKind::shots);
  EXPECT_EQ(parsed("forbid:decided[on=decision:petition,option=grant]").pattern.detail, 1);
}

TEST(Intervention, ForcibleEventsAreForcedAtADate) {
  const Intervention i = parsed("force:captured[place=bridge,side=league]@16 Oct 1917 18:00 OS");
  EXPECT_EQ(i.kind, InterventionKind::force);
  EXPECT_EQ(i.event.kind, EventKind::captured);
  EXPECT_EQ(setting().places[i.event.place].id, "bridge");
  EXPECT_EQ(setting().camps[i.event.side].id, "league");
  EXPECT_EQ(i.at, *parse_instant("16 Oct 1917 18:00 OS"));
  EXPECT_EQ(i.event.detail, -1);
}

TEST(Intervention, ErrorsNameTheNearest) {
  EXPECT_EQ(wrong("petitoin=grant"), "unknown decision or node 'petitoin'; did you mean 'petition'?");
  EXPECT_EQ(wrong("petition=grand"), "decision 'petition' has no option 'grand'; did you mean 'grant'?");
  EXPECT_EQ(wrong("regent-seen=yess"), "node 'regent-seen' has no option 'yess'; did you mean 'yes'?");
  EXPECT_EQ(wrong("unit.gards.resolve=1"), "unknown unit 'gards'; did you mean 'guards'?");
  EXPECT_EQ(wrong("unit.guards.resolve=high"), "expected a number after 'unit.guards.resolve'=, found 'high'");
  EXPECT_EQ(wrong("petition:=grant"), ":= holds a quantity, and 'petition' is none; an option is forced with =");
  EXPECT_EQ(wrong("forbid:takn"), "unknown pattern or kind of event 'takn'; did you mean 'taken'?");
  EXPECT_EQ(wrong("forbid:captured[plce=bridge]"), "the pattern has no field 'plce'; did you mean 'place'?");
  EXPECT_EQ(wrong("forbid:captured[place=bridge"), "the bracket [ is not closed in 'captured[place=bridge'");
  EXPECT_EQ(wrong("forbid:captured[bridge]"), "expected KEY=VALUE in the brackets, found 'bridge'");
  EXPECT_EQ(wrong("force:captured[place=bridge]"),
            "expected a date, as in force:KIND[...]@24 Oct 1917 18:00 OS, found 'captured[place=bridge]'");
  EXPECT_EQ(wrong("force:captured[place=bridge]@24 Oct 1917 18:00 OS"), "the date is outside the scenario's frame");
  EXPECT_NE(wrong("force:shots[place=bridge]@16 Oct 1917 OS").find("cannot be forced; those that can: "),
            std::string::npos);
  EXPECT_EQ(wrong("force:captured[place=@points]@16 Oct 1917 OS"),
            "a forced event names one row each, not a tag or a list");
  EXPECT_NE(wrong("something"), "no error");
  EXPECT_NE(wrong(""), "no error");
  EXPECT_NE(wrong("="), "no error");
  EXPECT_NE(wrong("forbid:"), "no error");
  EXPECT_NE(wrong("force:@"), "no error");
}

TEST(Intervention, ANumberThatAQuantityCannotBeIsRefused) {
  EXPECT_EQ(wrong("unit.guards.men=1e300"), "'unit.guards.men' takes a whole number from 0 to 10000000, found '1e300'");
  EXPECT_EQ(wrong("unit.guards.men=-5"), "'unit.guards.men' takes a whole number from 0 to 10000000, found '-5'");
  EXPECT_EQ(wrong("unit.guards.men=2.5"), "'unit.guards.men' takes a whole number from 0 to 10000000, found '2.5'");
  EXPECT_EQ(wrong("unit@garrison.resolve:=1.5"), "'unit@garrison.resolve' takes a number from 0 to 1, found '1.5'");
  EXPECT_EQ(wrong("place.bridge.raised=2"), "'place.bridge.raised' takes a whole number from 0 to 1, found '2'");
  EXPECT_EQ(wrong("parameter.command.belief=6"), "'parameter.command.belief' takes a number from 0 to 5, found '6'");
  EXPECT_EQ(wrong("clock.hours:=1e300"), "'clock.hours' takes a number from -1000000000 to 1000000000, found '1e300'");
  EXPECT_EQ(wrong("unit.guards.men=nan"), "expected a number after 'unit.guards.men'=, found 'nan'");
  EXPECT_EQ(wrong("unit.guards.out=5"),
            "'unit.guards.out' is worked out from the state and cannot be set; := holds it for the whole run, found '5'");
}

TEST(Intervention, AddsUpToThoseOfARun) {
  Interventions all;
  for (const char* text : {"petition=grant", "regent-seen=yes", "unit.guards.resolve=1", "unit.guards.resolve:=1",
                           "forbid:taken", "force:captured[place=bridge,side=league]@16 Oct 1917 OS"})
    add(parsed(text), all);
  EXPECT_EQ(all.options.size(), 1U);
  EXPECT_EQ(all.nodes.size(), 1U);
  ASSERT_EQ(all.assignments.size(), 2U);
  EXPECT_FALSE(all.assignments[0].hold);
  EXPECT_TRUE(all.assignments[1].hold);
  EXPECT_EQ(all.forbidden.size(), 1U);
  EXPECT_EQ(all.forced.size(), 1U);
}

}  // namespace
}  // namespace smolny::testing
