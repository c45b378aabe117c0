#include "lab/design.hpp"

#include <algorithm>

#include "chance/draw.h"
#include "world/ids.hpp"

namespace smolny {

namespace {

constexpr Key kCell = key_of("design/cell"), kWithin = key_of("design/within"), kUniform = key_of("design/uniform");

std::vector<CubePoint> one_hypercube(std::size_t points, std::size_t inputs, std::uint64_t seed, std::uint64_t attempt) {
  const chance::MixedKey key = chance::mix({seed, attempt, 0});
  std::vector<CubePoint> design(points, CubePoint(inputs));
  std::vector<std::pair<double, std::size_t>> cells(points);
  for (std::size_t j = 0; j < inputs; ++j) {
    for (std::size_t i = 0; i < points; ++i) cells[i] = {chance::uniform_from(chance::block(key, {kCell, j, i, 0})[0]), i};
    std::sort(cells.begin(), cells.end());
    for (std::size_t i = 0; i < points; ++i) {
      const double within = chance::uniform_from(chance::block(key, {kWithin, j, i, 0})[0]);
      design[i][j] = (static_cast<double>(cells[i].second) + within) / static_cast<double>(points);
    }
  }
  return design;
}

double least_distance(const std::vector<CubePoint>& design) {
  double least = 1e300;
  for (std::size_t a = 0; a < design.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) least = std::min(least, squared_distance(design[a], design[b]));
  return least;
}

}  // namespace

double squared_distance(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += (a[j] - b[j]) * (a[j] - b[j]);
  return sum;
}

std::vector<CubePoint> latin_hypercube(std::size_t points, std::size_t inputs, std::uint64_t seed, int tries) {
  std::vector<CubePoint> best;
  double apart = -1;
  for (int t = 0; t < tries; ++t) {
    auto design = one_hypercube(points, inputs, seed, static_cast<std::uint64_t>(t));
    if (tries == 1) return design;
    if (const double d = least_distance(design); d > apart) apart = d, best = std::move(design);
  }
  return best;
}

CubePoint uniform_point(std::size_t inputs, std::uint64_t series, std::uint64_t n, std::uint64_t seed) {
  CubePoint u(inputs);
  for (std::size_t j = 0; j < inputs; ++j) u[j] = chance::uniform({seed, 0, 0}, {kUniform, series, n, j});
  return u;
}

std::vector<CubePoint> far_apart(std::span<const CubePoint> candidates, std::size_t count) {
  std::vector<CubePoint> chosen;
  std::vector<double> nearest(candidates.size(), 1e300);
  std::size_t next = 0;
  while (chosen.size() < std::min(count, candidates.size())) {
    chosen.push_back(candidates[next]);
    nearest[next] = -1;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      if (nearest[i] >= 0) nearest[i] = std::min(nearest[i], squared_distance(candidates[i], chosen.back()));
    next = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
  }
  return chosen;
}

}  // namespace smolny
