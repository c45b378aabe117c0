#include "lab/skill.hpp"

#include <tuple>

#include "lab/block_bootstrap.hpp"
#include "lab/forecasts.hpp"

namespace smolny {

namespace {

constexpr int kResamples = 2000;

bool is_of(const Claim& claim, std::string_view part) { return part.empty() || part_of(claim) == part; }

double mean_of(const std::vector<Scored>& scored) {
  double sum = 0;
  for (const Scored& s : scored) sum += s.score;
  return scored.empty() ? 0 : sum / static_cast<double>(scored.size());
}

}  // namespace

std::string_view part_of(const Claim& claim) { return claim.use == ClaimUse::never ? name_of(ClaimUse::never) : name_of(claim.role); }

Skill skill_of(const Record& record, const Setting& setting, const Readings& readings, const std::vector<Step>& steps, std::string_view part) {
  Skill skill;
  std::vector<Scored> scored;
  for (const Step& step : steps) {
    const Claim& claim = record.claims[step.claim];
    if (!is_of(claim, part)) continue;
    scored.push_back({day_of(settled_at(claim.check, setting)), claim.system, step.log_score});
    for (std::size_t b = 0; b < skill.baselines.size(); ++b)
      skill.baselines[b] += baseline_log_score(static_cast<Baseline>(b), record, setting, readings, step.claim);
  }
  skill.claims = static_cast<int>(scored.size());
  for (double& b : skill.baselines)
    if (skill.claims > 0) b /= skill.claims;
  skill.model = mean_of(scored);
  std::tie(skill.low, skill.high) = block_interval(scored, kResamples);
  return skill;
}

Against against(const Record& record, const Setting& setting, const std::vector<Step>& own, const std::vector<Step>& other, std::string_view part) {
  std::map<std::size_t, double> theirs;
  for (const Step& step : other) theirs[step.claim] = step.log_score;
  Against r;
  std::vector<Scored> scores, gains;
  for (const Step& step : own) {
    const Claim& claim = record.claims[step.claim];
    const auto found = theirs.find(step.claim);
    if (!is_of(claim, part) || found == theirs.end()) continue;
    const std::int64_t day = day_of(settled_at(claim.check, setting));
    scores.push_back({day, claim.system, found->second});
    gains.push_back({day, claim.system, step.log_score - found->second});
  }
  r.score = mean_of(scores);
  r.gain = mean_of(gains);
  std::tie(r.low, r.high) = block_interval(gains, kResamples);
  return r;
}

}  // namespace smolny
