#pragma once
// The bridge between two scenarios: how far the state that the histories of one have reached is from the state that the other is
// given at its start, quantity by quantity, in units of the uncertainty of both.

#include <expected>
#include <string>
#include <vector>

#include "archive/fault.hpp"
#include "lab/opening.hpp"

namespace smolny {

/// What both scenarios speak of. A row of the later scenario (a group, a unit, a body, a party) goes with the row of the earlier
/// one that bears its id, or its id as a tag. Parties of the later one that go with one party are added up.
///   people    persons of a group or unit, and the share of each party among them
///   seats     the share of each party in a body's seats
///   cabinet   whether a party sits in it, 0 or 1
struct Crossing {
  std::string kind, of, party;     ///< party: empty for persons
  double given = 0, given_sd = 0;  ///< mean and standard deviation over draws of what is uncertain at the start
  double reached = 0, reached_sd = 0;  ///< over histories
  /// (reached - given) / sqrt(given_sd^2 + reached_sd^2), each variance at the least that of one part in a thousand; the sign is
  /// that of what the road leads to.
  double distance = 0;
};

struct Bridge {
  Instant at{};              ///< when the later one starts; the histories are lived up to it
  std::uint64_t histories = 0;
  std::vector<Crossing> crossings;        ///< farthest first
  std::vector<std::string> only_given;    ///< groups, units and bodies of the later one that the earlier one does not have
};

/// `threads` 0: all cores. Bad input: the later scenario does not start within the frame of the earlier, or nothing is common.
std::expected<Bridge, Fault> bridge(const OpenArchive& road, const Setting& later, unsigned threads);

/// The share of the crossings within so many units.
double share_within(const Bridge& bridge, double units);

std::string bridge_json(const Bridge& bridge);
/// The `most` farthest and the summary.
std::string bridge_text(const Bridge& bridge, std::size_t most);

}  // namespace smolny
