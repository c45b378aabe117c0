#pragma once

// Draws of continuous quantities at an address: Philox4x64-10 (Salmon, Moraes, Dror and Shaw, SC'11) under a key
// mixed from seed, member and branch. One address gives one draw; asking twice gives it twice.

#include <array>
#include <cstdint>

#include "chance/address.h"
#include "chance/names.h"

namespace smolny::chance {

/// A key mixed down to Philox's 128 bits; distinct keys are distinct mixed keys but for a chance of 2^-128 a pair.
/// Worth keeping only in a loop that draws millions of times under one key.
struct MixedKey {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
};
MixedKey mix(const Key& key);

/// Philox4x64-10 itself, checked against Random123's known answers.
std::array<std::uint64_t, 4> block(const MixedKey& key, const Address& address);

/// The four words at an address.
std::array<std::uint64_t, 4> block(const Key& key, const Address& address);

/// Draws of many alike at one address - every alternative of a choice, every hearer of an item of news - for the price of one
/// block: to each key its word, by the finalizer of SplitMix64 (Steele, Lea and Flood 2014) over the block's first word. For two
/// keys over many addresses that is a SplitMix64 whose increment is the scrambled difference of the keys.
struct Fan {
  std::uint64_t word = 0;
};
Fan fan(const MixedKey& key, const Address& address);
inline std::uint64_t word_of(Fan fan, std::uint64_t key) { return fold(fan.word, key); }

/// A word as a number in the open interval (0, 1): 52 bits, centred, so that u and 1 - u are both exact.
inline double uniform_from(std::uint64_t word) { return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52; }

/// Uniform in (0, 1), by the first word of the block.
double uniform(const Key& key, const Address& address);

/// Exponential of rate 1: the threshold of a hazard. Rises with u.
double exponential_from(double u);
double exponential(const Key& key, const Address& address);

/// Standard normal. Rises with u.
double normal_from(double u);
double normal(const Key& key, const Address& address);

/// Standard Gumbel (maximum), location 0 and scale 1. Rises with u.
double gumbel_from(double u);
double gumbel(const Key& key, const Address& address);

}  // namespace smolny::chance
