#include "lab/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "chance/names.h"
#include "lab/parallel.hpp"

namespace smolny {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint64_t kFirstCandidates = 1;  // series of uniform points; a wave's is its number from here on

/// Runs batches, remembers them, and counts.
class Workshop {
 public:
  Workshop(const Simulator& simulator, const CalibrationPlan& plan, const Memory& memory, const OnRuns& on_runs, std::uint64_t expected)
      : simulator_(simulator), plan_(plan), memory_(memory), on_runs_(on_runs), expected_(expected) {}

  /// One run of each point; its chance is named by the stage and its place in it.
  std::vector<Outputs> run(const std::string& stage, std::span<const CubePoint> points) {
    std::vector<std::optional<Outputs>> found(points.size());
    std::vector<std::uint64_t> missing;
    for (std::uint64_t i = 0; i < points.size(); ++i) {
      if (memory_.recall) found[i] = memory_.recall(stage, i);
      if (!found[i]) missing.push_back(i);
      else count(*found[i]);
    }
    const std::uint64_t series = chance::name_hash(stage);
    if (!broken_)
      in_order(missing.size(), plan_.threads,
               [&](std::uint64_t m) { return simulator_.run(points[missing[m]], chance::fold(series, missing[m])); },
               [&](std::uint64_t m, Outputs out) {
                 if (memory_.keep && !memory_.keep(stage, missing[m], out)) return !(broken_ = true);
                 count(out);
                 found[missing[m]] = std::move(out);
                 return true;
               });
    std::vector<Outputs> all;
    for (auto& f : found) all.push_back(f ? std::move(*f) : Outputs(std::unexpected("not run")));
    return all;
  }

  bool broken() const { return broken_; }
  void settle(Calibration& c) const {
    c.runs = runs_;
    c.failed = failed_;
    c.reason = reason_;
    if (on_runs_) on_runs_(runs_, runs_, failed_);
  }

 private:
  void count(const Outputs& out) {
    ++runs_;
    if (!out) {
      ++failed_;
      if (reason_.empty()) reason_ = out.error();
    }
    if (on_runs_) on_runs_(runs_, std::max(expected_, runs_ + 1), failed_);
  }

  const Simulator& simulator_;
  const CalibrationPlan& plan_;
  const Memory& memory_;
  const OnRuns& on_runs_;
  std::uint64_t expected_, runs_ = 0, failed_ = 0;
  bool broken_ = false;
  std::string reason_;
};

std::vector<double> column_of(std::span<const Outputs> runs, std::size_t k) {
  std::vector<double> x;
  for (const Outputs& r : runs) x.push_back(r ? (*r)[k] : kNothing);
  return x;
}

/// Squared correlation of x and y over the pairs with a y; 0 where either does not vary.
double squared_correlation(std::span<const double> x, std::span<const double> y) {
  double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(y[i])) continue;
    ++n, sx += x[i], sy += y[i], sxx += x[i] * x[i], syy += y[i] * y[i], sxy += x[i] * y[i];
  }
  const double vx = n * sxx - sx * sx, vy = n * syy - sy * sy, c = n * sxy - sx * sy;
  return vx > 1e-12 && vy > 1e-12 ? c * c / (vx * vy) : 0;
}

double share_near(std::span<const double> x, const Target& t) {
  double near = 0, told = 0;
  for (double v : x)
    if (std::isfinite(v)) ++told, near += std::abs(v - t.record) <= t.window;
  return told > 0 ? near / told : kNothing;
}

void screen(const Simulator& s, const std::vector<Target>& targets, const CalibrationPlan& plan, Workshop& shop, Calibration& c) {
  const std::size_t d = s.inputs.size();
  const auto design = latin_hypercube(plan.screening, d, plan.seed, 1);
  const auto runs = shop.run("screening", design);
  std::vector<std::vector<double>> columns;
  for (std::size_t k = 0; k < targets.size(); ++k) {
    columns.push_back(column_of(runs, k));
    const PointSummary all = summary_of(columns[k]);
    c.scale.push_back(targets[k].truth ? (all.variance > 0 ? 1 : 0) : std::sqrt(all.variance));
    c.prior_probability.push_back(share_near(columns[k], targets[k]));
  }
  c.weight.assign(d, 0);
  std::vector<double> x(design.size());
  for (std::size_t j = 0; j < d; ++j) {
    for (std::size_t i = 0; i < design.size(); ++i) x[i] = design[i][j];
    for (const auto& y : columns) c.weight[j] += squared_correlation(x, y);
  }
  c.kept.resize(d);
  std::iota(c.kept.begin(), c.kept.end(), std::size_t{0});
  std::sort(c.kept.begin(), c.kept.end(), [&](std::size_t a, std::size_t b) {
    return c.weight[a] != c.weight[b] ? c.weight[a] > c.weight[b] : s.inputs[a].name < s.inputs[b].name;
  });
  c.kept.resize(std::min(plan.keep, d));
  c.nearest = std::numeric_limits<double>::infinity();
  for (const Outputs& r : runs)
    if (r) c.nearest = std::min(c.nearest, distance_of(*r, targets, c.scale));
}

/// The kept inputs at their places; the others with chance.
CubePoint whole(const Calibration& c, std::size_t inputs, std::span<const double> u) {
  CubePoint all(inputs, kNothing);
  for (std::size_t j = 0; j < u.size(); ++j) all[c.kept[j]] = u[j];
  return all;
}

