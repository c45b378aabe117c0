#pragma once
// What came out of an ensemble: shares, quantiles, and how sure of them so many members make us.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "archive/archive.hpp"

namespace smolny {

inline constexpr std::array<int, 5> kQuantiles{5, 25, 50, 75, 95};

/// A share of members with its 95 % interval (Wilson 1927).
struct Share {
  double value = 0, low = 0, high = 0;
};
Share share_of(std::uint64_t part, std::uint64_t whole);

struct OutcomeSummary {
  OutcomeRow outcome;
  std::uint64_t members = 0;                              ///< that have a value: those that did not fail
  Share probability;                                      ///< boolean: that it holds; instant: that it occurs
  std::vector<std::pair<std::string, Share>> shares;      ///< category: in the order of the cases; `other` last
  std::array<double, kQuantiles.size()> quantiles{};      ///< number, instant; what never occurs is +infinity
};

struct Summary {
  std::uint64_t members = 0, failed = 0;
  std::map<std::string, std::uint64_t> reasons;  ///< why members failed
  std::string scenario;                          ///< its name
  std::string parameters, in_words;              ///< where histories have their uncertain numbers from (lab/specification.hpp); empty: not known
  Instant start{}, end{};
  std::vector<OutcomeSummary> outcomes;          ///< by kind, then by id
};

/// The least value v with at least a share q of the values at or below it; the values sorted, +infinity among them.
double quantile_of(const std::vector<double>& sorted, double q);

Summary summarize(const ArchiveHeader& header, const std::vector<MemberRow>& members);

/// `{members, failed, parameters, outcomes: {ID: {kind, unit, probability | shares | quantiles}}}`; an instant is a number of
/// minutes since `origin`, with the share in which it never occurs as `censored`, and null for quantiles beyond.
std::string summary_json(const Summary& summary);

/// The same as a table for people.
std::string summary_text(const Summary& summary);

}  // namespace smolny
