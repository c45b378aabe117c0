// movement: squads and persons go from place to place; persons may be stopped on the way.
//
// Model: quickest open path (Dijkstra 1959) over a graph with gates; search and interdiction on a network as a Poisson
// process of encounters (Koopman 1946; Washburn and Wood 1995); recognition as a detection with false negatives.
//
//   travel time of a leg   = its minutes * exp(`delay-spread` * z), z a normal draw a trip
//   encounters on a leg    hazard `patrols` * (share of the opponent's armed men who are out) per minute, more for those
//                          who are sought
//   on an encounter        P(recognised) = L(`recognition` - disguise); recognised: arrested
//   at an own side's door  with chance `sentry` a person without papers waits `sentry-wait` minutes
//   a car                  found after an exponential wait of mean `car-wait` minutes

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Movement {
  static constexpr std::string_view name = "movement";
  static constexpr std::string_view model =
      "Quickest open path; encounters as a Poisson process (Koopman 1946; Washburn and Wood 1995); recognition with misses";
  enum class Parameter { delay_spread, patrols, recognition, sentry, sentry_wait, car_wait, muster };
  static constexpr ParameterSpec parameters[] = {
      {"delay-spread", "log", "spread of travel times", 0, 1},
      {"patrols", "1/h", "encounters an hour with patrols of the other side, for a person on foot in the city", 0, 10},
      {"recognition", "log-odds", "chance that a patrol recognises an undisguised person who is sought", -6, 6},
      {"sentry", "share", "chance that an own sentry keeps a person without papers waiting", 0, 1},
      {"sentry-wait", "min", "how long", 0, 240},
      {"car-wait", "min", "mean wait for a car", 0, 600},
      {"muster", "min", "mean time in which a squad falls in", 1, 240},
  };
  using Reads = Tables<Places, Units, Authorities, Orders>;
  using Writes = Tables<Squads, Leaders, Units>;
  static constexpr std::string_view sites[] = {"recognise", "sentry"};
  static constexpr EventKind emits[] = {EventKind::departed, EventKind::arrived, EventKind::checked, EventKind::let_pass,
                                        EventKind::recognised, EventKind::arrested, EventKind::turned_back, EventKind::escaped,
                                        EventKind::released, EventKind::squad_formed};
  static constexpr EventKind listens[] = {EventKind::order_obeyed, EventKind::squad_formed};
  static constexpr ActKind performs[] = {ActKind::depart, ActKind::arrest, ActKind::release};
  static constexpr Phase phase = Phase::arrivals;
  using V = View<Movement>;
  using P = Parameter;
  enum Code : std::uint16_t { squad_step, leader_step, set_out, door };

  // --- squads ------------------------------------------------------------------------------------------------------

  static void hear(V v, std::int32_t index) {
    const Recorded e = v.event(index);
    if (e.kind == EventKind::order_obeyed) {
      form(v, OrderId{e.detail}, static_cast<std::int32_t>(e.amount), index);
    } else {
      SquadId q = as<Squad>(e.on);
      v.wake_in(v.exponential("muster", v.key(q)) * v.p(P::muster), squad_step, v.key(q), 0, q.index);
    }
  }

  /// A unit that obeys sends men.
  static void form(V v, OrderId order_id, std::int32_t men, std::int32_t cause) {
    const OrderState order = v.read<Orders>()[order_id];
    if (men <= 0 || !order.place.has()) return;
    UnitState& u = v.write<Units>()[order.unit];
    SquadState q;
    q.unit = order.unit;
    q.camp = v.setting().authorities[order.authority].camp;
    q.men = men;
    q.resolve = u.resolve;
    q.mission = order.task;
    q.status = SquadStatus::marching;
    q.at = u.at;
    q.target = order.place;
    q.ordered_by = order.authority;
    q.medium = order.medium;
    q.prey = order.prey;
    q.cause = cause;
    q.key = mix(v.event(cause).key, smolny::key_of("squad"));
    u.out += men;
    const SquadId id = v.write<Squads>().add(q);
    v.emit<EventKind::squad_formed>({.side = q.camp, .by = entity(order.unit), .on = entity(id), .place = order.place,
                                     .detail = order.authority.index, .amount = static_cast<double>(men)}, {cause});
  }

  static void step_squad(V v, SquadId id) {
    SquadState& q = v.write<Squads>()[id];
    if (q.status != SquadStatus::marching || q.men <= 0) return;
    if (q.at == q.target) {
      const Event e{.side = q.camp, .by = entity(id), .place = q.at, .detail = q.ordered_by.index, .amount = static_cast<double>(q.men)};
      v.emit<EventKind::arrived>(e, {q.cause});
      return;
    }
    const bool afloat = q.unit.has() && v.setting().units[q.unit].afloat;
    const auto way = v.route(q.at, q.target, {.by = afloat ? Travel::boat : Travel::column, .camp = q.camp});
    if (!way || q.trips > 40) {  // no way: it waits, then goes home
      if (++q.trips < 12) return v.wake_in(30, squad_step, v.key(id), 0, id.index);
      v.emit<EventKind::turned_back>({.side = q.camp, .by = entity(id), .place = q.at}, {q.cause});
      if (q.unit.has()) v.write<Units>()[q.unit].out -= q.men;
      q.status = SquadStatus::gone;
      return;
    }
    ++q.trips;
    const double minutes = way->first_leg * maths::exp(v.p(P::delay_spread) * v.normal("leg", v.key(id)));
    q.at = way->next;
    q.eta = v.now() + Duration{static_cast<std::int64_t>(minutes + 0.5)};
    v.wake_in(minutes, squad_step, v.key(id), 0, id.index);
  }

  // --- persons -----------------------------------------------------------------------------------------------------

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    if (act.kind == ActKind::depart) return start_out(v, call);
    for (std::int32_t row : persons(v, act.to)) {
      const LeaderId l{row};
      LeaderState& state = v.write<Leaders>()[l];
      if (act.kind == ActKind::release) {
        if (state.status != LeaderStatus::arrested) continue;
        state.status = LeaderStatus::free;
        v.emit<EventKind::released>({.by = act.by, .on = entity(l), .place = state.at}, {call.cause});
      } else {
        seize(v, l, as<Authority>(act.by).has() ? v.setting().authorities[as<Authority>(act.by)].camp : CampId{}, call.cause);
      }
    }
  }

  /// The persons whom an act names, the members of a body included.
  static std::vector<std::int32_t> persons(V v, const Selector& to) {
    if (to.kind != EntityKind::body) return v.select(to);
    std::vector<std::int32_t> out;
    for (std::int32_t b : v.select(to)) {
      const Body& body = v.setting().bodies[BodyId{b}];
      for (std::size_t i = 0; i < body.members.size(); ++i)
        if (v.value(body.sits[i]) != 0) out.push_back(body.members[i].index);
    }
    return out;
  }

  static void start_out(V v, const ActCall& call) {
    const LeaderId l = as<Leader>(call.act->by);
    const auto goals = v.select(call.act->place);
    if (!l.has() || goals.empty()) return;
    LeaderState& state = v.write<Leaders>()[l];
    if (state.status != LeaderStatus::free) return;
    state.target = PlaceId{goals.front()};
    const bool car = call.act->quantity == "car";
    const double wait = car ? v.exponential("car", v.key(l)) * v.p(P::car_wait) : 5;
    v.wake_in(wait, set_out, v.key(l), 0, l.index, call.cause * 2 + (car ? 1 : 0));
  }

  static void seize(V v, LeaderId l, CampId by, std::int32_t cause) {
    LeaderState& state = v.write<Leaders>()[l];
    if (state.status == LeaderStatus::arrested || state.status == LeaderStatus::dead || state.status == LeaderStatus::gone) return;
    const Event e{.kind = EventKind::arrested, .side = by, .by = entity(by), .on = entity(l), .place = state.at};
    if (!v.permits(e)) return;
    state.status = LeaderStatus::arrested;
    v.emit<EventKind::arrested>({.side = by, .by = entity(by), .on = entity(l), .place = state.at}, {cause});
  }

  static void leave(V v, LeaderId l, std::int32_t packed) {
    LeaderState& state = v.write<Leaders>()[l];
    if (state.status != LeaderStatus::free || !state.target.has()) return;
    Event e{.kind = EventKind::departed, .by = entity(l), .place = state.at};
    if (!v.permits(e)) return;
    state.status = LeaderStatus::travelling;
    const std::int32_t departed = v.emit<EventKind::departed>(e, {packed / 2});
    v.wake_in(0, leader_step, v.key(l), 0, l.index, departed * 2 + packed % 2);
  }

  /// Who may be met on the way: the share of the opponent's armed men who are in the street.
  static double patrol_density(V v, CampId camp) {
    double out = 0, all = 1;
    for (UnitId u : v.setting().units.ids()) {
      const UnitState& s = v.read<Units>()[u];
      const bool theirs = v.setting().units[u].committed == camp ||
                          (s.obeys.has() && v.setting().authorities[s.obeys].camp == camp);
      if (!theirs || v.setting().places[s.at].outside) continue;
      all += s.men;
      out += s.out;
    }
    return 0.3 + 0.7 * out / all;
  }

  static void step_leader(V v, LeaderId l, std::int32_t packed) {
    LeaderState& state = v.write<Leaders>()[l];
    if (state.status != LeaderStatus::travelling) return;
    const std::int32_t cause = packed / 2;
    const bool car = packed % 2 != 0;
    const CampId own = v.setting().leaders[l].camp;
    const CampId foe = own.has() ? v.setting().camps[own].opponent : CampId{};
    if (state.at == state.target) return reach_door(v, l, cause);
    const auto way = v.route(state.at, state.target, {.by = car ? Travel::car : Travel::walk, .camp = own});
    if (!way) {
      state.status = LeaderStatus::free;
      v.emit<EventKind::turned_back>({.by = entity(l), .place = state.at}, {cause});
      return;
    }
    const double minutes = way->first_leg * maths::exp(v.p(P::delay_spread) * v.normal("leg", v.key(l)));
    const PlaceId here = state.at;
    if (foe.has() && !v.setting().places[here].outside) {
      const double met = v.p(P::patrols) / 60 * minutes * patrol_density(v, foe) * (car ? 0.3 : 1);
      if (v.uniform("encounter", v.key(l)) < 1 - maths::exp(-met)) {
        const std::int32_t checked = v.emit<EventKind::checked>({.side = foe, .by = entity(foe), .on = entity(l), .place = here}, {cause});
        const double q = maths::logistic(v.p(P::recognition) - v.value(v.setting().leaders[l].disguise));
        const Event known{.kind = EventKind::recognised, .side = foe, .by = entity(foe), .on = entity(l), .place = here};
        if (v.happens("recognise", entity(foe), entity(l), q) && v.permits(known)) {
          const std::int32_t recognised = v.emit<EventKind::recognised>(known, {checked, v.pressure(P::recognition, q)});
          return seize(v, l, foe, recognised);
        }
        v.emit<EventKind::let_pass>({.side = foe, .by = entity(foe), .on = entity(l), .place = here}, {checked});
      }
    }
    state.at = way->next;
    state.eta = v.now() + Duration{static_cast<std::int64_t>(minutes + 0.5)};
    v.wake_in(minutes, leader_step, v.key(l), 0, l.index, packed);
  }

  /// At the own side's door a sentry may want papers.
  static void reach_door(V v, LeaderId l, std::int32_t cause) {
    LeaderState& state = v.write<Leaders>()[l];
    const CampId own = v.setting().leaders[l].camp;
    if (state.hidden && own.has() && v.read<Places>()[state.at].holder == own &&
        v.happens("sentry", entity(own), entity(l), v.p(P::sentry))) {
      state.hidden = false;
      v.emit<EventKind::checked>({.side = own, .by = entity(own), .on = entity(l), .place = state.at}, {cause});
      return v.wake_in(v.exponential("door", v.key(l)) * v.p(P::sentry_wait), door, v.key(l), 0, l.index, cause);
    }
    arrive(v, l, cause);
  }

  static void arrive(V v, LeaderId l, std::int32_t cause) {
    LeaderState& state = v.write<Leaders>()[l];
    if (state.status != LeaderStatus::travelling) return;
    state.status = LeaderStatus::free;
    state.hidden = false;
    v.emit<EventKind::arrived>({.side = v.setting().leaders[l].camp, .by = entity(l), .place = state.at}, {cause});
  }

  static void wake(V v, const Wake& w) {
    switch (w.code) {
      case squad_step: return step_squad(v, SquadId{w.a});
      case leader_step: return step_leader(v, LeaderId{w.a}, w.b);
      case set_out: return leave(v, LeaderId{w.a}, w.b);
      case door: return arrive(v, LeaderId{w.a}, w.b);
      default: return;
    }
  }

  static void force(V v, const Event& e) {
    if ((e.kind == EventKind::arrested || e.kind == EventKind::recognised) && e.on.kind == EntityKind::leader)
      seize(v, as<Leader>(e.on), e.side, -1);
    if (e.kind == EventKind::escaped && e.by.kind == EntityKind::leader) {
      v.write<Leaders>()[as<Leader>(e.by)].status = LeaderStatus::gone;
      v.emit<EventKind::escaped>({.by = e.by, .place = e.place});
    }
  }
};

}  // namespace

MechanismSpec movement_mechanism() { return describe<Movement>(); }

}  // namespace smolny
