#include "lab/reached.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "archive/json.hpp"
#include "archive/sha256.hpp"
#include "engine/evaluate.hpp"
#include "engine/priors.hpp"
#include "lab/capped_json.hpp"
#include "lab/counterparts.hpp"
#include "lab/member.hpp"
#include "lab/noted_starts.hpp"
#include "lab/parallel.hpp"
#include "scenario/diagnostics.hpp"
#include "scenario/expressions.hpp"
#include "scenario/names.hpp"

namespace smolny {

namespace {

using Json = nlohmann::json;
constexpr std::string_view kFormat = "smolny-reached-1";
constexpr int kDeepest = 12;  // it may be anybody's

/// A number that may be carried, and what it may be.
struct Carriable {
  Number* number = nullptr;
  double low = 0, high = 1;
};

/// Every one of a setting by its path; the uncertain ones by theirs.
std::map<std::string, Carriable, std::less<>> numbers_of(Setting& s) {
  std::map<std::string, Carriable, std::less<>> out;
  for (Unit& u : s.units) {
    out["unit." + u.id + ".men"] = {&u.men, 0, 1e7};
    out["unit." + u.id + ".attitude"] = {&u.attitude, -1, 1};
    for (std::size_t p = 0; p < s.parties.size(); ++p) out["unit." + u.id + ".slate." + s.parties.rows[p].id] = {&u.slate[p]};
  }
  for (Group& g : s.groups) {
    out["group." + g.id + ".size"] = {&g.size, 0, 1e9};
    for (std::size_t p = 0; p < s.parties.size(); ++p) out["group." + g.id + ".slate." + s.parties.rows[p].id] = {&g.slate[p]};
  }
  for (Body& b : s.bodies) {
    for (Bloc& bloc : b.blocs) out["body." + b.id + ".bloc." + bloc.id + ".seats"] = {&bloc.seats, 0, 1e5};
    for (std::size_t i = 0; i < b.members.size(); ++i) out["body." + b.id + ".member." + s.leaders[b.members[i]].id] = {&b.sits[i]};
  }
  return out;
}

/// The handover while it is made.
struct Maker {
  const Setting& earlier;
  Setting later;  ///< a copy, for its numbers are looked up by path
  std::map<std::string, Carriable, std::less<>> known;
  std::vector<std::int32_t> party_of;
  Handover out;
  std::string error;

  Maker(const Setting& e, const Setting& l) : earlier(e), later(l), known(numbers_of(later)), party_of(party_counterparts(e, l)) {}

  void fail(const Carry& row, const std::string& why) {
    if (error.empty()) error = "carry " + in_quotes(row.id) + ": " + why;
  }

  Expression expression(const Carry& row) {
    const auto read = parse_expression(row.as, earlier);
    if (!read) fail(row, "in " + in_quotes(row.as) + " of '" + earlier.id + "', at letter " + std::to_string(read.error().at + 1) + ": " + read.error().message);
    return read ? *read : Expression{};
  }

  CarriedNumber number(Carried what, std::string path) {
    const auto at = known.find(path);
    if (at == known.end()) return {.what = what, .path = std::move(path)};
    return {.what = what, .path = std::move(path), .own = *at->second.number, .low = at->second.low, .high = at->second.high};
  }

  /// Shares of one whole, a number for each of the later parties.
  void slate(const std::string& path, std::int32_t people) {
    const std::size_t whole = out.numbers.size();
    for (std::size_t p = 0; p < later.parties.size(); ++p) {
      CarriedNumber n = number(Carried::slates, path + ".slate." + later.parties.rows[p].id);
      n.people = people, n.party = party_of[p], n.whole = whole, n.parts = later.parties.size();
      out.numbers.push_back(std::move(n));
    }
  }

  void people(Carried what) {
    const auto each = [&](const Named& row, const std::string& path, const std::string& size, bool leans) {
      const std::int32_t at = people_counterpart(earlier, row.id);
      if (at < 0) return;
      if (what == Carried::slates) return slate(path, at);
      if (what == Carried::attitudes && !leans) return;
      CarriedNumber n = number(what, path + (what == Carried::sizes ? size : ".attitude"));
      n.people = at;
      const std::size_t units = earlier.units.size(), i = static_cast<std::size_t>(at);
      n.first = i < units ? earlier.units.rows[i].men : earlier.groups.rows[i - units].size;
      out.numbers.push_back(std::move(n));
    };
    for (const Unit& u : later.units) each(u, "unit." + u.id, ".men", !u.committed.has());
    for (const Group& g : later.groups) each(g, "group." + g.id, ".size", false);
  }

