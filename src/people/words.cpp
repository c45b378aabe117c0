#include "people/words.hpp"

#include <array>

#include "chance/block32.h"
#include "chance/draw.h"
#include "chance/names.h"

namespace smolny::people {

namespace {

std::array<std::uint32_t, 4> block_of(const StepAddress& a, std::uint32_t index) {
  return chance::block32(a.history, {index, a.step, static_cast<std::uint32_t>(a.group), static_cast<std::uint32_t>(a.group >> 32)});
}

}  // namespace

StepAddress step_address(const chance::Key& key, std::uint64_t group, std::uint32_t step) {
  const chance::MixedKey mixed = chance::mix(key);
  return {chance::fold(mixed.first, mixed.second), group, step};
}

std::uint8_t first_byte(const StepAddress& address, std::uint32_t person) {
  const std::uint32_t in_tile = person % kTile, half = in_tile / (kTile / 2), byte = person % 8;
  const auto words = block_of(address, person / kTile * kTileBlocks + in_tile % (kTile / 2) / 8);
  return static_cast<std::uint8_t>(words[half * 2 + byte / 4] >> (byte % 4 * 8));
}

OwnWords own_words(const StepAddress& address, std::uint32_t person) {
  const auto words = block_of(address, kOwnBlock | person);
  return {words[0], words[1]};
}

}  // namespace smolny::people
