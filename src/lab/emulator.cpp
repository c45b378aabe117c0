#include "lab/emulator.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "maths/cholesky.h"
#include "maths/elementary.h"

namespace smolny {

namespace {

constexpr std::array kShares{0.0, 0.3, 0.6, 0.9, 0.99};  // of the residual variance that is smooth
constexpr std::array kLengths{0.25, 0.5, 1.0};              // of the root mean square distance between two points

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

double Emulator::term(const Term& t, std::span<const double> u) const {
  if (t.first < 0) return 1;
  const double a = 2 * u[static_cast<std::size_t>(t.first)] - 1;
  if (t.second < 0) return a;
  if (t.first == t.second) return a * a - 1.0 / 3;
  return a * (2 * u[static_cast<std::size_t>(t.second)] - 1);
}

double Emulator::kernel(std::span<const double> a, std::span<const double> b) const {
  double d = 0;
  for (std::size_t j : active_) d += (a[j] - b[j]) * (a[j] - b[j]);
  return signal_ * maths::exp(-d / (2 * length_ * length_));
}

/// Forwards, the candidates kept orthogonal to what is chosen.
void Emulator::choose_terms() {
  const std::size_t n = training_.size(), d = training_[0].at.size();
  std::vector<Term> candidates;
  for (std::size_t j = 0; j < d; ++j) candidates.push_back({static_cast<int>(j), -1});
  for (std::size_t j = 0; j < d; ++j)
    for (std::size_t k = 0; k <= j; ++k) candidates.push_back({static_cast<int>(j), static_cast<int>(k)});
  std::vector<std::vector<double>> columns;
  for (const Term& t : candidates) {
    std::vector<double> c(n);
    for (std::size_t i = 0; i < n; ++i) c[i] = term(t, training_[i].at);
    columns.push_back(std::move(c));
  }
  std::vector<double> rest(n);
  for (std::size_t i = 0; i < n; ++i) rest[i] = training_[i].mean;
  const auto without = [&](std::vector<double>& c, const std::vector<double>& q) {
    const double share = dot(c, q) / dot(q, q);
    for (std::size_t i = 0; i < n; ++i) c[i] -= share * q[i];
  };
  const std::vector<double> ones(n, 1.0);
  without(rest, ones);
  for (auto& c : columns) without(c, ones);
  terms_ = {Term{}};
  double left = dot(rest, rest);
  const auto rows = static_cast<double>(n), many = static_cast<double>(candidates.size());
  const double price = maths::log(rows) + 2 * maths::log(many);
  while (terms_.size() < n / 4 && left > 1e-12) {
    std::size_t best = columns.size();
    double gain = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const double size = dot(columns[c], columns[c]);
      if (size < 1e-6 * rows) continue;
      const double along = dot(columns[c], rest), g = along * along / size;
      if (g > gain) gain = g, best = c;
    }
    if (best == columns.size() || rows * maths::log(std::max(left - gain, 1e-300) / left) + price >= 0) break;
    terms_.push_back(candidates[best]);
    const std::vector<double> q = columns[best];
    without(rest, q);
    for (auto& c : columns) without(c, q);
    left = dot(rest, rest);
  }
  residual_ = left / std::max(1.0, rows - static_cast<double>(terms_.size()));
  for (std::size_t j = 0; j < d; ++j)
    if (std::any_of(terms_.begin(), terms_.end(), [&](const Term& t) {
          return t.first == static_cast<int>(j) || t.second == static_cast<int>(j);
        }))
      active_.push_back(j);
  if (active_.empty())
    for (std::size_t j = 0; j < d; ++j) active_.push_back(j);
}

double Emulator::fit(double share, double length) {
  const std::size_t n = training_.size(), k = terms_.size();
  double noise = 0;
  for (const Trained& t : training_) noise += t.noise / static_cast<double>(n);
  signal_ = share * residual_;
  nugget_ = std::max(1e-9 * std::max(residual_, 1e-12), (1 - share) * residual_ - noise);
  length_ = length * std::sqrt(static_cast<double>(active_.size()) / 6);
  factor_.assign(n * n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    if (signal_ > 0)
      for (std::size_t j = 0; j < i; ++j) factor_[i * n + j] = kernel(training_[i].at, training_[j].at);
    factor_[i * n + i] = signal_ + nugget_ + training_[i].noise + 1e-12;
  }
  if (!maths::cholesky(factor_, n)) return -1e300;
  // Whitened columns of H and y, then the trend by generalized least squares.
  std::vector<std::vector<double>> h(k, std::vector<double>(n));
  std::vector<double> y(n);
  for (std::size_t i = 0; i < n; ++i) {
    y[i] = training_[i].mean;
    for (std::size_t t = 0; t < k; ++t) h[t][i] = term(terms_[t], training_[i].at);
  }
  maths::solve_lower(factor_, n, y);
  for (auto& column : h) maths::solve_lower(factor_, n, column);
  trend_factor_.assign(k * k, 0);
  beta_.assign(k, 0);
  for (std::size_t a = 0; a < k; ++a) {
    beta_[a] = dot(h[a], y);
    for (std::size_t b = 0; b <= a; ++b) trend_factor_[a * k + b] = dot(h[a], h[b]);
  }
  if (!maths::cholesky(trend_factor_, k)) return -1e300;
  maths::solve_cholesky(trend_factor_, k, beta_);
  whitened_.assign(n * k, 0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t t = 0; t < k; ++t) whitened_[i * k + t] = h[t][i];
  weights_ = y;  // K^-1 (y - H b)
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t t = 0; t < k; ++t) weights_[i] -= h[t][i] * beta_[t];
  maths::solve_upper(factor_, n, weights_);
  // Points left out, all at once: with Q = K^-1 - K^-1 H (H' K^-1 H)^-1 H' K^-1, error_i = (Q y)_i / Q_ii, variance 1 / Q_ii.
  double score = 0, squares = 0, mean = 0, about = 0, inside = 0;
  for (const Trained& t : training_) mean += t.mean / static_cast<double>(n);
  std::vector<double> column(n), along(k);
  for (std::size_t i = 0; i < n; ++i) {
    std::fill(column.begin(), column.end(), 0.0);
    column[i] = 1;
    maths::solve_lower(factor_, n, column);  // L^-1 e_i
    double q = dot(column, column);
    for (std::size_t t = 0; t < k; ++t) along[t] = dot(column, h[t]);
    maths::solve_lower(trend_factor_, k, along);
    q -= dot(along, along);
    if (!(q > 0)) return -1e300;
    const double error = weights_[i] / q;
    score -= 0.5 * (error * error * q - maths::log(q));
    squares += error * error;
    about += (training_[i].mean - mean) * (training_[i].mean - mean);
    inside += error * error * q <= 4;
  }
  explained_ = about > 0 ? 1 - squares / about : 0;
  within_two_ = inside / static_cast<double>(n);
  return score;
}

