#pragma once

// Addresses: a draw is a pure function of where it is made, never of what was drawn before it, so two
// histories that differ in one decision share every draw that both of them make.

#include <cstdint>

namespace smolny::chance {

/// Which history draws. Branch 0 is the ensemble's member itself.
struct Key {
  std::uint64_t seed = 0;
  std::uint64_t member = 0;
  std::uint64_t branch = 0;
  bool operator==(const Key&) const = default;
};

/// Where in the history it draws: the site (which rule asks), who acts, on whom, and the ordinal of that.
/// Sites, actors and targets are hashes of names (chance/names.h), never row numbers.
struct Address {
  std::uint64_t site = 0;
  std::uint64_t actor = 0;
  std::uint64_t target = 0;
  std::uint64_t occurrence = 0;
  bool operator==(const Address&) const = default;
};

}  // namespace smolny::chance
