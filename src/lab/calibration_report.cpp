#include "lab/calibration_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "archive/json.hpp"
#include "engine/priors.hpp"

namespace smolny {

namespace {

constexpr double kQuantiles[3] = {0.05, 0.5, 0.95};
constexpr double kBefore = 0.05, kAfter = 0.5;  // validity: bought
constexpr std::size_t kPaid = 3;                // how many numbers are named that moved most

const Uncertain* number_of(const Setting& setting, const std::string& path) {
  const auto at = std::find_if(setting.uncertain.begin(), setting.uncertain.end(), [&](const Uncertain& x) { return x.path == path; });
  return at == setting.uncertain.end() ? nullptr : &*at;
}

bool bought(const Calibration& c, std::size_t k) {
  return !c.posterior_probability.empty() && c.prior_probability[k] < kBefore && c.posterior_probability[k] > kAfter;
}

std::string used_of(const Calibration& c, std::size_t k) {
  return c.waves.empty() || is_moved(c, k) ? "" : "no input moves it";
}

std::string percent(double share) { return std::isnan(share) ? "-" : fmt::format("{:.3f}", share); }

std::string waves_text(const CalibrationSubject& s, const Calibration& c) {
  std::string text;
  for (std::size_t w = 0; w < c.waves.size(); ++w) {
    std::size_t used = 0;
    double explained = 0, within = 0;
    const Wave& wave = c.waves[w].wave;
    for (std::size_t k = 0; k < wave.used.size(); ++k)
      if (wave.used[k]) ++used, explained += wave.emulators[k].explained(), within += wave.emulators[k].within_two();
    const auto n = std::max(1.0, static_cast<double>(used));
    text += fmt::format("  wave {}: {} of {} figures are moved by an input (points left out: {:.2f} of their variance explained, {:.2f} within 2 sd); "
                        "{:.4f} of the cube is left\n", w + 1, used, s.targets.size(), explained / n, within / n, c.waves[w].left);
  }
  return text;
}

std::string targets_text(const CalibrationSubject& s, const Calibration& c) {
  std::string text = fmt::format("\n  {:<32} {:>6} {:>9}  {}\n", "the record, to its window", "prior", "posterior", "");
  for (std::size_t k = 0; k < s.targets.size(); ++k) {
    std::string note = used_of(c, k);
    if (!note.empty() && c.waves.back().wave.flat_implausibility[k] > s.plan.cut.cut)
      note += fmt::format(", and it is missed everywhere (I = {:.1f})", std::min(c.waves.back().wave.flat_implausibility[k], 999.0));
    if (bought(c, k)) note = "bought";
    text += fmt::format("  {:<32} {:>6} {:>9}  {}\n", s.targets[k].name, percent(c.prior_probability[k]),
                        c.posterior_probability.empty() ? "-" : percent(c.posterior_probability[k]), note);
  }
  return text;
}

}  // namespace

std::vector<FittedNumber> fitted_numbers(const CalibrationSubject& s, const Calibration& c) {
  std::vector<FittedNumber> all;
  for (std::size_t k = 0; k < c.kept.size(); ++k) {
    FittedNumber f{s.simulator.inputs[c.kept[k]].name, s.simulator.inputs[c.kept[k]].grade};
    std::vector<double> u;
    for (const CubePoint& p : c.posterior.points) u.push_back(p[k]);
    std::sort(u.begin(), u.end());
    double mean = 0, squares = 0;
    const auto n = static_cast<double>(u.size());
    for (double x : u) mean += x / n;
    for (double x : u) squares += (x - mean) * (x - mean);
    if (u.size() > 1) {
      f.narrowing = std::sqrt(squares / (n - 1) * 12);
      f.shift = (mean - 0.5) * std::sqrt(12.0);
    }
    if (const Uncertain* x = number_of(s.setting, f.path))
      for (int q = 0; q < 3; ++q) {
        f.prior[q] = at_quantile(*x, kQuantiles[q]);
        if (!u.empty()) f.posterior[q] = at_quantile(*x, u[std::min(u.size() - 1, static_cast<std::size_t>(kQuantiles[q] * n))]);
      }
    all.push_back(std::move(f));
  }
  return all;
}

std::string calibration_text(const CalibrationSubject& s, const Calibration& c) {
  std::string text = fmt::format("{} histories", c.runs);
  if (c.failed > 0) text += fmt::format(", {} failed and left out ({})", c.failed, c.reason);
  text += fmt::format("; {} figures that may be fitted to", s.targets.size());
  if (s.withheld > 0) text += fmt::format(" ({} more cannot be read off one history)", s.withheld);
  text += fmt::format("; {} of {} free numbers fitted, the others left to chance.\n", c.kept.size(), s.simulator.inputs.size());
  if (!s.setting.own_posterior.empty()) text += fmt::format("It starts from the priors, not from the posterior '{}' of the scenario.\n", s.setting.own_posterior);
  text += waves_text(s, c);
  if (c.posterior.points.empty()) {
    text += fmt::format("\nNothing is left: every point tried is ruled out (cut {:g}, by the {} largest implausibility), so there is no posterior.\n"
                        "Either the model cannot reach the record, or its discrepancy is larger than allowed for (--discrepancy).\n", s.plan.cut.cut,
                        s.plan.cut.nth == 1 ? "" : fmt::format("{}.", s.plan.cut.nth));
    return text + targets_text(s, c);
  }
  for (std::size_t r = 0; r < c.posterior.rounds.size(); ++r) {
    const AbcRound& round = c.posterior.rounds[r];
    text += r == 0 ? fmt::format("  drawn: {} points, the farthest {:.3f} from the record\n", c.posterior.points.size(), round.tolerance)
                   : fmt::format("  round {}: tolerance {:.3f}, {:.2f} of {} steps a point count\n", r, round.tolerance, round.acceptance, round.steps);
  }
  text += fmt::format("  posterior: {} points, worth {:.0f}\n", c.posterior.points.size(), c.posterior.effective);
  text += fmt::format("\n  {:<46} {:<10} {:<22} {:<22} {:>8} {:>6}\n", "number", "grade", "prior 5, 50, 95 %", "posterior 5, 50, 95 %", "sd ratio", "shift");
  for (const FittedNumber& f : fitted_numbers(s, c)) {
    const auto three = [](const double (&x)[3]) { return fmt::format("{:.3g}, {:.3g}, {:.3g}", x[0], x[1], x[2]); };
    text += fmt::format("  {:<46} {:<10} {:<22} {:<22} {:>8.2f} {:>+6.2f}\n", f.path, f.grade, three(f.prior), three(f.posterior), f.narrowing, f.shift);
  }
  text += "  sd ratio: posterior over prior, of the prior's quantile; shift: of its mean, in prior sd\n" + targets_text(s, c);
  std::size_t paid = 0;
  for (std::size_t k = 0; k < s.targets.size(); ++k) paid += bought(c, k);
  if (paid > 0) {
    auto moved = fitted_numbers(s, c);
    std::stable_sort(moved.begin(), moved.end(), [](const auto& a, const auto& b) { return std::abs(a.shift) > std::abs(b.shift); });
    text += fmt::format("  bought: under {:g} before and over {:g} after. What moved most:", kBefore, kAfter);
    for (std::size_t i = 0; i < std::min(kPaid, moved.size()); ++i) text += " " + moved[i].path;
    text += "\n";
  }
  return text;
}

std::string calibration_json(const CalibrationSubject& s, const Calibration& c) {
  JsonWriter json(2);
  json.open_object().member("runs", c.runs).member("failed", c.failed).member("seed", s.plan.seed);
  if (c.failed > 0) json.member("reason", c.reason);
  json.member("free_numbers", s.simulator.inputs.size()).member("withheld", s.withheld).member("points", c.posterior.points.size());
  json.member("effective_points", c.posterior.effective);
  json.key("waves").open_array();
  for (const WaveResult& w : c.waves) json.open_object().member("left", w.left).close_object();
  json.close_array().key("rounds").open_array();
  for (const AbcRound& r : c.posterior.rounds)
    json.open_object().member("tolerance", r.tolerance).member("acceptance", r.acceptance).member("steps", r.steps).member("runs", r.runs).close_object();
  json.close_array().key("numbers").open_array();
  for (const FittedNumber& f : fitted_numbers(s, c)) {
    json.open_object().member("path", f.path).member("grade", f.grade).key("prior").open_array();
    for (double x : f.prior) json.value(x);
    json.close_array().key("posterior");
    if (c.posterior.points.empty()) {
      json.null();
    } else {
      json.open_array();
      for (double x : f.posterior) json.value(x);
      json.close_array();
    }
    json.member("sd_ratio", f.narrowing).member("shift", f.shift).close_object();
  }
  json.close_array().key("figures").open_array();
  for (std::size_t k = 0; k < s.targets.size(); ++k) {
    json.open_object().member("claim", s.targets[k].name).member("prior", c.prior_probability[k]).key("posterior");
    if (c.posterior_probability.empty()) json.null();
    else json.value(c.posterior_probability[k]);
    json.member("bought", bought(c, k)).key("moved");
    if (c.waves.empty()) json.null();
    else json.value(is_moved(c, k));
    json.key("explained");
    if (c.waves.empty()) json.null();
    else json.value(c.waves.back().wave.emulators[k].explained());
    json.close_object();
  }
  return json.close_array().close_object().text();
}

std::string recovery_text(const CalibrationSubject& s, const Recovery& r) {
  std::size_t left = 0, inside = 0;
  for (const Recovered& t : r.truths) left += !t.quantile.empty(), inside += t.in_region;
  std::string text = fmt::format("{} records simulated with parameters drawn from the prior, each fitted as if it were the record; {} numbers fitted.\n",
                                 r.truths.size(), r.kept.size());
  text += fmt::format("  history matching kept the truth in {} of {}; {} have a posterior\n", inside, r.truths.size(), left);
  text += fmt::format("  the truth lies inside the central 50 % interval in {:.2f}, inside the 90 % interval in {:.2f}\n", r.covered50, r.covered90);
  text += fmt::format("  posterior sd over prior sd: {:.2f} on average\n  tenths of the posterior in which the truth fell:", r.narrowing);
  for (double n : r.ranks) text += fmt::format(" {:g}", n);
  text += fmt::format("\n  against uniform ones: chi-square {:.1f} on {} degrees of freedom, p = {:.3f}\n\n", r.chi_square, kRankBins - 1, r.p_value);
  text += fmt::format("  {:<44} {}\n", "number", "quantile of the truth in its posterior, by record");
  for (std::size_t j = 0; j < r.kept.size(); ++j) {
    text += fmt::format("  {:<44}", s.simulator.inputs[r.kept[j]].name);
    for (const Recovered& t : r.truths) text += t.quantile.empty() ? "    -" : fmt::format(" {:.2f}", t.quantile[j]);
    text += "\n";
  }
  return text;
}

std::string recovery_json(const CalibrationSubject& s, const Recovery& r) {
  JsonWriter json(2);
  json.open_object().member("records", r.truths.size()).member("runs", r.runs).member("covered50", r.covered50).member("covered90", r.covered90);
  json.member("sd_ratio", r.narrowing).member("chi_square", r.chi_square).member("p_value", r.p_value);
  json.key("ranks").open_array();
  for (double n : r.ranks) json.value(n);
  json.close_array().key("numbers").open_array();
  for (std::size_t j = 0; j < r.kept.size(); ++j) {
    json.open_object().member("path", s.simulator.inputs[r.kept[j]].name).key("quantiles").open_array();
    for (const Recovered& t : r.truths) {
      if (t.quantile.empty()) json.null();
      else json.value(t.quantile[j]);
    }
    json.close_array().close_object();
  }
  return json.close_array().close_object().text();
}

}  // namespace smolny
