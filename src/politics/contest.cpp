#include "politics/contest.hpp"

#include <cmath>

#include "maths/elementary.h"
#include "politics/choice.hpp"
#include "politics/require.hpp"

namespace smolny::politics {
namespace {

void check(const Attrition& attrition, const ContestSide& side) {
  require(attrition.base_rate > 0.0 && std::isfinite(attrition.base_rate), "contest: the base rate must be positive");
  require(attrition.resolve >= 0.0 && attrition.belief >= 0.0 && attrition.force >= 0.0,
          "contest: coefficients must not be negative");
  require(std::isfinite(side.resolve), "contest: resolve must be finite");
  require(side.belief > 0.0 && side.belief < 1.0, "contest: belief must lie between 0 and 1");
  require(side.visible_force > 0.0 && std::isfinite(side.visible_force), "contest: visible force must be positive");
}

// What keeps a side in place before the other's force is counted: a R + c logit w.
double firmness(const Attrition& attrition, const ContestSide& side) {
  return attrition.resolve * side.resolve + attrition.belief * maths::logit(side.belief);
}

// b ln(v_i / v_j), of exactly opposite sign when the sides change places.
double superiority(const Attrition& attrition, const ContestSide& side, const ContestSide& against) {
  return attrition.force * (maths::log(side.visible_force) - maths::log(against.visible_force));
}

}  // namespace

double ratio_success(double own_force, double other_force, double decisiveness) {
  return ratio_success(std::vector<double>{own_force, other_force}, decisiveness).front();
}

std::vector<double> ratio_success(std::span<const double> forces, double decisiveness) {
  require(!forces.empty(), "contest: nobody contends");
  require(decisiveness >= 0.0 && std::isfinite(decisiveness), "contest: decisiveness must not be negative");
  bool any = false;
  std::vector<double> log_forces;
  for (const double force : forces) {
    require(force >= 0.0 && std::isfinite(force), "contest: force must not be negative");
    any = any || force > 0.0;
    log_forces.push_back(maths::log(force));
  }
  if (!any || decisiveness == 0.0) {
    return std::vector<double>(forces.size(), 1.0 / static_cast<double>(forces.size()));
  }
  return logit_probabilities(log_forces, decisiveness);
}

double difference_success(double own_force, double other_force, double steepness) {
  require(steepness >= 0.0 && std::isfinite(own_force) && std::isfinite(other_force), "contest: out of range");
  return maths::logistic(steepness * (own_force - other_force));
}

double yield_rate(const Attrition& attrition, const ContestSide& side, const ContestSide& against) {
  check(attrition, side);
  check(attrition, against);
  return attrition.base_rate * maths::exp(-firmness(attrition, side) - superiority(attrition, side, against));
}

double holding_probability(const Attrition& attrition, const ContestSide& side, const ContestSide& against) {
  check(attrition, side);
  check(attrition, against);
  return maths::logistic(firmness(attrition, side) - firmness(attrition, against) +
                         2.0 * superiority(attrition, side, against));
}

double mean_duration(const Attrition& attrition, const ContestSide& one, const ContestSide& other) {
  return 1.0 / (yield_rate(attrition, one, other) + yield_rate(attrition, other, one));
}

double undecided_probability(const Attrition& attrition, const ContestSide& one, const ContestSide& other,
                             double time) {
  require(time >= 0.0, "contest: time must not be negative");
  return maths::exp(-(yield_rate(attrition, one, other) + yield_rate(attrition, other, one)) * time);
}

}  // namespace smolny::politics
