// mobilization: people come out, form bands, and go where the talk points; nobody orders them.
//
// Model: thresholds (Granovetter 1978; Siegel 2011). The persistent part of a threshold is a person's resolve.
//
//   hazard of coming out, for a person of resolve r in group g:
//       `rate` L(`arousal` h + `others` x - `fear` D - `threshold` (1 - r) + shock(g, day))
//     h  arousal of the group (news), x the share of like-minded groups that is out, D the strength of the other side as
//     seen in the street, relative to one's own; shock a normal draw shared by the group and the day
//   going home: hazard 1 / `stamina` hours at arousal 0, less with arousal
//   gathering: those who come out stand in the yard until a band's worth is to be expected there, then it sets out
//   bands of about `band` men; where to: argmax of `heat` talk + `importance` weight + `threat` logit(a blow is coming)
//   - km / `reach` + Gumbel, against `nowhere` (the own quarter): an armed band moves on a guarded point as a defence
//
// Whether small repression provokes and large repression cows is not built in: it follows from h against D.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "mechanisms/arousal.hpp"

namespace smolny {
namespace {

struct Mobilization {
  static constexpr std::string_view name = "mobilization";
  static constexpr std::string_view model = "Threshold models of collective behaviour (Granovetter 1978; Siegel 2011)";
  enum class Parameter { rate, arousal, others, fear, threshold, shock, stamina, band, heat, importance, reach, nowhere, alert, threat, soldiers, civilians, unarmed };
  static constexpr ParameterSpec parameters[] = {
      {"rate", "1/h", "greatest hazard of coming out", 0, 10},
      {"arousal", "1", "weight of arousal", 0, 10},
      {"others", "1", "weight of the share of like-minded groups already out", 0, 20},
      {"fear", "1", "weight of the other side's strength in the street", 0, 20},
      {"threshold", "1", "what separates a person without resolve from one with all of it", 0, 30},
      {"shock", "1", "standard deviation of the shock shared by a group on a day", 0, 5},
      {"stamina", "h", "mean time out at no arousal", 0.5, 200},
      {"band", "men", "size of a band", 5, 500},
      {"heat", "1", "weight of talk in choosing where to go", 0, 20},
      {"importance", "1", "weight of a point's importance", 0, 20},
      {"reach", "km", "distance that takes one off", 0.1, 50},
      {"nowhere", "1", "weight of staying in the own quarter", -10, 10},
      {"alert", "1", "arousal at which a group stands on full alert", 0.05, 10},
      {"threat", "1", "weight of the belief (log-odds) that a blow is coming, in going for a point that the other side holds", 0, 10},
      {"soldiers", "1", "how much higher than the militia's the threshold of soldiers in barracks is", 0, 30},
      {"civilians", "1", "how much higher than the militia's the threshold of those who bear no arms is", 0, 30},
      {"unarmed", "share", "resolve of an unarmed crowd at a point, as a share of its people's", 0, 1},
  };
  using Reads = Tables<Places, Beliefs, People, Authorities, Sieges, Hearsay>;
  using Writes = Tables<Units, Groups, Squads>;
  static constexpr EventKind emits[] = {EventKind::came_out, EventKind::went_home, EventKind::alert_raised, EventKind::squad_formed};
  static constexpr Phase phase = Phase::information;
  using V = View<Mobilization>;
  using P = Parameter;
  enum Code : std::uint16_t { look };

  static void begin(V v) { v.wake_in(kIdle, look, 1); }

  static constexpr std::int32_t kStirred = 30, kIdle = 120;  ///< minutes between looks, while somebody is roused and else

  struct Scene {
    double out = 0, all = 1;   ///< of the militia and groups of each camp
    double force = 0;          ///< armed men in the street
  };

