#pragma once
// A population as counts.

#include <array>
#include <cstdint>
#include <cstring>

namespace smolny {

/// 16 positions on the slate by 16 steps of resolve; cell = position * 16 + resolve.
struct Histogram {
  std::array<std::int32_t, 256> cell{};
};

/// How many there are of each step of resolve, whatever their position.
inline std::array<std::int32_t, 16> by_resolve(const Histogram& people) {
  using Steps = std::int32_t __attribute__((vector_size(64)));
  Steps sum{};
  for (std::size_t c = 0; c < 256; c += 16) {
    Steps of_one_position;
    std::memcpy(&of_one_position, &people.cell[c], sizeof of_one_position);
    sum += of_one_position;
  }
  std::array<std::int32_t, 16> n;
  std::memcpy(n.data(), &sum, sizeof sum);
  return n;
}

}  // namespace smolny
