// Sums of floating-point terms that do not depend on the order in which rows happen to stand.
// Addition of doubles is not associative; terms are added from the least to the greatest, which is a total order
// on finite values up to equal (hence interchangeable) ones. So permuting a table changes no bit of a result.
#pragma once

#include <algorithm>
#include <vector>

namespace smolny::politics {

// Terms: no NaN. The empty sum is 0.
inline double order_free_sum(std::vector<double> terms) {
  std::sort(terms.begin(), terms.end());
  double sum = 0.0;
  for (const double term : terms) sum += term;
  return sum;
}

}  // namespace smolny::politics
