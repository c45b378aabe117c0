#pragma once

// A choice among named alternatives by the Gumbel-max rule (Gumbel 1954; Oberst and Sontag 2019 for its use in
// counterfactuals): raising one weight can make that alternative win, and never a third.

#include <cstddef>
#include <cstdint>
#include <span>

#include "chance/draw.h"

namespace smolny::chance {

/// What choose returns when nothing can be chosen.
inline constexpr std::size_t nothing = static_cast<std::size_t>(-1);

/// The index of the alternative with the highest log weight + Gumbel[address, its key]; so its probability is
/// proportional to the weight. An alternative of weight -infinity never wins; if all are, or there are none, the
/// answer is `nothing`. Equal scores go to the smaller key, so the order of the alternatives does not matter.
/// Throws std::invalid_argument if the spans differ in length or a weight is NaN.
std::size_t choose(const Key& key, const Address& address, std::span<const double> log_weights,
                   std::span<const std::uint64_t> alternative_keys);

/// The same under a key that is mixed already.
std::size_t choose(const MixedKey& key, const Address& address, std::span<const double> log_weights,
                   std::span<const std::uint64_t> alternative_keys);

/// The Gumbel draw that `choose` gives to one alternative.
double alternative_gumbel(const Key& key, const Address& address, std::uint64_t alternative_key);
double alternative_gumbel(const MixedKey& key, const Address& address, std::uint64_t alternative_key);

}  // namespace smolny::chance
