#include "lab/bridge.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "archive/json.hpp"
#include "engine/evaluate.hpp"
#include "lab/counterparts.hpp"
#include "lab/member.hpp"
#include "lab/parallel.hpp"

namespace smolny {

namespace {

constexpr std::uint64_t kDraws = 200;  ///< of the later scenario's uncertain start

/// A row of the people's table on both sides, or a body on both.
struct Pair {
  std::string id;
  std::size_t earlier = 0, later = 0;
};

struct Common {
  std::vector<std::int32_t> party_of;  ///< by party of the later: that of the earlier, -1
  std::vector<std::size_t> parties;  ///< of the earlier, those with a counterpart
  std::vector<Pair> people, bodies;
  std::vector<std::string> only_given;
};

/// The people's table has units first, then groups.
template <class Rows>
void pair_people(const Setting& earlier, const Rows& rows, std::size_t first, Common& common) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& id = rows.rows[i].id;
    if (const std::int32_t row = people_counterpart(earlier, id); row >= 0) common.people.push_back({id, static_cast<std::size_t>(row), first + i});
    else common.only_given.push_back(id);
  }
}

Common common_of(const Setting& earlier, const Setting& later) {
  Common common;
  common.party_of = party_counterparts(earlier, later);
  for (std::size_t p = 0; p < earlier.parties.size(); ++p)
    if (std::find(common.party_of.begin(), common.party_of.end(), static_cast<std::int32_t>(p)) != common.party_of.end()) common.parties.push_back(p);
  pair_people(earlier, later.units, 0, common);
  pair_people(earlier, later.groups, later.units.size(), common);
  for (std::size_t b = 0; b < later.bodies.size(); ++b) {
    const Body& body = later.bodies.rows[b];
    if (body.blocs.empty()) continue;
    if (const std::int32_t row = counterpart(earlier.bodies, body.id); row >= 0) common.bodies.push_back({body.id, static_cast<std::size_t>(row), b});
    else common.only_given.push_back(body.id);
  }
  return common;
}

/// The quantities of one world, in the order of `names_of`. `later`: on which side of the bridge it stands.
std::vector<double> state_of(const Simulation& sim, const Common& common, bool later) {
  const Setting& s = *sim.setting;
  const auto same = [&](std::size_t party) { return later ? common.party_of[party] : static_cast<int>(party); };
  std::vector<double> out;
  for (const Pair& pair : common.people) {
    const Histogram& people = sim.world.people.rows[later ? pair.later : pair.earlier];
    double all = 0;
    std::vector<double> by(kSlate + s.parties.size(), 0.0);
    for (std::size_t p = 0; p < kSlate; ++p)
      for (std::size_t r = 0; r < 16; ++r) {
        all += people.cell[p * 16 + r];
        if (p < s.parties.size() && same(p) >= 0) by[static_cast<std::size_t>(same(p))] += people.cell[p * 16 + r];
      }
    out.push_back(all);
    for (std::size_t p : common.parties) out.push_back(all > 0 ? by[p] / all : 0);
  }
  for (const Pair& pair : common.bodies) {
    const std::size_t row = later ? pair.later : pair.earlier;
    const Body& body = s.bodies.rows[row];
    double all = 0;
    std::vector<double> by(kSlate + s.parties.size(), 0.0);
    for (std::size_t k = 0; k < body.blocs.size(); ++k) {
      const double seats = sim.world.bodies.rows[row].seats[k];
      all += seats;
      if (const int p = body.blocs[k].party.has() ? same(static_cast<std::size_t>(body.blocs[k].party.index)) : -1; p >= 0)
        by[static_cast<std::size_t>(p)] += seats;
    }
    for (std::size_t p : common.parties) out.push_back(all > 0 ? by[p] / all : 0);
  }
  const std::uint32_t office = parties_in_office(sim.world);
  for (std::size_t p : common.parties) {
    bool in = false;
    for (std::size_t q = 0; q < s.parties.size(); ++q) in = in || (same(q) == static_cast<std::int32_t>(p) && ((office >> q) & 1U));
    out.push_back(in ? 1 : 0);
  }
  return out;
}

std::vector<Crossing> names_of(const Common& common, const Setting& earlier) {
  std::vector<Crossing> out;
  const auto add = [&](const char* kind, const std::string& of) {
    for (std::size_t p : common.parties) out.push_back({.kind = kind, .of = of, .party = earlier.parties.rows[p].id});
  };
  for (const Pair& pair : common.people) {
    out.push_back({.kind = "people", .of = pair.id, .party = ""});
    add("people", pair.id);
  }
  for (const Pair& pair : common.bodies) add("seats", pair.id);
  add("cabinet", "");
  return out;
}

/// Mean and standard deviation by quantity, as rows come in.
struct Moments {
  std::vector<double> sum, squares;
  double n = 0;
  void add(const std::vector<double>& x) {
    sum.resize(x.size());
    squares.resize(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) sum[i] += x[i], squares[i] += x[i] * x[i];
    n += 1;
  }
  double mean(std::size_t i) const { return sum[i] / n; }
  double deviation(std::size_t i) const { return n > 1 ? std::sqrt(std::max(0.0, (squares[i] - n * mean(i) * mean(i)) / (n - 1))) : 0; }
};

}  // namespace

