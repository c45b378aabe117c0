#include "lab/twins.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "lab/bootstrap.hpp"

namespace smolny {

std::vector<std::string> placebo_commands(const Setting& setting, int count) {
  std::vector<UnitId> units;
  for (UnitId u : setting.units.ids()) units.push_back(u);
  std::sort(units.begin(), units.end(), [&](UnitId a, UnitId b) {
    return std::tuple(setting.units[a].men.central, setting.units[a].key) < std::tuple(setting.units[b].men.central, setting.units[b].key);
  });
  std::vector<std::string> commands;
  for (int i = 0; i < count && !units.empty(); ++i) {
    const auto n = static_cast<std::size_t>(i);
    const Unit& unit = setting.units[units[n % units.size()]];
    const double step = 0.02 * static_cast<double>(1 + n / units.size());
    const int thousandths = static_cast<int>(std::lround(1000 * std::clamp(unit.resolve.central + step, 0.0, 1.0)));
    const std::string digits = std::to_string(1000 + thousandths % 1000).substr(1);
    commands.push_back("unit." + unit.id + ".resolve=" + std::to_string(thousandths / 1000) + "." + digits);
  }
  return commands;
}

namespace {

/// What is compared of an outcome in one world; NaN where it has no value.
double measured(const Setting& setting, OutcomeId id, std::int32_t outcome_case, double value) {
  switch (setting.outcomes[id].kind) {
    case OutcomeKind::category: return static_cast<std::int32_t>(value) == outcome_case ? 1 : 0;
    case OutcomeKind::instant:
      return std::isfinite(value) ? value : static_cast<double>((setting.end - setting.start).minutes);
    default: return std::isfinite(value) ? value : std::nan("");
  }
}

double deviation(const std::vector<double>& x) {
  if (x.size() < 2) return 0;
  double mean = 0, squares = 0;
  for (double v : x) mean += v;
  mean /= static_cast<double>(x.size());
  for (double v : x) squares += (v - mean) * (v - mean);
  return std::sqrt(squares / static_cast<double>(x.size() - 1));
}

bool is_share(const Setting& setting, OutcomeId id) {
  const OutcomeKind kind = setting.outcomes[id].kind;
  return kind == OutcomeKind::boolean || kind == OutcomeKind::category;
}

/// Without a spread to measure by, any difference at all counts as one.
double scaled(double difference, double scale) { return scale > 0 ? difference / scale : difference > 0 ? 1 : difference < 0 ? -1 : 0; }

std::int32_t case_of(const Setting& setting, const Check& check) {
  const auto& cases = setting.outcomes[check.outcome].cases;
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (cases[i].id == check.category) return static_cast<std::int32_t>(i);
  return -1;
}

double percentile95(std::vector<double> x) {
  if (x.empty()) return 0;
  std::sort(x.begin(), x.end());
  const auto rank = static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(x.size())));
  return x[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

TwinFinding effect_on(const Setting& setting, const std::vector<Pair>& pairs, OutcomeId outcome, std::int32_t outcome_case, std::uint64_t seed) {
  std::map<std::uint64_t, std::pair<double, int>> by_member;  // sum of the differences of its lives, and how many
  std::vector<double> base_values;
  for (const Pair& p : pairs) {
    if (p.failed) continue;
    const PairedOutcome& o = p.outcomes[static_cast<std::size_t>(outcome.index)];
    const double base = measured(setting, outcome, outcome_case, o.base), twin = measured(setting, outcome, outcome_case, o.twin);
    if (!std::isnan(base)) base_values.push_back(base);
    if (std::isnan(base) || std::isnan(twin)) continue;
    auto& [sum, n] = by_member[p.member];
    sum += twin - base;
    ++n;
  }
  std::vector<double> differences;
  double mean = 0;
  for (const auto& [member, sum] : by_member) mean += differences.emplace_back(sum.first / sum.second);
  TwinFinding f;
  if (differences.empty()) return f;
  mean /= static_cast<double>(differences.size());
  const double scale = is_share(setting, outcome) ? 1 : deviation(base_values);
  const Interval interval = mean_interval(differences, seed);
  f.effect = scaled(mean, scale);
  f.low = scaled(interval.low, scale);
  f.high = scaled(interval.high, scale);
  double same = 0, untied = 0;
  for (double d : differences) {
    untied += d != 0;
    same += d * mean > 0;
  }
  f.sign_probability = untied > 0 ? same / untied : 0.5;
  return f;
}

std::expected<TwinsFound, Fault> find_twins(const Setting& setting, const Record& record, const ComparisonPlan& plan,
                                            const std::function<void(std::uint64_t, std::uint64_t)>& on_progress) {
  std::vector<const Claim*> claims;
  std::vector<Change> changes;
  std::vector<std::size_t> change_of;  // per claim; claims on the same change share its lives
  std::map<std::pair<std::vector<std::string>, std::vector<std::string>>, std::size_t> known;
  for (const Claim& c : record.claims) {
    if (c.check.kind != CheckKind::twin) continue;
    const auto [at, fresh] = known.try_emplace({c.check.act, c.check.without}, changes.size());
    if (fresh) changes.push_back({c.check.act, c.check.without});
    claims.push_back(&c);
    change_of.push_back(at->second);
  }
  const std::size_t first_placebo = changes.size();
  const std::vector<std::string> placebos = claims.empty() ? std::vector<std::string>{} : placebo_commands(setting);
  for (const std::string& command : placebos) changes.push_back({{command}, {}});
  TwinsFound found;
  found.members = plan.members;
  found.branches = plan.branches;
  if (claims.empty()) return found;
  const auto compared = compare_worlds(setting, plan, changes, on_progress);
  if (!compared) return std::unexpected(compared.error());
  found.failed = compared->failed;
  const std::uint64_t seed = plan.specification.seed;
  for (const std::string& command : placebos) found.placebos.push_back({command, {}});
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Check& check = claims[i]->check;
    const std::int32_t outcome_case = case_of(setting, check);
    std::vector<double> sizes;
    for (std::size_t p = 0; p < placebos.size(); ++p) {
      const double effect = effect_on(setting, compared->pairs[first_placebo + p], check.outcome, outcome_case, seed).effect;
      found.placebos[p].effects.push_back(effect);
      sizes.push_back(std::abs(effect));
    }
    TwinFinding f = effect_on(setting, compared->pairs[change_of[i]], check.outcome, outcome_case, seed);
    f.claim = claims[i];
    f.placebo95 = percentile95(std::move(sizes));
    f.option_probability = option_probability(setting, changes[change_of[i]], compared->base_options);
    const double towards = f.effect * check.sign;
    f.supported = towards >= kLeastTwinEffect && f.sign_probability >= kSureOfSign && towards > f.placebo95;
    found.twins.push_back(f);
  }
  return found;
}

}  // namespace smolny
