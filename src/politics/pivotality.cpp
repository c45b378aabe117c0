#include "politics/pivotality.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "politics/require.hpp"

namespace smolny::politics {
namespace {

void check(std::span<const VotingBloc> blocs, std::uint64_t quota) {
  require(quota >= 1 && quota <= (std::uint64_t{1} << 20), "pivotality: quota must be 1 to 2^20");
  for (const VotingBloc& bloc : blocs) {
    require(bloc.yes >= 0.0 && bloc.yes <= 1.0, "pivotality: a chance must be 0 to 1");
  }
}

// Chance of each yes weight below the quota, and of the quota or more in the last cell.
std::vector<double> yes_weight(std::vector<VotingBloc> blocs, std::uint64_t quota) {
  std::sort(blocs.begin(), blocs.end(), [](const VotingBloc& a, const VotingBloc& b) {
    return std::tie(a.weight, a.yes) < std::tie(b.weight, b.yes);
  });
  std::vector<double> chance(quota + 1, 0.0);
  chance[0] = 1.0;
  for (const VotingBloc& bloc : blocs) {
    std::vector<double> next(quota + 1, 0.0);
    for (std::size_t w = 0; w <= quota; ++w) {
      next[w] += chance[w] * (1.0 - bloc.yes);
      next[std::min<std::uint64_t>(w + bloc.weight, quota)] += chance[w] * bloc.yes;
    }
    chance = std::move(next);
  }
  return chance;
}

}  // namespace

double passing_probability(std::span<const VotingBloc> blocs, std::uint64_t quota) {
  check(blocs, quota);
  return std::min(1.0, yes_weight({blocs.begin(), blocs.end()}, quota).back());
}

double pivot_probability(std::span<const VotingBloc> blocs, std::uint64_t quota, std::size_t bloc) {
  check(blocs, quota);
  require(bloc < blocs.size(), "pivotality: no such bloc");
  std::vector<VotingBloc> others(blocs.begin(), blocs.end());
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(bloc));
  const std::vector<double> chance = yes_weight(std::move(others), quota);
  const std::uint64_t weight = blocs[bloc].weight;
  double pivotal = 0.0;
  for (std::uint64_t w = weight >= quota ? 0 : quota - weight; w < quota; ++w) pivotal += chance[w];
  return std::min(1.0, pivotal);
}

std::vector<double> pivot_probabilities(std::span<const VotingBloc> blocs, std::uint64_t quota) {
  std::vector<double> result;
  for (std::size_t bloc = 0; bloc < blocs.size(); ++bloc) result.push_back(pivot_probability(blocs, quota, bloc));
  return result;
}

}  // namespace smolny::politics
