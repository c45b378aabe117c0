#pragma once
// Whether calibration finds what it should: parameters drawn from the prior, a record simulated with them, fitted as if it
// were the record. Where fitting is sound, the quantile of the truth in its posterior is uniform (simulation-based
// calibration: Talts, Betancourt, Simpson, Vehtari and Gelman 2018).

#include <array>
#include <expected>
#include <string>
#include <vector>

#include "lab/calibration.hpp"

namespace smolny {

inline constexpr std::size_t kRankBins = 10;

struct Recovered {
  std::vector<double> truth;     ///< quantiles of the kept inputs
  std::vector<double> quantile;  ///< of the truth among the posterior's points, ties counted half; empty: nothing was left
  bool in_region = false;        ///< history matching did not rule the truth out
};

struct Recovery {
  std::vector<Recovered> truths;
  std::vector<std::size_t> kept;
  std::array<double, kRankBins> ranks{};  ///< how many quantiles fall in each tenth
  double covered50 = 0, covered90 = 0;    ///< shares of the truths inside the central intervals
  double chi_square = 0, p_value = 1;     ///< of the ranks against uniform ones
  double narrowing = 0;                   ///< posterior sd over prior sd of a quantile, mean over inputs and truths
  std::uint64_t runs = 0;
};

/// Screening and the first wave do not depend on the record and are run once.
std::expected<Recovery, std::string> recover(const Simulator& simulator, const std::vector<Target>& targets, const CalibrationPlan& plan,
                                             std::size_t truths, const Memory& memory = {}, const OnRuns& on_runs = {});

/// Where x lies among the values: the share below, and half of the share that equals it.
double quantile_among(double x, const std::vector<double>& values);

}  // namespace smolny
