#include "politics/coalitions.hpp"

#include <algorithm>
#include <limits>

#include "politics/require.hpp"

namespace smolny::politics {
namespace {

bool holds(Coalition members, std::size_t row) { return (members >> row & 1U) != 0; }
Coalition only(std::size_t row) { return Coalition{1} << row; }

template <class Keep>
std::vector<Coalition> coalitions_that(std::span<const std::uint32_t> weights, std::uint64_t quota, Keep keep) {
  require(weights.size() <= 20, "coalitions: more than 20 parties");
  require(quota >= 1, "coalitions: quota must be at least 1");
  std::vector<Coalition> found;
  for (Coalition members = 1; members < only(weights.size()); ++members) {
    if (keep(members)) found.push_back(members);
  }
  return found;
}

void check_ordering(std::size_t parties, std::span<const std::uint32_t> ordering) {
  require(parties <= 32, "coalitions: more than 32 parties");
  require(ordering.size() == parties, "coalitions: the ordering must name every party once");
  Coalition seen = 0;
  for (const std::uint32_t row : ordering) {
    require(row < parties && !holds(seen, row), "coalitions: the ordering must name every party once");
    seen |= only(row);
  }
}

// Every run of neighbours along the ordering that wins; `keep(members, first, last)` says whether it stays.
template <class Keep>
std::vector<Coalition> winning_runs(std::span<const std::uint32_t> weights, std::uint64_t quota,
                                    std::span<const std::uint32_t> ordering, Keep keep) {
  check_ordering(weights.size(), ordering);
  require(quota >= 1, "coalitions: quota must be at least 1");
  std::vector<Coalition> found;
  for (std::size_t first = 0; first < ordering.size(); ++first) {
    Coalition members = 0;
    for (std::size_t last = first; last < ordering.size(); ++last) {
      members |= only(ordering[last]);
      if (is_winning(weights, quota, members) && keep(members, ordering[first], ordering[last])) {
        found.push_back(members);
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::uint64_t coalition_weight(std::span<const std::uint32_t> weights, Coalition members) {
  require(weights.size() <= 32, "coalitions: more than 32 parties");
  std::uint64_t weight = 0;
  for (std::size_t row = 0; row < weights.size(); ++row) weight += holds(members, row) ? weights[row] : 0;
  return weight;
}

bool is_winning(std::span<const std::uint32_t> weights, std::uint64_t quota, Coalition members) {
  return coalition_weight(weights, members) >= quota;
}

bool is_minimal_winning(std::span<const std::uint32_t> weights, std::uint64_t quota, Coalition members) {
  if (!is_winning(weights, quota, members)) return false;
  for (std::size_t row = 0; row < weights.size(); ++row) {
    if (holds(members, row) && is_winning(weights, quota, members & ~only(row))) return false;
  }
  return true;
}

std::vector<Coalition> winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota) {
  return coalitions_that(weights, quota, [&](Coalition members) { return is_winning(weights, quota, members); });
}

std::vector<Coalition> minimal_winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota) {
  return coalitions_that(weights, quota,
                         [&](Coalition members) { return is_minimal_winning(weights, quota, members); });
}

std::vector<Coalition> smallest_winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota) {
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  for (const Coalition members : minimal_winning_coalitions(weights, quota)) {
    least = std::min(least, coalition_weight(weights, members));
  }
  return coalitions_that(weights, quota,
                         [&](Coalition members) { return coalition_weight(weights, members) == least; });
}

bool is_connected(std::span<const std::uint32_t> ordering, Coalition members) {
  check_ordering(ordering.size(), ordering);
  std::size_t runs = 0;
  bool before = false;
  for (const std::uint32_t row : ordering) {
    const bool here = holds(members, row);
    runs += here && !before ? 1 : 0;
    before = here;
  }
  return runs == 1;
}

std::vector<Coalition> connected_winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota,
                                                    std::span<const std::uint32_t> ordering) {
  return winning_runs(weights, quota, ordering, [](Coalition, std::uint32_t, std::uint32_t) { return true; });
}

std::vector<Coalition> minimal_connected_winning_coalitions(std::span<const std::uint32_t> weights, std::uint64_t quota,
                                                            std::span<const std::uint32_t> ordering) {
  // Only an end can leave without cutting the run in two.
  return winning_runs(weights, quota, ordering, [&](Coalition members, std::uint32_t first, std::uint32_t last) {
    return !is_winning(weights, quota, members & ~only(first)) && !is_winning(weights, quota, members & ~only(last));
  });
}

}  // namespace smolny::politics
