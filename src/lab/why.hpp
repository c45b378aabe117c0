#pragma once
// Why an event happened: the tree of its causes, down to the numbers and sources that weighed.

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lab/but_for.hpp"
#include "lab/member.hpp"
#include "lab/pressure.hpp"
#include "lab/reached.hpp"

namespace smolny {

struct CauseTree {
  std::int32_t event = -1;
  bool told_above = false;  ///< its causes stand elsewhere in the tree
  bool cut = false;         ///< it has causes, and the tree is not let grow deeper
  std::vector<Pressure> pressures;
  std::vector<std::string> draws;  ///< where it was left to chance, as far as that can be told
  std::vector<ReachedNumber> reached;  ///< of who acted, once for each: what an earlier history has made of them by the start
  std::vector<CauseTree> causes;
};

/// The event that is meant in a chronicle: the number of an event, a pattern (its first match), or a kind (its first).
struct Asked {
  std::int32_t event = -1;
  std::optional<Pattern> pattern;  ///< of a pattern: what counts as the effect
};
std::expected<Asked, std::string> find_asked(const Setting& setting, const Chronicle& chronicle, std::string_view text);

CauseTree tree_of(const History& history, const Explainer& explainer, std::int32_t event, int depth);

/// For people: a line for each event and each pressure, in both calendars where they differ.
std::string tree_text(const LoadedScenario& scenario, const History& history, const CauseTree& tree);
std::string but_for_text(const Setting& setting, const History& history, const ButFor& answer);

/// `{member, event: {index, at, kind, text, told_above?, cut?, draws, pressures: [{mechanism, parameter, meaning, value,
/// weight, grade, sources}], reached?: [{path, value}], causes: [...]}, reached_from?: {scenario, member}, but_for?: {branches, single: [...], pairs: [...]}}`.
std::string why_json(const LoadedScenario& scenario, const History& history, std::uint64_t member, const CauseTree& tree,
                     const ButFor* but_for);

}  // namespace smolny
