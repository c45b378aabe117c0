#include "lab/prequential.hpp"

#include <algorithm>
#include <cmath>

#include "lab/forecasts.hpp"
#include "maths/elementary.h"

namespace smolny {

namespace {

constexpr double kDoubt = 0.1;
constexpr double kLeastShare = 0.25;

double likelihood(const Check& check, const Setting& setting, const Reading& reading) {
  if (std::isnan(reading.value)) return 0.5;
  const double y = recorded(check, setting);
  if (!is_continuous(check)) return reading.value == y ? 1 - kDoubt : kDoubt;
  if (std::isinf(reading.value)) return kDoubt;
  const double z = (reading.value - y) / tolerance(check);
  return kDoubt + (1 - 2 * kDoubt) * maths::exp(-0.5 * z * z);
}

/// Weights from log weights raised to a power.
void raise(const std::vector<double>& log_weights, double power, std::vector<double>& weights) {
  const double top = *std::max_element(log_weights.begin(), log_weights.end());
  double sum = 0;
  for (std::size_t m = 0; m < weights.size(); ++m) sum += weights[m] = maths::exp(power * (log_weights[m] - top));
  for (double& w : weights) w /= sum;
}

}  // namespace

void temper(std::vector<double>& log_weights, std::vector<double>& weights, double least) {
  weights.resize(log_weights.size());
  if (weights.empty()) return;
  raise(log_weights, 1, weights);
  double power = 1;
  if (effective_size(weights) < least) {
    double low = 0, high = 1;
    for (int i = 0; i < 40; ++i) {
      power = (low + high) / 2;
      raise(log_weights, power, weights);
      (effective_size(weights) >= least ? low : high) = power;
    }
    power = low;
    raise(log_weights, power, weights);
  }
  for (double& l : log_weights) l *= power;
}

std::vector<std::size_t> prequential_order(const Record& record, const Setting& setting) {
  std::vector<std::size_t> order;
  for (std::size_t c = 0; c < record.claims.size(); ++c) {
    const Claim& claim = record.claims[c];
    if ((claim.use == ClaimUse::forecast || claim.use == ClaimUse::never) && is_read(claim.check)) order.push_back(c);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return settled_at(record.claims[a].check, setting) < settled_at(record.claims[b].check, setting);
  });
  return order;
}

std::vector<Step> prequential(const Record& record, const Setting& setting, const Readings& readings) {
  std::vector<Step> steps;
  if (readings.members == 0) return steps;
  const auto n = static_cast<double>(readings.members);
  std::vector<double> log_weights(readings.members, 0.0), weights(readings.members, 1 / n);
  for (std::size_t c : prequential_order(record, setting)) {
    const Check& check = record.claims[c].check;
    steps.push_back({c, log_score(probability_of_record(check, setting, readings.claims[c], weights)), effective_size(weights)});
    for (std::size_t m = 0; m < readings.members; ++m) log_weights[m] += maths::log(likelihood(check, setting, readings.claims[c][m]));
    temper(log_weights, weights, kLeastShare * n);
  }
  return steps;
}

}  // namespace smolny
