#include "lab/rivals.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "lab/block_bootstrap.hpp"
#include "lab/forecasts.hpp"
#include "lab/prequential.hpp"
#include "time/calendar.h"

namespace smolny {

namespace {

constexpr int kRounds = 400;
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
    const bool reads = n.op == Op::quantity || n.op == Op::sum || n.op == Op::mean || n.op == Op::per_person;
    // When something first or last happened is a time, whatever it is.
    if (n.op == Op::first || n.op == Op::last) return true;
    return reads ? is_neutral(n.quantity.field) : is_neutral(n.pattern, setting);
  });
}

/// The neutral part of a rival: scored as if the record held no other claims.
struct Part {
  const Setting* setting = nullptr;
  Record record;
  Readings readings;

  Part(const RivalReadings& rival, const std::vector<std::string>& ids) : setting(rival.setting) {
    readings.members = rival.readings->members;
    for (std::size_t c = 0; c < rival.record->claims.size(); ++c) {
      if (!std::binary_search(ids.begin(), ids.end(), rival.record->claims[c].id)) continue;
      record.claims.push_back(rival.record->claims[c]);
      readings.claims.push_back(rival.readings->claims[c]);
    }
  }

  /// Log scores by claim, with some members drawn more than once and others left out.
  std::vector<double> scores(const std::vector<std::size_t>& members) const {
    Readings drawn;
    drawn.members = members.size();
    for (const auto& column : readings.claims) {
      std::vector<Reading>& to = drawn.claims.emplace_back();
      for (std::size_t m : members) to.push_back(column[m]);
    }
    std::vector<double> out(record.claims.size(), 0.0);
    for (const Step& s : prequential(record, *setting, drawn)) out[s.claim] = s.log_score;
    return out;
  }
};

std::vector<std::size_t> everybody(std::size_t members) {
  std::vector<std::size_t> all(members);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

/// Claims by day and system: what is resampled whole.
std::vector<std::vector<std::size_t>> blocks_of(const Part& part) {
  std::map<std::pair<std::int64_t, std::string>, std::vector<std::size_t>> by_name;
  for (std::size_t c = 0; c < part.record.claims.size(); ++c) {
    const Claim& claim = part.record.claims[c];
    by_name[{day_of(settled_at(claim.check, *part.setting)), claim.system}].push_back(c);
  }
  std::vector<std::vector<std::size_t>> blocks;
  for (const auto& [name, claims] : by_name) blocks.push_back(claims);
  return blocks;
}

std::size_t pick(Toss& toss, std::size_t n) { return std::min(n - 1, static_cast<std::size_t>(toss.uniform() * static_cast<double>(n))); }

/// Mean scores by rival in each of so many rounds, members and blocks both drawn anew. Rivals of one size draw the same members,
/// for a member's chance is the same under every reading.
std::vector<std::vector<double>> resampled_means(const std::vector<Part>& parts) {
  const auto blocks = blocks_of(parts[0]);
  std::vector<std::vector<double>> rounds;
  Toss toss("rivals/rounds");
  for (int r = 0; r < kRounds; ++r) {
    std::map<std::size_t, std::vector<std::size_t>> drawn;
    std::vector<std::vector<double>> scores;
    for (const Part& p : parts) {
      std::vector<std::size_t>& members = drawn[p.readings.members];
      if (members.empty())
        for (std::size_t m = 0; m < p.readings.members; ++m) members.push_back(pick(toss, p.readings.members));
      scores.push_back(p.scores(members));
    }
    std::vector<double> sum(parts.size(), 0.0);
    double count = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i)
      for (std::size_t c : blocks[pick(toss, blocks.size())]) {
        ++count;
        for (std::size_t p = 0; p < parts.size(); ++p) sum[p] += scores[p][c];
      }
    for (double& x : sum) x /= count;
    rounds.push_back(std::move(sum));
  }
  return rounds;
}

/// 90 % percentile interval of what `f` makes of a round.
template <class F>
std::pair<double, double> interval_of(const std::vector<std::vector<double>>& rounds, F f) {
  std::vector<double> x;
  for (const auto& round : rounds) x.push_back(f(round));
  std::sort(x.begin(), x.end());
  const auto at = [&](double p) { return x[std::min(x.size() - 1, static_cast<std::size_t>(p * static_cast<double>(x.size())))]; };
  return {at(0.05), at(0.95)};
}

std::vector<std::string> shared_neutral(std::span<const RivalReadings> rivals) {
  std::vector<std::string> ids;
  for (const Claim& claim : rivals[0].record->claims) {
    const bool everywhere = std::all_of(rivals.begin(), rivals.end(), [&](const RivalReadings& r) { return r.record->find(claim.id) != nullptr; });
    if (everywhere && is_neutral(claim, *rivals[0].setting)) ids.push_back(claim.id);
  }
  return ids;  // the record stands in order of its ids
}

double mean_of(const std::vector<double>& x) {
  double sum = 0;
  for (double v : x) sum += v;
  return x.empty() ? 0 : sum / static_cast<double>(x.size());
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
  if (ids.empty()) return rivalry;
  std::vector<Part> parts;
  for (const RivalReadings& r : rivals) parts.emplace_back(r, ids);
  const auto rounds = resampled_means(parts);
  for (std::size_t a = 0; a < parts.size(); ++a) {
    const auto [low, high] = interval_of(rounds, [&](const auto& round) { return round[a]; });
    rivalry.scores.push_back({rivals[a].name, rivals[a].readings->members, mean_of(parts[a].scores(everybody(parts[a].readings.members))), low, high});
  }
  for (std::size_t a = 0; a < parts.size(); ++a)
    for (std::size_t b = a + 1; b < parts.size(); ++b) {
      const auto [low, high] = interval_of(rounds, [&](const auto& round) { return round[a] - round[b]; });
      rivalry.pairs.push_back({a, b, rivalry.scores[a].log_score - rivalry.scores[b].log_score, low, high});
    }
  for (const std::string& id : ids) rivalry.claims.push_back(claim_of(id, rivals));
  std::stable_sort(rivalry.claims.begin(), rivalry.claims.end(), [](const RivalClaim& x, const RivalClaim& y) {
    return x.tells != y.tells ? x.tells : x.spread > y.spread;
  });
  return rivalry;
}

}  // namespace smolny
