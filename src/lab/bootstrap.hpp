#pragma once
// Percentile bootstrap (Efron 1979). Resamples are drawn at addresses, so an interval is the same on every machine.

#include <cstdint>
#include <span>
#include <vector>

namespace smolny {

struct Interval {
  double low = 0, high = 0;
};

inline constexpr int kResamples = 1000;
inline constexpr double kLevel = 0.9;  ///< of every interval that the lab states

/// The interval of kLevel between percentiles of resamples. NaN when there are none.
Interval percentiles(std::vector<double> resamples);

/// The interval of the mean of paired differences, members being resampled whole. NaN when there are none.
Interval mean_interval(std::span<const double> differences, std::uint64_t seed);

/// The interval of 1 - P(without) / P(with), floored at 0, from `with` and `without` hits among so many branches each;
/// the two sets of branches are resampled apart. Resamples in which P(with) is 0 say nothing and are left out.
Interval necessity_interval(int hits_with, int branches_with, int hits_without, int branches_without, std::uint64_t seed);

}  // namespace smolny