  void seats(const Carry& row) {
    std::vector<std::int32_t> bodies;
    for (std::size_t b = 0; b < earlier.bodies.size(); ++b)
      if (earlier.bodies.rows[b].id == row.as) bodies = {static_cast<std::int32_t>(b)};
    if (bodies.empty())
      for (std::size_t b = 0; b < earlier.bodies.size(); ++b)
        if (earlier.bodies.rows[b].tagged(key_of(row.as))) bodies.push_back(static_cast<std::int32_t>(b));
    if (bodies.empty())
      return fail(row, "'" + earlier.id + "' has no body " + in_quotes(row.as) + ", nor one with that tag" + suggestion(row.as, ids_of(earlier, Section::bodies)));
    const Body& body = later.bodies[row.body];
    const std::size_t whole = out.numbers.size();
    for (const Bloc& bloc : body.blocs) {
      CarriedNumber n = number(Carried::seats, "body." + body.id + ".bloc." + bloc.id + ".seats");
      n.party = bloc.party.has() ? party_of[static_cast<std::size_t>(bloc.party.index)] : -1;
      n.bodies = bodies, n.whole = whole, n.parts = body.blocs.size();
      out.numbers.push_back(std::move(n));
    }
  }

  void members(const Carry& row) {
    const Body& body = later.bodies[row.body];
    for (LeaderId l : body.members) {
      const Leader& leader = later.leaders[l];
      CarriedNumber n = number(Carried::members, "body." + body.id + ".member." + leader.id);
      n.party = leader.party.has() ? party_of[static_cast<std::size_t>(leader.party.index)] : -1;
      for (const Authority& a : later.authorities) n.stays = n.stays || (a.body == row.body && a.commander == l);
      out.numbers.push_back(std::move(n));
    }
  }

  void any(const Carry& row) {
    std::vector<std::string_view> paths;
    for (const Uncertain& u : later.uncertain) paths.push_back(u.path);
    const auto at = std::find(paths.begin(), paths.end(), row.path);
    if (at == paths.end()) return fail(row, "no uncertain number " + in_quotes(row.path) + suggestion(row.path, paths));
    const auto i = static_cast<std::int32_t>(at - paths.begin());
    const Uncertain& own = later.uncertain[static_cast<std::size_t>(i)];
    CarriedNumber n = number(Carried::number, row.path);
    n.own = {own.central, i}, n.low = std::max(n.low, own.low), n.high = std::min(n.high, own.high), n.expression = expression(row);
    out.numbers.push_back(std::move(n));
  }

  void carry(const Carry& row) {
    switch (row.what) {
      case Carried::sizes: case Carried::slates: case Carried::attitudes: return people(row.what);
      case Carried::seats: return seats(row);
      case Carried::members: return members(row);
      case Carried::number: return any(row);
      case Carried::nothing: out.bars.push_back({row.name, expression(row)});
    }
  }
};

double share_of(const Histogram& people, std::int32_t party, double all) {
  if (party < 0 || all <= 0) return 0;
  double n = 0;
  for (std::size_t r = 0; r < 16; ++r) n += people.cell[static_cast<std::size_t>(party) * 16 + r];
  return n / all;
}

double all_of(const Histogram& people) {
  double n = 0;
  for (std::int32_t c : people.cell) n += c;
  return n;
}

/// One history's answers, number by number.
struct Reader {
  const Handover& handover;
  const Simulation& road;
  const std::vector<double>& own;

  double given(const Number& n) const { return n.uncertain >= 0 ? own[static_cast<std::size_t>(n.uncertain)] : n.central; }

  /// Of what the parts of a whole that go with one earlier party have together, this one's part: as given; all alike if none is given.
  double part(const CarriedNumber& n) const {
    double mine = given(n.own), sum = 0, alike = 0;
    for (std::size_t i = n.whole; i < n.whole + n.parts; ++i)
      if (handover.numbers[i].party == n.party) sum += given(handover.numbers[i].own), alike += 1;
    return sum > 0 ? mine / sum : 1 / alike;
  }

  double leaning(const Histogram& people) const {
    const Setting& s = *road.setting;
    double all = all_of(people), sum = 0;
    for (std::size_t p = 0; p < s.parties.size(); ++p) {
      const auto& affinity = s.parties.rows[p].affinity;
      sum += share_of(people, static_cast<std::int32_t>(p), all) * (value(road.world, affinity[static_cast<std::size_t>(handover.axis[1])]) -
                                                                    value(road.world, affinity[static_cast<std::size_t>(handover.axis[0])])) / 2;
    }
    return std::clamp(sum, -1.0, 1.0);
  }

