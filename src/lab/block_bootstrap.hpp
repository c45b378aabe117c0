#pragma once
// Bootstrap of what the score states (Efron 1979; in blocks: Kuensch 1989, Ann. Stat. 17). Claims of one day and one
// system hang together, so they are resampled together. Resamples are drawn at addresses: no generator, no state.

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace smolny {

/// The score of one claim and the block that it belongs to.
struct Scored {
  std::int64_t day = 0;
  std::string system;
  double score = 0;
};

/// 90 % percentile interval of the mean score, blocks of (day, system) being resampled whole; (0, 0) of none.
std::pair<double, double> block_interval(std::span<const Scored> scored, int resamples);

/// mean(a) - mean(b) in each resample of the members of either side. Empty when a side is.
std::vector<double> resampled_differences(std::span<const double> a, std::span<const double> b, int resamples);

/// Uniform numbers in (0, 1), the n-th of a named series.
class Toss {
 public:
  explicit Toss(std::string_view series);
  double uniform();

 private:
  std::uint64_t series_ = 0, next_ = 0;
};

}  // namespace smolny
