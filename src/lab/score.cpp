#include "lab/score.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "lab/block_bootstrap.hpp"
#include "lab/score_words.hpp"

namespace smolny {

namespace {

constexpr double kLeastEffect = 0.03, kSurely = 0.9;

/// Given A against given B: the difference of the means, and in how many resamplings of the members it has the sign.
struct Difference {
  double difference = 0, sign_probability = 0;
  std::size_t given = 0, others = 0;
};

Difference difference_of(const Check& check, const std::vector<Reading>& readings) {
  std::vector<double> a, b;
  for (const Reading& r : readings)
    if (!std::isnan(r.group) && std::isfinite(r.value)) (r.group > 0.5 ? a : b).push_back(r.value);
  Difference d{.given = a.size(), .others = b.size()};
  if (a.empty() || b.empty()) return d;
  const auto mean = [](const std::vector<double>& x) {
    double sum = 0;
    for (double v : x) sum += v;
    return sum / static_cast<double>(x.size());
  };
  d.difference = mean(a) - mean(b);
  const auto signs = resampled_differences(a, b, 400);
  for (double x : signs) d.sign_probability += (x * check.sign > 0) / static_cast<double>(signs.size());
  return d;
}

void judge_contrast(const Check& check, const std::vector<Reading>& readings, Verdict& v) {
  const Difference d = difference_of(check, readings);
  if (d.given < 5 || d.others < 5) {
    v.reason = "too few members on one side: " + std::to_string(d.given) + " and " + std::to_string(d.others);
    return;
  }
  v.support.probability = d.sign_probability;
  v.support.median = d.difference;
  v.supported = d.difference * check.sign > 0 && d.sign_probability >= kSurely;
  v.says = words_of_difference(d.difference, d.sign_probability);
}

void judge_twin(const Claim& claim, const TwinResults* twins, Verdict& v) {
  const TwinResult* r = twins ? twins->find(claim.id) : nullptr;
  if (!r) {
    v.reason = twins ? "the file of twins does not have it" : "not evaluated: needs a file of twins";
    return;
  }
  const double effect = r->effect * claim.check.sign;
  v.support.median = r->effect;
  v.support.probability = r->sign_probability;
  v.supported = effect >= kLeastEffect && r->sign_probability >= kSurely && effect > r->placebo_95;
  v.says = words_of_difference(r->effect, r->sign_probability);
}

Verdict judge(const Record& record, std::size_t c, const Setting& setting, const Readings& readings, const TwinResults* twins) {
  const Claim& claim = record.claims[c];
  Verdict v;
  v.claim = c;
  switch (claim.check.kind) {
    case CheckKind::not_checkable: v.reason = claim.check.reason; return v;
    case CheckKind::twin: judge_twin(claim, twins, v); return v;
    case CheckKind::contrast: judge_contrast(claim.check, readings.claims[c], v); return v;
    default: break;
  }
  v.support = support_of(claim.check, setting, readings.claims[c]);
  v.says = words_of(claim.check, setting, v.support);
  if (readings.members == 0) v.reason = "no members";
  else v.supported = v.support.supported();
  return v;
}

void count(const Claim& claim, const Verdict& v, SystemScore& s) {
  const auto add = [&](ColumnScore& column) {
    ++column.claims;
    column.checkable += claim.checkable();
    column.supported += v.supported.value_or(false);
  };
  switch (claim.use) {
    case ClaimUse::given: return add(s.given);
    case ClaimUse::assumed: return add(s.assumed);
    case ClaimUse::never: return add(s.never);
    case ClaimUse::forecast:
      add(s.forecast);
      if (claim.role == ClaimRole::checks) add(s.checks);
      return;
    default: return;
  }
}

void cover(const Record& record, const Setting& setting, Score& score) {
  int inside = 0;
  for (const Verdict& v : score.verdicts) {
    const Claim& claim = record.claims[v.claim];
    if (claim.use != ClaimUse::forecast || !is_continuous(claim.check) || !v.supported) continue;
    ++score.covered_of;
    const double y = recorded(claim.check, setting);
    const bool within = v.support.low <= y && y <= v.support.high;
    inside += within;
    for (Skill* skill : {&score.skill, &score.parts[part_of(claim)]}) ++skill->figures, skill->inside += within;
  }
  if (score.covered_of > 0) score.coverage90 = static_cast<double>(inside) / score.covered_of;
}

/// Whether the histories that lived in it were drawn from a posterior.
bool fitted(const Setting& setting) { return !setting.posterior.hash.empty(); }

double probability_of_record(std::size_t c, const Check& check, const Setting& setting, const Readings& readings) {
  const Sample sample = sample_of(readings.claims[c], {});
  const double y = recorded(check, setting), w = is_continuous(check) ? tolerance(check) : 0.25;
  const double told = told_share(readings.claims[c], {});
  return told * mass(sample, y - w, y + w) + (1 - told) * naive_probability(check, setting);
}

}  // namespace

double mean_log_score(const Record& record, const Setting& setting, const Readings& readings) {
  const auto steps = prequential(record, setting, readings);
  double sum = 0;
  for (const Step& s : steps) sum += s.log_score;
  return steps.empty() ? 0 : sum / static_cast<double>(steps.size());
}

Score score_record(const Record& record, const Setting& setting, const Readings& readings, const TwinResults* twins) {
  Score score;
  score.members = readings.members;
  for (std::size_t c = 0; c < record.claims.size(); ++c) {
    const Claim& claim = record.claims[c];
    if (claim.use == ClaimUse::pattern) continue;
    score.verdicts.push_back(judge(record, c, setting, readings, twins));
    count(claim, score.verdicts.back(), score.systems[claim.system]);
    if (claim.role == ClaimRole::calibrates && is_read(claim.check) && readings.members > 0) {
      score.prior_predictive.push_back({c, {}, {}});
      (fitted(setting) ? score.prior_predictive.back().posterior : score.prior_predictive.back().prior) = probability_of_record(c, claim.check, setting, readings);
    }
  }
  score.steps = prequential(record, setting, readings);
  score.skill = skill_of(record, setting, readings, score.steps);
  for (const Step& step : score.steps) score.parts[part_of(record.claims[step.claim])];
  for (auto& [part, skill] : score.parts) skill = skill_of(record, setting, readings, score.steps, part);
  cover(record, setting, score);
  std::vector<Scored> support;
  for (const Verdict& v : score.verdicts) {
    const Claim& claim = record.claims[v.claim];
    if (claim.use == ClaimUse::forecast && v.supported)
      support.push_back({day_of(settled_at(claim.check, setting)), claim.system, *v.supported ? 1.0 : 0.0});
  }
  std::tie(score.supported_low, score.supported_high) = block_interval(support, 2000);
  score.effective_claims = effective_number(record, setting, readings, score.steps);
  score.null_supported = coin_supported(record, setting, std::max<std::size_t>(readings.members, 1), 40);
  return score;
}

void hold_against(Score& score, const std::string& name, const Record& record, const Setting& setting, const Setting& lived_in, const Readings& other) {
  const auto theirs = prequential(record, setting, other);
  score.skill.models[name] = against(record, setting, score.steps, theirs);
  for (auto& [part, skill] : score.parts) skill.models[name] = against(record, setting, score.steps, theirs, part);
  if (fitted(setting) && !fitted(lived_in) && other.members > 0)
    for (PriorFigure& f : score.prior_predictive)
      if (!f.prior) f.prior = probability_of_record(f.claim, record.claims[f.claim].check, setting, other);
}

double effective_number(const Record& record, const Setting& setting, const Readings& readings, const std::vector<Step>& steps) {
  // What a member says to a claim: how near it comes to the record, 0 to 1; centred and scaled over the members.
  std::vector<std::vector<double>> says;
  for (const Step& step : steps) {
    const Check& check = record.claims[step.claim].check;
    const double y = recorded(check, setting);
    std::vector<double> x;
    double mean = 0, square = 0;
    for (const Reading& r : readings.claims[step.claim]) {
      double near = std::isnan(r.value) ? 0.5 : r.value == y ? 1 : 0;
      if (is_continuous(check)) near = std::isfinite(r.value) ? 1 / (1 + std::abs(r.value - y) / tolerance(check)) : 0;
      x.push_back(near);
      mean += near / static_cast<double>(readings.members);
    }
    for (double& v : x) {
      v -= mean;
      square += v * v;
    }
    if (square < 1e-12) continue;
    for (double& v : x) v /= __builtin_sqrt(square);
    says.push_back(std::move(x));
  }
  if (says.empty()) return 0;
  double sum = 0;
  for (std::size_t a = 0; a < says.size(); ++a)
    for (std::size_t b = 0; b < says.size(); ++b) {
      double r = 0;
      for (std::size_t m = 0; m < says[a].size(); ++m) r += says[a][m] * says[b][m];
      sum += r * r;
    }
  const auto k = static_cast<double>(says.size());
  return k * k / sum;
}

double coin_supported(const Record& record, const Setting& setting, std::size_t members, int rounds) {
  double supported = 0, checkable = 0;
  Toss toss("score/coin");
  for (const Claim& claim : record.claims) {
    if (claim.use != ClaimUse::forecast || !is_read(claim.check)) continue;
    for (int round = 0; round < rounds; ++round) {
      std::vector<Reading> readings(members);
      for (Reading& r : readings) {
        const bool comes = toss.uniform() < 0.5;
        const double anywhere = toss.uniform();
        const Bounds b = bounds_of(claim.check, setting);
        if (is_continuous(claim.check)) {
          r.value = b.low + anywhere * (b.high - b.low);
          if (claim.check.kind == CheckKind::when && !comes) r.value = kDidNotOccur;
        } else if (claim.check.kind == CheckKind::happens && claim.check.dated && claim.check.figure.pattern.has()) {
          r.value = comes && anywhere < naive_probability(claim.check, setting) ? 1 : 0;
        } else if (claim.check.kind == CheckKind::order) {
          r = {anywhere < naive_probability(claim.check, setting) ? 1.0 : 0.0, comes ? 1.0 : 0.0};
        } else {
          r.value = comes ? 1 : 0;
        }
      }
      supported += support_of(claim.check, setting, readings).supported();
      ++checkable;
    }
  }
  return checkable > 0 ? supported / checkable : 0;
}

}  // namespace smolny
