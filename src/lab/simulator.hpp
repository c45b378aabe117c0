#pragma once
// A model as sensitivity and calibration see it: numbers of a point in the unit cube, and chance, go in; numbers come out.
// They know nothing else of it, so that they can be tested on models whose answers are known.

#include <cstdint>
#include <expected>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace smolny {

struct Input {
  std::string name;   ///< path of an uncertain number, or `reading`
  std::string grade;  ///< what it rests on; numbers of one grade are also varied together
};

/// The outputs of one run, or why it failed. NaN: this run tells nothing of the output.
using Outputs = std::expected<std::vector<double>, std::string>;

struct Simulator {
  std::vector<Input> inputs;
  std::vector<std::string> outputs;
  /// `quantiles`: one of each input, in (0, 1); NaN leaves an input to chance. `chance` names all chance of the run: the same
  /// number, the same draws.
  /// Called from several threads at once.
  std::function<Outputs(std::span<const double> quantiles, std::uint64_t chance)> run;
};

/// How many runs are done of how many, and how many failed.
using OnRuns = std::function<void(std::uint64_t done, std::uint64_t total, std::uint64_t failed)>;

}  // namespace smolny
