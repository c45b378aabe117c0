// command: two authorities give orders to the same units; each unit obeys one, refuses, or stands aside.
//
// Model: discrete choice with social interaction (Brock and Durlauf 2001) under multiple sovereignty (Tilly 1978).
//
//   legitimacy now   l = l(u,a) - `taint` * (belief in the proposition that taints a, less its prior)
//   V(obey a)        = `legitimacy` l + `belief` logit w + `signature` * [adopted rule satisfied ? 1 : -1, if adopted]
//                      + `commissar` [a's commissar sits with the unit] + `conformity` (x(a) - 1/2) + `grip` (grip - 1)
//                      - `risk` * severity of the task
//   V(stand aside)   = `aside` + `conflict` [orders of opposed authorities stand before it]
//   V(refuse)        = `refuse` - `legitimacy` l + [adopted rule not satisfied]: the committee says no
//   rule, commissar  adopted with L(`adopt` + `legitimacy` (l(a) - l(b)) + `conformity` (x(a) - 1/2))
//   pledge           at a conference of the units, with L(`pledge` + `legitimacy` l(a) + `belief` logit w)
//
// w is what the unit believes of the chance that a's camp prevails; x(a) the share of units that it has heard obey a.
// A refusal by headquarters acts only as news about what kind of headquarters it is.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Command {
  static constexpr std::string_view name = "command";
  static constexpr std::string_view model = "Choice with social interaction (Brock and Durlauf 2001) under multiple sovereignty (Tilly 1978)";
  enum class Parameter { legitimacy, belief, signature, commissar, conformity, grip, risk, aside, conflict, refuse, taint, adopt, pledge, lag, company, recheck };
  static constexpr ParameterSpec parameters[] = {
      {"legitimacy", "1", "weight of an authority's legitimacy (log-odds)", 0, 5},
      {"belief", "1", "weight of the belief that its camp prevails (log-odds)", 0, 5},
      {"signature", "1", "weight of the signature that the adopted rule asks for", 0, 5},
      {"commissar", "1", "weight of an authority's commissar with the unit", 0, 5},
      {"conformity", "1", "weight of what other units were heard to do", 0, 6},
      {"grip", "1", "weight of the attention that the authority's head gives to command", 0, 5},
      {"risk", "1", "what the severity of the task takes off", 0, 5},
      {"aside", "1", "value of doing nothing", -5, 5},
      {"conflict", "1", "what it gains when opposed orders stand before the unit", 0, 5},
      {"refuse", "1", "value of an open no", -8, 5},
      {"taint", "1", "how much a proved betrayal takes off an authority's legitimacy", 0, 10},
      {"adopt", "log-odds", "readiness to adopt a rule or a commissar at equal legitimacy", -5, 5},
      {"pledge", "log-odds", "readiness of a unit's delegates to pledge it", -5, 5},
      {"lag", "min", "mean time in which an order is received, debated and answered", 1, 600},
      {"company", "men", "men that an obeying unit sends when no number is asked", 10, 1000},
      {"recheck", "h", "mean time in which a unit answers a new rule or a commissar", 0.1, 72},
  };
  using Reads = Tables<Beliefs, Places, Authorities, Bodies, Orders>;
  using Writes = Tables<Units, Orders, Authorities>;
  static constexpr std::string_view sites[] = {"adopt", "commissar", "pledge"};
  static constexpr EventKind emits[] = {EventKind::order_given, EventKind::order_obeyed, EventKind::order_refused,
                                        EventKind::order_ignored, EventKind::rule_declared, EventKind::rule_withdrawn,
                                        EventKind::rule_adopted, EventKind::commissar_sent, EventKind::commissar_accepted,
                                        EventKind::commissar_refused, EventKind::pledged, EventKind::meeting_held,
                                        EventKind::answered};
  static constexpr EventKind listens[] = {EventKind::opened, EventKind::rule_declared};
  static constexpr ActKind performs[] = {ActKind::order, ActKind::occupy, ActKind::void_orders, ActKind::countersign,
                                         ActKind::appoint, ActKind::answer, ActKind::set, ActKind::accept, ActKind::reject};
  static constexpr Phase phase = Phase::orders;
  using V = View<Command>;
  using P = Parameter;
  enum Code : std::uint16_t { respond, adopt_rule, take_commissar, give_pledge, close_conference };

  static std::size_t at(AuthorityId a) { return static_cast<std::size_t>(a.index); }

  /// Legitimacy of `a` in the unit's eyes, log-odds, with what it believes of a's betrayal taken off.
  static double legitimacy(V v, UnitId u, AuthorityId a) {
    const Authority& authority = v.setting().authorities[a];
    double l = v.read<Units>()[u].legitimacy[at(a)];
    if (authority.taint.has())
      l -= v.p(P::taint) * (maths::logistic(v.belief(entity(u), authority.taint)) -
                            maths::logistic(v.value(v.setting().propositions[authority.taint].prior)));
    return l;
  }

  /// Log-odds, as the unit sees them, that the camp of `a` prevails.
  static double prevails(V v, UnitId u, AuthorityId a) { return v.prevails(entity(u), v.setting().authorities[a].camp, 4); }

  static double heard(const UnitState& u, AuthorityId a) {
    const double yes = u.heard_obey[at(a)], no = u.heard_defy[at(a)];
    return (yes + 1) / (yes + no + 2);
  }

  static bool opposed(V v, AuthorityId a, AuthorityId b) {
    return v.setting().camps[v.setting().authorities[a].camp].opponent == v.setting().authorities[b].camp;
  }

  /// Do orders of opposed authorities stand before the unit.
  static bool in_conflict(V v, UnitId u, AuthorityId a) {
    for (AuthorityId b : v.setting().authorities.ids())
      if (opposed(v, a, b) && v.read<Authorities>()[b].active && !v.read<Authorities>()[b].fallen &&
          v.read<Units>()[u].rule[at(b)])
        return true;
    const auto& orders = v.read<Orders>();
    for (std::size_t i = orders.size(); i-- > 0;) {
      const OrderState& o = orders.rows[i];
      if ((v.now() - o.given).in_hours() > 24) break;
      if (o.unit == u && opposed(v, a, o.authority)) return true;
    }
    return false;
  }

  // --- orders ------------------------------------------------------------------------------------------------------

  static Mission mission_of(ActKind task) {
    switch (task) {
      case ActKind::raise: return Mission::raise;
      case ActKind::close: return Mission::close;
      case ActKind::reopen: return Mission::reopen;
      case ActKind::arrest: return Mission::arrest;
      case ActKind::depart: case ActKind::send: return Mission::go;
      case ActKind::cease: return Mission::stand_to;
      default: return Mission::occupy;
    }
  }

  /// The units of the city that an authority may count on: bound to its camp, pledged to it, or acting for it last.
  static std::vector<std::int32_t> followers(V v, AuthorityId a) {
    std::vector<std::int32_t> units;
    for (UnitId u : v.setting().units.ids()) {
      const UnitState& s = v.read<Units>()[u];
      const bool ours = v.setting().units[u].committed == v.setting().authorities[a].camp || s.pledged[at(a)] || s.obeys == a;
      if (ours && !v.setting().places[s.at].outside) units.push_back(u.index);
    }
    return units;
  }

  /// An order to several units for several places: places are dealt to units, the nearest free one first.
  static void give(V v, const ActCall& call) {
    const Act& act = *call.act;
    const AuthorityId a = as<Authority>(act.by);
    if (!a.has() || !v.read<Authorities>()[a].active || v.read<Authorities>()[a].fallen) return;
    std::vector<std::int32_t> units = act.kind == ActKind::occupy ? followers(v, a) : v.select(act.to);
    std::erase_if(units, [&](std::int32_t u) {
      const UnitState& s = v.read<Units>()[UnitId{u}];
      return s.status == UnitStatus::disarmed || s.men - s.out - s.dead < 20;
    });
    const std::vector<std::int32_t> places = v.select(act.place);
    if (units.empty()) return;
    if (act.to.at_most > 0 && static_cast<int>(units.size()) > act.to.at_most) keep_likely(v, a, units, act.to.at_most, places);
    if (places.empty()) {
      for (std::int32_t u : units) hand_over(v, a, UnitId{u}, {}, call);
      return;
    }
    if (places.size() == 1) {
      for (std::int32_t u : units) hand_over(v, a, UnitId{u}, PlaceId{places[0]}, call);
      return;
    }
    std::vector<int> load(units.size(), 0);
    for (std::int32_t p : places) {
      std::size_t best = 0;
      double least = 1e300, rightful = -1e300;
      for (std::size_t i = 0; i < units.size(); ++i) {  // the nearest; of those equally near the more willing
        const UnitState& u = v.read<Units>()[UnitId{units[i]}];
        const double far = kilometres(v.setting(), u.at, PlaceId{p}) + 2.0 * load[i], l = u.legitimacy[at(a)];
        if (far < least || (far == least && l > rightful)) least = far, rightful = l, best = i;
      }
      ++load[best];
      hand_over(v, a, UnitId{units[best]}, PlaceId{p}, call);
    }
  }

  /// Of many units, those that the authority has most reason to call: the more legitimate it is to them and the nearer.
  static void keep_likely(V v, AuthorityId a, std::vector<std::int32_t>& units, int most, const std::vector<std::int32_t>& places) {
    const auto worth = [&](std::int32_t u) {
      const double far = places.empty() ? 0 : kilometres(v.setting(), v.read<Units>()[UnitId{u}].at, PlaceId{places[0]});
      return v.read<Units>()[UnitId{u}].legitimacy[at(a)] - 0.3 * far;
    };
    std::sort(units.begin(), units.end(), [&](std::int32_t x, std::int32_t y) {
      const double wx = worth(x), wy = worth(y);
      return wx != wy ? wx > wy : v.setting().units[UnitId{x}].key < v.setting().units[UnitId{y}].key;
    });
    units.resize(static_cast<std::size_t>(most));
  }

  static void hand_over(V v, AuthorityId a, UnitId u, PlaceId place, const ActCall& call) {
    const Act& act = *call.act;
    OrderState o;
    o.authority = a;
    o.unit = u;
    o.task = act.kind == ActKind::occupy ? Mission::occupy : mission_of(act.task);
    o.place = place;
    o.men = static_cast<std::int32_t>(v.value(act.men));
    if (act.task == ActKind::arrest && !act.to.empty() && act.place.empty()) o.task = Mission::arrest;
    o.given = v.now();
    const Event e{.kind = EventKind::order_given, .side = v.setting().authorities[a].camp, .by = entity(a), .on = entity(u), .place = place};
    if (!v.permits(e)) return;
    o.cause = v.emit<EventKind::order_given>(e, {call.cause});
    const OrderId id = v.write<Orders>().add(o);
    const double grip = std::max(0.1, v.read<Authorities>()[a].grip);
    v.wake_in(v.exponential("lag", v.key(u), v.key(a)) * v.p(P::lag) / grip, respond, v.key(u), v.key(a), id.index);
  }

  static void answer_order(V v, OrderId id) {
    OrderState& o = v.write<Orders>()[id];
    o.answered = true;
    UnitState& u = v.write<Units>()[o.unit];
    const Unit& unit = v.setting().units[o.unit];
    if (u.status == UnitStatus::disarmed || v.read<Authorities>()[o.authority].fallen) return;
    const CampId camp = v.setting().authorities[o.authority].camp;
    const double l = legitimacy(v, o.unit, o.authority);
    const double w = prevails(v, o.unit, o.authority);
    const double x = heard(u, o.authority) - 0.5;
    const bool conflict = in_conflict(v, o.unit, o.authority);
    double signature = 0;  // +1: the adopted rule is satisfied; -1: it is not
    for (AuthorityId b : v.setting().authorities.ids())
      if (u.rule[at(b)]) signature = b == o.authority || v.setting().authorities[b].camp == camp ? 1 : -1;
    const double severity = o.task == Mission::stand_to ? 0.1 : o.task == Mission::go ? 0.3 : 0.6;
    const double obey = v.p(P::legitimacy) * l + v.p(P::belief) * w + v.p(P::signature) * signature +
                        v.p(P::commissar) * (u.commissar[at(o.authority)] ? 1 : 0) + v.p(P::conformity) * x +
                        v.p(P::grip) * (v.read<Authorities>()[o.authority].grip - 1) - v.p(P::risk) * severity +
                        (unit.committed == camp ? 2 * u.resolve : 0);
    const double aside = v.p(P::aside) + v.p(P::conflict) * (conflict ? 1 : 0);
    const double refuse = unit.committee ? v.p(P::refuse) - v.p(P::legitimacy) * l + (signature < 0 ? 1 : 0) : -1e9;
    const std::array<double, 3> weights{obey, aside, refuse};
    static constexpr std::array<Key, 3> names{smolny::key_of("obey"), smolny::key_of("stand aside"), smolny::key_of("refuse")};
    const std::size_t choice = v.choose("answer", v.key(o.unit), v.key(o.authority), weights, names);
    AuthorityState& authority = v.write<Authorities>()[o.authority];
    Event e{.side = camp, .by = entity(o.unit), .on = entity(o.authority), .place = o.place, .detail = id.index};
    const auto why_l = v.pressure(P::legitimacy, v.p(P::legitimacy) * l);
    const auto why_w = v.pressure(P::belief, v.p(P::belief) * w);
    const auto why_x = v.pressure(P::conformity, v.p(P::conformity) * x);
    const auto why_s = v.pressure(P::signature, v.p(P::signature) * signature);
    if (choice == 0) {
      const std::int32_t asked = o.men > 0 ? o.men : static_cast<std::int32_t>(v.p(P::company));
      const std::int32_t men = std::clamp(asked, 0, std::max(0, u.men - u.out - u.dead));
      e.kind = EventKind::order_obeyed;
      e.amount = men;
      if (!v.permits(e)) return;
      o.obeyed = true;
      u.obeys = o.authority;
      if (u.status == UnitStatus::barracks) u.status = UnitStatus::alert;
      ++authority.obeyed;
      v.emit<EventKind::order_obeyed>(e, {o.cause, why_l, why_w, why_x, why_s});
    } else if (choice == 1) {
      ++authority.ignored;
      v.emit<EventKind::order_ignored>(e, {o.cause, v.pressure(P::conflict, conflict ? v.p(P::conflict) : 0), v.pressure(P::aside, v.p(P::aside))});
    } else {
      ++authority.refused;
      v.emit<EventKind::order_refused>(e, {o.cause, why_l, why_s});
    }
  }

  // --- rules, commissars, pledges ----------------------------------------------------------------------------------

  static AuthorityId rival(V v, AuthorityId a) {
    AuthorityId best{};
    for (AuthorityId b : v.setting().authorities.ids())
      if (opposed(v, a, b) && v.read<Authorities>()[b].active && !v.read<Authorities>()[b].fallen &&
          (!best.has() || v.setting().authorities[b].key < v.setting().authorities[best].key))
        best = b;
    return best;
  }

  static double leaning(V v, UnitId u, AuthorityId a) {
    const AuthorityId b = rival(v, a);
    return v.p(P::adopt) + v.p(P::legitimacy) * (legitimacy(v, u, a) - (b.has() ? legitimacy(v, u, b) : 0)) +
           v.p(P::conformity) * (heard(v.read<Units>()[u], a) - 0.5);
  }

  static void consider_rule(V v, UnitId u, AuthorityId a, std::int32_t cause) {
    UnitState& s = v.write<Units>()[u];
    if (s.rule[at(a)] || s.status == UnitStatus::disarmed) return;
    const double x = leaning(v, u, a);
    const Event e{.kind = EventKind::rule_adopted, .side = v.setting().authorities[a].camp, .by = entity(u), .on = entity(a), .place = s.at};
    if (!v.happens("adopt", entity(u), entity(a), maths::logistic(x)) || !v.permits(e)) return;
    s.rule[at(a)] = true;
    v.emit<EventKind::rule_adopted>(e, {cause, v.pressure(P::legitimacy, x)});
  }

  static void consider_commissar(V v, UnitId u, AuthorityId a, std::int32_t cause) {
    UnitState& s = v.write<Units>()[u];
    if (s.commissar[at(a)] || s.status == UnitStatus::disarmed) return;
    const double x = leaning(v, u, a);
    const bool yes = v.happens("commissar", entity(u), entity(a), maths::logistic(x));
    Event e{.kind = yes ? EventKind::commissar_accepted : EventKind::commissar_refused, .side = v.setting().authorities[a].camp,
            .by = entity(u), .on = entity(a), .place = s.at};
    if (!v.permits(e)) return;
    if (yes) {
      s.commissar[at(a)] = true;
      v.emit<EventKind::commissar_accepted>(e, {cause, v.pressure(P::legitimacy, x)});
    } else {
      v.emit<EventKind::commissar_refused>(e, {cause, v.pressure(P::legitimacy, -x)});
    }
  }

  /// A conference of the units: each unit's delegates may pledge it to the authority whose camp called them.
  static void conference(V v, BodyId body, std::int32_t cause) {
    AuthorityId a{};
    for (AuthorityId x : v.setting().authorities.ids())
      if (v.setting().authorities[x].camp == v.setting().bodies[body].camp && v.read<Authorities>()[x].active &&
          (!a.has() || v.setting().authorities[x].key < v.setting().authorities[a].key))
        a = x;
    if (!a.has()) return;
    int units = 0, pledges = 0;
    for (UnitId u : v.setting().units.ids()) {
      if (!v.setting().units[u].garrison) continue;
      ++units;
      UnitState& s = v.write<Units>()[u];
      const double x = v.p(P::pledge) + v.p(P::legitimacy) * legitimacy(v, u, a) + v.p(P::belief) * prevails(v, u, a);
      const bool yes = v.happens("pledge", entity(u), entity(a), maths::logistic(x));
      pledges += yes;
      if (!yes || s.pledged[at(a)]) continue;
      Event e{.kind = EventKind::pledged, .side = v.setting().authorities[a].camp, .by = entity(u), .on = entity(a)};
      if (!v.permits(e)) continue;
      s.pledged[at(a)] = true;
      v.emit<EventKind::pledged>(e, {cause, v.pressure(P::legitimacy, x)});
    }
    v.emit<EventKind::meeting_held>({.side = v.setting().bodies[body].camp, .by = entity(body), .place = v.setting().bodies[body].seat,
                                     .amount = units > 0 ? static_cast<double>(pledges) / units : 0}, {cause});
  }

  static void hear(V v, std::int32_t index) {
    const Recorded e = v.event(index);
    if (e.kind == EventKind::opened) {
      static constexpr Key kConference = smolny::key_of("conference-of-units");
      if (const BodyId b = as<Body>(e.on); b.has() && v.setting().bodies[b].tagged(kConference)) conference(v, b, index);
      return;
    }
    const AuthorityId a = as<Authority>(e.by);  // a rule is declared: every unit in the city considers it
    for (UnitId u : v.setting().units.ids())
      if (!v.setting().places[v.read<Units>()[u].at].outside)
        v.wake_in(v.exponential("recheck", v.key(u), v.key(a)) * v.p(P::recheck) * 60, adopt_rule, v.key(u), v.key(a), u.index,
                  index);
  }

  static void wake(V v, const Wake& w) {
    switch (w.code) {
      case respond: return answer_order(v, OrderId{w.a});
      case adopt_rule: return consider_rule(v, UnitId{w.a}, as<Authority>(v.event(w.b).by), w.b);
      case take_commissar: return consider_commissar(v, UnitId{w.a}, as<Authority>(v.event(w.b).by), w.b);
      default: return;
    }
  }

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    const AuthorityId a = as<Authority>(act.by);
    switch (act.kind) {
      case ActKind::order: case ActKind::occupy: return give(v, call);
      case ActKind::void_orders:
        for (std::int32_t b : v.select(act.to)) {
          const Event e{.kind = EventKind::rule_declared, .side = v.setting().authorities[a].camp, .by = act.by, .on = entity(AuthorityId{b})};
          if (!v.read<Authorities>()[a].active || !v.permits(e)) continue;
          v.write<Authorities>()[a].voids[static_cast<std::size_t>(b)] = true;
          v.emit<EventKind::rule_declared>(e, {call.cause});
        }
        return;
      case ActKind::countersign:  // the claim is taken back, or the signature is granted: units need not choose
        for (std::int32_t b : v.select(act.to)) {
          const Event e{.kind = EventKind::rule_withdrawn, .by = act.by, .on = entity(AuthorityId{b})};
          if (!v.permits(e)) continue;
          for (AuthorityState& s : v.write<Authorities>()) s.voids[static_cast<std::size_t>(b)] = false;
          if (a.has()) for (UnitState& u : v.write<Units>()) u.rule[at(a)] = false;
          v.emit<EventKind::rule_withdrawn>(e, {call.cause});
        }
        return;
      case ActKind::appoint:
        if (act.to.kind != EntityKind::unit) return;  // a cabinet is government's business
        for (std::int32_t row : v.select(act.to)) {
          const UnitId u{row};
          if (!a.has() || !v.read<Authorities>()[a].active) return;
          const std::int32_t sent = v.emit<EventKind::commissar_sent>({.side = v.setting().authorities[a].camp, .by = act.by, .on = entity(u)}, {call.cause});
          v.wake_in(v.exponential("travel", v.key(u), v.key(a)) * v.p(P::recheck) * 60, take_commissar, v.key(u), v.key(a), row, sent);
        }
        return;
      case ActKind::set:
        if (act.quantity == "grip" && a.has()) v.write<Authorities>()[a].grip = std::clamp(act.value, 0.0, 1.0);
        return;
      default:
        for (std::int32_t b : v.select(act.to)) {
          const Entity whom{act.to.kind, b};
          v.emit<EventKind::answered>({.by = act.by, .on = whom, .detail = act.kind == ActKind::reject || act.value == 0 ? 0 : 1}, {call.cause});
        }
    }
  }
};

}  // namespace

MechanismSpec command_mechanism() { return describe<Command>(); }

}  // namespace smolny
