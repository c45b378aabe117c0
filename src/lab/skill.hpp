#pragma once
// How well claims were forecast, in all and by what fitting may do with them: those it may use, those it may not look at,
// and what never happened; beside forecasts that need no model, and other ensembles.

#include <array>
#include <map>
#include <string>
#include <vector>

#include "lab/baselines.hpp"
#include "lab/prequential.hpp"

namespace smolny {

/// Another ensemble on the same claims.
struct Against {
  double score = 0;                   ///< its mean log score
  double gain = 0, low = 0, high = 0; ///< the model's less its own, and the 90 % interval of that by block bootstrap
};

struct Skill {
  int claims = 0;
  double model = 0, low = 0, high = 0;  ///< mean log score a claim, and its 90 % interval by block bootstrap
  std::array<double, static_cast<std::size_t>(Baseline::count_)> baselines{};
  std::map<std::string, Against> models;
  int inside = 0, figures = 0;          ///< of dates and figures that are forecast, those inside the 5 and 95 % quantiles
};

/// "calibrates", "checks" or "never".
std::string_view part_of(const Claim& claim);

/// Of the steps whose claim is of the part; of all without one.
Skill skill_of(const Record& record, const Setting& setting, const Readings& readings, const std::vector<Step>& steps, std::string_view part = {});

/// Sets a skill beside the steps of another ensemble, claim by claim.
Against against(const Record& record, const Setting& setting, const std::vector<Step>& own, const std::vector<Step>& other,
                std::string_view part = {});

}  // namespace smolny
