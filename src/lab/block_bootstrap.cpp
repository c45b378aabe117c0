#include "lab/block_bootstrap.hpp"

#include <algorithm>
#include <map>

#include "chance/draw.h"
#include "world/ids.hpp"

namespace smolny {

namespace {

std::size_t pick(Toss& toss, std::size_t n) {
  return std::min(n - 1, static_cast<std::size_t>(toss.uniform() * static_cast<double>(n)));
}

double resampled_mean(std::span<const double> x, Toss& toss) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += x[pick(toss, x.size())];
  return sum / static_cast<double>(x.size());
}

}  // namespace

Toss::Toss(std::string_view series) : series_(key_of(series)) {}

double Toss::uniform() { return chance::uniform(chance::Key{}, {series_, next_++, 0, 0}); }

std::pair<double, double> block_interval(std::span<const Scored> scored, int resamples) {
  if (scored.empty() || resamples <= 0) return {0, 0};
  struct Block {
    double sum = 0, count = 0;
  };
  std::map<std::pair<std::int64_t, std::string>, Block> by_name;
  for (const Scored& s : scored) {
    Block& b = by_name[{s.day, s.system}];
    b.sum += s.score;
    ++b.count;
  }
  std::vector<Block> blocks;
  for (const auto& [name, block] : by_name) blocks.push_back(block);
  Toss toss("score/blocks");
  std::vector<double> means;
  for (int r = 0; r < resamples; ++r) {
    Block all;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Block& b = blocks[pick(toss, blocks.size())];
      all.sum += b.sum;
      all.count += b.count;
    }
    means.push_back(all.sum / all.count);
  }
  std::sort(means.begin(), means.end());
  const auto at = [&](double p) { return means[std::min(means.size() - 1, static_cast<std::size_t>(p * static_cast<double>(means.size())))]; };
  return {at(0.05), at(0.95)};
}

std::vector<double> resampled_differences(std::span<const double> a, std::span<const double> b, int resamples) {
  std::vector<double> differences;
  if (a.empty() || b.empty()) return differences;
  Toss toss("score/contrast");
  for (int r = 0; r < resamples; ++r) {
    const double mean_a = resampled_mean(a, toss);
    differences.push_back(mean_a - resampled_mean(b, toss));
  }
  return differences;
}

}  // namespace smolny
