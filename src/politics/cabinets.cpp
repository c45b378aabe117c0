#include "politics/cabinets.hpp"

#include <algorithm>
#include <cmath>

#include "politics/require.hpp"

namespace smolny::politics {
namespace {

void check(const Chamber& chamber) {
  const std::size_t n = chamber.parties.size();
  require(n >= 1 && n <= 12, "cabinets: 1 to 12 parties");
  require(chamber.quota >= 1, "cabinets: quota must be at least 1");
  require(!chamber.formateur || *chamber.formateur < n, "cabinets: the formateur must be a party");
  for (const auto& [a, b] : chamber.anti_pacts)
    require(a < n && b < n && a != b, "cabinets: an anti-pact joins two parties");
  for (const CabinetParty& party : chamber.parties) {
    require(std::isfinite(party.position), "cabinets: a position must be finite");
  }
}

bool holds(Coalition members, std::size_t row) { return (members >> row & 1U) != 0; }

}  // namespace

CabinetFeatures cabinet_features(const Chamber& chamber, Coalition members) {
  check(chamber);
  require(members != 0 && members < (Coalition{1} << chamber.parties.size()), "cabinets: no such coalition");
  std::vector<std::uint32_t> seats;
  for (const CabinetParty& party : chamber.parties) seats.push_back(party.seats);
  const std::uint32_t most = *std::max_element(seats.begin(), seats.end());

  CabinetFeatures features{};
  double left = 0.0, right = 0.0;
  for (std::size_t row = 0; row < seats.size(); ++row) {
    if (!holds(members, row)) continue;
    const double position = chamber.parties[row].position;
    left = features.parties == 0 ? position : std::min(left, position);
    right = features.parties == 0 ? position : std::max(right, position);
    ++features.parties;
    features.has_largest = features.has_largest || seats[row] == most;
  }
  features.range = right - left;
  features.minority = !is_winning(seats, chamber.quota, members);
  features.minimal_winning = is_minimal_winning(seats, chamber.quota, members);
  features.has_formateur = chamber.formateur && holds(members, *chamber.formateur);
  for (const auto& [a, b] : chamber.anti_pacts) {
    features.anti_pacts_broken += holds(members, a) && holds(members, b) ? 1 : 0;
  }
  features.incumbent = members == chamber.outgoing;
  return features;
}

double cabinet_log_weight(const CabinetFeatures& features, const CabinetWeights& weights) {
  const auto if_so = [](bool holds_true, double weight) { return holds_true ? weight : 0.0; };
  return if_so(features.minority, weights.minority) + if_so(features.minimal_winning, weights.minimal_winning) +
         weights.parties * features.parties + weights.range * features.range +
         if_so(features.has_largest, weights.largest) + if_so(features.has_formateur, weights.formateur) +
         weights.anti_pact * features.anti_pacts_broken + if_so(features.incumbent, weights.incumbent);
}

std::vector<CabinetOption> possible_cabinets(const Chamber& chamber, const CabinetWeights& weights,
                                             const std::function<bool(Coalition)>& vetoed) {
  check(chamber);
  std::vector<CabinetOption> options;
  for (Coalition members = 1; members < (Coalition{1} << chamber.parties.size()); ++members) {
    if (vetoed && vetoed(members)) continue;
    const CabinetFeatures features = cabinet_features(chamber, members);
    options.push_back({members, features, cabinet_log_weight(features, weights)});
  }
  return options;
}

}  // namespace smolny::politics
