#pragma once
// What is forecast of each claim, and how well: the part of scoring that is the same for the model, the coin and the
// baselines.

#include <cstdint>
#include <span>
#include <vector>

#include "lab/claims.hpp"
#include "lab/scoring_rules.hpp"

namespace smolny {

/// The frame of a scenario in minutes.
double frame_of(const Setting& setting);

/// What the record says: a truth (1), minutes since the start, or the figure.
double recorded(const Check& check, const Setting& setting);
/// How near to it counts as right: the window of a date's precision, or `within`.
double tolerance(const Check& check);
/// What a continuous claim is cut to before it is compared: the frame, or the range.
struct Bounds {
  double low = 0, high = 1;
};
Bounds bounds_of(const Check& check, const Setting& setting);

/// The probability that somebody gives to a claim who knows no more than the scale of it:
///   a dated event   the share of the frame that the window of its precision covers
///   an order        1 / n! for n events
///   anything else   a coin
double naive_probability(const Check& check, const Setting& setting);

/// Whether lab/claims reads it off a single history (not twins, contrasts, reports).
bool is_read(const Check& check);

/// The ensemble's sample of a claim; readings that tell nothing (NaN) are left out and the rest weighted up.
Sample sample_of(std::span<const Reading> readings, std::span<const double> weights);

/// Share of the weight of the members that tell something of the claim.
double told_share(std::span<const Reading> readings, std::span<const double> weights);

/// The probability that the forecast gives to what the record says, to the precision of the record: of a truth its
/// share, of a date or figure the share within the tolerance; smoothed by half a member either way. Members that tell
/// nothing forecast as one who knows no more than the scale of the claim: of events that never come about no order is
/// known.
double probability_of_record(const Check& check, const Setting& setting, std::span<const Reading> readings,
                             std::span<const double> weights);

/// A verdict on one claim (validity.md: "supported").
struct Support {
  bool holds = false;    ///< in the ensemble's terms
  bool skilled = false;  ///< its score is no worse than the naive forecast's
  double score = 0, naive = 0;  ///< log score (binary; higher is better) or CRPS (lower is better)
  double probability = 0;       ///< of the claim; of a date or figure, that there is one
  double complete = 1;          ///< of an order: share of members in which all its events came about
  double low = 0, median = 0, high = 0;  ///< quantiles 5, 50, 95 of a continuous claim
  bool supported() const { return holds && skilled; }
};
Support support_of(const Check& check, const Setting& setting, std::span<const Reading> readings);

}  // namespace smolny