  static std::array<Scene, kMaxCamps> survey(V v) {
    std::array<Scene, kMaxCamps> scene{};
    for (UnitId u : v.setting().units.ids()) {
      const UnitState& s = v.read<Units>()[u];
      CampId c = v.setting().units[u].committed;
      if (!c.has() && s.obeys.has()) c = v.setting().authorities[s.obeys].camp;
      if (!c.has() || v.setting().places[s.at].outside) continue;
      Scene& x = scene[static_cast<std::size_t>(c.index)];
      x.force += s.out * s.armed;
      if (v.setting().units[u].militia) x.out += s.out, x.all += s.men;
    }
    return scene;
  }

  /// The camp that a unit's or group's people would come out for; none when they lean to neither.
  static CampId cause_of(V v, Entity e, CampId committed) {
    if (committed.has()) return committed;
    CampId best{};
    double most = 0.15;
    for (CampId c : v.setting().camps.ids())
      if (const double s = v.support(e, c); s > most) most = s, best = c;
    return best;
  }

  /// A point that bands of a camp may go for, whoever they are: what talk and its importance weigh.
  struct Goal {
    PlaceId place;
    double weight;
  };

  /// What a look needs and all groups share.
  struct Look {
    std::array<double, 16> odds{};           ///< of staying in at no drive at all, by step of resolve: exp(threshold)
    std::array<Scene, kMaxCamps> scene{};
    bool stir = false;                       ///< somebody is roused: look again soon
    std::array<std::vector<Goal>, kMaxCamps> goals{};  ///< of each camp's bands; empty until somebody asks
  };

  static Look begin_look(V v) {
    Look look{.scene = survey(v)};
    const double step = maths::exp(v.p(P::threshold) / 16);
    look.odds[15] = maths::exp(v.p(P::threshold) / 32);
    for (std::size_t r = 15; r-- > 0;) look.odds[r] = look.odds[r + 1] * step;
    return look;
  }

  /// Chance that one of those still in comes out within these hours: the mean hazard over the distribution of resolve.
  /// 0 where not even a hundredth of a man could be hoped for if all `men` were of the highest resolve.
  static double share_coming(V v, const Look& look, const Histogram& people, double hours, double drive, double raise, double men) {
    const double z = maths::exp(drive - raise);
    if (men * v.p(P::rate) * hours * z / (z + look.odds[15]) < 0.01) return 0;
    const auto n = by_resolve(people);
    double hazard = 0, all = 0;
    for (std::size_t r = 0; r < 16; ++r) {
      hazard += n[r] * (z / (z + look.odds[r]));
      all += n[r];
    }
    return all > 0 ? 1 - maths::exp(-v.p(P::rate) * hazard / all * hours) : 0;
  }

  /// How many of `n` do it, each with chance q: one draw of the look's minute.
  static std::int32_t count(V v, Site site, Entity e, std::int32_t n, double q) {
    return n > 0 && q > 0 ? static_cast<std::int32_t>(v.binomial(site, v.key(e), v.minute(), n, q)) : 0;
  }

  /// Whether it is time to weigh again who comes out: something roused them since, or half of a crowd of `enough` is to be
  /// expected in the yard, or it is an hour ago (two, while they are calm).
  template <class State>
  static bool due(V v, const State& s, double enough) {
    const double hours = (v.now() - s.weighed.at).in_hours();
    return hours >= (s.arousal > 0.4 ? 1 : 2) || s.arousal > s.weighed.arousal + 0.02 || s.gathering + s.weighed.per_hour * hours >= 0.5 * enough;
  }

  /// Whether `due` need not be asked: no hour has passed, no crowd is to be expected yet, and nothing roused them.
  template <class State>
  static bool calm(V v, const State& s) {
    return v.now() < s.weighed.calm_until && s.arousal <= s.weighed.arousal + 0.02;
  }

  template <class State>
  static void note(V v, State& s, double per_hour, double enough) {
    const double missing = 0.5 * enough - s.gathering;
    const double wait = missing <= 0 ? 0 : per_hour < missing ? 1.0 : missing / per_hour;
    s.weighed.at = v.now();
    s.weighed.arousal = s.arousal;
    s.weighed.per_hour = per_hour;
    s.weighed.calm_until = v.now() + Duration{static_cast<std::int64_t>(60 * wait)};
  }

