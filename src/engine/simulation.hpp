#pragma once
// One history in the making: the setting, the world, the chronicle, and who may interfere. Values and functions over
// them; the loop is in clockwork.cpp.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "chance/draw.h"
#include "chronicle/chronicle.hpp"
#include "engine/decays.hpp"
#include "engine/interventions.hpp"
#include "engine/mechanism.hpp"
#include "people/population.hpp"
#include "world/world.hpp"

namespace smolny {

/// Where a draw is made: the mechanism's site. Both parts are hashed when the program is compiled.
struct Site {
  Key key;
  std::string_view name;
  consteval Site(const char* text) : key(smolny::key_of(text)), name(text) {}
};

/// The quickest ways to one goal from everywhere, while the gates stay as they are.
struct RouteTree {
  Key question = 0;
  std::vector<double> minutes;      ///< to the goal, by place; infinity: no way
  std::vector<std::int32_t> next;   ///< the place to go to; -1: none
};

/// Who moves individuals: threads of this process, and the processes that live the same history, to which groups are dealt. No part
/// of the state, which is the same whoever does it.
struct Labour {
  unsigned threads = 1;
  people::Mover mover = people::Mover::vectors;
  std::uint32_t rank = 0, ranks = 1;
  /// What the processes give, one behind another in the order of ranks; each calls it as often as the others. Not asked for where there is one.
  std::function<std::string(std::string_view mine)> gather;
};

struct Simulation {
  const Setting* setting = nullptr;
  Registry registry;
  World world;
  Chronicle chronicle;
  const Interventions* interventions = nullptr;
  std::vector<std::uint64_t> daily;       ///< hash of the whole state at each day's end

  // Fixed for the run, made by begin_history.
  std::vector<std::int16_t> parameter_offset;               ///< per mechanism
  std::vector<std::vector<std::int16_t>> listeners;         ///< per event kind
  std::vector<std::vector<std::int16_t>> performers;        ///< per act kind
  std::vector<std::vector<std::int32_t>> patterns_by_kind;  ///< per event kind
  struct Awaiting {
    DecisionId decision{};
    std::size_t trigger = 0;
  };
  std::vector<std::vector<Awaiting>> awaiting;              ///< per event kind: the decisions' triggers that it may fire
  chance::MixedKey mixed{};                                 ///< of World::key
  std::vector<std::vector<std::int32_t>> ways_at;           ///< per place: the ways that touch it
  std::vector<PlaceId> gates;                               ///< places that may shut a way
  std::vector<bool> left_out;                               ///< per mechanism: --without
  std::vector<RouteTree> routes;                            ///< answers of route() that still hold; no part of the state
  Decays decays;
  Labour labour;
  std::vector<std::uint32_t> rank_of;                       ///< per group: whose its persons are; empty where there is one process

  // The step that is running.
  std::size_t heard = 0;                 ///< events already told to the listeners
  std::vector<std::uint64_t> step_draws;
  std::size_t step_taken = 0;            ///< draws of the step already given to an event
  std::uint32_t last_begin = 0, last_end = 0;
};

// --- chance ------------------------------------------------------------------------------------------------------

/// The address of the next draw at (site, actor, target): its occurrence is counted in the world.
chance::Address next_address(Simulation& sim, Key site, Key actor, Key target);
double draw_uniform(Simulation& sim, Key site, Key actor, Key target);

/// How often the address (without its occurrence) has been asked so far; from now on once more.
std::uint64_t count_occurrence(World& world, Key address);

// --- events ------------------------------------------------------------------------------------------------------

/// May this event happen: false when an intervention forbids it. Ask before any state changes.
bool permitted(Simulation& sim, const Event& event);

/// Writes the event into the chronicle; returns its index. Listeners are told after the running step.
std::int32_t record(Simulation& sim, std::int16_t mechanism, Event event, std::span<const Cause> causes);

// --- time --------------------------------------------------------------------------------------------------------

/// What is due after the scenario's end is dropped.
void schedule(Simulation& sim, Wake wake);

/// Starts a hazard: draws its threshold, at rate 0. Returns its index in World::hazards.
std::int32_t start_hazard(Simulation& sim, std::int16_t mechanism, std::uint16_t code, Key site, Key actor, Key target,
                          std::int32_t a, std::int32_t b);
/// From now on the intensity is `rate` a minute.
void set_rate(Simulation& sim, std::int32_t hazard, double rate);
void stop_hazard(Simulation& sim, std::int32_t hazard);

// --- keys and places ---------------------------------------------------------------------------------------------

/// The key of any entity, those born in the run included.
Key key_in(const Simulation& sim, Entity entity);

bool is_dark_at(const Simulation& sim, Instant t);

/// The value of an uncertain number in this history.
inline double value(const World& world, const Number& number) {
  return number.uncertain >= 0 ? world.sampled[static_cast<std::size_t>(number.uncertain)] : number.central;
}

/// Whether the i-th of a body's persons sits there: he may have left before this scenario's start.
inline bool sits(const World& world, const Body& body, std::size_t i) { return value(world, body.sits[i]) != 0; }

// --- life of a history -------------------------------------------------------------------------------------------

struct Start {
  chance::Key key{};
  bool fixed_parameters = false;
  bool blind_codings = false;
  std::span<const double> quantiles{};  ///< by row of Setting::uncertain: where in its prior a number is put; NaN: not said
  Instant until{};
  bool individuals = false;  ///< people of groups are persons, not only counts
  Labour labour{};
};

/// Builds the world at the scenario's start and lets every mechanism begin.
Simulation begin_history(const Setting& setting, Registry registry, const Interventions& interventions, Start start);

/// Fills what is fixed for the run (offsets, listeners, performers). begin_history and resume call it; the world's key
/// stands by then.
void index_registry(Simulation& sim);

/// Quantities set, events forced: at the start, or at the instant at which a saved history is taken up.
void intervene_at_start(Simulation& sim);

/// Runs until nothing is left to happen before `until` (inclusive) or the end of the frame.
void advance(Simulation& sim, Instant until);

/// The hash of the whole state, the same on every machine.
std::uint64_t state_hash(const World& world);

}  // namespace smolny
