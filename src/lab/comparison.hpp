#pragma once
// Two worlds with the same chance: each member is lived through once as it is and once for every change, and the
// answers are laid beside one another.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "archive/fault.hpp"
#include "lab/specification.hpp"
#include "world/setting.hpp"

namespace smolny {

/// What is changed in a twin, beyond what holds in both worlds.
struct Change {
  std::vector<std::string> commands;  ///< as `--do` takes them
  std::vector<std::string> without;   ///< mechanisms left out
};

struct ComparisonPlan {
  Specification specification;  ///< of both worlds; its member and branch are not used
  std::uint64_t members = 0;    ///< each with its own draw of the uncertain numbers
  std::uint64_t branches = 1;   ///< lives of each: the same numbers, other chance
  unsigned threads = 0;
};

struct PairedOutcome {
  double base = 0, twin = 0;     ///< as OutcomeValues
  bool counterfactual = false;
};

/// One life of one member in both worlds.
struct Pair {
  std::uint64_t member = 0, branch = 0;
  bool failed = false;
  std::vector<PairedOutcome> outcomes;  ///< by Setting::outcomes
};

/// The option that each decision of the base world took first; -1: it did not come up.
using FirstOptions = std::vector<std::int16_t>;

struct Comparison {
  std::vector<std::vector<Pair>> pairs;    ///< per change, by member and branch
  std::vector<FirstOptions> base_options;  ///< by member and branch; empty where the base world failed
  std::uint64_t failed = 0;                ///< lives that failed in the base world
};

/// Runs every pair. The base world is run once for all changes.
std::expected<Comparison, Fault> compare_worlds(const Setting& setting, const ComparisonPlan& plan,
                                                const std::vector<Change>& changes,
                                                const std::function<void(std::uint64_t done, std::uint64_t total)>& on_progress = {});

/// One row of an answer. Booleans and cases of a category are compared by probability, numbers by their mean, instants
/// by their mean in minutes over the members in which they occur in both worlds.
struct Effect {
  std::string id;
  std::string value;  ///< the case of a category; empty for the rest
  double base = 0, twin = 0, difference = 0;
  double low = 0, high = 0;          ///< 90 % paired bootstrap interval of the difference
  double changed = 0;                ///< share of lives whose outcome differs
  double counterfactual_share = 0;
};

std::vector<Effect> effects_of(const Setting& setting, const std::vector<Pair>& pairs, std::uint64_t seed);

/// The paired difference of each life in one outcome (or one case of it), in the order of `pairs`; NaN where it says
/// nothing: a life that failed, an instant that did not occur in both worlds.
std::vector<double> differences_in(const std::vector<Pair>& pairs, const Setting& setting, OutcomeId outcome, std::int32_t outcome_case);

/// How often the model itself took the option first, among the lives in which the decision came up. Nothing when it
/// never came up, when more is changed than one option of one decision, or when something else is changed.
std::optional<double> option_probability(const Setting& setting, const Change& change, const std::vector<FirstOptions>& base);

/// Below this frequency a forced option is called a miracle.
inline constexpr double kMiracle = 0.01;

}  // namespace smolny
