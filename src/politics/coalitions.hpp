// Which coalitions win, and which win with nobody to spare.
// References: Riker, The Theory of Political Coalitions (1962); Axelrod, Conflict of Interest (1970).
//
//   winning             weight at least the quota
//   minimal winning     winning, and losing without any one member
//   smallest winning    winning, of the least weight that wins (Riker's size principle)
//   connected winning   winning, and adjacent along an ordering of the parties
//   minimal connected   connected winning, and losing or disconnected without any one member (Axelrod)
//
// A coalition is a set of rows: bit i stands for row i. Lists come in ascending order of the bits.
// Range: up to 20 parties for all sets (2^n are looked at), 32 for connected ones; quota >= 1.
// Errors (std::invalid_argument): range; an ordering that is not a permutation of the parties.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace smolny::politics {

using Coalition = std::uint32_t;

std::uint64_t coalition_weight(std::span<const std::uint32_t> weights, Coalition members);
bool is_winning(std::span<const std::uint32_t> weights, std::uint64_t quota, Coalition members);
bool is_minimal_winning(std::span<const std::uint32_t> weights, std::uint64_t quota, Coalition members);

std::vector<Coalition> winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota);
std::vector<Coalition> minimal_winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota);
std::vector<Coalition> smallest_winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota);

// `ordering` lists the rows from one end of the dimension to the other.
bool is_connected(std::span<const std::uint32_t> ordering, Coalition members);
std::vector<Coalition> connected_winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota,
                                                    std::span<const std::uint32_t> ordering);
std::vector<Coalition> minimal_connected_winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota,
                                                            std::span<const std::uint32_t> ordering);

}  // namespace smolny::politics
