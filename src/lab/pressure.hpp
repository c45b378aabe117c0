#pragma once
// A pressure in words: which number of the scenario weighed, what it means, what it was in this history, and what it
// rests on.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/simulation.hpp"
#include "scenario/loader.hpp"

namespace smolny {

struct Pressure {
  std::string mechanism;   ///< "decisions" for what a decider weighed
  std::string parameter;   ///< `command.belief`; of a decision `decider_kind.official.weights.threat`
  std::string meaning, unit;
  double value = 0;        ///< of the parameter in this history
  double weight = 0;       ///< its contribution, in log-odds or as a rate; the sign counts
  Grade grade = Grade::ungraded;
  std::vector<SourceId> sources;
};

class Explainer {
 public:
  /// Both must outlive it.
  Explainer(const LoadedScenario& scenario, const Simulation& sim);

  /// What a cause that is no event says; empty names where it says nothing that is known.
  Pressure explain(const Recorded& event, const Cause& cause) const;

 private:
  void rest_on(Pressure& pressure, const std::string& path) const;

  const LoadedScenario& scenario_;
  const Simulation& sim_;
  std::map<std::string_view, const NumberNote*> notes_;
};

/// What a feature of an option is, for people: `belief in a blow that it may forestall`.
std::string_view meaning_of(Feature feature);

}  // namespace smolny
