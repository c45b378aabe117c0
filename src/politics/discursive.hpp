// The discursive dilemma: a body that votes on reasons and a body that votes on the conclusion can differ, though
// every member is consistent. References: Kornhauser & Sager, Yale Law Journal 96 (1986); List & Pettit, Economics
// and Philosophy 18 (2002).
//
// The conclusion holds if all premises do (conjunctive) or if any does (disjunctive). Each faction judges the premises
// and draws the conclusion itself.
//   premise by premise   the majority judges each premise; the conclusion is drawn from those
//   conclusion only      the majority of the factions' conclusions
// Strict majorities of votes; an equal vote is a no. Range: 1 to 32 premises; errors: std::invalid_argument.
#pragma once

#include <cstdint>
#include <span>

namespace smolny::politics {

struct Judgment {
  std::uint32_t votes;
  std::uint32_t premises;  // bit k: premise k is held true
};

enum class Connective { conjunctive, disjunctive };

struct Discourse {
  std::uint32_t premises;  // those a majority holds true
  bool by_premises;        // the conclusion drawn from them
  bool by_conclusion;      // the conclusion a majority draws
  bool is_dilemma() const { return by_premises != by_conclusion; }
};

Discourse deliberate(std::span<const Judgment> judgments, unsigned premises, Connective connective);

}  // namespace smolny::politics