  /// Who comes out between two weighings gathers in the yard, and some of them drift home; when a crowd of `enough` is to be
  /// expected there, it is counted (one draw) and sets out. So how often one looks makes no difference but rounding.
  template <class State>
  static std::int32_t set_out(V v, State& s, Entity e, std::int32_t inside, double hours, double q, double enough) {
    s.gathering = s.gathering * maths::exp(-hours / v.p(P::stamina) / (1 + s.arousal)) + inside * q;
    const bool set_out = s.gathering >= enough;
    const double share = set_out ? std::min(1.0, s.gathering / inside) : 0;
    if (set_out) s.gathering = 0;
    note(v, s, inside * q / hours, enough);
    return set_out ? count(v, "out", e, inside, share) : 0;
  }

  /// Those who tire go home; they are counted (one draw) when a crowd of them is to be expected gone.
  static void go_home(V v, double hours, GroupState& s, Entity e, const Group& group) {
    const double home = 1 - maths::exp(-hours / v.p(P::stamina) / (1 + s.arousal));
    s.leaving += (s.out - s.leaving) * home;
    if (s.leaving < std::min(0.5 * s.out, std::max(100.0, 0.05 * s.out))) return;
    const std::int32_t n = count(v, "home", e, s.out, s.leaving / s.out);
    s.leaving = 0;
    s.out -= n;
    if (n >= std::max(500.0, v.value(group.size) / 20)) v.emit<EventKind::went_home>({.by = e, .place = group.at, .amount = static_cast<double>(n)}, {v.pressure(P::stamina, home)});
  }

  /// The most alarming belief of a group, log-odds: propositions that alarm the camp.
  static double alarm(V v, Entity e, CampId camp) {
    double most = -6;
    for (PropositionId p : v.setting().propositions.ids())
      if (v.setting().propositions[p].alarms == camp) most = std::max(most, v.belief(e, p));
    return most;
  }

  template <class State>
  static double drive_of(V v, State& s, Entity e, CampId camp, const std::array<Scene, kMaxCamps>& scene) {
    const CampId foe = v.setting().camps[camp].opponent;
    const Scene& own = scene[static_cast<std::size_t>(camp.index)];
    const double theirs = foe.has() ? scene[static_cast<std::size_t>(foe.index)].force : 0;
    if (s.weighed.day != v.day()) {  // the shock of a group and day is one draw, however often the day is looked at
      s.weighed.day = v.day();
      s.weighed.shock = v.shared_normal("shock", v.key(e), static_cast<Key>(v.day()) + 1);
    }
    const double shock = v.p(P::shock) * s.weighed.shock;
    return v.p(P::arousal) * s.arousal + v.p(P::others) * own.out / own.all - v.p(P::fear) * theirs / (theirs + own.force + 500) + shock;
  }

