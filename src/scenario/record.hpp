#pragma once
// The record: what is known to have happened, as claims that a history can be held against (docs/record.md). A claim is
// data; how an ensemble stands to it is worked out in lab/score.

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/loader.hpp"

namespace smolny {

/// What a claim is worth. Only `forecast` can be success; `never` is what could have happened and did not; `pattern` is
/// reported and not scored.
enum class ClaimUse : std::uint8_t { given, assumed, forecast, never, pattern, count_ };
enum class ClaimRole : std::uint8_t { none, calibrates, checks };
enum class Precision : std::uint8_t { hour, day, month };
enum class Is : std::uint8_t { about, below, above, at_most, at_least, exactly };
/// What is taken from the events that match a pattern: how many, the sum of their amounts, or one amount.
enum class Take : std::uint8_t { count, total, first, last, largest };

enum class CheckKind : std::uint8_t {
  happens, never, when, value, order, share, contrast, belief, structure, twin, report, not_checkable, count_
};

std::string_view name_of(ClaimUse use);
std::string_view name_of(ClaimRole role);
std::string_view name_of(CheckKind kind);

/// Minutes either side of a date that is known to this precision.
constexpr double window_of(Precision p) { return p == Precision::hour ? 180 : p == Precision::day ? 1440 : 21600; }

/// A number read off a history: an expression at an instant, or an amount of the events of a pattern.
struct Figure {
  Expression of{};
  PatternId pattern{};
  Take take = Take::count;
  bool dated = false;   ///< at `at` instead of the end of the frame
  Instant at{};
  Instant from{}, until{};  ///< the pattern's events in this span; both ends included
  bool empty() const { return of.empty() && !pattern.has(); }
};

/// One line of a pattern's report.
struct ReportLine {
  std::string label, unit;
  Figure figure;
  Expression given{};          ///< only members in which this holds at the end
  bool probability = false;    ///< the share of members in which the figure is not 0, instead of its quantiles
};

struct Check {
  CheckKind kind = CheckKind::not_checkable;
  Figure figure{};                 ///< happens, never, value, share, belief, contrast, structure
  double at_least = 1;             ///< happens, never: so many events at least, or a figure of so much
  PatternId pattern{};             ///< when; contrast: given
  PatternId against{};             ///< contrast: the other members are those with this; none: those without `pattern`
  Instant by{};                    ///< contrast: given and against look no further than this
  std::vector<PatternId> order{};  ///< one after the other
  bool dated = false;              ///< when, happens: `at` is given
  Instant at{};
  Precision precision = Precision::day;
  bool last = false;               ///< when: the last match instead of the first
  Is is = Is::about;
  double target = 0, within = 0;
  double low = 0, high = 1;        ///< what could have been thought possible: scale of the naive forecasts
  bool ranged = false;
  std::string unit{};
  std::vector<std::string> act{};      ///< twin: interventions
  std::vector<std::string> without{};  ///< twin: mechanisms left out
  OutcomeId outcome{};
  std::string category{};
  int sign = 1;                    ///< twin, contrast: raises or lowers
  std::vector<ReportLine> lines{}; ///< report
  std::string reason{};            ///< not checkable
};

struct Claim {
  std::string id{}, name{}, note{}, system{};
  ClaimUse use = ClaimUse::forecast;
  ClaimRole role = ClaimRole::none;
  std::string beside{};  ///< of a `never`: the claim that it stands beside
  Check check{};
  bool checkable() const { return check.kind != CheckKind::not_checkable; }
};

struct Record {
  std::vector<Claim> claims;  ///< by id
  const Claim* find(std::string_view id) const;
};

/// Reads the section `record` of a loaded scenario. What is wrong with it joins the scenario's diagnostics and report.
Record read_record(LoadedScenario& loaded);

/// Whether the claim is about a number with a target that it lies near to, or a date: what has quantiles.
bool is_continuous(const Check& check);

/// The instant by which a claim is settled: that it names, else the end of the frame. Claims are scored in this order.
Instant settled_at(const Check& check, const Setting& setting);

}  // namespace smolny
