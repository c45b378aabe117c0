#include "politics/caucus.hpp"

#include <utility>
#include <vector>

#include "maths/elementary.h"
#include "politics/require.hpp"
#include "politics/sums.hpp"

namespace smolny::politics {
namespace {

bool is_share(double value) { return value >= 0.0 && value <= 1.0; }

}  // namespace

double outside_option(double base, double fear, double belief_others_survive) {
  require(is_share(belief_others_survive), "caucus: a belief must be 0 to 1");
  return base - fear * belief_others_survive;
}

double utility_of_staying(const Exit& exit) {
  require(is_share(exit.pivotal), "caucus: a chance must be 0 to 1");
  require(exit.complicity >= 0.0 && exit.force_used >= 0.0, "caucus: force and complicity must not be negative");
  return exit.pivotal * exit.coalition_value - exit.complicity * exit.force_used;
}

double utility_of_leaving(const Exit& exit) {
  require(is_share(exit.others_leaving), "caucus: a share must be 0 to 1");
  return exit.outside_option + exit.conformity * exit.others_leaving;
}

double exit_log_odds(const Exit& exit) {
  require(exit.rationality >= 0.0, "caucus: rationality must not be negative");
  return exit.rationality * (utility_of_leaving(exit) - utility_of_staying(exit));
}

double exit_probability(const Exit& exit) { return maths::logistic(exit_log_odds(exit)); }

double leaver_probability(bool caucus_leaves, double discipline, double own_chance) {
  require(is_share(discipline), "caucus: discipline must be 0 to 1");
  require(is_share(own_chance), "caucus: a chance must be 0 to 1");
  return (caucus_leaves ? discipline : 0.0) + (1.0 - discipline) * own_chance;
}

Remaining after_walkout(std::span<const Part> body) {
  std::vector<double> remaining, yes;
  for (const Part& part : body) {
    require(is_share(part.yes) && is_share(part.leave), "caucus: a chance must be 0 to 1");
    remaining.push_back(part.members * (1.0 - part.leave));
    yes.push_back(remaining.back() * part.yes);
  }
  const double members = order_free_sum(std::move(remaining));
  return {members > 0.0 ? order_free_sum(std::move(yes)) / members : 0.0, members};
}

}  // namespace smolny::politics
