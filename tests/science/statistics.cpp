#include "statistics.hpp"

#include <algorithm>
#include <cmath>

namespace smolny::science {

Share share_of(double hits, double n) {
  constexpr double z = 1.96;
  if (n <= 0) return {};
  const double p = hits / n, middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {n, hits, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::string text_of(const Share& s) { return fmt::format("{:.3f} ({:.3f} to {:.3f})", s.share(), s.low, s.high); }

double tails(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

double p_of_shares(double hits_a, double n_a, double hits_b, double n_b) {
  const double p = (hits_a + hits_b) / (n_a + n_b), variance = p * (1 - p) * (1 / n_a + 1 / n_b);
  if (variance <= 0) return 1;
  const double d = std::abs(hits_a / n_a - hits_b / n_b) - (1 / n_a + 1 / n_b) / 2;
  return d <= 0 ? 1 : tails(d / std::sqrt(variance));
}

double p_of_samples(std::vector<double> a, std::vector<double> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const auto below = [](const std::vector<double>& x, double t) {
    return static_cast<double>(std::upper_bound(x.begin(), x.end(), t) - x.begin()) / static_cast<double>(x.size());
  };
  double d = 0;
  for (const auto* x : {&a, &b})
    for (double t : *x) d = std::max(d, std::abs(below(a, t) - below(b, t)));
  const auto n = static_cast<double>(a.size()), m = static_cast<double>(b.size());
  const double lambda = d * std::sqrt(n * m / (n + m));
  if (lambda < 0.3) return 1;
  double sum = 0;
  for (int k = 1; k <= 100; ++k) sum += (k % 2 ? 2 : -2) * std::exp(-2.0 * k * k * lambda * lambda);
  return std::clamp(sum, 0.0, 1.0);
}

std::vector<Told> tell_apart(const Setting& setting, const Outcomes& a, const Outcomes& b) {
  std::vector<Told> told;
  const auto column = [](const Outcomes& all, std::size_t o) {
    std::vector<double> x;
    for (const OutcomeValues& v : all) x.push_back(v[o]);
    return x;
  };
  for (std::size_t o = 0; o < setting.outcomes.size(); ++o) {
    const Outcome& outcome = setting.outcomes.rows[o];
    const std::vector<double> x = column(a, o), y = column(b, o);
    const auto shares = [&](const std::string& name, double value) {
      told.push_back({name, p_of_shares(static_cast<double>(std::count(x.begin(), x.end(), value)), static_cast<double>(x.size()),
                                        static_cast<double>(std::count(y.begin(), y.end(), value)), static_cast<double>(y.size()))});
    };
    if (outcome.kind == OutcomeKind::boolean) shares(outcome.id, 1);
    else if (outcome.kind == OutcomeKind::category)
      for (std::size_t c = 0; c < outcome.cases.size(); ++c) shares(outcome.id + ": " + outcome.cases[c].id, static_cast<double>(c));
    else told.push_back({outcome.id, p_of_samples(x, y)});
  }
  return told;
}

double bonferroni(const std::vector<Told>& told) {
  double least = 1;
  for (const Told& t : told) least = std::min(least, t.p);
  return std::min(1.0, least * static_cast<double>(told.size()));
}

double worth(const Setting& setting, const OutcomeValues& values, std::size_t outcome, std::int32_t of_case) {
  const double x = values[outcome];
  if (of_case >= 0) return x == of_case ? 1 : 0;
  return std::isfinite(x) ? x : static_cast<double>((setting.end - setting.start).minutes);
}

Mean mean_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (double v : values) sum += v;
  const double mean = sum / n;
  for (double v : values) squares += (v - mean) * (v - mean);
  return {mean, std::sqrt(squares / std::max(1.0, n - 1) / n)};
}

Mean mean_of(const Setting& setting, const Outcomes& outcomes, std::string_view outcome, std::string_view of_case) {
  const std::size_t o = outcome_index(setting, outcome);
  const std::int32_t c = of_case.empty() ? -1 : case_index(setting, outcome, of_case);
  std::vector<double> values;
  for (const OutcomeValues& v : outcomes) values.push_back(worth(setting, v, o, c));
  return mean_of(values);
}

}  // namespace smolny::science
