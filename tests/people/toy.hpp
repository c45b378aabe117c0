#pragma once
// A group to test with, and what presses on it.

#include <array>
#include <cstdint>

#include "chance/draw.h"
#include "people/counts.hpp"
#include "people/table.hpp"

namespace smolny::people {

/// Persons by a slate of six parties and none, resolve around 0.4.
inline Histogram toy_group(std::int32_t size) {
  std::array<double, kPositions> slate{};
  for (std::size_t p = 0; p < 6; ++p) slate[p] = 0.1 + 0.01 * static_cast<double>(p);
  slate[15] = 0.25;
  return standing(slate, 0.4, 0.2, size);
}

/// A press that depends on who stands where, and on a shock that all groups share that day: rates of `pace` a step.
inline Transition toy_press(const Histogram& people, std::uint32_t day, double pace) {
  const double shock = chance::normal({7, 0, 0}, {1, 2, 3, day});
  const double mood = mean_resolve(people);
  Transition t;
  for (std::size_t p = 0; p < kPositions; ++p) {
    const auto lean = static_cast<double>(p) / kPositions;
    t.up[p] = pace * (0.5 + mood + 0.3 * shock * (lean - 0.3));
    t.down[p] = pace * (1.5 - mood);
    t.leave[p] = pace * lean;
    t.towards[p] = p % 3 == 0 ? 1 + lean : (p % 3 == 1 ? 0.2 : 0);
  }
  return t;
}

/// The draws of a step of counts.
inline Draws toy_draws(std::uint64_t seed, std::uint32_t day) {
  return [=](std::uint64_t k) { return chance::uniform({seed, 0, 0}, {11, k, 0, day}); };
}

}  // namespace smolny::people
