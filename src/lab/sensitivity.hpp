#pragma once
// Which inputs carry an output's variance: elementary effects of all of them, then shares of variance of those that
// matter, of all numbers of a grade together, and of chance.
//
// Chance. A run is stochastic, so chance is treated as one input among the others. In a trajectory of Morris all points
// share their chance (common random numbers), and in pick and freeze a row of A shares it with the row mixed from it: a
// difference is then the input's own and not that of two throws of the dice. Other trajectories and rows have other
// chance, so that nothing hangs on one throw; and chance is picked and frozen itself, as a category, which gives its share.

#include <cstdint>
#include <string>
#include <vector>

#include "lab/morris.hpp"
#include "lab/simulator.hpp"
#include "lab/sobol.hpp"

namespace smolny {

struct SensitivityPlan {
  bool morris = true, sobol = true;
  std::uint64_t trajectories = 10;
  std::uint64_t runs_per_point = 1;  ///< of a trajectory: their mean is the output
  std::uint64_t rows = 500;          ///< of pick and freeze
  std::uint64_t keep = 10;           ///< how many inputs screening keeps
  std::vector<std::size_t> inputs;   ///< kept whatever screening says
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::string own_posterior;         ///< that the scenario runs from unless told: said, and left aside
};

enum class GroupKind : std::uint8_t { input, grade, chance };

/// What is picked and frozen together.
struct VariedGroup {
  GroupKind kind = GroupKind::input;
  std::string name;                 ///< of the input, of the grade, or `chance`
  std::vector<std::size_t> inputs;
};

struct Sensitivity {
  std::vector<std::vector<ElementaryEffects>> effects;  ///< by output, by input; empty without Morris
  std::vector<std::size_t> kept;                        ///< inputs, the one that matters most first
  std::vector<VariedGroup> groups;                            ///< kept inputs, grades, chance
  std::vector<SobolShares> shares;                      ///< by output; its `inputs` by group
  std::uint64_t runs = 0, failed = 0;                   ///< failed runs are left out of what they would have been part of
  std::string reason;                                   ///< of the first failure
};

/// An input's weight in screening is the largest, over the outputs, of its mu* over the largest mu* of that output.
Sensitivity analyse(const Simulator& simulator, const SensitivityPlan& plan, const OnRuns& on_runs = {});

}  // namespace smolny
