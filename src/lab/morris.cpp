#include "lab/morris.hpp"

#include <algorithm>
#include <cmath>

#include "chance/draw.h"
#include "world/ids.hpp"

namespace smolny {

namespace {

constexpr Key kStart = key_of("morris/start"), kOrder = key_of("morris/order");
constexpr double kStep = 0.5;

}  // namespace

std::vector<double> Trajectory::point(std::size_t k) const {
  std::vector<double> x = start;
  for (std::size_t i = 0; i < k; ++i) x[order[i]] += step[order[i]];
  return x;
}

Trajectory morris_trajectory(std::size_t inputs, std::uint64_t index, std::uint64_t seed) {
  const chance::MixedKey key = chance::mix({seed, index, 0});
  Trajectory t;
  std::vector<std::pair<double, std::size_t>> shuffled;
  for (std::size_t j = 0; j < inputs; ++j) {
    const auto words = chance::block(key, {kStart, j, 0, 0});
    const double level = chance::uniform_from(words[0]) < 0.5 ? 0.125 : 0.375;  // of the lower half
    const bool up = chance::uniform_from(words[1]) < 0.5;
    t.start.push_back(up ? level : level + kStep);
    t.step.push_back(up ? kStep : -kStep);
    shuffled.emplace_back(chance::uniform_from(chance::block(key, {kOrder, j, 0, 0})[0]), j);
  }
  std::sort(shuffled.begin(), shuffled.end());
  for (const auto& [at, j] : shuffled) t.order.push_back(j);
  return t;
}

std::vector<ElementaryEffects> elementary_effects(std::span<const Trajectory> design, std::span<const std::vector<double>> outputs) {
  std::vector<ElementaryEffects> all(design.empty() ? 0 : design[0].order.size());
  std::vector<double> squares(all.size());
  for (std::size_t t = 0; t < design.size(); ++t)
    for (std::size_t k = 0; k < design[t].order.size(); ++k) {
      const std::size_t j = design[t].order[k];
      const double effect = (outputs[t][k + 1] - outputs[t][k]) / design[t].step[j];
      if (!std::isfinite(effect)) continue;
      all[j].mean += effect;
      all[j].mean_absolute += std::abs(effect);
      squares[j] += effect * effect;
      ++all[j].count;
    }
  for (std::size_t j = 0; j < all.size(); ++j) {
    ElementaryEffects& e = all[j];
    if (e.count == 0) continue;
    const auto n = static_cast<double>(e.count);
    e.mean /= n;
    e.mean_absolute /= n;
    if (e.count > 1) e.deviation = std::sqrt(std::max(0.0, (squares[j] - n * e.mean * e.mean) / (n - 1)));
  }
  return all;
}

}  // namespace smolny
