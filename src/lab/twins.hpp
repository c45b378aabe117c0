#pragma once
// The twin claims of a record put to the test, and twenty placebos beside them (docs/record.md: "How claims are scored").
//
// Every member draws its parameters once and is lived `branches` times, in each branch with the change and without it.
//
//   effect            mean paired difference in the outcome; of a number or a date divided by its standard deviation over
//                     the lives without the change. A date that does not occur counts as the end of the frame.
//   low, high         90 % bootstrap interval of it, members being resampled whole
//   sign_probability  of the members whose mean difference is not nought, the share with the effect's sign; ties tell
//                     nothing of a sign (Dixon and Mood 1946). One half where all are ties
//   placebo95         the 95th percentile of the absolute effects of the placebos on that outcome
//   supported         the effect has the claimed sign, is 0.03 or more, has its sign with probability 0.9, and is beyond
//                     placebo95
//
// A placebo is a change that should matter to nobody's fate: the resolve of one small unit set, once, to its central
// value and 0.02 more. The units with the fewest men are taken, each in its turn; no claim and no outcome is looked at.
// What effects they show is the noise of twins that have come apart.

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "archive/fault.hpp"
#include "lab/comparison.hpp"
#include "scenario/record.hpp"

namespace smolny {

inline constexpr int kPlacebos = 20;
inline constexpr double kLeastTwinEffect = 0.03, kSureOfSign = 0.9;

struct TwinFinding {
  const Claim* claim = nullptr;
  double effect = 0, low = 0, high = 0, sign_probability = 0.5, placebo95 = 0;
  std::optional<double> option_probability;
  bool supported = false;
};

struct PlaceboFinding {
  std::string command;
  std::vector<double> effects;  ///< on the outcome of each twin, in their order
};

struct TwinsFound {
  std::uint64_t members = 0, branches = 0, failed = 0;
  std::vector<TwinFinding> twins;        ///< in the order of the record
  std::vector<PlaceboFinding> placebos;
};

/// The commands of the placebos; none when the scenario has no units.
std::vector<std::string> placebo_commands(const Setting& setting, int count = kPlacebos);

/// An effect and how sure it is, from pairs in order of member and branch. `outcome_case` is looked at of a category.
TwinFinding effect_on(const Setting& setting, const std::vector<Pair>& pairs, OutcomeId outcome, std::int32_t outcome_case, std::uint64_t seed);

/// `plan.branches` lives of each member. The record must outlive the result.
std::expected<TwinsFound, Fault> find_twins(const Setting& setting, const Record& record, const ComparisonPlan& plan,
                                            const std::function<void(std::uint64_t done, std::uint64_t total)>& on_progress = {});

/// `{members, branches, twins: [{claim, outcome, value, effect, low, high, sign_probability, placebo95, supported,
/// option_probability}], placebos: [{do, effects: [{outcome, value, effect}]}]}`: what `score --twins` reads.
std::string twins_json(const Setting& setting, const TwinsFound& found);
std::string twins_text(const Setting& setting, const TwinsFound& found);

}  // namespace smolny