std::expected<Bridge, Fault> bridge(const OpenArchive& road, const Setting& later, unsigned threads) {
  const Setting& earlier = road.setting();
  if (later.start < earlier.start || later.start > earlier.end)
    return bad_input("'" + later.id + "' does not start within the frame of '" + earlier.id + "'");
  if (!road.specification.forks.empty()) return bad_input("the histories of the archive were taken up from a save; the bridge is built from whole ones");
  if (earlier.grouping != 0) return bad_input("the archive's groups are cut into parts, which have no counterparts; the bridge is built from the groups as the scenario has them");
  const Common common = common_of(earlier, later);
  if (common.parties.empty() || (common.people.empty() && common.bodies.empty()))
    return bad_input("'" + later.id + "' and '" + earlier.id + "' have no parties and people in common; rows go together by id, or by an id given as a tag");
  const auto members = road.archive.members(Parts::outcomes);
  if (!members) return std::unexpected(members.error());
  auto resolved = interventions_of(road.specification, earlier);
  if (!resolved) return bad_input(resolved.error());
  const auto interventions = std::make_shared<const Interventions>(std::move(*resolved));
  Moments reached, given;
  in_order(
      members->size(), threads,
      [&](std::uint64_t i) {
        if ((*members)[i].failed) return std::vector<double>{};
        History h = begin_member(earlier, specification_of(road, (*members)[i].number), interventions);
        advance_member(h, later.start);
        return state_of(h.simulation, common, false);
      },
      [&](std::uint64_t, const std::vector<double>& state) {
        if (!state.empty()) reached.add(state);
        return true;
      });
  if (reached.n == 0) return bad_input("the archive holds no history that was lived to its end");
  const auto none = std::make_shared<const Interventions>();
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    Specification draw;
    draw.member = i + 1;
    given.add(state_of(begin_member(later, draw, none).simulation, common, true));
  }
  Bridge out{.at = later.start, .histories = static_cast<std::uint64_t>(reached.n), .crossings = names_of(common, earlier), .only_given = common.only_given};
  for (std::size_t i = 0; i < out.crossings.size(); ++i) {
    Crossing& c = out.crossings[i];
    c.given = given.mean(i), c.given_sd = given.deviation(i);
    c.reached = reached.mean(i), c.reached_sd = reached.deviation(i);
    const double least = 0.001 * (c.party.empty() ? std::max(1.0, c.given) : 1);
    c.distance = (c.reached - c.given) / std::sqrt(std::max(c.given_sd * c.given_sd, least * least) + std::max(c.reached_sd * c.reached_sd, least * least));
  }
  std::stable_sort(out.crossings.begin(), out.crossings.end(), [](const Crossing& a, const Crossing& b) { return std::abs(a.distance) > std::abs(b.distance); });
  return out;
}

double share_within(const Bridge& bridge, double units) {
  double within = 0;
  for (const Crossing& c : bridge.crossings) within += std::abs(c.distance) <= units;
  return bridge.crossings.empty() ? 0 : within / static_cast<double>(bridge.crossings.size());
}

std::string bridge_json(const Bridge& bridge) {
  JsonWriter json(2);
  json.open_object().member("at", static_cast<double>(bridge.at.minutes)).member("histories", static_cast<double>(bridge.histories));
  json.key("within").open_object();
  json.member("1", share_within(bridge, 1)).member("2", share_within(bridge, 2)).member("3", share_within(bridge, 3)).close_object();
  json.key("crossings").open_array();
  for (const Crossing& c : bridge.crossings) {
    json.open_object().member("kind", c.kind).member("of", c.of).member("party", c.party);
    json.member("given", c.given).member("given_sd", c.given_sd).member("reached", c.reached).member("reached_sd", c.reached_sd);
    json.member("distance", c.distance).close_object();
  }
  json.close_array().key("only_given").open_array();
  for (const std::string& id : bridge.only_given) json.value(id);
  json.close_array().close_object();
  return json.text();
}

std::string bridge_text(const Bridge& bridge, std::size_t most) {
  std::string out = "   given      sd  reached      sd  distance\n";
  char line[256];
  for (std::size_t i = 0; i < std::min(most, bridge.crossings.size()); ++i) {
    const Crossing& c = bridge.crossings[i];
    const int digits = c.party.empty() ? 0 : 3;
    std::snprintf(line, sizeof line, "%8.*f%8.*f%9.*f%8.*f%10.1f  ", digits, c.given, digits, c.given_sd, digits, c.reached, digits, c.reached_sd, c.distance);
    out += line + c.kind + (c.of.empty() ? "" : " " + c.of) + (c.party.empty() ? ", persons" : ", " + c.party) + "\n";
  }
  std::snprintf(line, sizeof line, "\nOf %zu quantities %.0f %% lie within 1 unit of uncertainty, %.0f %% within 2, %.0f %% within 3 (%llu histories).\n",
                bridge.crossings.size(), 100 * share_within(bridge, 1), 100 * share_within(bridge, 2), 100 * share_within(bridge, 3),
                static_cast<unsigned long long>(bridge.histories));
  out += line;
  if (!bridge.only_given.empty()) {
    std::snprintf(line, sizeof line, "%zu groups, units and bodies of the later scenario have no counterpart.\n", bridge.only_given.size());
    out += line;
  }
  return out;
}

}  // namespace smolny
