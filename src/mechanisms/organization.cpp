// organization: the ranks of a party want what their people want, obey a line or not, and work among those people.
//
// Model: principal and agents in a tree, obedience by distance (curvilinear disparity: May 1973, turned round by whom the base is drawn
// from); recruits of the impatient (self-selection); persuasion that saturates (Zaller 1992).
//
//   a week, from the cells upward
//   wants     of a cell    c = (1 - `bond`) q + `bond` W + `impatience` (R - r), cut to [-2, 2]: q the party's stand on who shall rule,
//                          W the mean stand of the parties that its people hold with, R the mean resolve of its members, who are drawn
//                          from the party's followers with weight resolve^`selection`, r the mean resolve of all its people
//             above it     the mean of those below, by members, less `caution`: who answers for the whole risks the whole
//             the centre   the same; but while a directive is in force its line is the directive's
//   then from the centre downward
//   keeps     to the line l of the next above, if `discipline` - `distance` (l - c)^2 / 2 + e > 0. e is logistic, drawn once for a part and
//             history: so P(keeps) = L(`discipline` - `distance` (l - c)^2 / 2), and who kept yesterday keeps today unless l or c has moved
//             who keeps acts on l and hands it down; who does not, on its own c
//   work      effort E = members (1 - `burden` [the party is in office]) / (people / 1000 * `half`)
//             the party gains towards `press` E / (1 + E) (1 - |line - W| / 4) log-odds among those people, with time constant `fade`
//
// Obedience is won: nothing makes a part obey but that the line is near to what it wants.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Organizing {
  static constexpr std::string_view name = "organization";
  static constexpr std::string_view model = "Principal and agents in a tree with self-selected ranks (May 1973), persuasion that saturates (Zaller 1992)";
  enum class Parameter { bond, impatience, selection, caution, discipline, distance, burden, half, press, fade };
  static constexpr ParameterSpec parameters[] = {
      {"bond", "1", "weight of what a cell's people hold with in what it wants", 0, 1},
      {"impatience", "1", "how much further a cell wants to go for its members' resolve above that of its people", 0, 10},
      {"selection", "1", "power of resolve in joining", 0, 10},
      {"caution", "1", "how much less far each level wants to go than the one below", 0, 2},
      {"discipline", "log-odds", "of keeping to a line that is just what one wants", -10, 10},
      {"distance", "log-odds", "what half a squared step between line and wish takes from it", 0, 20},
      {"burden", "share", "of a party's effort that office takes", 0, 1},
      {"half", "1", "members by 1,000 people with whom half of all that can be done is done", 0.01, 1000},
      {"press", "log-odds", "what the greatest effort for a line that people want adds to a party", 0, 5},
      {"fade", "d", "time in which it adds up, and fades", 1, 1000},
  };
  using Reads = Tables<People, Authorities, Levers>;
  using Writes = Tables<Organizations, Opinions>;
  static constexpr EventKind emits[] = {EventKind::line_kept, EventKind::line_defied};
  static constexpr Phase phase = Phase::information;
  static constexpr bool on_request = true;
  using V = View<Organizing>;
  using P = Parameter;
  enum Code : std::uint16_t { week };

  static void begin(V v) {
    if (v.setting().organizations.empty()) return;
    look(v, false);
    v.wake_in(7 * 1440, week, 1);
  }

  static void wake(V v, const Wake&) {
    v.wake_in(7 * 1440, week, 1);
    look(v, true);
    work(v);
  }

  /// Those above before those below; no chain is longer than there are rows.
  static std::vector<OrganizationId> from_the_centre(V v) {
    std::vector<std::pair<int, OrganizationId>> by_depth;
    for (OrganizationId o : v.setting().organizations.ids()) {
      int depth = 0;
      for (OrganizationId up = v.setting().organizations[o].above; up.has(); up = v.setting().organizations[up].above) ++depth;
      by_depth.push_back({depth, o});
    }
    std::stable_sort(by_depth.begin(), by_depth.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    std::vector<OrganizationId> order;
    for (const auto& [depth, o] : by_depth) order.push_back(o);
    return order;
  }

  static double stand(V v, PartyId p) { return v.value(v.setting().parties[p].position[v.issue(IssueRole::rule).value_or(0)]); }

  /// Those among whom an organization works.
  struct Ground {
    std::vector<GroupId> groups;
    double people = 0, resolve = 0, followers_resolve = 0, wish = 0;
  };

  static Ground ground(V v, OrganizationId o) {
    const Organization& part = v.setting().organizations[o];
    Ground g;
    double with_a_party = 0, drawn = 0, drawn_resolve = 0;
    std::array<double, 16> weight{};
    for (std::size_t r = 0; r < 16; ++r) weight[r] = maths::pow((static_cast<double>(r) + 0.5) / 16, v.p(P::selection));
    for (std::int32_t row : v.select(part.ground)) {
      g.groups.push_back({row});
      const Histogram& h = v.read<People>().rows[v.setting().units.size() + static_cast<std::size_t>(row)];
      for (std::size_t p = 0; p < kSlate; ++p)
        for (std::size_t r = 0; r < 16; ++r) {
          const double n = h.cell[p * 16 + r], resolve = (static_cast<double>(r) + 0.5) / 16;
          g.people += n;
          g.resolve += n * resolve;
          if (p < v.setting().parties.size()) g.wish += n * stand(v, {static_cast<std::int32_t>(p)}), with_a_party += n;
          if (p == static_cast<std::size_t>(part.party.index)) drawn += n * weight[r], drawn_resolve += n * weight[r] * resolve;
        }
    }
    if (g.people > 0) g.resolve /= g.people;
    g.wish = with_a_party > 0 ? g.wish / with_a_party : 0;
    g.followers_resolve = drawn > 0 ? drawn_resolve / drawn : g.resolve;
    return g;
  }

  /// What every part wants, and then who keeps to the line.
  static void look(V v, bool tell) {
    const auto order = from_the_centre(v);
    const auto& parts = v.setting().organizations;
    std::vector<double> below(parts.size()), members(parts.size());
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
      const Organization& part = parts[*it];
      const auto i = static_cast<std::size_t>(it->index);
      OrganizationState& s = v.write<Organizations>()[*it];
      const double q = stand(v, part.party);
      if (!part.ground.empty()) {
        const Ground g = ground(v, *it);
        const double impatience = v.p(P::impatience) * (g.followers_resolve - g.resolve);
        s.wants = std::clamp((1 - v.p(P::bond)) * q + v.p(P::bond) * g.wish + impatience, -2.0, 2.0);
        members[i] = v.value(part.members);
      } else {
        s.wants = members[i] > 0 ? std::clamp(below[i] / members[i] - v.p(P::caution), -2.0, 2.0) : q;
      }
      if (!part.above.has()) continue;
      const auto up = static_cast<std::size_t>(part.above.index);
      below[up] += members[i] * s.wants;
      members[up] += members[i];
    }
    for (OrganizationId o : order) hear_the_line(v, o, tell);
  }

  static void hear_the_line(V v, OrganizationId o, bool tell) {
    const Organization& part = v.setting().organizations[o];
    OrganizationState& s = v.write<Organizations>()[o];
    if (!part.above.has()) {
      const double in_force = part.line.has() ? v.read<Levers>()[part.line] : 0;
      s.line = s.wants + in_force * (v.value(part.stands) - s.wants);
      return;
    }
    const double given = v.read<Organizations>()[part.above].line, away = given - s.wants;
    const double temper = maths::logit(v.once("temper", v.key(o), 0));
    const double pull = v.p(P::distance) * away * away / 2;
    const bool keeps = v.p(P::discipline) - pull + temper > 0;
    Event e{.kind = keeps ? EventKind::line_kept : EventKind::line_defied, .by = entity(o), .amount = away < 0 ? -away : away};
    if (keeps != s.keeps && tell && !v.permits(e)) {
      s.line = s.keeps ? given : s.wants;
      return;
    }
    const bool changed = keeps != s.keeps;
    s.keeps = keeps;
    s.line = keeps ? given : s.wants;
    if (!changed || !tell) return;
    if (keeps) v.emit<EventKind::line_kept>(e, {v.pressure(P::discipline, v.p(P::discipline)), v.pressure(P::distance, -pull)});
    else v.emit<EventKind::line_defied>(e, {v.pressure(P::discipline, v.p(P::discipline)), v.pressure(P::distance, -pull)});
  }

  /// Press and speakers: every part that has people to work among.
  static void work(V v) {
    if (v.read<Opinions>().empty()) return;
    const std::uint32_t office = v.parties_in_office();
    std::vector<std::array<double, kSlate>> towards(v.setting().groups.size());
    for (OrganizationId o : v.setting().organizations.ids()) {
      const Organization& part = v.setting().organizations[o];
      if (part.ground.empty()) continue;
      const Ground g = ground(v, o);
      if (g.people <= 0) continue;
      const double free = 1 - ((office >> part.party.index) & 1U ? v.p(P::burden) : 0);
      const double effort = v.value(part.members) * free / (g.people / 1000 * v.p(P::half));
      const double off = v.read<Organizations>()[o].line - g.wish;
      const double gain = v.p(P::press) * effort / (1 + effort) * std::max(0.0, 1 - (off < 0 ? -off : off) / 4);
      for (GroupId id : g.groups) towards[static_cast<std::size_t>(id.index)][static_cast<std::size_t>(part.party.index)] += gain;
    }
    const double step = 1 - maths::exp(-7 / v.p(P::fade));
    for (GroupId id : v.setting().groups.ids())
      for (PartyId p : v.setting().parties.ids()) {
        double& a = v.write<Opinions>()[id].agitated[static_cast<std::size_t>(p.index)];
        a += step * (towards[static_cast<std::size_t>(id.index)][static_cast<std::size_t>(p.index)] - a);
      }
  }
};

}  // namespace

MechanismSpec organization_mechanism() { return describe<Organizing>(); }

}  // namespace smolny
