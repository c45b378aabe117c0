#pragma once
// How an ensemble stands to the record (docs/record.md: "How claims are scored"). Three columns that are never added up:
// given, assumed, forecast; beside them what never happened. Only forecasts can be success.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lab/forecasts.hpp"
#include "lab/skill.hpp"
#include "lab/twin_results.hpp"

namespace smolny {

struct Verdict {
  std::size_t claim = 0;             ///< index in the record
  std::optional<bool> supported;     ///< nothing: not checkable, or not evaluated
  Support support{};
  std::string says;                  ///< what the ensemble says of it
  std::string reason;                ///< why it is not checkable or not evaluated
};

struct ColumnScore {
  int claims = 0, checkable = 0, supported = 0;
};

struct SystemScore {
  ColumnScore given, assumed, forecast, checks;  ///< checks: those forecasts that no fitting may look at
  ColumnScore never;
};

/// A calibrating figure: the probability of the record, to its precision, before any fitting and after. An ensemble knows one of them,
/// that which its histories were drawn from; another that is held against it may bring the other.
struct PriorFigure {
  std::size_t claim = 0;
  std::optional<double> prior, posterior;
  bool built_in() const { return prior && *prior >= 0.95; }                          ///< the model could hardly have said otherwise
  bool bought() const { return prior && posterior && *prior < 0.05 && *posterior > 0.5; }
};

struct Score {
  std::size_t members = 0;
  std::map<std::string, SystemScore> systems;
  std::vector<Verdict> verdicts;      ///< in the order of the record, patterns left out
  std::vector<Step> steps;            ///< the prequential course
  Skill skill;                        ///< over all that is scored
  std::map<std::string_view, Skill> parts;  ///< by part_of(), of those that have a claim
  std::optional<double> coverage90;   ///< share of dates and figures inside the 5 and 95 % quantiles
  int covered_of = 0;                 ///< how many dates and figures that is a share of
  double null_supported = 0;          ///< share of the checkable forecasts that a coin would have had supported
  double effective_claims = 0;        ///< how many independent claims the scored ones are worth
  double supported_low = 0, supported_high = 0;  ///< 90 % interval of the share of forecasts supported
  std::vector<PriorFigure> prior_predictive;
};

/// Scores the readings. `twins`: what was found of twin claims; without it they stay unevaluated and say so.
Score score_record(const Record& record, const Setting& setting, const Readings& readings, const TwinResults* twins = nullptr);

/// Sets another ensemble, by name, beside the skill and its parts. Where `score` is of histories that were drawn from a posterior and the
/// other's were not (`lived_in`: their setting), it tells what the prior gave to each figure.
void hold_against(Score& score, const std::string& name, const Record& record, const Setting& setting, const Setting& lived_in, const Readings& other);

/// Mean prequential log score of an ensemble.
double mean_log_score(const Record& record, const Setting& setting, const Readings& readings);

/// How many independent claims the steps are worth: K^2 over the sum of squared correlations between what the members
/// say to each pair of claims; claims on which all members agree vary with none.
double effective_number(const Record& record, const Setting& setting, const Readings& readings, const std::vector<Step>& steps);

/// The share of checkable forecasts that a coin has supported, over `rounds` ensembles of as many members: a truth falls
/// either way, an event comes or not and at any time of the frame, a figure anywhere in its range.
double coin_supported(const Record& record, const Setting& setting, std::size_t members, int rounds);

}  // namespace smolny
