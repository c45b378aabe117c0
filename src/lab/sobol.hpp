#pragma once
// Shares of variance by pick and freeze (Sobol 1993). First order: Saltelli et al. 2010 (Comput. Phys. Commun. 181, table
// 2, b); total: Jansen 1999 (table 2, f). An input may be a group of numbers, or a category: nothing is asked of it but
// that it is drawn independently of the others. Pure.

#include <cstdint>
#include <span>
#include <vector>

#include "lab/bootstrap.hpp"

namespace smolny {

/// Outputs on N rows. Row i of `mixed[g]` is row i of A with the inputs of group g taken from row i of B.
struct PickFreeze {
  std::vector<double> a, b;
  std::vector<std::vector<double>> mixed;
};

/// What a group of inputs does to the variance of an output, as shares of it.
struct SobolIndex {
  double first = 0;  ///< alone, the others averaged over: V(E(y | x)) / V(y). Of a group: with what its inputs do together
  double total = 0;  ///< with all that it does together with others: E(V(y | all others)) / V(y)
  Interval first_interval{}, total_interval{};  ///< 90 %, rows resampled whole
};

struct SobolShares {
  double mean = 0, variance = 0;  ///< of the output, over A and B
  std::size_t rows = 0;           ///< that told something
  std::size_t left_out = 0;       ///< rows with a NaN
  std::vector<SobolIndex> inputs; ///< by group; NaN where the output does not vary
};

SobolShares sobol_shares(const PickFreeze& outputs, std::uint64_t seed);

}  // namespace smolny
