#include "lab/series.hpp"

#include <algorithm>
#include <limits>

#include "engine/evaluate.hpp"
#include "lab/member.hpp"
#include "lab/parallel.hpp"

namespace smolny {

namespace {

/// An id as a name of a variable.
std::string variable(const std::string& prefix, const std::string& id) {
  std::string name = prefix + id;
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
}

void sample(const Simulation& sim, Series& series) {
  const Setting& s = *sim.setting;
  const World& w = sim.world;
  for (CampId camp : s.camps.ids()) {
    double held = 0;
    for (PlaceId p : s.places.ids()) held += s.places[p].contested && w.places[p].holder == camp;
    series.push_back(held);
    series.push_back(strength(sim, camp));
    series.push_back(w.tally.dead[static_cast<std::size_t>(camp.index)]);
  }
  double out = 0;
  for (const UnitState& u : w.units) out += u.out;
  for (const GroupState& g : w.groups) out += g.out;
  series.push_back(out);
  for (AuthorityId a : s.authorities.ids()) series.push_back(w.authorities[a].active && !w.authorities[a].fallen);
}

}  // namespace

std::vector<SeriesColumn> series_columns(const Setting& s) {
  std::vector<SeriesColumn> columns;
  for (const Camp& c : s.camps) {
    columns.push_back({variable("points_held_", c.id), "contested points held by: " + c.name, "1"});
    columns.push_back({variable("strength_", c.id), "armed men out, or in barracks that obey: " + c.name, "1"});
    columns.push_back({variable("dead_", c.id), "dead so far of: " + c.name, "1"});
  }
  columns.push_back({"persons_out", "persons in the street", "1"});
  for (const Authority& a : s.authorities) columns.push_back({variable("active_", a.id), "in being: " + a.name, "1"});
  return columns;
}

std::size_t series_length(const Setting& s) { return static_cast<std::size_t>((s.end - s.start).minutes / 60) + 1; }

Series series_of_member(const Setting& setting, const Specification& specification,
                        std::shared_ptr<const Interventions> interventions) {
  Series series;
  History h = begin_member(setting, specification, std::move(interventions));
  const Instant end = std::min(specification.until.value_or(setting.end), setting.end);
  const std::size_t hours_in_all = series_length(setting), columns = series_columns(setting).size();
  series.reserve(hours_in_all * columns);
  for (std::size_t i = 0; i < hours_in_all; ++i) {
    const Instant t = setting.start + hours(static_cast<std::int64_t>(i));
    if (t > end) {
      series.resize(hours_in_all * columns, std::numeric_limits<double>::quiet_NaN());
      break;
    }
    advance_member(h, t);
    sample(h.simulation, series);
  }
  return series;
}

std::expected<void, Fault> each_series(const OpenArchive& open, const std::vector<MemberRow>& members,
                                       const std::function<bool(const MemberRow&, const Series&)>& take) {
  auto resolved = interventions_of(open.specification, open.setting());
  if (!resolved) return bad_input(resolved.error());
  const auto interventions = std::make_shared<const Interventions>(std::move(*resolved));
  in_order(
      members.size(), 0,
      [&](std::uint64_t i) {
        const MemberRow& m = members[i];
        return m.failed ? Series{} : series_of_member(open.setting(), specification_of(open, m.number), interventions);
      },
      [&](std::uint64_t i, const Series& series) { return take(members[i], series); });
  return {};
}

}  // namespace smolny
