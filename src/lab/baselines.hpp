#pragma once
// Forecasts that need no model, for the model to be held against. None of them knows the record of the claim that it
// forecasts.
//
//   timetable     knows what was on the calendar at the start and expects each event at one of those dates, give or take
//                 twelve hours; of what has no date it knows nothing
//   persistence   expects that all stays as it is: nothing happens, no figure moves from where it stood at the start, and polls
//                 come out as the last ones of the same people
//   base_rates    has seen the other claims of the record: how often what they name came about, and when; of figures it
//                 knows the range that could have been thought possible

#include <array>
#include <string_view>

#include "lab/claims.hpp"

namespace smolny {

enum class Baseline : std::uint8_t { timetable, persistence, base_rates, count_ };
std::string_view name_of(Baseline baseline);

/// ln of the probability that the baseline gives to the record of a claim, at the precision of the record.
double baseline_log_score(Baseline baseline, const Record& record, const Setting& setting, const Readings& readings,
                          std::size_t claim);

}  // namespace smolny
