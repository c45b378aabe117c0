#include "lab/sensitivity_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "archive/json.hpp"

namespace smolny {

namespace {

constexpr std::size_t kShown = 10;

std::string_view name_of(GroupKind kind) {
  return kind == GroupKind::input ? "input" : kind == GroupKind::grade ? "grade" : "chance";
}

/// Inputs by falling mu*, then by name.
std::vector<std::size_t> ranked(const Simulator& s, const std::vector<ElementaryEffects>& effects) {
  std::vector<std::size_t> order(effects.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return effects[a].mean_absolute != effects[b].mean_absolute ? effects[a].mean_absolute > effects[b].mean_absolute
                                                                : s.inputs[a].name < s.inputs[b].name;
  });
  return order;
}

std::string share_line(std::string_view name, std::string_view grade, const SobolIndex& x) {
  const auto part = [](double share, const Interval& i) {
    return std::isnan(share) ? std::string("-") : fmt::format("{:.2f} [{:.2f} .. {:.2f}]", share, i.low, i.high);
  };
  return fmt::format("    {:<46} {:<11} {:<22} {}\n", name, grade, part(x.first, x.first_interval), part(x.total, x.total_interval));
}

std::string effects_text(const Simulator& s, const std::vector<ElementaryEffects>& effects) {
  std::string text = fmt::format("    {:<46} {:<11} {:>9} {:>9} {:>9}\n", "elementary effects", "grade", "mu*", "mu", "sigma");
  std::size_t shown = 0;
  for (std::size_t j : ranked(s, effects)) {
    if (shown++ == kShown || effects[j].mean_absolute <= 0) break;
    text += fmt::format("    {:<46} {:<11} {:>9.3g} {:>9.3g} {:>9.3g}\n", s.inputs[j].name, s.inputs[j].grade, effects[j].mean_absolute,
                        effects[j].mean, effects[j].deviation);
  }
  return text;
}

std::string shares_text(const Simulator& s, const Sensitivity& result, std::size_t output) {
  const SobolShares& shares = result.shares[output];
  std::string text = fmt::format("    {:<46} {:<11} {:<22} {}\n", "shares of variance, with 90 % intervals", "grade", "alone", "with all others");
  for (std::size_t g = 0; g < result.groups.size(); ++g) {
    const VariedGroup& group = result.groups[g];
    const std::string name = group.kind == GroupKind::grade ? "all " + std::to_string(group.inputs.size()) + " numbers of this grade" : group.name;
    text += share_line(name, group.kind == GroupKind::input ? s.inputs[group.inputs[0]].grade : group.kind == GroupKind::grade ? group.name : "",
                       shares.inputs[g]);
  }
  text += fmt::format("    mean {:.4g}, standard deviation {:.3g}, {} rows", shares.mean, std::sqrt(shares.variance), shares.rows);
  if (shares.left_out > 0) text += fmt::format(" ({} left out)", shares.left_out);
  return text + "\n";
}

}  // namespace

std::string sensitivity_text(const Simulator& s, const std::vector<OutcomeFigure>& figures, const SensitivityPlan& plan,
                             const Sensitivity& result) {
  std::string text = fmt::format("{} histories", result.runs);
  if (result.failed > 0) text += fmt::format(", {} failed and left out ({})", result.failed, result.reason);
  text += fmt::format("; {} uncertain numbers", s.inputs.size());
  if (plan.morris) text += fmt::format(", {} trajectories with {} a point", plan.trajectories, plan.runs_per_point);
  if (plan.sobol) text += fmt::format(", {} rows of pick and freeze", plan.rows);
  text += ".\nmu* is the mean size of an effect over the whole range of a prior's quantile, sigma its spread. A share of variance is of\n"
          "the spread over single histories. Chance is shared where a difference is taken, and is an input of its own.\n";
  if (!plan.own_posterior.empty())
    text += fmt::format("All of it is of the priors, not of the posterior '{}' from which histories of the scenario are drawn unless told.\n", plan.own_posterior);
  for (std::size_t o = 0; o < figures.size(); ++o) {
    text += fmt::format("\n{}{}\n", figures[o].name, figures[o].unit.empty() ? "" : " (" + figures[o].unit + ")");
    if (!result.effects.empty()) text += effects_text(s, result.effects[o]);
    if (!result.shares.empty()) text += shares_text(s, result, o);
  }
  return text;
}

std::string sensitivity_json(const Simulator& s, const std::vector<OutcomeFigure>& figures, const SensitivityPlan& plan,
                             const Sensitivity& result) {
  JsonWriter json(2);
  json.open_object().member("runs", result.runs).member("failed", result.failed);
  if (result.failed > 0) json.member("reason", result.reason);
  json.member("parameters", "prior").member("seed", plan.seed).member("inputs", s.inputs.size());
  json.member("trajectories", plan.morris ? plan.trajectories : 0).member("runs_per_point", plan.runs_per_point);
  json.member("rows", plan.sobol ? plan.rows : 0);
  json.key("outputs").open_array();
  for (std::size_t o = 0; o < figures.size(); ++o) {
    json.open_object().member("id", figures[o].name).member("unit", figures[o].unit);
    if (!result.effects.empty()) {
      json.key("effects").open_array();
      for (std::size_t j : ranked(s, result.effects[o])) {
        const ElementaryEffects& e = result.effects[o][j];
        json.open_object().member("input", s.inputs[j].name).member("grade", s.inputs[j].grade).member("mu_star", e.mean_absolute);
        json.member("mu", e.mean).member("sigma", e.deviation).member("trajectories", e.count).close_object();
      }
      json.close_array();
    }
    if (!result.shares.empty()) {
      const SobolShares& shares = result.shares[o];
      json.member("mean", shares.mean).member("variance", shares.variance).member("rows", shares.rows).member("left_out", shares.left_out);
      json.key("shares").open_array();
      for (std::size_t g = 0; g < result.groups.size(); ++g) {
        const SobolIndex& x = shares.inputs[g];
        const VariedGroup& group = result.groups[g];
        json.open_object().member("of", name_of(group.kind)).member("name", group.name);
        if (group.kind == GroupKind::input) json.member("grade", s.inputs[group.inputs[0]].grade);
        json.member("numbers", group.inputs.size());
        json.member("first", x.first).member("first_low", x.first_interval.low).member("first_high", x.first_interval.high);
        json.member("total", x.total).member("total_low", x.total_interval.low).member("total_high", x.total_interval.high).close_object();
      }
      json.close_array();
    }
    json.close_object();
  }
  return json.close_array().close_object().text();
}

}  // namespace smolny
