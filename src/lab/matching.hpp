#pragma once
// History matching (Craig, Goldstein, Seheult and Smith 1997; Vernon, Goldstein and Bower 2010, Bayesian Anal. 5): what the
// record rules out of the space of parameters, wave by wave, the model's own discrepancy allowed for. Pure.
//
//   I(x) = |E f(x) - z| / sqrt(var_emulator + var_discrepancy + var_record + var_one_history)
//
// f is the mean of an output at x; z what the record says; one history, as the record is one, scatters about f.

#include <span>
#include <string>
#include <vector>

#include "lab/emulator.hpp"

namespace smolny {

/// One figure of the record that is fitted to.
struct Target {
  std::string name;
  double record = 0;        ///< z; of a truth 1 or 0
  bool truth = false;       ///< an output is 1 or 0
  double scale = 1;         ///< what could have been thought possible, from end to end; of a truth 1
  double window = 0.25;     ///< how near to the record counts as right
  double record_sd = 0;     ///< how well the record is known
  double discrepancy_sd = 0;///< how far off the model may be at its best
};

/// What runs at a point say of one target: those that say nothing (NaN) are left out.
struct PointSummary {
  double mean = 0, variance = 0;  ///< of single runs
  std::size_t runs = 0;
};
PointSummary summary_of(std::span<const double> outputs);

/// One wave: an emulator for each target.
struct Wave {
  std::vector<Emulator> emulators;         ///< by target
  std::vector<double> history_variance;    ///< by target: of single runs at a point, pooled over points
  std::vector<bool> used;                  ///< by target: an input was found to matter, so it can rule out something
  std::vector<double> flat_implausibility; ///< by target: at the mean of the design, of one that is not used
};

/// Fits a wave. `outputs[p]` are the runs at point p, one vector of outputs each; a point without runs is left out.
Wave fit_wave(std::span<const CubePoint> points, std::span<const std::vector<std::vector<double>>> outputs,
              std::span<const Target> targets, unsigned threads);

/// Implausibility of a target at u under a wave.
double implausibility(const Wave& wave, std::size_t target, const Target& what, std::span<const double> u);

/// How a point is judged: ruled out where the `nth` largest implausibility of a wave passes `cut`.
struct Cut {
  double cut = 3;       ///< Pukelsheim 1994: 95 % of any unimodal distribution lies within three standard deviations
  std::size_t nth = 2;  ///< 1: the largest; 2 forgives one target that the model, or its emulator, has wrong
};

/// Whether no wave rules the point out.
bool not_ruled_out(std::span<const Wave> waves, std::span<const Target> targets, const Cut& cut, std::span<const double> u);

}  // namespace smolny
