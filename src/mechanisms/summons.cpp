// summons: troops are called by rail; a committee, the railwaymen and speakers on the line may stop them.
//
// Model: a series of veto players (Tsebelis 2002) and an absorbing chain along the rail path.
//
//   the committee lets it pass   with L(`committee` + `legitimacy` l(u, a)), after an exponential wait of `debate` hours
//   the railwaymen carry it      with chance `railwaymen`
//   loading                      gamma of shape 2 and mean `loading` hours
//   on the line                  hazard of contact with the other side's speakers `contact` per hour of running
//   on contact                   argmax of {go on: `legitimacy` l + `discipline`, halt: `halt`, turn back: -`legitimacy` l}
//                                + Gumbel; a halted echelon is met again after an exponential wait of `halted` hours
// P(arrival) is a product of survivals (tested in closed form).

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Summons {
  static constexpr std::string_view name = "summons";
  static constexpr std::string_view model = "Veto players in series (Tsebelis 2002); survival along a rail path";
  enum class Parameter { committee, legitimacy, debate, railwaymen, loading, contact, discipline, halt, halted, persuasion };
  static constexpr ParameterSpec parameters[] = {
      {"committee", "log-odds", "readiness of a committee to let troops go at neutral legitimacy", -6, 6},
      {"legitimacy", "1", "weight of the caller's legitimacy in the unit's eyes", 0, 5},
      {"debate", "h", "mean time in committee", 0.1, 48},
      {"railwaymen", "share", "chance that the railwaymen carry an echelon", 0, 1},
      {"loading", "h", "mean time to load", 0.5, 72},
      {"contact", "1/h", "contacts with speakers an hour on the line", 0, 5},
      {"discipline", "1", "what holds an echelon to its orders", -3, 6},
      {"halt", "1", "value of halting to ask", -5, 5},
      {"halted", "h", "mean halt", 0.1, 72},
      {"persuasion", "log-odds", "what a contact takes off the caller's legitimacy", 0, 3},
  };
  using Reads = Tables<Places, Authorities, Bodies>;
  using Writes = Tables<Units>;
  static constexpr std::string_view sites[] = {"committee", "railwaymen", "contact"};
  static constexpr EventKind emits[] = {EventKind::summoned, EventKind::entrained, EventKind::committee_stopped, EventKind::train_halted,
                                        EventKind::agitated, EventKind::turned_round, EventKind::troops_arrived};
  static constexpr ActKind performs[] = {ActKind::summon};
  static constexpr Phase phase = Phase::arrivals;
  using V = View<Summons>;
  using P = Parameter;
  enum Code : std::uint16_t { in_committee, loaded, leg_done, go_again, speakers_met };

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    const AuthorityId a = as<Authority>(act.by);
    const auto goals = v.select(act.place);
    if (!a.has() || goals.empty() || v.read<Authorities>()[a].fallen) return;
    for (std::int32_t row : v.select(act.to)) {
      const UnitId u{row};
      UnitState& s = v.write<Units>()[u];
      if (s.bound_for.has() || s.status == UnitStatus::disarmed || s.at == PlaceId{goals.front()}) continue;
      const Event e{.kind = EventKind::summoned, .side = v.setting().authorities[a].camp, .by = entity(a), .on = entity(u), .place = s.at};
      if (!v.permits(e)) continue;
      s.bound_for = PlaceId{goals.front()};
      s.obeys = a;
      s.summons = v.emit<EventKind::summoned>(e, {call.cause});
      v.wake_in(v.exponential("debate", v.key(u)) * v.p(P::debate) * 60, in_committee, v.key(u), v.key(a), row, a.index);
    }
  }

  static double legitimacy(V v, UnitId u, AuthorityId a) { return v.read<Units>()[u].legitimacy[static_cast<std::size_t>(a.index)]; }

  static void stop_here(V v, UnitId u) {
    UnitState& s = v.write<Units>()[u];
    s.bound_for = {};
    s.status = UnitStatus::turned_back;
  }

  static void committee(V v, UnitId u, AuthorityId a) {
    UnitState& s = v.write<Units>()[u];
    if (!s.bound_for.has()) return;
    const double x = v.p(P::committee) + v.p(P::legitimacy) * legitimacy(v, u, a);
    const bool passes = !v.setting().units[u].committee || v.happens("committee", entity(u), entity(a), maths::logistic(x));
    const bool carried = v.happens("railwaymen", entity(u), entity(a), v.p(P::railwaymen));
    const Event e{.kind = EventKind::committee_stopped, .by = entity(u), .on = entity(a), .place = s.at};
    if ((!passes || !carried) && v.permits(e)) {
      v.emit<EventKind::committee_stopped>(e, {s.summons, passes ? v.pressure(P::railwaymen, 1 - v.p(P::railwaymen)) : v.pressure(P::committee, -x)});
      return stop_here(v, u);
    }
    const double wait = v.p(P::loading) / 2 * (v.exponential("loading", v.key(u), 1) + v.exponential("loading", v.key(u), 2));
    v.wake_in(wait * 60, loaded, v.key(u), v.key(a), u.index, a.index);
  }

  static void set_off(V v, UnitId u, AuthorityId a) {
    UnitState& s = v.write<Units>()[u];
    if (!s.bound_for.has()) return;
    const Event e{.kind = EventKind::entrained, .side = v.setting().authorities[a].camp, .by = entity(u), .place = s.at, .amount = static_cast<double>(s.men)};
    if (!v.permits(e)) return stop_here(v, u);
    s.status = UnitStatus::moving;
    s.summons = v.emit<EventKind::entrained>(e, {s.summons});
    run_leg(v, u, a);
  }

  static void run_leg(V v, UnitId u, AuthorityId a) {
    UnitState& s = v.write<Units>()[u];
    if (s.at == s.bound_for) {
      const Event e{.kind = EventKind::troops_arrived, .side = v.setting().authorities[a].camp, .by = entity(u), .on = entity(a), .place = s.at, .amount = static_cast<double>(s.men - s.dead)};
      if (!v.permits(e)) return stop_here(v, u);
      s.bound_for = {};
      s.status = UnitStatus::arrived;
      v.emit<EventKind::troops_arrived>(e, {s.summons});
      return;
    }
    const auto way = v.route(s.at, s.bound_for, {.by = Travel::rail, .camp = v.setting().authorities[a].camp, .shun_hostile = true});
    if (!way) {
      v.emit<EventKind::train_halted>({.by = entity(u), .place = s.at}, {s.summons});
      if (++s.leg > 6) return stop_here(v, u);
      return v.wake_in(v.exponential("halted", v.key(u)) * v.p(P::halted) * 60, go_again, v.key(u), v.key(a), u.index, a.index);
    }
    const double met = 1 - maths::exp(-v.p(P::contact) * way->first_leg / 60);
    s.met = v.happens("contact", entity(u), entity(a), met);  // half-way, if at all
    v.wake_in(s.met ? way->first_leg / 2 : way->first_leg, s.met ? speakers_met : leg_done, v.key(u), v.key(way->next), u.index,
              a.index * 1000 + way->next.index);
  }

  /// The rest of a leg on which speakers were met.
  static void go_on(V v, UnitId u, AuthorityId a) {
    UnitState& s = v.write<Units>()[u];
    s.met = false;
    s.status = UnitStatus::moving;
    const auto way = v.route(s.at, s.bound_for, {.by = Travel::rail, .camp = v.setting().authorities[a].camp, .shun_hostile = true});
    if (!way) return run_leg(v, u, a);
    v.wake_in(way->first_leg / 2, leg_done, v.key(u), v.key(way->next), u.index, a.index * 1000 + way->next.index);
  }

  static void reach(V v, UnitId u, AuthorityId a, PlaceId place) {
    UnitState& s = v.write<Units>()[u];
    if (!s.bound_for.has()) return;
    s.at = place;
    run_leg(v, u, a);
  }

  static void meet_speakers(V v, UnitId u, AuthorityId a) {
    UnitState& s = v.write<Units>()[u];
    if (!s.bound_for.has()) return;
    Entity speakers{};
    for (AuthorityId b : v.setting().authorities.ids())
      if (v.setting().camps[v.setting().authorities[a].camp].opponent == v.setting().authorities[b].camp && v.read<Authorities>()[b].active) speakers = entity(b);
    std::int32_t cause = s.summons;
    const Event talk{.kind = EventKind::agitated, .by = speakers, .on = entity(u), .place = s.at};
    if (!v.permits(talk)) return go_on(v, u, a);
    s.legitimacy[static_cast<std::size_t>(a.index)] -= v.p(P::persuasion);
    cause = v.emit<EventKind::agitated>(talk, {cause});
    const double l = v.p(P::legitimacy) * legitimacy(v, u, a);
    const std::array<double, 3> weights{l + v.p(P::discipline), v.p(P::halt), -l};
    static constexpr std::array<Key, 3> names{smolny::key_of("go on"), smolny::key_of("halt"), smolny::key_of("turn back")};
    const std::size_t choice = v.choose("on the line", v.key(u), v.key(a), weights, names);
    if (choice == 0) return go_on(v, u, a);
    if (choice == 2) {
      const Event e{.kind = EventKind::turned_round, .by = entity(u), .on = entity(a), .place = s.at};
      if (!v.permits(e)) return go_on(v, u, a);
      stop_here(v, u);
      v.emit<EventKind::turned_round>(e, {cause, v.pressure(P::legitimacy, -l)});
      return;
    }
    s.status = UnitStatus::halted;
    s.summons = v.emit<EventKind::train_halted>({.by = entity(u), .on = entity(a), .place = s.at}, {cause, v.pressure(P::halt, v.p(P::halt))});
    if (++s.leg > 6) return stop_here(v, u);
    v.wake_in(v.exponential("halted", v.key(u)) * v.p(P::halted) * 60, go_again, v.key(u), v.key(a), u.index, a.index);
  }

  static void wake(V v, const Wake& w) {
    const UnitId u{w.a};
    switch (w.code) {
      case in_committee: return committee(v, u, AuthorityId{w.b});
      case loaded: return set_off(v, u, AuthorityId{w.b});
      case leg_done: return reach(v, u, AuthorityId{w.b / 1000}, PlaceId{w.b % 1000});
      case speakers_met: return meet_speakers(v, u, AuthorityId{w.b / 1000});
      case go_again:
        if (!v.read<Units>()[u].bound_for.has()) return;
        v.write<Units>()[u].status = UnitStatus::moving;
        return v.read<Units>()[u].met ? meet_speakers(v, u, AuthorityId{w.b}) : run_leg(v, u, AuthorityId{w.b});
      default: return;
    }
  }

  static void force(V v, const Event& e) {
    if (e.kind != EventKind::troops_arrived || e.by.kind != EntityKind::unit || !e.place.has()) return;
    UnitState& s = v.write<Units>()[as<Unit>(e.by)];
    s.at = e.place;
    s.bound_for = {};
    s.status = UnitStatus::arrived;
    v.emit<EventKind::troops_arrived>({.side = e.side, .by = e.by, .on = e.on, .place = e.place, .amount = static_cast<double>(s.men)});
  }
};

}  // namespace

MechanismSpec summons_mechanism() { return describe<Summons>(); }

}  // namespace smolny
