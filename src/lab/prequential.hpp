#pragma once
// The prequential log score (Dawid 1984, J. R. Stat. Soc. A 147): each claim of the record is forecast given the record
// before it, for the claims of one history hang together.
//
//   order       by the instant at which a claim is settled, then by id
//   forecast    the members, weighted by how well each agrees with the record so far (sequential importance weights)
//   score       ln p, p the probability given to the record at its own precision (lab/forecasts)
//   weights     w(m) <- w(m) L(m); of a truth L is 1 - e where the member agrees and e where not, of a date or figure
//               L = e + (1 - 2e) exp(-((x - y) / tolerance)^2 / 2), with e = 0.1: the record is not certain either
//   tempering   w(m) <- w(m)^t with the greatest t <= 1 that leaves an effective size of a quarter of the members (the
//               adaptive steps of Del Moral, Doucet and Jasra 2006); since the whole weight is tempered each time, what
//               lies further back counts for less. Members are never drawn anew, so no chance enters the score.
// An order of which a member tells nothing leaves that member's weight as it was, and is forecast by it as by chance.

#include <span>
#include <vector>

#include "lab/claims.hpp"

namespace smolny {

struct Step {
  std::size_t claim = 0;      ///< index in the record
  double log_score = 0;
  double members = 0;         ///< effective size of the weights with which it was forecast
};

/// The claims that are scored this way: checkable forecasts, and what never happened, in their order.
std::vector<std::size_t> prequential_order(const Record& record, const Setting& setting);

std::vector<Step> prequential(const Record& record, const Setting& setting, const Readings& readings);

/// Raises the weights to the greatest power up to 1 that leaves the effective size at `least` or more; they sum to 1 after.
void temper(std::vector<double>& log_weights, std::vector<double>& weights, double least);

}  // namespace smolny
