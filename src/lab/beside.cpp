#include "lab/beside.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <optional>

#include "archive/json.hpp"
#include "lab/block_bootstrap.hpp"

namespace smolny {

namespace {

/// What a member's outcome comes to, in the unit of the contrast; nothing where it has no value.
std::optional<double> reading(const OutcomeRow& outcome, std::size_t of, double value) {
  switch (outcome.kind) {
    case OutcomeKind::category: return value == static_cast<double>(of) ? 1.0 : 0.0;
    case OutcomeKind::instant: return std::isfinite(value) ? 1.0 : 0.0;
    default: return std::isfinite(value) ? std::optional(value) : std::nullopt;
  }
}

struct Cluster {
  double sum = 0, n = 0;
};

Interval interval_of(const std::map<std::uint64_t, Cluster>& by_start, const std::string& series) {
  std::vector<Cluster> clusters;
  for (const auto& [start, c] : by_start) clusters.push_back(c);
  Toss toss("beside/" + series);
  std::vector<double> resamples;
  for (int r = 0; r < kResamples; ++r) {
    Cluster all;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      const auto& c = clusters[std::min(clusters.size() - 1, static_cast<std::size_t>(toss.uniform() * static_cast<double>(clusters.size())))];
      all.sum += c.sum, all.n += c.n;
    }
    resamples.push_back(all.sum / all.n);
  }
  return percentiles(std::move(resamples));
}

}  // namespace

std::expected<std::vector<Contrast>, Fault> beside(const OpenArchive& here, const OpenArchive& there) {
  const std::vector<OutcomeRow>& outcomes = here.archive.header().outcomes;
  const auto ids = [](const std::vector<OutcomeRow>& rows) {
    std::vector<std::string> out;
    for (const OutcomeRow& o : rows) {
      out.push_back(o.id);
      out.insert(out.end(), o.cases.begin(), o.cases.end());
    }
    return out;
  };
  if (here.setting().id != there.setting().id || ids(outcomes) != ids(there.archive.header().outcomes))
    return bad_input("the archives are of other scenarios or have other outcomes: '" + here.setting().id + "' and '" + there.setting().id + "'");
  if (here.specification.seed != there.specification.seed) return bad_input("the archives have other seeds, so that their members share nothing");
  const auto a = here.archive.members(Parts::outcomes), b = there.archive.members(Parts::outcomes);
  if (!a) return std::unexpected(a.error());
  if (!b) return std::unexpected(b.error());
  std::map<std::uint64_t, const MemberRow*> lived;
  for (const MemberRow& m : *b)
    if (!m.failed) lived[m.number] = &m;
  const std::size_t starts = here.setting().reached.refused.size();
  std::vector<Contrast> out;
  for (std::size_t o = 0; o < outcomes.size(); ++o)
    for (std::size_t of = 0; of < std::max<std::size_t>(1, outcomes[o].cases.size()); ++of) {
      Contrast c{.outcome = outcomes[o].id, .name = outcomes[o].name, .unit = outcomes[o].kind == OutcomeKind::number ? outcomes[o].unit : "", .of = outcomes[o].cases.empty() ? "" : outcomes[o].cases[of]};
      std::map<std::uint64_t, Cluster> by_start;
      for (const MemberRow& m : *a) {
        const auto other = m.failed ? lived.end() : lived.find(m.number);
        if (other == lived.end()) continue;
        const auto x = reading(outcomes[o], of, m.outcomes[o]), y = reading(outcomes[o], of, other->second->outcomes[o]);
        if (!x || !y) continue;
        ++c.pairs;
        c.here += *x, c.there += *y;
        Cluster& cluster = by_start[starts > 0 ? m.number % starts : m.number];
        cluster.sum += *y - *x, cluster.n += 1;
      }
      if (c.pairs == 0) continue;
      const auto n = static_cast<double>(c.pairs);
      c.here /= n, c.there /= n;
      c.difference = c.there - c.here;
      c.interval = interval_of(by_start, c.outcome + "/" + c.of);
      out.push_back(std::move(c));
    }
  if (out.empty()) return bad_input("no member lived in both archives");
  return out;
}

std::string contrasts_text(const std::vector<Contrast>& contrasts) {
  std::string out = "      here     there  difference  90 % interval         pairs\n";
  for (const Contrast& c : contrasts)
    out += fmt::format("{:10.4g}{:10.4g}{:+12.3g}  {:<21}{:>6}  {}{}\n", c.here, c.there, c.difference, fmt::format("{:+.3g} to {:+.3g}", c.interval.low, c.interval.high), c.pairs, c.name,
                       c.of.empty() ? c.unit.empty() ? "" : ", " + c.unit : ": " + c.of);
  return out + "\nShares (of dates: in which it occurs), or means; over members that lived in both, paired by number. Members of one start are resampled together.\n";
}

std::string contrasts_json(const std::vector<Contrast>& contrasts) {
  JsonWriter json(2);
  json.open_object().key("contrasts").open_array();
  for (const Contrast& c : contrasts) {
    json.open_object().member("outcome", c.outcome);
    if (!c.of.empty()) json.member("case", c.of);
    json.member("pairs", c.pairs).member("here", c.here).member("there", c.there).member("difference", c.difference);
    json.member("low", c.interval.low).member("high", c.interval.high).close_object();
  }
  return json.close_array().close_object().text();
}

}  // namespace smolny
