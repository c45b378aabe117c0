#include "engine/priors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "chance/draw.h"
#include "maths/elementary.h"
#include "maths/quantiles.h"

namespace smolny {

namespace {

constexpr Site kParameter{"uncertain"};
constexpr Site kPosterior{"posterior"};

/// The quantiles that a posterior gives this member: one of its points, all with equal chances; NaN where it has none.
std::vector<double> from_posterior(const Setting& setting, const chance::Key& key) {
  const Posterior& p = setting.posterior;
  std::vector<double> u(setting.uncertain.size(), std::numeric_limits<double>::quiet_NaN());
  const std::size_t width = p.rows.size(), points = width == 0 ? 0 : p.quantiles.size() / width;
  if (points == 0) return u;
  const double where = chance::uniform({key.seed, key.member, 0}, {kPosterior.key, 0, 0, 0});
  const auto point = std::min(points - 1, static_cast<std::size_t>(where * static_cast<double>(points)));
  for (std::size_t k = 0; k < width; ++k) u[static_cast<std::size_t>(p.rows[k])] = p.quantiles[point * width + k];
  return u;
}

/// Numbers that an earlier history has brought about stand in the place of whatever was drawn.
void take_reached(const Reached& reached, std::uint64_t member, std::vector<double>& values) {
  if (reached.rows.empty()) return;
  const std::size_t width = reached.rows.size(), point = static_cast<std::size_t>(member % reached.refused.size());
  if (!reached.refused[point].empty()) throw std::runtime_error("the earlier history leads to no start: " + reached.refused[point]);
  for (std::size_t k = 0; k < width; ++k) values[static_cast<std::size_t>(reached.rows[k])] = reached.values[point * width + k];
}

}  // namespace

double at_quantile(const Uncertain& x, double u) {
  double v = x.central;
  switch (x.prior) {
    case Prior::fixed: break;
    case Prior::uniform: v = x.a + (x.b - x.a) * u; break;
    case Prior::normal: v = x.a + x.b * chance::normal_from(u); break;
    case Prior::lognormal: v = x.a * maths::exp(x.b * chance::normal_from(u)); break;
    case Prior::beta: v = maths::beta_quantile(x.a, x.b, u); break;
    case Prior::gamma: v = x.b * maths::gamma_quantile(x.a, u); break;
  }
  return std::clamp(v, x.low, x.high);
}

std::vector<double> sampled_numbers(const Setting& setting, const Start& start) {
  const std::vector<double> posterior = setting.posterior.rows.empty() ? std::vector<double>{} : from_posterior(setting, start.key);
  std::vector<double> values;
  values.reserve(setting.uncertain.size());
  const chance::MixedKey mixed = chance::mix({start.key.seed, start.key.member, 0});
  for (std::size_t i = 0; i < setting.uncertain.size(); ++i) {
    const Uncertain& x = setting.uncertain[i];
    double v = x.central;
    if (!start.fixed_parameters && x.prior != Prior::fixed) {
      double u = std::numeric_limits<double>::quiet_NaN();
      if (!start.quantiles.empty()) u = start.quantiles[i];
      if (std::isnan(u) && !posterior.empty()) u = posterior[i];
      if (std::isnan(u)) u = chance::uniform_from(chance::block(mixed, {kParameter.key, x.key, 0, 0})[0]);
      v = at_quantile(x, u);
    }
    if (start.blind_codings && x.grade == Grade::hindsight) v = x.blind;
    values.push_back(v);
  }
  take_reached(setting.reached, start.key.member, values);
  return values;
}

}  // namespace smolny
