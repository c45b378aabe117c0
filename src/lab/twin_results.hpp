#pragma once
// What `smolny twins` found of the twin claims of a record, as the score reads it: a JSON file
//
//   {"members": N, "claims": [{"id": ..., "effect": ..., "sign_probability": ..., "placebo_95": ...}, ...]}
//
// effect            difference, with less without the intervention, in the outcome: of a probability or share, or of a
//                   number in units of its standard deviation over the members
// sign_probability  share of draws of the parameters in which the effect has the sign of `effect`
// placebo_95        the 95th percentile of the absolute effects of twenty placebos on that outcome

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace smolny {

struct TwinResult {
  std::string claim;
  double effect = 0, sign_probability = 0, placebo_95 = 0;
};

struct TwinResults {
  std::uint64_t members = 0;
  std::vector<TwinResult> claims;
  const TwinResult* find(std::string_view claim) const;
};

std::expected<TwinResults, std::string> parse_twin_results(std::string_view json);

}  // namespace smolny
