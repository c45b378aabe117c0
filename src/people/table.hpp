#pragma once
// What one step does to a person, in 32-bit fixed point. Individuals and counts both read this table and nothing else,
// so they are one process in distribution.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace smolny::people {

inline constexpr std::size_t kPositions = 16;  ///< parties of the slate, the last one "none"
inline constexpr std::size_t kSteps = 16;      ///< of resolve, 0 to 15

/// What one step does to a person, by position and by resolve. At most one move a person. Below 0 counts as 0.
struct Transition {
  std::array<double, kPositions> up{};      ///< chance to rise one step of resolve, by position
  std::array<double, kPositions> down{};    ///< chance to fall one step
  std::array<double, kPositions> leave{};   ///< chance to change position
  std::array<double, kPositions> towards{}; ///< weights of the positions that are gone to
};

/// A person draws a word, uniform on 0 to 2^32 - 1. By position: below `rise` they rise a step of resolve, else below
/// `fall` they fall one, else below `leave` they change position, else they stay. Who would leave the scale of resolve
/// stays. Who changes position draws a second word: they go to the first position, from `nearest` on, whose `upto` is
/// not below it.
struct Table {
  std::array<std::uint32_t, kPositions> rise{}, fall{}, leave{};  ///< rise <= fall <= leave
  std::array<std::uint32_t, kPositions> upto{};                   ///< never falls from `nearest` on; reaches 2^32 - 1
  std::array<std::uint8_t, kPositions> gate{};                    ///< leave >> 24: who draws a greater first byte stays
  std::uint8_t nearest = 0;
};

/// The table of a transition. Each chance is rounded to the nearest multiple of 2^-32; where the three of a position
/// add up to more than 1 they are scaled down, and together they are 1 - 2^-32 at most. Shares of `towards` are off by
/// less than 2^-32 and add up to 1; where nothing is gone to, nobody leaves. Throws std::invalid_argument unless the
/// weights have a finite sum.
Table table_of(const Transition& transition);

/// How many of the 2^32 second words lead to a position. They add up to 2^32 where anybody can leave.
std::uint64_t share(const Table& table, std::size_t position);

/// Where a person goes; nothing if they stay. (Who leaves may come back to where they were: that is a move too.)
inline std::optional<std::uint8_t> move_of(const Table& table, std::uint8_t person, std::uint32_t word, std::uint32_t second) {
  const std::size_t position = person >> 4;
  const unsigned resolve = person & 15U;
  if (word >= table.leave[position]) return std::nullopt;
  if (word < table.rise[position]) {
    if (resolve + 1 == kSteps) return std::nullopt;
    return static_cast<std::uint8_t>(person + 1);
  }
  if (word < table.fall[position]) {
    if (resolve == 0) return std::nullopt;
    return static_cast<std::uint8_t>(person - 1);
  }
  unsigned to = table.nearest;
  while (second > table.upto[to]) ++to;
  return static_cast<std::uint8_t>(to << 4 | resolve);
}

}  // namespace smolny::people
