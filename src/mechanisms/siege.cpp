// siege: the seat of power is ringed; its defenders drift away, attackers seep in, and at some point the disarming turns.
//
// Model: attrition by morale and infiltration as a birth-death process with a switching rate (cf. Granovetter 1978 for
// the cascade of leavers; Schelling 1960 for the mutual fear that keeps both sides from an assault).
//
//   a company leaves   hazard `leave` exp(-`morale` m + `hunger` t/12h + `overdue` [relief asked for, none came]
//                      + `gone` (share gone)) per hour; with chance `together` all of it, else half
//   morale             m = resolve * 2 L(logit w), w the company's belief that its cause prevails, less `shell` a shell
//   entry              rate `entry` * (ring / 1000) * E * exp(-D / (E `cover`)) per hour, E doors, D defenders; doubled
//                      in the dark
//   on contact         P(intruders are disarmed) = L(`contact` ln(D / (I + n)) + `morale` (m - m of the intruders))
//                      else they stay and disarm as many; with I >= D the seat falls
//   skirmish           shots at the confrontation's kind of rate: `skirmish` exp(`both` min(R)) per hour
// The reversal needs no threshold of its own. An assault is an order to fire; surrender a choice of those inside.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Siege {
  static constexpr std::string_view name = "siege";
  static constexpr std::string_view model = "Attrition by morale and infiltration (birth-death with a switching rate)";
  enum class Parameter { leave, morale, hunger, overdue, gone, together, shell, entry, cover, contact, party, skirmish, both, lethality, invest, shelling };
  static constexpr ParameterSpec parameters[] = {
      {"leave", "1/h", "rate at which a company without morale leaves", 0, 20},
      {"morale", "1", "weight of morale", 0, 20},
      {"hunger", "1", "what twelve hours in the ring add", 0, 10},
      {"overdue", "1", "what relief that does not come adds", 0, 10},
      {"gone", "1", "weight of the share that has gone already", 0, 10},
      {"together", "share", "chance that a company goes as one", 0, 1},
      {"shell", "1", "what a shell takes off morale", 0, 1},
      {"entry", "1/h", "parties that find a way in, an hour, door and thousand men in the ring", 0, 20},
      {"cover", "men", "defenders who keep one door", 1, 1000},
      {"contact", "1", "weight of numbers when intruders meet defenders", 0, 10},
      {"party", "men", "mean size of a party that gets in", 2, 200},
      {"skirmish", "1/h", "rate of an exchange of fire", 0, 10},
      {"both", "1", "weight of the lesser resolve", 0, 30},
      {"lethality", "1", "dead of an exchange, mean", 0, 50},
      {"invest", "men", "men in the ring from which the seat counts as besieged", 1, 10000},
      {"shelling", "1/h", "shells an hour and gun once fire is ordered", 0, 60},
  };
  using Reads = Tables<Beliefs, Authorities, Units, Orders>;
  using Writes = Tables<Sieges, Places, Squads, Units, Leaders, Tally>;
  static constexpr EventKind emits[] = {EventKind::besieged, EventKind::shelled, EventKind::defenders_left, EventKind::entered,
                                        EventKind::disarmed, EventKind::surrendered, EventKind::seat_fell, EventKind::captured,
                                        EventKind::arrested, EventKind::shots, EventKind::killed};
  static constexpr EventKind listens[] = {EventKind::arrived};
  static constexpr ActKind performs[] = {ActKind::open_fire, ActKind::cease};
  static constexpr Phase phase = Phase::contests;
  using V = View<Siege>;
  using P = Parameter;
  using SiegeId = Id<SiegeState>;
  enum Code : std::uint16_t { look, company_leaves, guard_leaves, party_enters, skirmish, shell_falls, give_up };

  static std::int32_t ring_men(V v, PlaceId seat, CampId camp) {
    std::int32_t n = 0;
    for (const SquadState& q : v.read<Squads>())
      if (q.at == seat && q.camp == camp && q.status == SquadStatus::ring) n += q.men;
    return n;
  }

  struct Garrison {
    double men = 0, resolve = 0;
  };

  static Garrison defenders(V v, const SiegeState& s) {
    const CampId camp = v.setting().authorities[s.defender].camp;
    const PlaceState& p = v.read<Places>()[s.seat];
    Garrison g{static_cast<double>(p.guard[static_cast<std::size_t>(camp.index)]), 0};
    g.resolve = g.men * p.guard_resolve;
    for (const SquadState& q : v.read<Squads>())
      if (q.at == s.seat && q.camp == camp && q.status == SquadStatus::holding) g.men += q.men, g.resolve += q.men * q.resolve;
    if (g.men > 0) g.resolve /= g.men;
    return g;
  }

  static double morale(V v, const SiegeState& s, const SquadState& q) {
    const double w = q.unit.has() ? maths::logistic(v.prevails(entity(q.unit), q.camp, 4)) : 0.5;
    return std::max(0.0, q.resolve * 2 * w - v.p(P::shell) * s.shells);
  }

  // --- the ring closes ---------------------------------------------------------------------------------------------

  static SiegeId siege_at(V v, PlaceId seat) {
    for (SiegeId id : v.read<Sieges>().ids())
      if (v.read<Sieges>()[id].seat == seat && !v.read<Sieges>()[id].over) return id;
    return {};
  }

  static void hear(V v, std::int32_t index) {
    const Recorded e = v.event(index);
    const SquadId squad = as<Squad>(e.by);
    if (!squad.has() || v.read<Squads>()[squad].status != SquadStatus::ring) return;
    const CampId camp = v.read<Squads>()[squad].camp;
    const SiegeId running = siege_at(v, e.place);
    if (running.has()) return set_rates(v, running);
    const std::int32_t ring = ring_men(v, e.place, camp);
    if (ring < v.p(P::invest)) return;
    AuthorityId defender{};
    for (AuthorityId a : v.setting().authorities.ids())
      if (v.setting().authorities[a].seat == e.place && !v.read<Authorities>()[a].fallen && v.setting().authorities[a].camp != camp) defender = a;
    if (!defender.has()) return;
    const Event begun{.kind = EventKind::besieged, .side = camp, .by = e.by, .place = e.place, .amount = static_cast<double>(ring)};
    if (!v.permits(begun)) return;
    SiegeState s;
    s.seat = e.place;
    s.defender = defender;
    s.besieger = camp;
    s.running = true;
    s.began = v.now();
    s.began_event = v.emit<EventKind::besieged>(begun, {index});
    const SiegeId id = v.write<Sieges>().add(s);
    const Key seat = v.key(e.place);
    SiegeState& state = v.write<Sieges>()[id];
    state.hazards = {v.hazard("entry", party_enters, seat, v.key(camp), id.index), v.hazard("skirmish", skirmish, seat, v.key(camp), id.index),
                     v.hazard("leave", guard_leaves, seat, 0, id.index)};
    set_rates(v, id);
    v.wake_in(30, look, seat, 0, id.index);
  }

  static bool relief_overdue(V v, const SiegeState& s) {
    return v.read<Authorities>()[s.defender].obeyed < v.read<Authorities>()[s.defender].ignored + v.read<Authorities>()[s.defender].refused;
  }

  static double leave_rate(V v, const SiegeState& s, double m, double gone) {
    return v.p(P::leave) / 60 *
           maths::exp(-v.p(P::morale) * m + v.p(P::hunger) * (v.now() - s.began).in_hours() / 12 + (relief_overdue(v, s) ? v.p(P::overdue) : 0) +
                      v.p(P::gone) * gone);
  }

  static void set_rates(V v, SiegeId id) {
    SiegeState& s = v.write<Sieges>()[id];
    if (!s.running) return;
    const CampId camp = v.setting().authorities[s.defender].camp;
    const Garrison d = defenders(v, s);
    s.peak = std::max(s.peak, static_cast<std::int32_t>(d.men));
    const double gone = s.peak > 0 ? 1 - d.men / s.peak : 0;
    for (SquadId q : v.read<Squads>().ids()) {
      SquadState& squad = v.write<Squads>()[q];
      if (squad.at != s.seat || squad.camp != camp || squad.status != SquadStatus::holding || squad.men <= 0) continue;
      if (squad.hazard < 0) squad.hazard = v.hazard("leave", company_leaves, squad.key, v.key(s.seat), id.index, q.index);
      v.rate(squad.hazard, leave_rate(v, s, morale(v, s, squad), gone));
    }
    v.rate(s.hazards[2], leave_rate(v, s, v.read<Places>()[s.seat].guard_resolve, gone));
    const double doors = v.setting().places[s.seat].entrances;
    const double ring = ring_men(v, s.seat, s.besieger);
    v.rate(s.hazards[0], v.p(P::entry) / 60 * ring / 1000 * doors * maths::exp(-d.men / (doors * v.p(P::cover))) * (v.dark() ? 2 : 1));
    v.rate(s.hazards[1], v.p(P::skirmish) / 60 * maths::exp(v.p(P::both) * std::min(d.resolve, ring_resolve(v, s))) * (s.fire ? 3 : 1));
  }

  static double ring_resolve(V v, const SiegeState& s) {
    double men = 0, sum = 0;
    for (const SquadState& q : v.read<Squads>())
      if (q.at == s.seat && q.camp == s.besieger && q.status == SquadStatus::ring) men += q.men, sum += q.men * q.resolve;
    return men > 0 ? sum / men : 0;
  }

  // --- who goes, who gets in ---------------------------------------------------------------------------------------

  static void leave(V v, SiegeId id, SquadId squad) {
    SiegeState& s = v.write<Sieges>()[id];
    SquadState& q = v.write<Squads>()[squad];
    q.hazard = -1;
    if (!s.running || q.status != SquadStatus::holding || q.men <= 0) return;
    const bool all = v.happens("together", entity(squad), {}, v.p(P::together));
    const std::int32_t men = all ? q.men : std::max(1, q.men / 2);
    const Event e{.kind = EventKind::defenders_left, .side = q.camp, .by = entity(q.unit), .place = s.seat, .amount = static_cast<double>(men)};
    if (v.permits(e)) {
      q.men -= men;
      if (q.unit.has()) v.write<Units>()[q.unit].out -= men;
      if (q.men <= 0) q.status = SquadStatus::gone;
      v.emit<EventKind::defenders_left>(e, {s.began_event, v.pressure(P::morale, -v.p(P::morale) * morale(v, s, q)),
                                            v.pressure(P::hunger, v.p(P::hunger) * (v.now() - s.began).in_hours() / 12),
                                            v.pressure(P::overdue, relief_overdue(v, s) ? v.p(P::overdue) : 0)});
    }
    check_empty(v, id);
    set_rates(v, id);
  }

  static void guard_goes(V v, SiegeId id) {
    SiegeState& s = v.write<Sieges>()[id];
    const CampId camp = v.setting().authorities[s.defender].camp;
    std::int32_t& guard = v.write<Places>()[s.seat].guard[static_cast<std::size_t>(camp.index)];
    s.hazards[2] = v.hazard("leave", guard_leaves, v.key(s.seat), 0, id.index);
    if (!s.running) return;
    const std::int32_t men = (guard + 1) / 2;
    if (men > 0) {
      guard -= men;
      v.emit<EventKind::defenders_left>({.side = camp, .by = entity(camp), .place = s.seat, .amount = static_cast<double>(men)}, {s.began_event});
    }
    check_empty(v, id);
    set_rates(v, id);
  }

  static void check_empty(V v, SiegeId id) {
    SiegeState& s = v.write<Sieges>()[id];
    if (s.running && defenders(v, s).men < 10 && ring_men(v, s.seat, s.besieger) > 0) fall(v, id, s.began_event);
  }

  static void enter(V v, SiegeId id) {
    SiegeState& s = v.write<Sieges>()[id];
    s.hazards[0] = v.hazard("entry", party_enters, v.key(s.seat), v.key(s.besieger), id.index);
    if (!s.running) return;
    const Garrison d = defenders(v, s);
    const std::int32_t party = 2 + static_cast<std::int32_t>(v.exponential("party", v.key(s.seat)) * v.p(P::party));
    const double weight = v.p(P::contact) * maths::log(std::max(1.0, d.men) / (s.intruders + party)) + v.p(P::morale) * 0.5 * (d.resolve - ring_resolve(v, s));
    if (v.happens("contact", entity(s.seat), entity(s.besieger), maths::logistic(weight))) {
      const Event e{.kind = EventKind::disarmed, .side = s.besieger, .by = entity(s.defender), .place = s.seat, .amount = static_cast<double>(party)};
      if (v.permits(e)) {
        s.disarmed += party;
        v.emit<EventKind::disarmed>(e, {s.began_event, v.pressure(P::contact, weight)});
      }
      return set_rates(v, id);
    }
    const Event e{.kind = EventKind::entered, .side = s.besieger, .by = entity(s.besieger), .place = s.seat, .amount = static_cast<double>(s.intruders + party)};
    if (!v.permits(e)) return set_rates(v, id);
    s.intruders += party;
    const std::int32_t entered = v.emit<EventKind::entered>(e, {s.began_event, v.pressure(P::contact, -weight), v.pressure(P::entry, v.p(P::entry))});
    lay_down_arms(v, s, std::min(s.intruders, party), entered);
    if (s.intruders >= defenders(v, s).men) return fall(v, id, entered);
    set_rates(v, id);
  }

  /// Intruders who are not disarmed disarm as many of the defenders.
  static void lay_down_arms(V v, SiegeState& s, std::int32_t men, std::int32_t cause) {
    const CampId camp = v.setting().authorities[s.defender].camp;
    std::int32_t left = men;
    for (SquadState& q : v.write<Squads>()) {
      if (left <= 0) break;
      if (q.at != s.seat || q.camp != camp || q.status != SquadStatus::holding) continue;
      const std::int32_t n = std::min(left, q.men);
      q.men -= n;
      left -= n;
      if (q.men <= 0) q.status = SquadStatus::gone;
    }
    std::int32_t& guard = v.write<Places>()[s.seat].guard[static_cast<std::size_t>(camp.index)];
    const std::int32_t n = std::min(left, guard);
    guard -= n;
    left -= n;
    if (men - left > 0) v.emit<EventKind::disarmed>({.side = camp, .by = entity(s.besieger), .place = s.seat, .amount = static_cast<double>(men - left)}, {cause});
  }

  static void exchange_fire(V v, SiegeId id) {
    SiegeState& s = v.write<Sieges>()[id];
    s.hazards[1] = v.hazard("skirmish", skirmish, v.key(s.seat), v.key(s.besieger), id.index);
    if (!s.running) return;
    const CampId camp = v.setting().authorities[s.defender].camp;
    const Event e{.kind = EventKind::shots, .side = s.besieger, .by = entity(s.besieger), .place = s.seat, .amount = 1};
    if (v.permits(e)) {
      const std::int32_t shot = v.emit<EventKind::shots>(e, {s.began_event, v.pressure(P::both, v.p(P::both) * std::min(defenders(v, s).resolve, ring_resolve(v, s)))});
      for (const CampId side : {s.besieger, camp}) {
        const auto dead = static_cast<std::int32_t>(chance::poisson(v.p(P::lethality), v.uniform("fire", v.key(s.seat), v.key(side))));
        if (dead <= 0) continue;
        s.dead += dead;
        v.write<Tally>().dead[static_cast<std::size_t>(side.index)] += dead;
        v.write<Tally>().killed += dead;
        v.emit<EventKind::killed>({.side = side, .by = entity(side == camp ? s.besieger : camp), .place = s.seat, .amount = static_cast<double>(dead)}, {shot});
      }
    }
    set_rates(v, id);
  }

  static void shell(V v, SiegeId id, UnitId gunners) {
    SiegeState& s = v.write<Sieges>()[id];
    if (!s.running || !s.fire) return;
    const Event e{.kind = EventKind::shelled, .side = s.besieger, .by = entity(gunners), .place = s.seat, .amount = 1};
    if (v.permits(e)) {
      ++s.shells;
      v.emit<EventKind::shelled>(e, {s.began_event});
      set_rates(v, id);
    }
    const std::int32_t h = v.hazard("shell", shell_falls, v.key(gunners), v.key(s.seat), id.index, gunners.index);
    v.rate(h, v.p(P::shelling) / 60 * v.value(v.setting().units[gunners].guns));
  }

  // --- the end -----------------------------------------------------------------------------------------------------

  static void fall(V v, SiegeId id, std::int32_t cause) {
    SiegeState& s = v.write<Sieges>()[id];
    const CampId camp = v.setting().authorities[s.defender].camp;
    const Event e{.kind = EventKind::seat_fell, .side = s.besieger, .by = entity(s.besieger), .on = entity(s.defender), .place = s.seat, .amount = static_cast<double>(s.intruders)};
    if (!v.permits(e)) return;
    s.running = false;
    s.over = true;
    for (std::int32_t h : s.hazards) v.stop(h);
    const auto left = defenders(v, s).men;
    PlaceState& p = v.write<Places>()[s.seat];
    p.guard[static_cast<std::size_t>(camp.index)] = 0;
    for (SquadState& q : v.write<Squads>()) {
      if (q.at != s.seat) continue;
      if (q.camp == camp && q.status == SquadStatus::holding) {
        q.status = SquadStatus::gone;
        if (q.unit.has()) v.write<Units>()[q.unit].out -= q.men;
      }
      if (q.camp == s.besieger && q.status == SquadStatus::ring) q.status = SquadStatus::holding;
    }
    p.holder = s.besieger;
    p.held_since = v.now();
    ++v.write<Tally>().captures[static_cast<std::size_t>(s.besieger.index)];
    if (left > 0) v.emit<EventKind::surrendered>({.side = s.besieger, .by = entity(camp), .place = s.seat, .amount = left}, {cause});
    const std::int32_t fell = v.emit<EventKind::seat_fell>(e, {cause, s.began_event});
    v.emit<EventKind::captured>({.side = s.besieger, .by = entity(s.besieger), .place = s.seat, .detail = p.taken_for.index, .amount = static_cast<double>(s.shells)}, {fell});
    for (LeaderId l : v.setting().leaders.ids()) {
      LeaderState& leader = v.write<Leaders>()[l];
      if (leader.at != s.seat || leader.status != LeaderStatus::free || v.setting().leaders[l].camp != camp) continue;
      const Event taken{.kind = EventKind::arrested, .side = s.besieger, .by = entity(s.besieger), .on = entity(l), .place = s.seat};
      if (!v.permits(taken)) continue;
      leader.status = LeaderStatus::arrested;
      v.emit<EventKind::arrested>(taken, {fell});
    }
  }

  static void wake(V v, const Wake& w) {
    const SiegeId id{w.a};
    switch (w.code) {
      case look:
        if (!v.read<Sieges>()[id].running) return;
        set_rates(v, id);
        return v.wake_in(30, look, w.actor, 0, w.a);
      case company_leaves: return leave(v, id, SquadId{w.b});
      case guard_leaves: return guard_goes(v, id);
      case party_enters: return enter(v, id);
      case skirmish: return exchange_fire(v, id);
      case shell_falls: return shell(v, id, UnitId{w.b});
      case give_up:
        if (v.read<Sieges>()[id].running) fall(v, id, w.b);
        return;
      default: return;
    }
  }

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    const AuthorityId a = as<Authority>(act.by);
    for (std::int32_t row : v.select(act.place)) {
      const SiegeId id = siege_at(v, PlaceId{row});
      if (!id.has()) continue;
      SiegeState& s = v.write<Sieges>()[id];
      if (act.kind == ActKind::cease && (as<Body>(act.by).has() || a == s.defender)) {  // those inside give up
        v.wake_in(v.exponential("yield", v.key(s.seat)) * 20, give_up, v.key(s.seat), 0, id.index, call.cause);
      } else if (act.kind == ActKind::open_fire && a.has() && v.setting().authorities[a].camp == s.besieger) {
        s.fire = true;
        for (UnitId u : v.setting().units.ids()) {
          const UnitState& unit = v.read<Units>()[u];
          const bool ours = v.setting().units[u].committed == s.besieger || (unit.obeys.has() && v.setting().authorities[unit.obeys].camp == s.besieger);
          if (!ours || v.value(v.setting().units[u].guns) <= 0 || kilometres(v.setting(), unit.at, s.seat) > 4) continue;
          const std::int32_t h = v.hazard("shell", shell_falls, v.key(u), v.key(s.seat), id.index, u.index);
          v.rate(h, v.p(P::shelling) / 60 * v.value(v.setting().units[u].guns));
        }
        set_rates(v, id);
      } else if (act.kind == ActKind::cease) {
        s.fire = false;
      }
    }
  }

  static void force(V v, const Event& e) {
    if (e.kind == EventKind::seat_fell)
      if (const SiegeId id = siege_at(v, e.place); id.has()) fall(v, id, -1);
  }
};

}  // namespace

MechanismSpec siege_mechanism() { return describe<Siege>(); }

}  // namespace smolny
