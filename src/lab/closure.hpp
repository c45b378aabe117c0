#pragma once
// What an outcome hung on: the events that settled it, the causes behind them, and the draws behind those. A member's
// answer to a what-if is counterfactual when both worlds made all of these draws, else interventional.

#include <cstdint>
#include <span>
#include <vector>

#include "chronicle/chronicle.hpp"
#include "world/world.hpp"

namespace smolny {

/// The events from which the causal closure of an outcome is walked back: indices into the chronicle, ascending, each
/// once. Events up to `Outcome::until` count where it is judged early.
///
///   first(P); count(P) of a boolean or category   the first match of P
///   last(P)                                       the last match
///   count(P) of a number; total(P)                every match
///   quantities      the events that set them: `captured` of the place for `held`, `killed` for `dead`, cabinets and
///                   falls for `formed`, `party` and `active`, walkouts and sittings for a body's shares, arrests,
///                   releases and journeys for a leader, ways raised and lowered for `raised`
///   other quantities (beliefs, arousal, men out)  the events that change who holds what: every `captured`, `killed`,
///                   `cabinet-formed` and `government-fell`
///
/// The clock, the calendar and parameters hang on nothing drawn in the run. What does not occur has no root in its
/// world; the answer then rests on the other world's closure.
std::vector<std::int32_t> roots_of(const Setting& setting, const Chronicle& chronicle, const Outcome& outcome);

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
