#pragma once
// Approximate Bayesian computation by sequential Monte Carlo, with points replenished and tolerances that follow the points:
// Drovandi and Pettitt 2011 (Biometrics 67), Del Moral, Doucet and Jasra 2012 (Stat. Comput. 22). The prior is uniform on
// the part of the unit cube that is admissible, as quantiles are.
//
// Each round keeps the half of the points that come nearest to the record, sets the tolerance to the farthest of them, puts
// copies of them in the place of the others, and moves all of them by a random walk (Metropolis: a step counts where it is
// admissible and its run lies within the tolerance) until nineteen in twenty will have moved. All points are equally
// likely at all times.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "lab/design.hpp"

namespace smolny {

/// Runs the points, each once, and gives how far each is from the record; +infinity where a run fails. `stage` names the
/// batch, the same in every repetition of the same work.
using Distances = std::function<std::vector<double>(const std::string& stage, std::span<const CubePoint> points)>;
using Admissible = std::function<bool(std::span<const double>)>;

struct AbcPlan {
  std::size_t inputs = 0;
  std::size_t points = 200;
  std::size_t rounds = 8;          ///< at most
  double least_acceptance = 0.1;   ///< stops when a smaller share of steps counts
  double tolerance = 0;            ///< stops when it is reached
  std::size_t most_steps = 30;     ///< of a point in a round; fewer where more of them count
  std::uint64_t seed = 1;
  std::size_t candidates = 200'000;///< how many points of the cube are tried for the first admissible ones
};

struct AbcRound {
  double tolerance = 0;
  double acceptance = 0;   ///< share of the steps that counted
  std::size_t steps = 0;   ///< of each point
  std::size_t runs = 0;
};

struct AbcResult {
  std::vector<CubePoint> points;  ///< the posterior's; empty when nothing admissible was found
  std::vector<double> distances;
  std::vector<AbcRound> rounds;   ///< the first: points as they were drawn
  double effective = 0;           ///< N^2 over the sum of squared multiplicities: points that never parted count once
};

AbcResult approximate(const AbcPlan& plan, const Admissible& admissible, const Distances& distances);

/// N^2 / sum of m^2 over the distinct points, m being how often each stands there.
double effective_points(std::span<const CubePoint> points);

}  // namespace smolny
