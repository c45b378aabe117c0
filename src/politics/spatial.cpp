#include "politics/spatial.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "maths/elementary.h"
#include "politics/require.hpp"
#include "politics/sums.hpp"

namespace smolny::politics {
namespace {

bool is_weight(double value) { return value >= 0.0 && std::isfinite(value); }

}  // namespace

double squared_distance(Point a, Point b, Salience salience) {
  require(is_weight(salience.x) && is_weight(salience.y), "spatial: salience must be finite and not negative");
  return salience.x * (a.x - b.x) * (a.x - b.x) + salience.y * (a.y - b.y) * (a.y - b.y);
}

double yes_log_odds(const Member& member, const Motion& motion, double caucus_line) {
  require(is_weight(member.sensitivity) && is_weight(member.discipline),
          "spatial: sensitivity and discipline must be finite and not negative");
  require(caucus_line >= -1.0 && caucus_line <= 1.0, "spatial: a caucus line must be -1 to 1");
  const double gain = squared_distance(member.ideal, motion.status_quo, member.salience) -
                      squared_distance(member.ideal, motion.proposal, member.salience);
  require(std::isfinite(gain), "spatial: points must be finite");
  return member.sensitivity * gain + member.discipline * caucus_line;
}

double yes_probability(const Member& member, const Motion& motion, double caucus_line) {
  return maths::logistic(yes_log_odds(member, motion, caucus_line));
}

ExpectedVotes expected_votes(std::span<const Caucus> caucuses, const Motion& motion) {
  std::vector<double> yes, variance;
  for (const Caucus& caucus : caucuses) {
    const double p = yes_probability(caucus.member, motion, caucus.line);
    yes.push_back(caucus.members * p);
    variance.push_back(caucus.members * p * (1.0 - p));
  }
  return {order_free_sum(std::move(yes)), order_free_sum(std::move(variance))};
}

Middle median(std::span<const Placed> body) {
  std::vector<Placed> ordered(body.begin(), body.end());
  std::uint64_t votes = 0;
  for (const Placed& placed : ordered) {
    require(std::isfinite(placed.position), "spatial: a position must be finite");
    votes += placed.votes;
  }
  require(votes > 0, "spatial: a body without votes has no median");
  std::sort(ordered.begin(), ordered.end(), [](const Placed& a, const Placed& b) { return a.position < b.position; });

  const auto first_where = [&](auto reached) {
    std::uint64_t below = 0;
    for (const Placed& placed : ordered) {
      below += placed.votes;
      if (placed.votes > 0 && reached(below)) return placed.position;
    }
    return ordered.back().position;
  };
  return {first_where([&](std::uint64_t below) { return 2 * below >= votes; }),
          first_where([&](std::uint64_t below) { return 2 * below > votes; })};
}

bool in_winset(std::span<const IdealBloc> body, const Motion& motion, std::uint64_t quota) {
  std::uint64_t votes = 0;
  for (const IdealBloc& bloc : body) {
    const bool nearer = squared_distance(bloc.ideal, motion.proposal, bloc.salience) <
                        squared_distance(bloc.ideal, motion.status_quo, bloc.salience);
    votes += nearer ? bloc.votes : 0;
  }
  return votes >= quota;
}

}  // namespace smolny::politics
