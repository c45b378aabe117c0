#pragma once

// The least whole number that passes a test which, once passed, stays passed. For the quantiles of counts.

#include <algorithm>
#include <cstdint>

namespace smolny::chance {

/// The least k in [low, high] for which reaches(k); `high` counts as reaching. It gallops away from `start` and
/// then bisects; as reaches never turns back, the answer does not depend on `start`, only the time does.
template <class Reaches>
std::int64_t least(std::int64_t low, std::int64_t high, std::int64_t start, Reaches reaches) {
  std::int64_t below = low - 1;  // the greatest known not to reach
  std::int64_t above = high;     // the least known to reach
  std::int64_t probe = std::clamp(start, low, high);
  for (std::int64_t stride = 1; below + 1 < above; stride *= 2) {
    const bool reached = reaches(probe);
    (reached ? above : below) = probe;
    const bool bracketed = below >= low && above < high;
    if (bracketed) break;
    if (reached && above > low) probe = std::max(low, above - stride);
    if (!reached) probe = std::min(high, below + stride);
    if (probe == above || probe == below) break;
  }
  while (below + 1 < above) {
    const std::int64_t middle = below + (above - below) / 2;
    (reaches(middle) ? above : below) = middle;
  }
  return above;
}

/// x with its last 12 bits cut, leaving 41 significant: see chance/counts.h on why. Never falls as x rises, x >= 0.
double coarse(double x);

}  // namespace smolny::chance
