#include "lab/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "chance/draw.h"
#include "lab/parallel.hpp"
#include "world/ids.hpp"

namespace smolny {

namespace {

constexpr Key kRow = key_of("sobol/row");
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint64_t kRowsChance = 1'000'000'000;  // chance of rows is none of the trajectories'

/// The mean of each output over the runs that tell something of it.
class Mean {
 public:
  explicit Mean(std::size_t outputs) : sum_(outputs), count_(outputs) {}
  void add(const std::vector<double>& x) {
    for (std::size_t o = 0; o < sum_.size(); ++o)
      if (std::isfinite(x[o])) sum_[o] += x[o], ++count_[o];
  }
  std::vector<double> value() const {
    std::vector<double> v(sum_.size(), kNothing);
    for (std::size_t o = 0; o < v.size(); ++o)
      if (count_[o] > 0) v[o] = sum_[o] / count_[o];
    return v;
  }

 private:
  std::vector<double> sum_;
  std::vector<int> count_;
};

struct Point {
  std::vector<double> outputs;
  std::uint64_t runs = 0, failed = 0;
  std::string reason;
};

Point run_at(const Simulator& s, std::span<const double> u, std::uint64_t first_chance, std::uint64_t runs) {
  Point p;
  Mean mean(s.outputs.size());
  for (std::uint64_t k = 0; k < runs; ++k) {
    ++p.runs;
    if (const Outputs out = s.run(u, first_chance + k)) {
      mean.add(*out);
    } else {
      ++p.failed;
      if (p.reason.empty()) p.reason = out.error();
    }
  }
  p.outputs = mean.value();
  return p;
}

/// Runs `count` points, in parallel, and gives their outputs in order.
template <class At>
void run_all(std::uint64_t count, unsigned threads, std::uint64_t total, Sensitivity& result, const OnRuns& on_runs, At at,
             std::vector<std::vector<double>>& outputs) {
  in_order(count, threads, at, [&](std::uint64_t, Point p) {
    result.runs += p.runs;
    result.failed += p.failed;
    if (result.reason.empty()) result.reason = p.reason;
    outputs.push_back(std::move(p.outputs));
    if (on_runs) on_runs(result.runs, total, result.failed);
    return true;
  });
}

void screen(const Simulator& s, const SensitivityPlan& plan, std::uint64_t total, Sensitivity& result, const OnRuns& on_runs) {
  std::vector<Trajectory> design;
  for (std::uint64_t t = 0; t < plan.trajectories; ++t) design.push_back(morris_trajectory(s.inputs.size(), t, plan.seed));
  const std::uint64_t points = s.inputs.size() + 1;
  std::vector<std::vector<double>> outputs;
  run_all(plan.trajectories * points, plan.threads, total, result, on_runs, [&](std::uint64_t i) {
    const std::uint64_t t = i / points;
    return run_at(s, design[t].point(i % points), t * plan.runs_per_point, plan.runs_per_point);
  }, outputs);
  for (std::size_t o = 0; o < s.outputs.size(); ++o) {
    std::vector<std::vector<double>> of(design.size());
    for (std::size_t i = 0; i < outputs.size(); ++i) of[i / points].push_back(outputs[i][o]);
    result.effects.push_back(elementary_effects(design, of));
  }
}

std::vector<std::size_t> kept_of(const Simulator& s, const SensitivityPlan& plan, const Sensitivity& result) {
  std::vector<double> weight(s.inputs.size());
  for (const auto& effects : result.effects) {
    double largest = 0;
    for (const ElementaryEffects& e : effects) largest = std::max(largest, e.mean_absolute);
    for (std::size_t j = 0; j < effects.size() && largest > 0; ++j) weight[j] = std::max(weight[j], effects[j].mean_absolute / largest);
  }
  std::vector<std::size_t> order(s.inputs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto before = [&](std::size_t a, std::size_t b) {
    return weight[a] != weight[b] ? weight[a] > weight[b] : s.inputs[a].name < s.inputs[b].name;
  };
  std::sort(order.begin(), order.end(), before);
  std::vector<std::size_t> kept;
  for (std::size_t j : order)
    if (kept.size() < plan.keep && weight[j] > 0) kept.push_back(j);
  for (std::size_t j : plan.inputs)
    if (std::find(kept.begin(), kept.end(), j) == kept.end()) kept.push_back(j);
  std::stable_sort(kept.begin(), kept.end(), before);
  return kept;
}

std::vector<VariedGroup> groups_of(const Simulator& s, const std::vector<std::size_t>& kept) {
  std::vector<VariedGroup> groups;
  for (std::size_t j : kept) groups.push_back({GroupKind::input, s.inputs[j].name, {j}});
  std::vector<std::string> grades;
  for (const Input& i : s.inputs) grades.push_back(i.grade);
  std::sort(grades.begin(), grades.end());
  grades.erase(std::unique(grades.begin(), grades.end()), grades.end());
  for (const std::string& grade : grades) {
    VariedGroup g{GroupKind::grade, grade, {}};
    for (std::size_t j = 0; j < s.inputs.size(); ++j)
      if (s.inputs[j].grade == grade) g.inputs.push_back(j);
    groups.push_back(std::move(g));
  }
  groups.push_back({GroupKind::chance, "chance", {}});
  return groups;
}

/// Row i of A (which = 0) or B (1).
std::vector<double> row_of(std::size_t inputs, std::uint64_t i, std::uint64_t which, const chance::MixedKey& key) {
  std::vector<double> u(inputs);
  for (std::size_t j = 0; j < inputs; ++j) u[j] = chance::uniform_from(chance::block(key, {kRow, i, which, j})[0]);
  return u;
}

void share_out(const Simulator& s, const SensitivityPlan& plan, std::uint64_t total, Sensitivity& result, const OnRuns& on_runs) {
  const chance::MixedKey key = chance::mix({plan.seed, 0, 0});
  const std::uint64_t columns = result.groups.size() + 2;
  std::vector<std::vector<double>> outputs;
  run_all(plan.rows * columns, plan.threads, total, result, on_runs, [&](std::uint64_t i) {
    const std::uint64_t row = i / columns, column = i % columns;
    std::vector<double> u = row_of(s.inputs.size(), row, column == 1, key);
    std::uint64_t chance = kRowsChance + 2 * row + (column == 1);
    if (column >= 2) {
      const VariedGroup& g = result.groups[column - 2];
      const std::vector<double> b = row_of(s.inputs.size(), row, 1, key);
      for (std::size_t j : g.inputs) u[j] = b[j];
      if (g.kind == GroupKind::chance) ++chance;
    }
    return run_at(s, u, chance, 1);
  }, outputs);
  for (std::size_t o = 0; o < s.outputs.size(); ++o) {
    PickFreeze of;
    of.mixed.resize(result.groups.size());
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      const std::size_t column = i % columns;
      (column == 0 ? of.a : column == 1 ? of.b : of.mixed[column - 2]).push_back(outputs[i][o]);
    }
    result.shares.push_back(sobol_shares(of, plan.seed));
  }
}

}  // namespace

Sensitivity analyse(const Simulator& s, const SensitivityPlan& plan, const OnRuns& on_runs) {
  Sensitivity result;
  std::vector<std::string> grades;
  for (const Input& i : s.inputs) grades.push_back(i.grade);
  std::sort(grades.begin(), grades.end());
  const auto kinds = static_cast<std::uint64_t>(std::unique(grades.begin(), grades.end()) - grades.begin());
  const std::uint64_t screening = plan.morris ? plan.trajectories * (s.inputs.size() + 1) * plan.runs_per_point : 0;
  const std::uint64_t most = std::min<std::uint64_t>(s.inputs.size(), (plan.morris ? plan.keep : 0) + plan.inputs.size());
  std::uint64_t total = screening + (plan.sobol ? plan.rows * (3 + kinds + most) : 0);
  if (plan.morris) screen(s, plan, total, result, on_runs);
  result.kept = kept_of(s, plan, result);
  if (!plan.sobol) return result;
  result.groups = groups_of(s, result.kept);
  total = screening + plan.rows * (result.groups.size() + 2);
  share_out(s, plan, total, result, on_runs);
  return result;
}

}  // namespace smolny
