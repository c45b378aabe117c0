#pragma once
// Screening by elementary effects (Morris 1991, Technometrics 33), with the mean of their absolute values (Campolongo,
// Cariboni and Saltelli 2007, Environ. Model. Softw. 22). Pure: a design in the unit cube, and what its outputs say.

#include <cstdint>
#include <span>
#include <vector>

namespace smolny {

/// One walk through the cube in which every input moves once, by half the cube. Levels are the middles of four equal
/// parts (1/8, 3/8, 5/8, 7/8), so that no quantile is taken at an end of its prior.
struct Trajectory {
  std::vector<double> start;       ///< by input, in (0, 1)
  std::vector<std::size_t> order;  ///< which input moves first, second, ...
  std::vector<double> step;        ///< by input: +0.5 or -0.5

  std::size_t points() const { return order.size() + 1; }
  /// The point after k moves, k from 0 to the number of inputs.
  std::vector<double> point(std::size_t k) const;
};

/// Trajectory number `index` of a design; the same for the same seed whatever the other trajectories.
Trajectory morris_trajectory(std::size_t inputs, std::uint64_t index, std::uint64_t seed);

/// What one input does to one output, in units of the output over the whole range of the input's quantile (0 to 1).
struct ElementaryEffects {
  double mean = 0;           ///< mu: signs cancel
  double mean_absolute = 0;  ///< mu*: how much it matters
  double deviation = 0;      ///< sigma: standard deviation; large beside mu* where it acts through others or bends
  std::size_t count = 0;     ///< trajectories that told something
};

/// Effects by input. `outputs[t][k]` is the output at point k of trajectory t; a step with a NaN at either end is left out.
std::vector<ElementaryEffects> elementary_effects(std::span<const Trajectory> design, std::span<const std::vector<double>> outputs);

}  // namespace smolny
