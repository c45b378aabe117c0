// Which cabinet is formed: a logit over every feasible coalition of parties.
// Reference: Martin & Stevenson, "Government formation in parliamentary democracies", American Journal of Political
// Science 45 (2001); coefficients drawn afresh in each history make it mixed (Glasgow, Golder & Golder 2012).
//
//   ln weight(C) = b_minority [seats < quota] + b_mwc [minimal winning] + b_n parties
//                + b_range ideological range + b_largest [has the largest party] + b_formateur [has the formateur]
//                + b_pact anti-pacts broken + b_incumbent [is the outgoing cabinet]
//
// Expected signs: mwc +, parties -, range -, largest +, formateur +, anti-pact -, incumbent +, minority -.
// Anti-pacts are public vows of two parties not to govern together; a vow raises a price and vetoes nothing. What is
// impossible (a party that cannot be asked, a portfolio nobody would hold) is the caller's veto.
// To draw one: add a Gumbel variate to each log weight, at the address of the coalition's members, take the greatest.
// Range: 1 to 12 parties (4095 coalitions), quota >= 1; range in the scenario's scale. Parties of equal and greatest
// strength are all "the largest". Errors (std::invalid_argument): range; a pact or formateur that names no row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "politics/coalitions.hpp"

namespace smolny::politics {

struct CabinetParty {
  std::uint32_t seats;
  double position;  // on the dimension that divides cabinets
};

struct Chamber {
  std::span<const CabinetParty> parties;
  std::uint64_t quota;  // seats needed to survive a vote of confidence
  std::span<const std::pair<std::size_t, std::size_t>> anti_pacts;
  std::optional<std::size_t> formateur;
  Coalition outgoing = 0;  // no outgoing cabinet: 0
};

struct CabinetFeatures {
  bool minority;
  bool minimal_winning;
  std::uint32_t parties;
  double range;
  bool has_largest;
  bool has_formateur;
  std::uint32_t anti_pacts_broken;
  bool incumbent;
};

// Log-odds per unit of each feature.
struct CabinetWeights {
  double minority = 0.0;
  double minimal_winning = 0.0;
  double parties = 0.0;
  double range = 0.0;
  double largest = 0.0;
  double formateur = 0.0;
  double anti_pact = 0.0;
  double incumbent = 0.0;
};

struct CabinetOption {
  Coalition members;  // bit i: row i
  CabinetFeatures features;
  double log_weight;
};

CabinetFeatures cabinet_features(const Chamber& chamber, Coalition members);
double cabinet_log_weight(const CabinetFeatures& features, const CabinetWeights& weights);

// Every coalition that the veto lets through (it answers true for what is impossible), by ascending bits.
std::vector<CabinetOption> possible_cabinets(const Chamber& chamber, const CabinetWeights& weights,
                                             const std::function<bool(Coalition)>& vetoed);

}  // namespace smolny::politics
