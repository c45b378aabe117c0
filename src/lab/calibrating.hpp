#pragma once
// The part of the record that may be fitted to, and the scenario as a simulator of it. Claims of any other role are not
// kept, so nothing of them can be evaluated.

#include <expected>
#include <string>
#include <vector>

#include "lab/claims.hpp"
#include "lab/matching.hpp"
#include "lab/simulator.hpp"
#include "lab/specification.hpp"

namespace smolny {

/// The claims of use `forecast` and role `calibrates` that can be read off one history; all else is gone from it.
Record calibrating_claims(const Record& record);

/// How far off the model may be at its best: this share of a claim's scale.
struct Allowance {
  double discrepancy = 0.05;
};

/// A target for each claim. The scale of a truth is 1, of a date the frame, of a figure its range; a date is known to its
/// window, a figure to `within`, either taken as uniform. Throws std::logic_error for a claim that may not be fitted to.
std::vector<Target> targets_of(const Record& calibrating, const Setting& setting, const Allowance& allowance);

/// Outputs are what the claims find in a history: truths 0 or 1; dates and figures cut to their bounds, so that what does
/// not occur counts as the end of the frame; NaN where a history tells nothing. Inputs are the uncertain numbers below one
/// of `free`; a quantile of NaN leaves a number to chance. Setting and record must outlive it. Throws as targets_of().
std::expected<Simulator, std::string> calibrating_simulator(const Setting& setting, const Specification& specification,
                                                            const Record& calibrating, const std::vector<std::string>& free);

/// What is fitted unless other paths are named: parameters of mechanisms and weights of kinds of decider.
std::vector<std::string> free_parameters();

}  // namespace smolny
