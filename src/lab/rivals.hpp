#pragma once
// Rival readings of one scenario, held against those claims of the record that none of them states or presupposes:
// when something happened, in what order, who held which place, votes and seats (docs/readings.md).

#include <span>
#include <string>
#include <vector>

#include "lab/claims.hpp"

namespace smolny {

/// Whether a claim is neutral between readings. It is a forecast or what never happened, is read off a single history, and is
/// a date, an order or a dated event; or it is made of nothing but places, seats, cabinets, persons' whereabouts, and events
/// in which places change hands or bodies sit, vote and are left. Beliefs, legitimacy, obedience, mobilisation, force and
/// what was decided are what readings differ on.
bool is_neutral(const Claim& claim, const Setting& setting);

/// One ensemble, its record read.
struct RivalReadings {
  std::string name;
  const Setting* setting = nullptr;
  const Record* record = nullptr;
  const Readings* readings = nullptr;
};

struct RivalScore {
  std::string name;
  std::size_t members = 0;
  double log_score = 0, low = 0, high = 0;  ///< mean prequential log score on the neutral claims, and its 90 % interval
};

/// How far the first is ahead of the second: difference of the mean log scores, with its 90 % interval over members and blocks.
struct RivalPair {
  std::size_t first = 0, second = 0;
  double difference = 0, low = 0, high = 0;
  bool apart() const { return low > 0 || high < 0; }
};

/// What each ensemble gives to the record's word on one claim.
struct RivalClaim {
  std::string id, name, system;
  std::vector<double> probability;  ///< by rival
  double spread = 0;                ///< greatest less least
  bool tells = false;               ///< spread beyond what so few members leave uncertain
};

struct Rivalry {
  std::vector<RivalScore> scores;
  std::vector<RivalPair> pairs;
  std::vector<RivalClaim> claims;  ///< neutral ones, those that tell most first
  int telling() const;
};

/// Claims that one of the records lacks are left out.
Rivalry compare_rivals(std::span<const RivalReadings> rivals);

std::string rivalry_text(const Rivalry& rivalry);
std::string rivalry_json(const Rivalry& rivalry);

}  // namespace smolny
