#pragma once
// A score for people and for machines.

#include <string>

#include "lab/forecasts.hpp"
#include "world/setting.hpp"

namespace smolny {

struct Score;

/// What an ensemble says of a claim: "in 83 % of histories", "25 Oct 02:10 (90 %: ... to ...), in 97 % of histories".
std::string words_of(const Check& check, const Setting& setting, const Support& support);
std::string words_of_difference(double difference, double sign_probability);

/// `{systems, skill, coverage90, null_supported, ...}`.
std::string score_json(const Record& record, const Setting& setting, const Score& score);
/// The same as tables; `claims`: with the prior predictive table and a line for each claim.
std::string score_text(const Record& record, const Setting& setting, const Score& score, bool claims);

}  // namespace smolny
