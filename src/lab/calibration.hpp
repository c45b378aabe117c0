#pragma once
// Fitting: what the record leaves of the priors. Screening, history matching in waves, then approximate Bayesian computation
// in what is not ruled out (validity.md: "Fitting"). It knows the model as a Simulator, and the record as targets: that
// only claims of role `calibrates` become targets is lab/calibrating's to see to.

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lab/abc.hpp"
#include "lab/matching.hpp"
#include "lab/simulator.hpp"

namespace smolny {

struct CalibrationPlan {
  std::size_t screening = 600;     ///< single runs over the whole prior: which inputs matter, and the prior predictive
  std::size_t keep = 10;           ///< inputs that are fitted; the others stay with chance
  std::size_t waves = 2;
  std::size_t points = 120;        ///< of a wave
  std::size_t runs_per_point = 4;  ///< two at least: the scatter of single runs is read off them
  std::size_t candidates = 20'000; ///< points of the cube on which a wave is judged
  Cut cut;
  std::size_t abc_points = 200, rounds = 6;
  double least_acceptance = 0.1;
  std::size_t predictive = 300;    ///< runs from the posterior
  std::uint64_t seed = 1;
  unsigned threads = 0;
};

/// What has been run before. The work is a function of the plan and of what runs say, so it is done again from the start
/// and takes from here what it has: interrupted at any instant it ends as if it had not been.
struct Memory {
  std::function<std::optional<Outputs>(const std::string& stage, std::uint64_t index)> recall;
  std::function<bool(const std::string& stage, std::uint64_t index, const Outputs&)> keep;  ///< false: it cannot be kept
};

struct WaveResult {
  Wave wave;
  double left = 1;  ///< share of the cube that neither this wave nor an earlier one rules out
};

struct Calibration {
  std::vector<double> weight;         ///< of each input in screening: sum over targets of r^2, the squared correlation
  std::vector<std::size_t> kept;      ///< inputs, the one that matters most first
  std::vector<double> scale;          ///< by target: what a distance is measured in; 0: not used
  std::vector<WaveResult> waves;
  AbcResult posterior;                ///< points in the cube of `kept`; empty: everything is ruled out
  std::vector<double> prior_probability, posterior_probability;  ///< by target: of the record, to its window
  double nearest = 0;                 ///< distance of the nearest run of screening
  std::uint64_t runs = 0, failed = 0;
  std::string reason;                 ///< of the first failure
};

/// Whether some wave found an input that moves the target.
bool is_moved(const Calibration& calibration, std::size_t target);

/// `branch` names the stages that depend on the record, so that several records share the rest of the work.
std::expected<Calibration, std::string> calibrate(const Simulator& simulator, const std::vector<Target>& targets, const CalibrationPlan& plan,
                                                  const Memory& memory = {}, const OnRuns& on_runs = {},
                                                  const std::string& branch = "record");

/// Root mean square over the targets in use of how far an output is from the record, in the target's scale. An output that
/// says nothing is half a scale away; without a target, 0.
double distance_of(const std::vector<double>& outputs, const std::vector<Target>& targets, const std::vector<double>& scale);

}  // namespace smolny
