// Shuffled attitudes: which unit leaned where is dealt anew among the units of petrograd-1917, their sum left as it was.
// If the fate of the city follows from the whole and the order of captures from the parts, fate stays and the skill in the
// order goes (a permutation test of where a model's skill comes from: Good 2005). What comes of it is reported. Asserted is
// only that the deal is one: the same attitudes, in other hands.

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "lab/forecasts.hpp"
#include "retold.hpp"
#include "statistics.hpp"

namespace smolny::science {
namespace {

/// The units whose attitude is dealt: those that are not committed to a side.
std::vector<std::pair<std::string, const YamlNode*>> hands(const Documents& documents) {
  std::vector<std::pair<std::string, const YamlNode*>> all;
  for (const YamlFile& file : documents.files)
    if (const YamlNode* rows = file.root->find("units"))
      for (const YamlNode* row : rows->items)
        if (row->find("attitude") && !row->find("committed")) all.emplace_back(id_of(*row), row->find("attitude"));
  return all;
}

LoadedScenario dealt(unsigned seed) {
  const Documents documents = read_scenario(std::span(&kPetrograd, 1));
  auto units = hands(documents);
  std::vector<const YamlNode*> attitudes;
  for (const auto& [id, node] : units) attitudes.push_back(node);
  std::mt19937 rng(seed);
  std::shuffle(attitudes.begin(), attitudes.end(), rng);
  std::map<std::string, const YamlNode*> deal;
  for (std::size_t i = 0; i < units.size(); ++i) deal[units[i].first] = attitudes[i];
  Telling telling;
  telling.node = [&](const Path& path, const YamlNode* node) {
    const bool attitude = path.size() == 3 && path[0] == "units" && path[2] == "attitude" && deal.contains(path[1]);
    return attitude ? deal[path[1]] : node;
  };
  return retell(kPetrograd, telling);
}

bool of_captures(const Setting& setting, PatternId p) {
  const EventKind kind = setting.patterns[p].kind;
  return kind == EventKind::captured || kind == EventKind::won_over || kind == EventKind::seat_fell;
}

/// Claims on when, or in which order, points changed hands.
std::vector<std::size_t> claims_of_order(const Setting& setting, const Record& record) {
  std::vector<std::size_t> claims;
  for (std::size_t c = 0; c < record.claims.size(); ++c) {
    const Claim& claim = record.claims[c];
    bool points = claim.check.kind == CheckKind::when && of_captures(setting, claim.check.pattern);
    if (claim.check.kind == CheckKind::order)
      for (PatternId p : claim.check.order) points = points || of_captures(setting, p);
    if (points && claim.use == ClaimUse::forecast) claims.push_back(c);
  }
  return claims;
}

/// Mean rank of each contested place among those of a history that the Soviet's side has taken; what is not taken comes last.
std::vector<double> ranks(const Setting& setting, const Specification& specification, std::uint64_t from, std::uint64_t count) {
  std::vector<PlaceId> points;
  for (PlaceId p : setting.places.ids())
    if (setting.places[p].tagged(key_of("points"))) points.push_back(p);
  const CampId soviet{find_row(setting, Section::camps, "soviet")};
  Specification s = specification;
  s.seed = specification.seed + from;
  const auto times = each_history(setting, s, count, [&](const History& h, std::span<const double>) {
    std::vector<double> first(points.size(), static_cast<double>((setting.end - setting.start).minutes));
    for (std::size_t i = 0; i < points.size(); ++i)
      for (const Recorded& e : h.simulation.chronicle.events)
        if (e.kind == EventKind::captured && e.side == soviet && e.place == points[i]) {
          first[i] = static_cast<double>((e.at - setting.start).minutes);
          break;
        }
    return first;
  });
  std::vector<double> mean(points.size(), 0.0);
  for (const auto& first : times)
    for (std::size_t i = 0; i < points.size(); ++i) {
      double rank = 0;
      for (double t : first) rank += t < first[i] ? 1 : t == first[i] ? 0.5 : 0;
      mean[i] += rank / static_cast<double>(count);
    }
  return mean;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const double ma = mean_of(a).mean, mb = mean_of(b).mean;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

TEST(Shuffle, AttitudesDealtAnewAmongTheUnits) {
  heading("Shuffle: unit attitudes dealt anew among the units of petrograd-1917");
  const Setting& s = petrograd();
  const std::uint64_t n = sized(40, 1000), deals = sized(1, 5);
  const auto claims = claims_of_order(s, flagship().record);
  ASSERT_FALSE(claims.empty());
  const auto score = [&](const Setting& setting, const Record& record, const Readings& readings) {
    double sum = 0;
    for (std::size_t c : claims) sum += log_score(probability_of_record(record.claims[c].check, setting, readings.claims[c], {}));
    return sum / static_cast<double>(claims.size());
  };
  double naive = 0;
  for (std::size_t c : claims) naive += log_score(naive_probability(flagship().record.claims[c].check, s)) / static_cast<double>(claims.size());
  const Ensemble base = ensemble_of(s, flagship().record, specification_of(s), n);
  const std::vector<double> order = ranks(s, specification_of(s), 0, n), again = ranks(s, specification_of(s), 1, n);
  const auto fate = [&](const Setting& setting, const Outcomes& all) {
    return fmt::format("falls {:.2f}, Soviet power {:.2f}, points at dawn {:.2f}", mean_of(setting, all, "government-falls").mean,
                       mean_of(setting, all, "soviet-power").mean, mean_of(setting, all, "points-by-dawn-25").mean);
  };
  say("{} histories each; {} claims on when or in which order points fell", n, claims.size());
  say("as it is      {}; log score of the order {:.3f} (naive {:.3f}); order of the points against other chance: r {:.2f}",
      fate(s, base.outcomes), score(s, flagship().record, base.readings), naive, correlation(order, again));
  for (unsigned seed = 1; seed <= deals; ++seed) {
    LoadedScenario other = dealt(seed);
    const Record record = read_record(other);
    ASSERT_TRUE(other.valid());
    ASSERT_EQ(record.claims.size(), flagship().record.claims.size());
    std::vector<double> before, after;
    std::size_t moved = 0;
    for (UnitId u : s.units.ids()) {
      before.push_back(s.units[u].attitude.central);
      after.push_back(other.setting.units[u].attitude.central);
      moved += before.back() != after.back();
    }
    EXPECT_GT(moved, s.units.size() / 3);
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    EXPECT_EQ(before, after);
    const Ensemble e = ensemble_of(other.setting, record, specification_of(other.setting), n);
    say("deal {}        {}; log score of the order {:.3f}; order of the points against as it is: r {:.2f}", seed,
        fate(other.setting, e.outcomes), score(other.setting, record, e.readings),
        correlation(order, ranks(other.setting, specification_of(other.setting), 1, n)));
  }
  for (std::size_t c : claims)
    say("  {:<32} probability of the record as it is {:.3f}", flagship().record.claims[c].id,
        probability_of_record(flagship().record.claims[c].check, s, base.readings.claims[c], {}));
}

}  // namespace
}  // namespace smolny::science
