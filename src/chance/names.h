#pragma once

// Identities for addresses. A thing of the scenario is named by its id; a thing born in the run by its
// parent, its site and its ordinal under them, so that it is the same thing in a twin.

#include <cstdint>
#include <string_view>

namespace smolny::chance {

/// A bijective scrambling of 64 bits: the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
constexpr std::uint64_t scramble(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

/// Folds one more word into a hash. Order matters.
constexpr std::uint64_t fold(std::uint64_t hash, std::uint64_t word) {
  return scramble(hash * 0x9e3779b97f4a7c15U + scramble(word + 0x9e3779b97f4a7c15U));
}

/// The identity of a name: FNV-1a over its bytes, scrambled.
constexpr std::uint64_t name_hash(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return scramble(hash);
}

/// The identity of the ordinal-th thing that `site` brought forth under `parent`.
constexpr std::uint64_t born_hash(std::uint64_t parent, std::uint64_t site, std::uint64_t ordinal) {
  return fold(fold(parent, site), ordinal);
}

}  // namespace smolny::chance
