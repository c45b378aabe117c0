#include "lab/bootstrap.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "chance/counts.h"
#include "chance/draw.h"
#include "world/ids.hpp"

namespace smolny {

namespace {

constexpr Key kMembers = key_of("bootstrap/members"), kWith = key_of("bootstrap/with"), kWithout = key_of("bootstrap/without");

}  // namespace

Interval percentiles(std::vector<double> x) {
  if (x.empty()) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  std::sort(x.begin(), x.end());
  const auto at = [&](double p) { return x[std::min(x.size() - 1, static_cast<std::size_t>(p * static_cast<double>(x.size())))]; };
  return {at((1 - kLevel) / 2), at(1 - (1 - kLevel) / 2)};
}

Interval mean_interval(std::span<const double> differences, std::uint64_t seed) {
  const std::size_t n = differences.size();
  if (n == 0) return percentiles({});
  if (std::all_of(differences.begin(), differences.end(), [&](double d) { return d == differences[0]; })) return {differences[0], differences[0]};
  const chance::MixedKey key = chance::mix(chance::Key{seed, 0, 0});
  std::vector<double> means;
  for (std::uint64_t r = 0; r < kResamples; ++r) {
    double sum = 0;
    for (std::size_t i = 0; i < n; i += 4) {
      const auto words = chance::block(key, {kMembers, r, i, 0});
      for (std::size_t k = 0; k < 4 && i + k < n; ++k)
        sum += differences[static_cast<std::size_t>(chance::uniform_from(words[k]) * static_cast<double>(n))];
    }
    means.push_back(sum / static_cast<double>(n));
  }
  return percentiles(std::move(means));
}

Interval necessity_interval(int hits_with, int branches_with, int hits_without, int branches_without, std::uint64_t seed) {
  const chance::Key key{seed, 0, 0};
  std::vector<double> x;
  const auto share = [&](Key site, std::uint64_t r, int hits, int of) {
    if (of <= 0) return 0.0;
    return static_cast<double>(chance::binomial(of, static_cast<double>(hits) / of, chance::uniform(key, {site, r, 0, 0}))) / of;
  };
  for (std::uint64_t r = 0; r < kResamples; ++r) {
    const double with = share(kWith, r, hits_with, branches_with), without = share(kWithout, r, hits_without, branches_without);
    if (with > 0) x.push_back(std::max(0.0, 1 - without / with));
  }
  return percentiles(std::move(x));
}

}  // namespace smolny
