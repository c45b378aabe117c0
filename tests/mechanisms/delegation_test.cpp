// A congress gathered from assemblies: the mix of those who send, no seat lost, and as they stand on the day.

#include <gtest/gtest.h>

#include "small_world.hpp"

namespace smolny {
namespace {

/// Calls the congress on the tenth day.
struct Call {
  static constexpr std::string_view name = "call";
  static constexpr std::string_view model = "a call by the clock";
  enum class Parameter {};
  static constexpr std::array<ParameterSpec, 0> parameters{};
  using Reads = Tables<>;
  using Writes = Tables<>;
  static constexpr EventKind emits[] = {EventKind::convened};
  static constexpr Phase phase = Phase::decisions;
  static void begin(View<Call> v) { v.wake_in(10 * 1440, 0, 1); }
  static void wake(View<Call> v, const Wake&) { v.emit<EventKind::convened>({.on = entity(BodyId{2})}); }
};

BodyId add_body(Setting& s, const char* id, std::vector<double> seats) {
  Body b;
  b.key = key_of(id);
  for (std::size_t k = 0; k < seats.size(); ++k) {
    Bloc bloc;
    bloc.key = key_of(k == 0 ? "ins" : "outs");
    bloc.party = PartyId{static_cast<std::int32_t>(k)};
    bloc.seats.central = seats[k];
    b.blocs.push_back(bloc);
  }
  return s.bodies.add(b);
}

TEST(Delegation, ACongressHasTheMixOfThoseWhoSend) {
  Setting s = testing::two_camps();
  s.end = s.start + days(30);
  s.mechanisms = {"delegation", "call"};
  testing::add_town(s);
  const BodyId large = add_body(s, "large", {100, 200}), small = add_body(s, "small", {100, 0});
  const BodyId congress = add_body(s, "congress", {10, 30});
  s.bodies[congress].gathered_from = {large, small};
  const std::vector<MechanismSpec> registry{delegation_mechanism(), describe<Call>()};
  Simulation sim = begin_history(s, registry, testing::kNothing, {.key = {1, 0, 0}});
  advance(sim, s.start + days(9));
  EXPECT_EQ(sim.world.bodies[congress].seats[0], 10);
  sim.world.bodies[large].seats[0] = 30;  // the mix of the day counts, not that of the first
  sim.world.bodies[large].seats[1] = 270;
  advance(sim, s.start + days(11));
  // 40 seats: 30 for the large one (3 and 27), 10 for the small one.
  EXPECT_EQ(sim.world.bodies[congress].seats[0], 13);
  EXPECT_EQ(sim.world.bodies[congress].seats[1], 27);
  EXPECT_EQ(sim.world.bodies[large].seats[1], 270) << "who sends keeps its deputies";
}

}  // namespace
}  // namespace smolny
