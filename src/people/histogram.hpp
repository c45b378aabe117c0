#pragma once
// A population as counts.

#include <array>
#include <cstdint>

namespace smolny {

/// 16 positions on the slate by 16 steps of resolve; cell = position * 16 + resolve.
struct Histogram {
  std::array<std::int32_t, 256> cell{};
};

}  // namespace smolny
