#pragma once
// Which causes an event would not have happened without. A cause is forbidden, the past up to its minute is kept, and
// the rest is lived again, with it and without it.
//
// Model: probability of necessity (Pearl 2009, ch. 9) under the model's own chance,
//   PN = max(0, 1 - P(effect | without the cause) / P(effect | with it)).
// Both probabilities are shares of branches that have the past in common and fresh chance from the minute after the
// cause. With no branches the answer is yes or no: the same history, the same draws, the cause vetoed.

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "chronicle/chronicle.hpp"
#include "lab/bootstrap.hpp"
#include "lab/specification.hpp"
#include "world/setting.hpp"

namespace smolny {

/// What counts as the same event in another course of things: kind, subjects, place, side, and of a decision its option.
/// Subjects born in the run (squads, contests, items) count as any: another squad may do the same.
Pattern like(const Setting& setting, const Event& event);

struct ButForPlan {
  Specification specification;           ///< of the member
  std::int32_t effect = -1;              ///< the event asked about
  std::optional<Pattern> effect_pattern; ///< what counts as the effect; nothing: the like of that event
  std::vector<std::int32_t> causes;      ///< events before it; see causes_worth_trying
  int branches = 0;                      ///< with and without each; 0: the same noise
  bool pairs = true;                     ///< where no single cause reaches 0.5, pairs of the top causes are tried
  unsigned threads = 0;
};

struct Necessity {
  std::vector<std::int32_t> causes;      ///< one, or two forbidden together
  bool forbidden = true;                 ///< false: something like the cause happened all the same, so nothing is learnt
  std::optional<bool> still_happens;     ///< same noise
  int hits_with = 0, hits_without = 0;   ///< of `branches` each
  double with = 0, without = 0;          ///< shares
  std::optional<double> probability;     ///< PN; nothing without branches, or where the effect never comes
  Interval interval{};                   ///< 90 % bootstrap
};

struct ButFor {
  int branches = 0;
  std::vector<Necessity> single, pairs;
};

std::expected<ButFor, std::string> but_for(const Setting& setting, const ButForPlan& plan);

/// The causes in the tree of an event, nearest first, at most `most`: the dawns and the calendar are left out, for
/// nobody could have prevented them, and of causes that are alike one is enough.
std::vector<std::int32_t> causes_worth_trying(const Setting& setting, const Chronicle& chronicle, std::int32_t effect, std::size_t most);

}  // namespace smolny
