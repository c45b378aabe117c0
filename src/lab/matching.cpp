#include "lab/matching.hpp"

#include <algorithm>
#include <cmath>

#include "lab/parallel.hpp"

namespace smolny {

namespace {

/// Variance of everything but the emulator; of a truth it follows from its probability.
double variance_beside(const Wave& wave, std::size_t k, const Target& t, double mean) {
  double history = wave.history_variance[k];
  if (t.truth) {
    const double p = std::clamp(mean, 0.0, 1.0);
    history = p * (1 - p);
  }
  return history + t.record_sd * t.record_sd + t.discrepancy_sd * t.discrepancy_sd;
}

/// Judged without the emulator's variance where that settles it: it only lowers an implausibility.
bool wave_allows(const Wave& wave, std::span<const Target> targets, const Cut& cut, std::span<const double> u) {
  std::size_t above = 0, doubtful = 0;
  std::vector<std::size_t> again;
  for (std::size_t k = 0; k < targets.size(); ++k) {
    if (!wave.used[k]) continue;
    const double mean = wave.emulators[k].mean_at(u), off = mean - targets[k].record;
    if (off * off > cut.cut * cut.cut * variance_beside(wave, k, targets[k], mean)) again.push_back(k), ++doubtful;
  }
  if (doubtful < cut.nth) return true;
  for (std::size_t k : again)
    if (implausibility(wave, k, targets[k], u) > cut.cut && ++above >= cut.nth) return false;
  return true;
}

}  // namespace

PointSummary summary_of(std::span<const double> outputs) {
  PointSummary s;
  double sum = 0, squares = 0;
  for (double x : outputs)
    if (std::isfinite(x)) sum += x, ++s.runs;
  if (s.runs == 0) return s;
  s.mean = sum / static_cast<double>(s.runs);
  for (double x : outputs)
    if (std::isfinite(x)) squares += (x - s.mean) * (x - s.mean);
  if (s.runs > 1) s.variance = squares / static_cast<double>(s.runs - 1);
  return s;
}

Wave fit_wave(std::span<const CubePoint> points, std::span<const std::vector<std::vector<double>>> outputs,
              std::span<const Target> targets, unsigned threads) {
  Wave wave;
  struct Fitted {
    Emulator emulator;
    double variance = 0, mean = 0;
  };
  const auto fit = [&](std::uint64_t k) {
    std::vector<Trained> training;
    std::vector<std::size_t> runs;
    double pooled = 0, freedom = 0, mean = 0;
    for (std::size_t p = 0; p < points.size(); ++p) {
      std::vector<double> column;
      for (const auto& run : outputs[p]) column.push_back(run[k]);
      const PointSummary s = summary_of(column);
      if (s.runs == 0) continue;
      training.push_back({points[p], s.mean, 0});
      runs.push_back(s.runs);
      mean += s.mean;
      pooled += s.variance * static_cast<double>(s.runs - 1);
      freedom += static_cast<double>(s.runs - 1);
    }
    if (freedom > 0) pooled /= freedom;
    for (std::size_t i = 0; i < training.size(); ++i) training[i].noise = pooled / static_cast<double>(runs[i]);
    if (!training.empty()) mean /= static_cast<double>(training.size());
    return Fitted{Emulator(std::move(training)), pooled, mean};
  };
  in_order(targets.size(), threads, fit, [&](std::uint64_t k, Fitted f) {
    wave.used.push_back(f.emulator.informative());
    wave.emulators.push_back(std::move(f.emulator));
    wave.history_variance.push_back(f.variance);
    const double off = std::abs(f.mean - targets[k].record), beside = variance_beside(wave, k, targets[k], f.mean);
    wave.flat_implausibility.push_back(beside > 0 ? off / std::sqrt(beside) : off > 0 ? 1e300 : 0);
    return true;
  });
  return wave;
}

double implausibility(const Wave& wave, std::size_t k, const Target& t, std::span<const double> u) {
  const Predicted p = wave.emulators[k].at(u);
  const double off = std::abs(p.mean - t.record), variance = p.variance + variance_beside(wave, k, t, p.mean);
  return variance > 0 ? off / std::sqrt(variance) : off > 0 ? 1e300 : 0;
}

bool not_ruled_out(std::span<const Wave> waves, std::span<const Target> targets, const Cut& cut, std::span<const double> u) {
  return std::all_of(waves.begin(), waves.end(), [&](const Wave& w) { return wave_allows(w, targets, cut, u); });
}

}  // namespace smolny