  static void look_at_units(V v, Look& look) {
    for (UnitId u : v.setting().units.ids()) {
      const Unit& unit = v.setting().units[u];
      UnitState& s = v.write<Units>()[u];
      if (s.status == UnitStatus::disarmed || v.setting().places[s.at].outside) continue;
      look.stir |= s.arousal > 0.4;
      if (calm(v, s)) continue;
      const std::int32_t inside = std::max(0, s.men - s.out - s.dead);
      const double enough = std::min(v.p(P::band), inside * 0.5);
      if (!due(v, s, enough)) continue;
      settle(s, v.now(), v.read<Hearsay>().pace, v.decays());
      const double hours = (v.now() - s.weighed.at).in_hours();
      note(v, s, 0, enough);
      if (s.arousal < 0.05) continue;
      const Entity e = entity(u);
      const CampId camp = cause_of(v, e, unit.committed);
      if (!camp.has()) continue;
      if (s.status == UnitStatus::barracks && unit.militia && s.arousal >= v.p(P::alert)) {
        s.status = UnitStatus::alert;
        v.emit<EventKind::alert_raised>({.side = camp, .by = e, .place = s.at, .amount = s.arousal}, {v.pressure(P::arousal, s.arousal)});
      }
      if (inside <= 0) continue;
      const double drive = drive_of(v, s, e, camp, look.scene);
      const double q = share_coming(v, look, v.read<People>().rows[static_cast<std::size_t>(u.index)], hours, drive, unit.militia ? 0 : v.p(P::soldiers), inside);
      const std::int32_t n = set_out(v, s, e, inside, hours, q, enough);
      if (n <= 0) continue;
      send_bands(v, look, e, u, {}, camp, n, s.resolve, s.at,
                 {v.pressure(P::arousal, v.p(P::arousal) * s.arousal), v.pressure(P::others, drive - v.p(P::arousal) * s.arousal)});
      s.out += n;
      if (!s.obeys.has())
        for (AuthorityId a : v.setting().authorities.ids())
          if (v.setting().authorities[a].camp == camp && v.read<Authorities>()[a].active) s.obeys = a;
    }
  }

  static void look_at_groups(V v, Look& look) {
    for (GroupId g : v.setting().groups.ids()) {
      const Group& group = v.setting().groups[g];
      GroupState& s = v.write<Groups>()[g];
      look.stir |= s.arousal > 0.4;
      if (calm(v, s)) continue;
      const auto all = static_cast<std::int32_t>(v.value(group.size));
      const std::int32_t crowd_of = std::max(200, all / 50);
      if (!due(v, s, crowd_of)) continue;
      settle(s, v.now(), v.read<Hearsay>().pace, v.decays());
      const double hours = (v.now() - s.weighed.at).in_hours();
      note(v, s, 0, crowd_of);
      if (s.arousal < 0.05 && s.out == 0) continue;
      const Entity e = entity(g);
      if (s.out > 0) go_home(v, hours, s, e, group);
      const CampId camp = cause_of(v, e, {});
      if (!camp.has() || s.arousal < 0.1) continue;
      const double drive = drive_of(v, s, e, camp, look.scene);
      const Histogram& people = v.read<People>().rows[v.read<Units>().size() + static_cast<std::size_t>(g.index)];
      const double q = share_coming(v, look, people, hours, drive, v.p(P::civilians), all);
      const std::int32_t n = set_out(v, s, e, std::max(0, all - s.out), hours, q, crowd_of);
      if (n <= 0) continue;
      s.out += n;
      const std::int32_t came = v.emit<EventKind::came_out>(
          {.side = camp, .by = e, .place = group.at, .amount = static_cast<double>(n)},
          {v.pressure(P::arousal, v.p(P::arousal) * s.arousal), v.pressure(P::others, drive - v.p(P::arousal) * s.arousal)});
      // A crowd gathers where the talk points; it adds to what is seen at a point, unarmed.
      const std::int32_t crowd = std::min(n / 10, 300);
      if (crowd >= 20) aim_band(v, e, {}, g, camp, crowd, v.value(group.resolve) * v.p(P::unarmed), group.at, goals_of(v, look, e, camp, group.at), came, 0);
    }
  }

  static void send_bands(V v, Look& look, Entity e, UnitId u, GroupId g, CampId camp, std::int32_t men, double resolve, PlaceId from,
                         std::initializer_list<Because> because) {
    const std::int32_t came = v.emit<EventKind::came_out>({.side = camp, .by = e, .place = from, .amount = static_cast<double>(men)}, because);
    const auto band = std::max<std::int32_t>(10, static_cast<std::int32_t>(v.p(P::band)));
    const Goals goals = goals_of(v, look, e, camp, from);
    for (std::int32_t sent = 0, k = 0; sent < men && k < 12; ++k) {
      const std::int32_t n = k == 11 ? men - sent : std::min(band, men - sent);
      aim_band(v, e, u, g, camp, n, resolve, from, goals, came, k);
      sent += n;
    }
  }

