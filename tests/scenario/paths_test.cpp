// Ways through a city whose bridges open and whose gates change hands.

#include "engine/paths.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "mechanisms/all.hpp"
#include "scenario/loader.hpp"

namespace smolny {
namespace {

const Setting& petrograd() {
  static const LoadedScenario loaded = [] {
    const auto names = node_sites();
    return load_scenario(std::filesystem::path(SMOLNY_ROOT) / "scenarios/petrograd-1917", parameter_tables(), std::vector<std::string_view>(names.begin(), names.end()));
  }();
  return loaded.setting;
}

RC_GTEST_PROP(Route, IsTheSameWhateverWasAskedBefore, ()) {
  const Interventions none;
  Simulation sim = begin_history(petrograd(), mechanisms(), none, {.key = {1, 1, 0}});
  const auto places = static_cast<std::int32_t>(petrograd().places.size()), camps = static_cast<std::int32_t>(petrograd().camps.size());
  for (int i = 0; i < 60; ++i) {
    PlaceState& gate = sim.world.places[*rc::gen::elementOf(sim.gates)];
    gate.raised = *rc::gen::arbitrary<bool>();
    gate.holder = CampId{*rc::gen::inRange(-1, camps)};
    const PlaceId from{*rc::gen::inRange(0, places)}, to{*rc::gen::inRange(0, places)};
    const Passage passage{.by = static_cast<Travel>(*rc::gen::inRange(0, 5)), .camp = {*rc::gen::inRange(0, camps)}, .shun_hostile = *rc::gen::arbitrary<bool>()};
    const auto with_memory = route(sim, from, to, passage);
    Simulation fresh = sim;
    fresh.routes.clear();
    const auto without = route(fresh, from, to, passage);
    RC_ASSERT(with_memory.has_value() == without.has_value());
    if (!without) continue;
    RC_ASSERT(with_memory->next == without->next);
    RC_ASSERT(with_memory->minutes == without->minutes);
    if (from == to) continue;
    // Bellman: what is left after the first leg is the quickest from there.
    const auto rest = route(sim, without->next, to, passage);
    RC_ASSERT(rest.has_value());
    RC_ASSERT(std::abs(rest->minutes + without->first_leg - without->minutes) < 1e-9);
  }
}

}  // namespace
}  // namespace smolny