/// Points of the cube that no wave rules out, of `candidates` of them; in order.
std::vector<CubePoint> allowed(const Calibration& c, std::span<const Wave> waves, const std::vector<Target>& targets,
                               const CalibrationPlan& plan, std::uint64_t series) {
  constexpr std::uint64_t chunk = 250;
  std::vector<CubePoint> kept;
  in_order((plan.candidates + chunk - 1) / chunk, plan.threads,
           [&](std::uint64_t i) {
             std::vector<CubePoint> good;
             for (std::uint64_t n = i * chunk; n < std::min<std::uint64_t>(plan.candidates, (i + 1) * chunk); ++n) {
               CubePoint u = uniform_point(c.kept.size(), series, n, plan.seed);
               if (not_ruled_out(waves, targets, plan.cut, u)) good.push_back(std::move(u));
             }
             return good;
           },
           [&](std::uint64_t, std::vector<CubePoint> good) {
             std::move(good.begin(), good.end(), std::back_inserter(kept));
             return true;
           });
  return kept;
}

void match(const Simulator& s, const std::vector<Target>& targets, const CalibrationPlan& plan, const std::string& branch, Workshop& shop,
           Calibration& c, std::vector<Wave>& waves) {
  std::vector<CubePoint> points = latin_hypercube(plan.points, c.kept.size(), plan.seed), trained;
  std::vector<std::vector<std::vector<double>>> outputs;
  for (std::size_t w = 0; w < plan.waves && !points.empty() && !shop.broken(); ++w) {
    std::vector<CubePoint> batch;
    for (const CubePoint& p : points)
      for (std::size_t m = 0; m < plan.runs_per_point; ++m) batch.push_back(whole(c, s.inputs.size(), p));
    // The first wave is the same whatever the record says.
    const auto runs = shop.run(w == 0 ? "wave/1" : branch + "/wave/" + std::to_string(w + 1), batch);
    for (std::size_t p = 0; p < points.size(); ++p) {
      trained.push_back(points[p]);
      outputs.emplace_back();
      for (std::size_t m = 0; m < plan.runs_per_point; ++m)
        if (const Outputs& r = runs[p * plan.runs_per_point + m]) outputs.back().push_back(*r);
    }
    if (shop.broken()) return;
    waves.push_back(fit_wave(trained, outputs, targets, plan.threads));
    const auto left = allowed(c, waves, targets, plan, kFirstCandidates + w);
    c.waves.push_back({waves.back(), static_cast<double>(left.size()) / static_cast<double>(plan.candidates)});
    points = far_apart(std::span(left).first(std::min<std::size_t>(left.size(), 2000)), plan.points);
  }
}

}  // namespace

bool is_moved(const Calibration& c, std::size_t target) {
  return std::any_of(c.waves.begin(), c.waves.end(), [&](const WaveResult& w) { return w.wave.used[target]; });
}

double distance_of(const std::vector<double>& outputs, const std::vector<Target>& targets, const std::vector<double>& scale) {
  double squares = 0, count = 0;
  for (std::size_t k = 0; k < targets.size(); ++k) {
    if (!(scale[k] > 0) || std::isnan(targets[k].record)) continue;
    const double off = std::isfinite(outputs[k]) ? (outputs[k] - targets[k].record) / scale[k] : 0.5;
    squares += off * off;
    ++count;
  }
  return count > 0 ? std::sqrt(squares / count) : 0;
}

std::expected<Calibration, std::string> calibrate(const Simulator& s, const std::vector<Target>& targets, const CalibrationPlan& plan,
                                                  const Memory& memory, const OnRuns& on_runs, const std::string& branch) {
  Calibration c;
  const std::uint64_t expected = plan.screening + plan.waves * plan.points * plan.runs_per_point + plan.predictive +
                                 plan.abc_points * (1 + plan.rounds * 2);
  Workshop shop(s, plan, memory, on_runs, expected);
  screen(s, targets, plan, shop, c);
  std::vector<Wave> waves;
  match(s, targets, plan, branch, shop, c, waves);
  for (std::size_t k = 0; k < targets.size() && !waves.empty(); ++k)  // what no input moves would only add noise to the distance
    if (!is_moved(c, k)) c.scale[k] = 0;
  AbcPlan abc{.inputs = c.kept.size(), .points = plan.abc_points, .rounds = plan.rounds, .least_acceptance = plan.least_acceptance,
              .seed = plan.seed};
  const Admissible admissible = [&](std::span<const double> u) { return not_ruled_out(waves, targets, plan.cut, u); };
  const Distances distances = [&](const std::string& stage, std::span<const CubePoint> points) {
    std::vector<CubePoint> batch;
    for (const CubePoint& p : points) batch.push_back(whole(c, s.inputs.size(), p));
    std::vector<double> found;
    for (const Outputs& r : shop.run(branch + "/" + stage, batch))
      found.push_back(r ? distance_of(*r, targets, c.scale) : std::numeric_limits<double>::infinity());
    return found;
  };
  if (!shop.broken()) c.posterior = approximate(abc, admissible, distances);
  if (!c.posterior.points.empty() && !shop.broken()) {
    std::vector<CubePoint> batch;
    for (std::size_t i = 0; i < plan.predictive; ++i)
      batch.push_back(whole(c, s.inputs.size(), c.posterior.points[i % c.posterior.points.size()]));
    const auto runs = shop.run(branch + "/predictive", batch);
    for (std::size_t k = 0; k < targets.size(); ++k) c.posterior_probability.push_back(share_near(column_of(runs, k), targets[k]));
  }
  if (shop.broken()) return std::unexpected("what has been run cannot be kept");
  shop.settle(c);
  return c;
}

}  // namespace smolny
