// Voting power of blocs that vote as one.
// References: Shapley & Shubik, American Political Science Review 48 (1954); Banzhaf, Rutgers Law Review 19 (1965);
// generating functions: Mann & Shapley, RAND RM-3158 (1962); Brams & Affuso, Theory and Decision 7 (1976).
//
// A coalition wins if its weight is at least the quota. A bloc of weight a is critical (swings) for a coalition S of
// others if w(S) < quota <= w(S) + a. The coalitions of the others, by size s and weight w, are the coefficients of
// prod (1 + x y^a_j); one bloc's factor is divided out of the product of all, so no coalition is ever listed.
//
//   Banzhaf          absolute b_i = swings_i / 2^(n-1), normalized swings_i / sum swings
//   Shapley-Shubik   f_i = sum_s s! (n-1-s)! / n! * swings_i(s) = numerator_i / lcm(1..n), a whole numerator,
//                    because n C(n-1, s) divides lcm(1..n)
//
// Counts are exact integers; only the last division rounds. Time n^2 q, memory n q words.
// Range: 1 to 46 blocs (lcm(1..46) is the last that fits 64 bits), 1 <= quota <= 2^18; errors: std::invalid_argument.
// Where the quota is above the total weight nothing passes and every index is 0.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace smolny::politics {

struct Banzhaf {
  std::vector<std::uint64_t> swings;  // coalitions of the others that this bloc turns from losing to winning
  std::vector<double> absolute;       // 0 to 1: chance of a swing if every other bloc tosses a coin (Penrose)
  std::vector<double> normalized;     // sums to 1
};
Banzhaf banzhaf(std::span<const std::uint32_t> weights, std::uint64_t quota);

struct ShapleyShubik {
  std::vector<std::uint64_t> numerators;  // index_i = numerators_i / denominator
  std::uint64_t denominator = 1;          // lcm(1..n)
  std::vector<double> index;              // sums to 1: chance of being the pivot in a random order of joining
};
ShapleyShubik shapley_shubik(std::span<const std::uint32_t> weights, std::uint64_t quota);

}  // namespace smolny::politics
