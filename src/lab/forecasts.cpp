#include "lab/forecasts.hpp"

#include <algorithm>
#include <cmath>

namespace smolny {

double frame_of(const Setting& setting) { return static_cast<double>((setting.end - setting.start).minutes); }

double recorded(const Check& check, const Setting& setting) {
  if (check.kind == CheckKind::when) return static_cast<double>((check.at - setting.start).minutes);
  return is_continuous(check) ? check.target : 1;
}

double tolerance(const Check& check) { return check.kind == CheckKind::when ? window_of(check.precision) : check.within; }

Bounds bounds_of(const Check& check, const Setting& setting) {
  if (check.kind == CheckKind::when) return {0, frame_of(setting)};
  return {check.low, check.high};
}

double naive_probability(const Check& check, const Setting& setting) {
  if (check.kind == CheckKind::happens && check.dated && check.figure.pattern.has())
    return std::clamp(static_cast<double>((check.figure.until - check.figure.from).minutes) / frame_of(setting), 1e-6, 0.5);
  if (check.kind == CheckKind::order) {
    double ways = 1;
    for (std::size_t n = 2; n <= check.order.size(); ++n) ways *= static_cast<double>(n);
    return 1 / std::max(2.0, ways);
  }
  return 0.5;
}

bool is_read(const Check& check) {
  switch (check.kind) {
    case CheckKind::twin: case CheckKind::contrast: case CheckKind::report: case CheckKind::not_checkable: return false;
    default: return true;
  }
}

Sample sample_of(std::span<const Reading> readings, std::span<const double> weights) {
  Sample sample;
  double all = 0;
  for (std::size_t m = 0; m < readings.size(); ++m) {
    if (std::isnan(readings[m].value)) continue;
    const double w = weights.empty() ? 1.0 : weights[m];
    sample.values.push_back(readings[m].value);
    sample.weights.push_back(w);
    all += w;
  }
  if (all <= 0) return {};
  for (double& w : sample.weights) w /= all;
  return sample;
}

double told_share(std::span<const Reading> readings, std::span<const double> weights) {
  double told = 0, all = 0;
  for (std::size_t m = 0; m < readings.size(); ++m) {
    const double w = weights.empty() ? 1.0 : weights[m];
    all += w;
    if (!std::isnan(readings[m].value)) told += w;
  }
  return all > 0 ? told / all : 0;
}

double probability_of_record(const Check& check, const Setting& setting, std::span<const Reading> readings,
                             std::span<const double> weights) {
  const Sample sample = sample_of(readings, weights);
  const double naive = naive_probability(check, setting);
  if (sample.values.empty()) return naive;
  const double y = recorded(check, setting), w = is_continuous(check) ? tolerance(check) : 0.25;
  const double told = told_share(readings, weights);
  return told * smoothed(mass(sample, y - w, y + w), effective_size(sample.weights)) + (1 - told) * naive;
}

Support support_of(const Check& check, const Setting& setting, std::span<const Reading> readings) {
  Support s;
  const Sample sample = sample_of(readings, {});
  if (sample.values.empty()) return s;
  if (is_continuous(check)) {
    s.probability = mass(sample, -1e300, 1e300);
    s.low = quantile(sample, 0.05);
    s.median = quantile(sample, 0.5);
    s.high = quantile(sample, 0.95);
    const double y = recorded(check, setting);
    const Bounds b = bounds_of(check, setting);
    s.holds = s.low <= y && y <= s.high;
    s.score = crps(sample, y, b.low, b.high);
    s.naive = crps_of_window(tolerance(check));
    s.skilled = s.score <= s.naive;
    return s;
  }
  s.probability = mass(sample, 0.75, 1.25);
  s.score = log_score(probability_of_record(check, setting, readings, {}));
  s.naive = log_score(naive_probability(check, setting));
  s.skilled = s.score >= s.naive;
  switch (check.kind) {
    case CheckKind::structure: s.holds = s.probability >= 0.95; break;
    case CheckKind::order: {
      double all = 0;  // the events of an order must come about at all
      for (const Reading& r : readings) all += r.group;
      s.complete = all / static_cast<double>(readings.size());
      s.holds = s.probability >= 0.5 && s.complete >= 0.05;
      break;
    }
    default: s.holds = s.probability >= 0.05;
  }
  return s;
}

}  // namespace smolny
