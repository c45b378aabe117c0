#pragma once
// From a history to readings: what each claim of the record, and each line of a pattern's report, finds in it.

#include <cstdint>
#include <expected>
#include <span>
#include <vector>

#include "chronicle/chronicle.hpp"
#include "lab/observe.hpp"
#include "scenario/record.hpp"

namespace smolny {

/// What a claim finds in one member.
///   happens, never, structure, order, figures with a bound   value: the claim holds (1), fails (0), tells nothing (NaN)
///   when                                     value: minutes since the start, +infinity when it did not occur
///   figures near a target                    value: the figure, +infinity when there is none
///   contrast                                 value: the figure; group 1: `given`, 0: the others, NaN: neither
struct Reading {
  double value = 0;
  double group = 0;  ///< of an order: all its events occurred
};

/// Readings of an ensemble: by claim, then by member. Lines of reports likewise, with whether the line's condition holds.
struct Readings {
  std::size_t members = 0;
  std::vector<std::vector<Reading>> claims;
  std::vector<std::vector<std::vector<Reading>>> lines;  ///< per claim, per line; group: the condition holds
  std::vector<double> at_start;                          ///< per claim: its figure when nothing has happened; NaN: none
};

class ClaimReader {
 public:
  ClaimReader(const Record& record, const Setting& setting);

  /// What has to be evaluated in a running history.
  std::span<const Probe> probes() const { return probes_; }
  /// The same figures at the start.

  /// Adds a member: its chronicle, matched to the setting's patterns, and the values of the probes.
  void add(const Chronicle& chronicle, std::span<const double> observed, Readings& readings) const;
  void set_start(std::span<const double> observed_at_start, Readings& readings) const;

  Readings none() const;

 private:
  double figure(const Figure& f, const Chronicle& chronicle, std::span<const double> observed, std::int32_t probe) const;
  Reading read(const Claim& claim, std::int32_t probe, const Chronicle& chronicle, std::span<const double> observed) const;

  struct Slots {
    std::int32_t figure = -1;
    std::vector<std::int32_t> line, given;
  };
  const Record& record_;
  const Setting& setting_;
  std::vector<Probe> probes_;
  std::vector<Slots> slots_;  ///< per claim: which probe is which
};

}  // namespace smolny
