#include "chance/choose.h"

#include <bit>
#include <limits>
#include <stdexcept>

#include "chance/draw.h"

namespace smolny::chance {
namespace {

constexpr double kLog2 = 0.69314718055994531;

/// The greatest whole e with 2^e <= x, for normal x above 0.
int exponent_of(double x) { return static_cast<int>(std::bit_cast<std::uint64_t>(x) >> 52) - 1023; }

}  // namespace

double alternative_gumbel(const MixedKey& key, const Address& address, std::uint64_t alternative_key) {
  return gumbel_from(uniform_from(word_of(fan(key, address), alternative_key)));
}

double alternative_gumbel(const Key& key, const Address& address, std::uint64_t alternative_key) {
  return alternative_gumbel(mix(key), address, alternative_key);
}

std::size_t choose(const MixedKey& mixed, const Address& address, std::span<const double> log_weights,
                   std::span<const std::uint64_t> alternative_keys) {
  if (log_weights.size() != alternative_keys.size())
    throw std::invalid_argument("choose: one key per alternative is needed");
  const Fan draws = log_weights.empty() ? Fan{} : fan(mixed, address);
  std::size_t best = nothing;
  double best_weight = 0, best_u = 0, best_score = 0;
  for (std::size_t i = 0; i < log_weights.size(); ++i) {
    const double weight = log_weights[i];
    if (weight != weight) throw std::invalid_argument("choose: a weight is not a number");
    if (weight == -std::numeric_limits<double>::infinity()) continue;
    const double u = uniform_from(word_of(draws, alternative_keys[i]));
    // The Gumbel draw rises with u: whoever has neither the greater weight nor the greater u has lost without a logarithm.
    if (best != nothing && weight <= best_weight && u < best_u && weight < std::numeric_limits<double>::infinity()) continue;
    // -log(-log u) < -log(1 - u), and the exponent of 1 - u bounds that: most of those that cannot win are known by it.
    if (best != nothing && weight - kLog2 * exponent_of(1 - u) + 1e-9 < best_score) continue;
    const double score = weight + gumbel_from(u);
    const bool better =
        best == nothing || score > best_score || (score == best_score && alternative_keys[i] < alternative_keys[best]);
    if (better) {
      best = i;
      best_score = score;
      best_weight = weight;
      best_u = u;
    }
  }
  return best;
}

std::size_t choose(const Key& key, const Address& address, std::span<const double> log_weights,
                   std::span<const std::uint64_t> alternative_keys) {
  return choose(mix(key), address, log_weights, alternative_keys);
}

}  // namespace smolny::chance