  static bool besieged(V v, PlaceId p) {
    for (const SiegeState& s : v.read<Sieges>())
      if (s.seat == p && s.running) return true;
    return false;
  }

  /// Where bands of one crowd may go: a point that the other side holds, or the own seat under attack, by talk, importance
  /// and nearness, or nowhere.
  struct Goals {
    double blow = 0;
    std::vector<double> weight;
    std::vector<Key> names;
    std::vector<PlaceId> places;
  };
  static Goals goals_of(V v, Look& look, Entity e, CampId camp, PlaceId from) {
    static constexpr Key kNowhere = smolny::key_of("nowhere");
    Goals g{.blow = v.p(P::threat) * std::clamp(alarm(v, e, camp), -4.0, 4.0), .weight = {v.p(P::nowhere)}, .names = {kNowhere}, .places = {{}}};
    std::vector<Goal>& open = look.goals[static_cast<std::size_t>(camp.index)];
    if (open.empty()) open = open_to(v, camp);
    g.weight.reserve(open.size() + 1);
    g.names.reserve(open.size() + 1);
    g.places.reserve(open.size() + 1);
    for (const Goal& goal : open) {
      g.weight.push_back(goal.weight + g.blow - kilometres(v.setting(), from, goal.place) / v.p(P::reach));
      g.names.push_back(v.key(goal.place));
      g.places.push_back(goal.place);
    }
    return g;
  }
  static std::vector<Goal> open_to(V v, CampId camp) {
    std::vector<Goal> open;
    const CampId foe = v.setting().camps[camp].opponent;
    for (PlaceId p : v.setting().places.ids()) {
      const Place& place = v.setting().places[p];
      const PlaceState& s = v.read<Places>()[p];
      const bool own_seat_attacked = place.entrances > 0 && s.holder == camp && besieged(v, p);
      if (!own_seat_attacked && (place.outside || !place.contested || s.holder == camp || place.entrances > 0)) continue;
      if (s.holder.has() && s.holder != camp && s.holder != foe) continue;  // a third camp's: no quarrel of theirs
      const double heat = s.heat * maths::exp(-(v.now() - s.heat_at).in_hours() / v.read<Hearsay>().pace.talk_hours);
      open.push_back({p, v.p(P::heat) * std::min(heat, 3.0) + v.p(P::importance) * v.value(place.importance)});
    }
    return open;
  }

  /// Sends the `k`-th band that came of an event on its way.
  static void aim_band(V v, Entity e, UnitId u, GroupId g, CampId camp, std::int32_t men, double resolve, PlaceId from, const Goals& goals, std::int32_t came, std::int32_t k) {
    const Key key = mix(v.event(came).key, static_cast<Key>(k) + 1);
    const std::size_t to = v.choose("where", key, 0, goals.weight, goals.names);
    if (to == 0) return;  // out in the own quarter, on patrol
    SquadState q;
    q.unit = u;
    q.group = g;
    q.camp = camp;
    q.men = men;
    q.resolve = resolve;
    q.mission = Mission::occupy;
    q.status = SquadStatus::marching;
    q.at = from;
    q.target = goals.places[to];
    q.cause = came;
    q.key = key;
    const SquadId id = v.write<Squads>().add(q);
    v.emit<EventKind::squad_formed>({.side = camp, .by = e, .on = entity(id), .place = q.target, .detail = -1, .amount = static_cast<double>(men)},
                                    {came, v.pressure(P::threat, goals.blow), v.pressure(P::heat, goals.weight[to] - goals.blow)});
  }

  static void wake(V v, const Wake& w) {
    if (w.code != look) return;
    Look now = begin_look(v);
    look_at_units(v, now);
    look_at_groups(v, now);
    const std::int32_t next = now.stir ? kStirred : kIdle;
    v.wake_in(next, look, 1);
  }
};

}  // namespace

MechanismSpec mobilization_mechanism() { return describe<Mobilization>(); }

}  // namespace smolny
