#pragma once
// What `smolny twins` found of the twin claims of a record, as the score reads it: a JSON file
//
//   {"twins": [{"claim", "outcome", "effect", "low", "high", "sign_probability", "placebo95"}, ...]}
//
// effect            difference that the intervention makes in the outcome: of a probability or share, or of a number in
//                   units of its standard deviation over the members
// low, high         90 % interval of the effect
// sign_probability  share of draws of the parameters in which the effect has the sign of `effect`
// placebo95         the 95th percentile of the absolute effects of twenty placebos on that outcome

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace smolny {

struct TwinResult {
  std::string claim, outcome;
  double effect = 0, low = 0, high = 0, sign_probability = 0, placebo_95 = 0;
};

struct TwinResults {
  std::vector<TwinResult> twins;
  const TwinResult* find(std::string_view claim) const;
};

std::expected<TwinResults, std::string> parse_twin_results(std::string_view json);

}  // namespace smolny
