#include "lab/recovery.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "chance/names.h"
#include "maths/gamma.h"

namespace smolny {

namespace {

constexpr std::uint64_t kTruths = 1'000'000;  // series of uniform points

/// In-process memory, so that what records share is run once even where nothing else remembers.
Memory shared_memory(const Memory& outer, std::vector<std::pair<std::string, std::vector<std::optional<Outputs>>>>& kept) {
  const auto find = [&kept](const std::string& stage) {
    return std::find_if(kept.begin(), kept.end(), [&](const auto& s) { return s.first == stage; });
  };
  return {[&kept, find, outer](const std::string& stage, std::uint64_t i) -> std::optional<Outputs> {
            const auto at = find(stage);
            if (at != kept.end() && i < at->second.size() && at->second[i]) return at->second[i];
            return outer.recall ? outer.recall(stage, i) : std::nullopt;
          },
          [&kept, find, outer](const std::string& stage, std::uint64_t i, const Outputs& out) {
            if (stage == "screening" || stage == "wave/1") {
              auto at = find(stage);
              if (at == kept.end()) at = kept.insert(kept.end(), {stage, {}});
              if (at->second.size() <= i) at->second.resize(i + 1);
              at->second[i] = out;
            }
            return !outer.keep || outer.keep(stage, i, out);
          }};
}

double deviation(const std::vector<double>& x) {
  double mean = 0, squares = 0;
  for (double v : x) mean += v / static_cast<double>(x.size());
  for (double v : x) squares += (v - mean) * (v - mean);
  return x.size() > 1 ? std::sqrt(squares / static_cast<double>(x.size() - 1)) : 0;
}

}  // namespace

double quantile_among(double x, const std::vector<double>& values) {
  double below = 0;
  for (double v : values) below += v < x ? 1 : v == x ? 0.5 : 0;
  return values.empty() ? std::numeric_limits<double>::quiet_NaN() : below / static_cast<double>(values.size());
}

std::expected<Recovery, std::string> recover(const Simulator& s, const std::vector<Target>& targets, const CalibrationPlan& plan,
                                             std::size_t truths, const Memory& outer, const OnRuns& on_runs) {
  std::vector<std::pair<std::string, std::vector<std::optional<Outputs>>>> kept;
  const Memory memory = shared_memory(outer, kept);
  Recovery r;
  double inside50 = 0, inside90 = 0, judged = 0;
  for (std::size_t t = 0; t < truths; ++t) {
    const std::string branch = "truth/" + std::to_string(t + 1);
    const CubePoint truth = uniform_point(s.inputs.size(), kTruths, t, plan.seed);
    const Outputs record = s.run(truth, chance::fold(chance::name_hash(branch), 0));
    if (!record) continue;  // a world that fails leaves no record
    std::vector<Target> simulated = targets;
    for (std::size_t k = 0; k < targets.size(); ++k) simulated[k].record = (*record)[k];
    const auto c = calibrate(s, simulated, plan, memory, on_runs, branch);
    if (!c) return std::unexpected(c.error());
    r.kept = c->kept;
    r.runs += c->runs;
    Recovered one;
    for (std::size_t j : c->kept) one.truth.push_back(truth[j]);
    std::vector<Wave> waves;
    for (const WaveResult& w : c->waves) waves.push_back(w.wave);
    one.in_region = not_ruled_out(waves, simulated, plan.cut, one.truth);
    for (std::size_t j = 0; j < one.truth.size() && !c->posterior.points.empty(); ++j) {
      std::vector<double> values;
      for (const CubePoint& p : c->posterior.points) values.push_back(p[j]);
      const double q = quantile_among(one.truth[j], values);
      one.quantile.push_back(q);
      ++r.ranks[std::min(kRankBins - 1, static_cast<std::size_t>(q * kRankBins))];
      inside50 += q >= 0.25 && q <= 0.75;
      inside90 += q >= 0.05 && q <= 0.95;
      r.narrowing += deviation(values) * std::sqrt(12.0);
      ++judged;
    }
    r.truths.push_back(std::move(one));
  }
  if (judged == 0) return r;
  r.covered50 = inside50 / judged;
  r.covered90 = inside90 / judged;
  r.narrowing /= judged;
  const double each = judged / kRankBins;
  for (double n : r.ranks) r.chi_square += (n - each) * (n - each) / each;
  r.p_value = maths::incomplete_gamma_upper((kRankBins - 1) / 2.0, r.chi_square / 2);
  return r;
}

}  // namespace smolny
