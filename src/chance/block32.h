#pragma once

// Draws in bulk, for persons: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC'11), of which vector units make many
// blocks at once. Checked against Random123's known answers.

#include <array>
#include <cstdint>

namespace smolny::chance {

/// 128 bits at a counter under a key of 64 bits (its low half is Philox's first key word).
std::array<std::uint32_t, 4> block32(std::uint64_t key, const std::array<std::uint32_t, 4>& counter);

}  // namespace smolny::chance
