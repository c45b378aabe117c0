#include "lab/rivals.hpp"

#include <algorithm>
#include <map>

#include "lab/block_bootstrap.hpp"
#include "lab/forecasts.hpp"
#include "lab/prequential.hpp"
#include "time/calendar.h"

namespace smolny {

namespace {

constexpr int kResamples = 2000;
constexpr double kBeyond = 3;  ///< standard errors of a share's difference: with so many claims two would be passed too often

bool is_neutral(Field field) {
  switch (field) {
    case Field::held: case Field::raised: case Field::present: case Field::at: case Field::in_session: case Field::share:
    case Field::majority: case Field::attendance: case Field::exists: case Field::points: case Field::in_cabinet:
    case Field::formed: case Field::hours_until: case Field::passed: case Field::hours: case Field::dark:
      return true;
    default: return false;
  }
}

/// Places that change hands; bodies that sit, vote and are left; persons on the way; troops that arrive.
bool is_neutral(EventKind kind) {
  switch (kind) {
    case EventKind::captured: case EventKind::seat_fell: case EventKind::entered: case EventKind::way_raised:
    case EventKind::way_lowered: case EventKind::convened: case EventKind::opened: case EventKind::adjourned:
    case EventKind::carried: case EventKind::lost: case EventKind::walked_out: case EventKind::committee_elected:
    case EventKind::proclaimed: case EventKind::cabinet_formed: case EventKind::government_fell: case EventKind::departed:
    case EventKind::arrived: case EventKind::troops_arrived:
      return true;
    default: return false;
  }
}

bool is_neutral(PatternId pattern, const Setting& setting) { return !pattern.has() || is_neutral(setting.patterns[pattern].kind); }

bool is_neutral(const Figure& figure, const Setting& setting) {
  if (!is_neutral(figure.pattern, setting)) return false;
  return std::all_of(figure.of.nodes.begin(), figure.of.nodes.end(), [&](const ExpressionNode& n) {
    const bool reads = n.op == Op::quantity || n.op == Op::sum || n.op == Op::mean;
    // When something first or last happened is a time, whatever it is.
    if (n.op == Op::first || n.op == Op::last) return true;
    return reads ? is_neutral(n.quantity.field) : is_neutral(n.pattern, setting);
  });
}

/// The steps of the neutral claims by id, scored as if the record held no others.
std::map<std::string, Scored> neutral_steps(const RivalReadings& rival, const std::vector<std::string>& ids) {
  Record part;
  Readings readings;
  readings.members = rival.readings->members;
  for (std::size_t c = 0; c < rival.record->claims.size(); ++c) {
    if (!std::binary_search(ids.begin(), ids.end(), rival.record->claims[c].id)) continue;
    part.claims.push_back(rival.record->claims[c]);
    readings.claims.push_back(rival.readings->claims[c]);
  }
  std::map<std::string, Scored> steps;
  for (const Step& s : prequential(part, *rival.setting, readings)) {
    const Claim& claim = part.claims[s.claim];
    steps[claim.id] = {day_of(settled_at(claim.check, *rival.setting)), claim.system, s.log_score};
  }
  return steps;
}

std::vector<std::string> shared_neutral(std::span<const RivalReadings> rivals) {
  std::vector<std::string> ids;
  for (const Claim& claim : rivals[0].record->claims) {
    const bool everywhere = std::all_of(rivals.begin(), rivals.end(), [&](const RivalReadings& r) { return r.record->find(claim.id) != nullptr; });
    if (everywhere && is_neutral(claim, *rivals[0].setting)) ids.push_back(claim.id);
  }
  return ids;  // the record stands in order of its ids
}

double mean_of(const std::vector<Scored>& scored) {
  double sum = 0;
  for (const Scored& s : scored) sum += s.score;
  return scored.empty() ? 0 : sum / static_cast<double>(scored.size());
}

RivalClaim claim_of(const std::string& id, std::span<const RivalReadings> rivals) {
  const Claim& first = *rivals[0].record->find(id);
  RivalClaim out{id, first.name, first.system, {}, 0, false};
  for (const RivalReadings& r : rivals) {
    const auto at = static_cast<std::size_t>(r.record->find(id) - r.record->claims.data());
    out.probability.push_back(probability_of_record(r.record->claims[at].check, *r.setting, r.readings->claims[at], {}));
  }
  for (std::size_t a = 0; a < rivals.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      const double gap = std::abs(out.probability[a] - out.probability[b]);
      const auto variance = [&](std::size_t r) {
        return out.probability[r] * (1 - out.probability[r]) / static_cast<double>(std::max<std::size_t>(1, rivals[r].readings->members));
      };
      out.spread = std::max(out.spread, gap);
      out.tells |= gap > kBeyond * __builtin_sqrt(variance(a) + variance(b));
    }
  return out;
}

}  // namespace

bool is_neutral(const Claim& claim, const Setting& setting) {
  if ((claim.use != ClaimUse::forecast && claim.use != ClaimUse::never) || !is_read(claim.check)) return false;
  switch (claim.check.kind) {
    case CheckKind::when: case CheckKind::order: return true;
    case CheckKind::happens: return claim.check.dated && claim.check.figure.pattern.has() ? true : is_neutral(claim.check.figure, setting);
    case CheckKind::never: case CheckKind::value: case CheckKind::share: return is_neutral(claim.check.figure, setting);
    default: return false;
  }
}

int Rivalry::telling() const {
  return static_cast<int>(std::count_if(claims.begin(), claims.end(), [](const RivalClaim& c) { return c.tells; }));
}

Rivalry compare_rivals(std::span<const RivalReadings> rivals) {
  Rivalry rivalry;
  if (rivals.empty()) return rivalry;
  const std::vector<std::string> ids = shared_neutral(rivals);
  std::vector<std::map<std::string, Scored>> steps;
  for (const RivalReadings& r : rivals) {
    steps.push_back(neutral_steps(r, ids));
    std::vector<Scored> scored;
    for (const auto& [id, s] : steps.back()) scored.push_back(s);
    const auto [low, high] = block_interval(scored, kResamples);
    rivalry.scores.push_back({r.name, r.readings->members, mean_of(scored), low, high});
  }
  for (std::size_t a = 0; a < rivals.size(); ++a)
    for (std::size_t b = a + 1; b < rivals.size(); ++b) {
      std::vector<Scored> gaps;
      for (const auto& [id, s] : steps[a]) gaps.push_back({s.day, s.system, s.score - steps[b].at(id).score});
      const auto [low, high] = block_interval(gaps, kResamples);
      rivalry.pairs.push_back({a, b, mean_of(gaps), low, high});
    }
  for (const std::string& id : ids) rivalry.claims.push_back(claim_of(id, rivals));
  std::stable_sort(rivalry.claims.begin(), rivalry.claims.end(), [](const RivalClaim& a, const RivalClaim& b) {
    return a.tells != b.tells ? a.tells : a.spread > b.spread;
  });
  return rivalry;
}

}  // namespace smolny
