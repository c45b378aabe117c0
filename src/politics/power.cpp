#include "politics/power.hpp"

#include <algorithm>
#include <numeric>

#include "politics/require.hpp"

namespace smolny::politics {
namespace {

void check(std::span<const std::uint32_t> weights, std::uint64_t quota) {
  require(!weights.empty() && weights.size() <= 46, "power: 1 to 46 blocs");
  require(quota >= 1 && quota <= (std::uint64_t{1} << 18), "power: quota must be 1 to 2^18");
}

// The first weight at which a bloc of weight `a` turns a losing coalition of others into a winning one.
std::size_t first_swing(std::uint64_t quota, std::uint32_t a) { return a >= quota ? 0 : quota - a; }

}  // namespace

Banzhaf banzhaf(std::span<const std::uint32_t> weights, std::uint64_t quota) {
  check(weights, quota);
  const std::size_t n = weights.size();

  // losing[w]: coalitions of weight w < quota. Multiply by (1 + y^a).
  std::vector<std::uint64_t> losing(quota, 0);
  losing[0] = 1;
  for (const std::uint32_t a : weights) {
    for (std::size_t w = quota; w-- > a;) losing[w] += losing[w - a];
  }

  Banzhaf result;
  std::vector<std::uint64_t> others(quota);
  for (const std::uint32_t a : weights) {
    std::uint64_t swings = 0;
    if (a > 0) {  // divide by (1 + y^a)
      for (std::size_t w = 0; w < quota; ++w) others[w] = losing[w] - (w >= a ? others[w - a] : 0);
      swings = std::accumulate(others.begin() + static_cast<std::ptrdiff_t>(first_swing(quota, a)), others.end(),
                               std::uint64_t{0});
    }
    result.swings.push_back(swings);
  }

  const std::uint64_t all = std::accumulate(result.swings.begin(), result.swings.end(), std::uint64_t{0});
  const auto coalitions = static_cast<double>(std::uint64_t{1} << (n - 1));
  for (const std::uint64_t swings : result.swings) {
    result.absolute.push_back(static_cast<double>(swings) / coalitions);
    result.normalized.push_back(all == 0 ? 0.0 : static_cast<double>(swings) / static_cast<double>(all));
  }
  return result;
}

ShapleyShubik shapley_shubik(std::span<const std::uint32_t> weights, std::uint64_t quota) {
  check(weights, quota);
  const std::size_t n = weights.size();

  // losing[s * quota + w]: coalitions of s blocs and weight w < quota. Multiply by (1 + x y^a).
  std::vector<std::uint64_t> losing((n + 1) * quota, 0);
  losing[0] = 1;
  for (const std::uint32_t a : weights) {
    for (std::size_t s = n; s >= 1; --s) {
      for (std::size_t w = a; w < quota; ++w) losing[s * quota + w] += losing[(s - 1) * quota + w - a];
    }
  }

  ShapleyShubik result;
  for (std::uint64_t k = 2; k <= n; ++k) result.denominator = std::lcm(result.denominator, k);

  std::vector<std::uint64_t> others(n * quota);
  for (const std::uint32_t a : weights) {
    std::uint64_t numerator = 0, orders = n;  // orders = n C(n-1, s)
    for (std::size_t s = 0; s < n && a > 0; ++s) {
      std::uint64_t swings = 0;
      for (std::size_t w = 0; w < quota; ++w) {  // divide by (1 + x y^a)
        others[s * quota + w] = losing[s * quota + w] - (s > 0 && w >= a ? others[(s - 1) * quota + w - a] : 0);
        if (w >= first_swing(quota, a)) swings += others[s * quota + w];
      }
      numerator += swings * (result.denominator / orders);
      orders = orders * (n - 1 - s) / (s + 1);
    }
    result.numerators.push_back(numerator);
    result.index.push_back(static_cast<double>(numerator) / static_cast<double>(result.denominator));
  }
  return result;
}

}  // namespace smolny::politics
