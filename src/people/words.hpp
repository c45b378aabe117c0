#pragma once
// Which random bits a person gets in a step: a pure function of (history, group, step, person), by Philox4x32-10.
//
// Most persons stay where they are, and eight bits nearly always say so. A person's word is u = byte * 2^24 + rest with
// 8 bits from one block and 24 from another; the two are independent and uniform, so u is uniform on 0 to 2^32 - 1, and
// comparing it with a table is exact to 2^-32. With leave the bound under which anybody moves: if byte > leave >> 24
// then u >= (byte) * 2^24 >= ((leave >> 24) + 1) * 2^24 > leave whatever the rest is. So the second block need not be
// drawn for them, and not drawing it changes nobody's outcome. A block of 16 bytes thus serves 16 persons, and one in
// about 256 (plus those who move) asks for a block of their own, whose second word says where a leaver goes.
//
// Blocks stand side by side, so that vectors of any width (up to eight blocks) write consecutive persons: of 128 persons,
// a tile, the first 64 have bytes 0 to 7 of eight consecutive blocks, the last 64 bytes 8 to 15 of the same.

#include <cstdint>

#include "chance/address.h"

namespace smolny::people {

inline constexpr std::uint32_t kTile = 128;         ///< persons served by kTileBlocks blocks
inline constexpr std::uint32_t kTileBlocks = 8;
inline constexpr std::uint32_t kOwnBlock = 1U << 31;  ///< marks the counter of a block that one person has alone

/// Where a group's step draws. Persons are numbered from 0 in their group, below 2^31.
struct StepAddress {
  std::uint64_t history = 0;  ///< Philox's key
  std::uint64_t group = 0;    ///< hash of the group's name, never its row
  std::uint32_t step = 0;     ///< ordinal of the step, or the day
};

/// The address of a group's step in a history.
StepAddress step_address(const chance::Key& key, std::uint64_t group, std::uint32_t step);

/// The first 8 bits of a person's word.
std::uint8_t first_byte(const StepAddress& address, std::uint32_t person);

/// The block that a person has alone: the low 24 bits of `rest` complete their word; `second` says where a leaver goes.
struct OwnWords {
  std::uint32_t rest = 0, second = 0;
};
OwnWords own_words(const StepAddress& address, std::uint32_t person);

/// A person's word from its two parts.
inline std::uint32_t word_of(std::uint8_t byte, std::uint32_t rest) { return std::uint32_t{byte} << 24 | (rest & 0xffffffU); }

}  // namespace smolny::people