  /// Blocs of parties that the earlier scenario does not know keep their seats; the others part the rest as their parties stand there.
  double seats(const CarriedNumber& n) const {
    if (n.party < 0) return given(n.own);
    double rest = 0, known = 0, mine = 0;
    std::vector<bool> counted(kSlate, false);
    std::vector<double> by_party(kSlate, 0.0);
    for (std::int32_t b : n.bodies) {
      const Body& body = road.setting->bodies.rows[static_cast<std::size_t>(b)];
      for (std::size_t k = 0; k < body.blocs.size(); ++k)
        if (body.blocs[k].party.has()) by_party[static_cast<std::size_t>(body.blocs[k].party.index)] += road.world.bodies.rows[static_cast<std::size_t>(b)].seats[k];
    }
    for (std::size_t i = n.whole; i < n.whole + n.parts; ++i) {
      const CarriedNumber& other = handover.numbers[i];
      if (other.party < 0) continue;
      rest += given(other.own);
      const auto p = static_cast<std::size_t>(other.party);
      if (!counted[p]) known += by_party[p], counted[p] = true;
    }
    mine = by_party[static_cast<std::size_t>(n.party)];
    return known > 0 ? rest * mine / known * part(n) : given(n.own);
  }

  double read(const CarriedNumber& n) const {
    switch (n.what) {
      case Carried::sizes: {
        const double now = all_of(road.world.people.rows[static_cast<std::size_t>(n.people)]);
        const double first = value(road.world, n.first);
        return first > 0 ? given(n.own) * now / first : given(n.own);
      }
      case Carried::slates: {
        const Histogram& people = road.world.people.rows[static_cast<std::size_t>(n.people)];
        return n.party < 0 ? 0 : share_of(people, n.party, all_of(people)) * part(n);
      }
      case Carried::attitudes: return leaning(road.world.people.rows[static_cast<std::size_t>(n.people)]);
      case Carried::seats: return seats(n);
      case Carried::members: {
        const std::uint32_t office = parties_in_office(road.world);
        return n.stays || n.party < 0 || office == 0 || ((office >> n.party) & 1U) ? 1 : 0;
      }
      default: return evaluate(road, n.expression);
    }
  }
};

/// What is kept of a value: a millionth is less than a person in the largest group.
double rounded(double x) {
  if (!(x > -1e12 && x < 1e12)) return x;
  return static_cast<double>(static_cast<std::int64_t>(x * 1e6 + (x < 0 ? -0.5 : 0.5))) / 1e6;
}

std::expected<Reached, std::string> read(const Json& json, Setting& setting) {
  if (json.at("format").get<std::string>() != kFormat) return std::unexpected("expected a file of format " + std::string(kFormat));
  if (json.at("scenario_hash").get<std::string>() != setting.hash)
    return std::unexpected("it leads to another scenario, or to another state of '" + json.at("scenario").get<std::string>() + "'");
  Reached r;
  r.from = json.at("road").at("scenario").get<std::string>();
  const auto known = numbers_of(setting);
  std::map<std::string_view, std::int32_t> uncertain;
  for (std::size_t i = 0; i < setting.uncertain.size(); ++i) uncertain[setting.uncertain[i].path] = static_cast<std::int32_t>(i);
  std::vector<std::pair<Number*, Uncertain>> fixed;
  std::vector<std::pair<double, double>> range;
  std::set<std::string> named;
  for (const Json& number : json.at("numbers")) {
    const auto path = number.get<std::string>();
    if (!named.insert(path).second) return std::unexpected("the number " + in_quotes(path) + " stands in it twice");
    const auto at = known.find(path);
    if (const auto row = uncertain.find(path); row != uncertain.end()) {
      const Uncertain& u = setting.uncertain[static_cast<std::size_t>(row->second)];
      r.rows.push_back(row->second);
      range.emplace_back(at == known.end() ? u.low : at->second.low, at == known.end() ? u.high : at->second.high);
      continue;
    }
    if (at == known.end()) return std::unexpected("no number that can be carried is called " + in_quotes(path));
    Uncertain u;
    u.path = path, u.key = key_of(path), u.central = at->second.number->central;
    u.grade = Grade::assumed;  // it rests on all that the earlier scenario assumes
    r.rows.push_back(static_cast<std::int32_t>(setting.uncertain.size() + fixed.size()));
    fixed.emplace_back(at->second.number, std::move(u));
    range.emplace_back(at->second.low, at->second.high);
  }
  for (const Json& point : json.at("points")) {
    r.refused.push_back(point.contains("no_start") ? point.at("no_start").get<std::string>() : std::string());
    if (!r.refused.back().empty()) {
      r.values.resize(r.values.size() + r.rows.size(), std::numeric_limits<double>::quiet_NaN());
      continue;
    }
    const Json& values = point.at("values");
    if (values.size() != r.rows.size())
      return std::unexpected("a point has " + std::to_string(values.size()) + " values; expected " + std::to_string(r.rows.size()));
    for (std::size_t i = 0; i < range.size(); ++i) {
      const auto x = values.at(i).get<double>();
      if (!(x >= range[i].first && x <= range[i].second))
        return std::unexpected("the number " + in_quotes(json.at("numbers").at(i).get<std::string>()) + " cannot be " + json_number(x) +
                               "; expected one from " + json_number(range[i].first) + " to " + json_number(range[i].second));
      r.values.push_back(x);
    }
  }
  if (r.refused.empty()) return std::unexpected("it holds no points");
  if (r.rows.empty()) return std::unexpected("it holds no numbers");
  for (auto& [number, u] : fixed) {
    number->uncertain = static_cast<std::int32_t>(setting.uncertain.size());
    setting.uncertain.push_back(std::move(u));
  }
  return r;
}

}  // namespace

std::expected<Handover, Fault> handover_between(const Setting& earlier, const Setting& later) {
  if (later.start < earlier.start || later.start > earlier.end)
    return bad_input("'" + later.id + "' does not start within the frame of '" + earlier.id + "'");
  if (earlier.grouping != 0 || later.grouping != 0) return bad_input("groups that are cut have no counterparts; leave --grouping out on both sides");
  Maker maker(earlier, later);
  std::vector<std::string_view> from;
  for (const Carry& row : later.reached_by) from.push_back(row.from);
  if (from.empty()) return bad_input("'" + later.id + "' has no rows of 'reached': its start is given");
  if (std::find(from.begin(), from.end(), earlier.id) == from.end())
    return bad_input("no row of 'reached' in '" + later.id + "' is from '" + earlier.id + "'" + suggestion(earlier.id, from));
  for (std::size_t end = 0; end < 2; ++end) {
    maker.out.axis[end] = later.axis[end].has() ? counterpart(earlier.camps, later.camps[later.axis[end]].id) : -1;
    if (maker.out.axis[end] < 0)
      for (const Carry& row : later.reached_by)
        if (row.what == Carried::attitudes) return bad_input("carry " + in_quotes(row.id) + ": '" + earlier.id + "' has no camp for an end of the scale of attitudes");
  }
  for (const Carry& row : later.reached_by)
    if (row.from == earlier.id) maker.carry(row);
  if (!maker.error.empty()) return bad_input(maker.error);
  if (maker.out.numbers.empty()) return bad_input("nothing of '" + later.id + "' has a counterpart in '" + earlier.id + "'");
  return std::move(maker.out);
}

std::vector<double> own_numbers(const Setting& later, const Specification& road) {
  Start start;
  start.key = {road.seed, road.member, 0};
  start.fixed_parameters = road.fixed_parameters;
  start.blind_codings = road.blind_codings;
  return sampled_numbers(later, start);
}

ReachedPoint reached_point(const Handover& handover, const Simulation& road, const std::vector<double>& own) {
  for (const Handover::Bar& bar : handover.bars)
    if (evaluate(road, bar.when) != 0) return {{}, bar.name};
  const Reader reader{handover, road, own};
  ReachedPoint p;
  for (const CarriedNumber& n : handover.numbers) {
    const double x = std::clamp(rounded(reader.read(n)), n.low, n.high);
    if (!std::isfinite(x)) return {{}, in_quotes(n.path) + " comes to no number"};
    p.values.push_back(x);
  }
  return p;
}

std::string reached_json(const Handover& handover, const std::vector<ReachedPoint>& points, const Setting& later, const Specification& road,
                         std::string_view made_by) {
  JsonWriter json;
  json.open_object().member("format", kFormat).member("scenario", later.id).member("scenario_hash", later.hash).member("made_by", made_by);
  json.key("road").literal(canonical_json(road));
  json.key("numbers").open_array();
  for (const CarriedNumber& n : handover.numbers) json.value(n.path);
  json.close_array().key("points").open_array();
  for (const ReachedPoint& p : points) {
    json.open_object();
    if (!p.refused.empty()) {
      json.member("no_start", p.refused);
    } else {
      json.key("values").open_array();
      for (double x : p.values) json.value(x);
      json.close_array();
    }
    json.close_object();
  }
  return json.close_array().close_object().text() + "\n";
}

namespace {

/// The most letters that a value takes, as rounded leaves it.
std::size_t widest(const CarriedNumber& n) {
  const auto width = [](double x) -> std::size_t {
    if (!(x > -1e12 && x < 1e12)) return 24;
    return std::max(json_number(x).size(), std::to_string(static_cast<std::int64_t>(x)).size() + 7);  // a point, six decimals
  };
  return std::max(width(n.low) + (n.low < 0), width(n.high));
}

}  // namespace

std::uint64_t most_points(const Handover& handover) {
  constexpr std::size_t kHead = 8192, kMark = 32;  // what stands before the numbers; the key and brackets of a point
  std::size_t head = kHead, point = 0, why = 0;
  for (const CarriedNumber& n : handover.numbers) {
    head += n.path.size() + 3;  // in quotes, and a comma
    point += widest(n) + 1;
    why = std::max(why, n.path.size() + 24);
  }
  for (const Handover::Bar& bar : handover.bars) why = std::max(why, bar.name.size());
  return (kMostReachedBytes - std::min(head, kMostReachedBytes)) / (std::max(point, why) + kMark);
}

std::expected<std::vector<ReachedPoint>, Fault> reached_points(const OpenArchive& road, const Setting& later, const Handover& handover,
                                                               unsigned threads, NotedStarts* noted) {
  if (!road.specification.forks.empty()) return bad_input("the histories of the archive were taken up from a save; a start is reached by whole ones");
  const auto members = road.archive.members(Parts::outcomes);
  if (!members) return std::unexpected(members.error());
  auto resolved = interventions_of(road.specification, road.setting());
  if (!resolved) return bad_input(resolved.error());
  const auto interventions = std::make_shared<const Interventions>(std::move(*resolved));
  std::vector<ReachedPoint> points;
  in_order(
      members->size(), threads,
      [&](std::uint64_t i) -> ReachedPoint {
        const MemberRow& row = (*members)[i];
        if (row.failed) return {{}, "it failed: " + row.reason};
        if (noted)
          if (auto point = noted->find(row.number)) return std::move(*point);
        const Specification s = specification_of(road, row.number);
        History h = begin_member(road.setting(), s, interventions);
        advance_member(h, later.start);
        ReachedPoint point = reached_point(handover, h.simulation, own_numbers(later, s));
        if (noted) noted->note(row.number, point);
        return point;
      },
      [&](std::uint64_t, ReachedPoint point) {
        points.push_back(std::move(point));
        return true;
      });
  if (points.empty()) return bad_input("the archive holds no histories");
  return points;
}

std::vector<ReachedNumber> reached_of(const Simulation& sim, Entity whose) {
  const Setting& s = *sim.setting;
  std::vector<ReachedNumber> out;
  if (s.reached.rows.empty() || !whose.has()) return out;
  std::string prefix = entity_text(s, whose) + ".";
  std::replace(prefix.begin(), prefix.end(), ':', '.');
  for (std::int32_t row : s.reached.rows) {
    const auto i = static_cast<std::size_t>(row);
    if (s.uncertain[i].path.starts_with(prefix)) out.push_back({s.uncertain[i].path, sim.world.sampled[i]});
  }
  return out;
}

std::expected<ReachedBy, std::string> reached_by(std::string_view text) {
  try {
    const Json json = parse_capped(text, kDeepest);
    const auto road = parse_specification(json.at("road").dump());
    if (!road) return std::unexpected(road.error());
    return ReachedBy{canonical_json(*road), json.at("points").size()};
  } catch (const std::exception& e) {
    return std::unexpected(std::string("it is no file of reached starts: ") + e.what());
  }
}

std::expected<void, std::string> lay_reached(Setting& setting, std::string_view text) {
  try {
    const Json json = parse_capped(text, kDeepest);
    auto reached = read(json, setting);
    if (!reached) return std::unexpected(reached.error());
    reached->hash = sha256_hex(text);
    setting.reached = std::move(*reached);
    return {};
  } catch (const std::exception& e) {
    return std::unexpected(std::string("it is no file of reached starts: ") + e.what());
  }
}

}  // namespace smolny
