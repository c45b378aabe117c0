#pragma once
// What an outcome hung on: the events that settled it, the causes behind them, and the draws behind those. A member's
// answer to a what-if is counterfactual when both worlds made all of these draws, else interventional.

#include <cstdint>
#include <span>
#include <vector>

#include "chronicle/chronicle.hpp"
#include "world/world.hpp"

namespace smolny {

/// The events from which the causal closure of an outcome is walked back.
struct Roots {
  std::vector<std::int32_t> events;  ///< indices into the chronicle, ascending, each once
  bool complete = true;              ///< false: the outcome reads a quantity that no kind of event accounts for
};

/// The roots of an outcome in one history, events up to `Outcome::until` counted where it is judged early.
///
///   first(P); count(P) of a boolean or category   the first match of P
///   last(P)                                       the last match
///   count(P) of a number                          every match
///   quantities      the events that set them: `captured` of the place for `held`, `killed` for `dead`, cabinets and
///                   falls for `formed`, `party` and `active`, walkouts and sittings for a body's shares, arrests,
///                   releases and journeys for a leader, ways raised and lowered for `raised`
///
/// Quantities that no event accounts for (beliefs, arousal, legitimacy, men out) leave the roots incomplete; the clock,
/// the calendar and parameters hang on nothing drawn in the run.
Roots roots_of(const Setting& setting, const Chronicle& chronicle, const Outcome& outcome);

/// The roots and everything that they came of, ascending.
std::vector<std::int32_t> causal_closure(const Chronicle& chronicle, std::span<const std::int32_t> roots);

/// The hashes of the draws behind those events, ascending, each once.
std::vector<std::uint64_t> draws_behind(const Chronicle& chronicle, std::span<const std::int32_t> events);

/// The hashes of every address that a history has visited, ascending: from the count of occurrences in its state, so
/// the draws made while it was begun are among them. Draws of populations have no occurrence and are not counted.
std::vector<std::uint64_t> visited_addresses(const World& world);

/// Whether every hash is among the sorted ones.
bool all_among(std::span<const std::uint64_t> hashes, std::span<const std::uint64_t> sorted);

}  // namespace smolny