Emulator::Emulator(std::vector<Trained> training) : training_(std::move(training)) {
  if (training_.size() < 4) {
    for (const Trained& t : training_) beta_ = {t.mean};
    return;
  }
  choose_terms();
  double best = -1e301, share = 0, length = 1;
  for (double s : kShares)
    for (double l : kLengths) {
      if (s == 0 && l != kLengths[0]) continue;
      if (const double score = fit(s, l); score > best) best = score, share = s, length = l;
    }
  fit(share, length);
}

double Emulator::mean_at(std::span<const double> u) const {
  if (terms_.empty()) return beta_.empty() ? 0 : beta_[0];
  double mean = 0;
  for (std::size_t t = 0; t < terms_.size(); ++t) mean += beta_[t] * term(terms_[t], u);
  if (signal_ > 0)
    for (std::size_t i = 0; i < training_.size(); ++i) mean += weights_[i] * kernel(u, training_[i].at);
  return mean;
}

Predicted Emulator::at(std::span<const double> u) const {
  if (terms_.empty()) return {mean_at(u), 1e300};
  const std::size_t n = training_.size(), k = terms_.size();
  std::vector<double> c(n, 0.0), trend(k);
  Predicted p{mean_at(u), signal_ + nugget_};
  for (std::size_t t = 0; t < k; ++t) trend[t] = term(terms_[t], u);
  if (signal_ > 0) {
    for (std::size_t i = 0; i < n; ++i) c[i] = kernel(u, training_[i].at);
    maths::solve_lower(factor_, n, c);
    p.variance -= dot(c, c);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t t = 0; t < k; ++t) trend[t] -= whitened_[i * k + t] * c[i];
  }
  maths::solve_lower(trend_factor_, k, trend);  // (h - H' K^-1 c)' (H' K^-1 H)^-1 (h - H' K^-1 c)
  p.variance = std::max(p.variance, 0.0) + dot(trend, trend);
  return p;
}

}  // namespace smolny
