// confrontation: two sides at one place over one demand; most are decided without a shot.
//
// Model: war of attrition (Maynard Smith 1974; Bishop and Cannings 1978).
//
//   side i gives way at rate  `base` exp(-`resolve` R(i) - `belief` logit w(i)) (v(j) / v(i))^`force`    per hour
//     R resolve (0 to 1) of those on the spot, w its belief that its cause prevails, v its visible men
//   so P(i holds) = L(`resolve` dR + `belief` d logit w + 2 `force` ln(v(i) / v(j))) and the mean duration is 1 over the
//   sum of the rates (tested against politics::holding_probability)
//   shots come at rate        `shots` exp(`both` min(R) + `dark` [night] + `orders` [orders to fire] +
//                            `fear` ln(1 + dead)) per hour, of the dead so far those of the side that has lost more: who has seen
//                            his own killed expects no quarter (Grauer 2014); orders to fire stand until fire is to cease
//   after shots, every `round` minutes each side loses Poisson(`lethality` * min(own men, 40) * exp(R of the other - 1));
//   losses raise the rate of giving way by exp(`break` * share lost)
//
// Resolve is that of the units' people, measured beforehand, never read off who won.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "politics/contest.hpp"

namespace smolny {
namespace {

struct Confrontation {
  static constexpr std::string_view name = "confrontation";
  static constexpr std::string_view model = "War of attrition (Maynard Smith 1974; Bishop and Cannings 1978)";
  enum class Parameter { base, resolve, belief, force, shots, both, dark, orders, fear, round, lethality, break_, home };
  static constexpr ParameterSpec parameters[] = {
      {"base", "1/h", "rate of giving way of a side without resolve at equal force", 0.01, 60},
      {"resolve", "1", "weight of resolve", 0, 20},
      {"belief", "1", "weight of the belief that the own cause prevails (log-odds)", 0, 5},
      {"force", "1", "exponent of the ratio of visible men", 0, 5},
      {"shots", "1/h", "rate of a first shot between sides without resolve", 0, 5},
      {"both", "1", "weight of the lesser of the two resolves", 0, 30},
      {"dark", "1", "what darkness adds", -3, 5},
      {"orders", "1", "what orders to fire add", 0, 10},
      {"fear", "1", "weight of the dead that one's own side has so far (log)", 0, 5},
      {"round", "min", "length of a round of fire", 1, 60},
      {"lethality", "1", "dead a round and man under fire (of at most 40 exposed)", 0, 1},
      {"break", "1", "how losses hasten giving way", 0, 200},
      {"home", "share", "share of a unit that stands to when its own quarters are approached", 0, 1},
  };
  using Reads = Tables<Beliefs, Authorities>;
  using Writes = Tables<Places, Squads, Units, Contests, Leaders, Tally>;
  static constexpr EventKind emits[] = {EventKind::confronted, EventKind::yielded, EventKind::captured, EventKind::shots,
                                        EventKind::killed, EventKind::raising_prevented, EventKind::way_raised,
                                        EventKind::way_lowered, EventKind::arrested, EventKind::disarmed};
  static constexpr EventKind listens[] = {EventKind::arrived, EventKind::won_over};
  static constexpr ActKind performs[] = {ActKind::open_fire, ActKind::cease, ActKind::lower};
  static constexpr Phase phase = Phase::contests;
  using V = View<Confrontation>;
  using P = Parameter;
  enum Code : std::uint16_t { holder_yields, challenger_yields, first_shot, fire_round };

  // --- who stands there --------------------------------------------------------------------------------------------

  struct Side {
    double men = 0, resolve = 0;
  };

  /// The camp whose authority a unit at home thinks the most rightful: on that side it would stand at its own gate.
  static CampId home_side(V v, UnitId u) {
    if (v.setting().units[u].committed.has()) return v.setting().units[u].committed;
    AuthorityId best{};
    const UnitState& s = v.read<Units>()[u];
    for (AuthorityId a : v.setting().authorities.ids()) {
      if (!v.read<Authorities>()[a].active || v.read<Authorities>()[a].fallen) continue;
      const auto i = static_cast<std::size_t>(a.index);
      if (!best.has() || s.legitimacy[i] > s.legitimacy[static_cast<std::size_t>(best.index)] ||
          (s.legitimacy[i] == s.legitimacy[static_cast<std::size_t>(best.index)] && v.setting().authorities[a].key < v.setting().authorities[best].key))
        best = a;
    }
    return best.has() ? v.setting().authorities[best].camp : CampId{};
  }

  /// Men of a camp on the spot and their mean resolve: squads, the anonymous guard, and a share of a unit that has its
  /// quarters there.
  static Side side_at(V v, PlaceId place, CampId camp) {
    const PlaceState& p = v.read<Places>()[place];
    Side s;
    const double guard = p.guard[static_cast<std::size_t>(camp.index)];
    s.men = guard;
    s.resolve = guard * p.guard_resolve;
    for (const SquadState& q : v.read<Squads>())
      if (q.camp == camp && q.at == place && (q.status == SquadStatus::holding || q.status == SquadStatus::contesting)) {
        s.men += q.men;
        s.resolve += q.men * q.resolve;
      }
    for (UnitId u : v.setting().units.ids()) {
      const UnitState& unit = v.read<Units>()[u];
      if (unit.at != place || unit.status == UnitStatus::disarmed || home_side(v, u) != camp) continue;
      const double men = v.p(P::home) * std::max(0, unit.men - unit.out - unit.dead);
      s.men += men;
      s.resolve += men * unit.resolve;
    }
    if (s.men > 0) s.resolve /= s.men;
    return s;
  }

  static double belief_of(V v, PlaceId place, CampId camp) {
    for (const SquadState& q : v.read<Squads>())  // as the unit on the spot sees it
      if (q.camp == camp && q.at == place && q.unit.has() && q.status != SquadStatus::gone) return v.prevails(entity(q.unit), camp, 3);
    for (AuthorityId a : v.setting().authorities.ids())
      if (v.setting().authorities[a].camp == camp && v.read<Authorities>()[a].active && v.setting().authorities[a].commander.has())
        return v.prevails(entity(v.setting().authorities[a].commander), camp, 3);
    return 0;
  }

  // --- arrivals ----------------------------------------------------------------------------------------------------

  static void hear(V v, std::int32_t index) {
    const Recorded e = v.event(index);
    if (e.kind == EventKind::won_over) return turn(v, index);
    const SquadId id = as<Squad>(e.by);
    if (!id.has()) return;
    SquadState& q = v.write<Squads>()[id];
    PlaceState& p = v.write<Places>()[e.place];
    if (v.setting().places[e.place].entrances > 0 && p.holder.has() && p.holder != q.camp) {
      q.status = SquadStatus::ring;  // the seat is besieged, not contested at a door (siege)
      return;
    }
    if (p.contest.has() && v.read<Contests>()[p.contest].running) return join(v, id, p.contest);
    if (!p.holder.has() || p.holder == q.camp) {
      q.status = SquadStatus::holding;
      // Nobody's ground is taken where it counts, or by whoever was sent to hold it: so that two columns cannot share it.
      if (!p.holder.has() && (v.setting().places[e.place].contested || q.mission == Mission::occupy)) take_place(v, e.place, q.camp, id, index, 0);
      after_taking(v, id, index);
      return;
    }
    const Side holders = side_at(v, e.place, p.holder);
    if (holders.men < 1) {
      q.status = SquadStatus::holding;
      take_place(v, e.place, q.camp, id, index, 0);
      after_taking(v, id, index);
      return;
    }
    begin_contest(v, id, e.place, index);
  }

  /// A garrison that goes over takes its own place with it: persuasion, not a contest.
  static void turn(V v, std::int32_t index) {
    const Recorded e = v.event(index);
    const AuthorityId a = as<Authority>(e.on);
    if (!a.has() || !e.place.has() || !v.setting().places[e.place].contested) return;
    const CampId camp = v.setting().authorities[a].camp;
    PlaceState& p = v.write<Places>()[e.place];
    if (p.holder == camp) return;
    Event taken{.kind = EventKind::captured, .side = camp, .by = e.by, .place = e.place, .detail = a.index};
    if (!v.permits(taken)) return;
    if (p.holder.has()) {
      p.guard[static_cast<std::size_t>(camp.index)] += p.guard[static_cast<std::size_t>(p.holder.index)];
      p.guard[static_cast<std::size_t>(p.holder.index)] = 0;
    }
    p.holder = camp;
    p.taken_for = a;
    p.held_since = v.now();
    ++v.write<Tally>().captures[static_cast<std::size_t>(camp.index)];
    v.emit<EventKind::captured>(taken, {index});
  }

  static void begin_contest(V v, SquadId id, PlaceId place, std::int32_t cause) {
    SquadState& q = v.write<Squads>()[id];
    PlaceState& p = v.write<Places>()[place];
    const Side holders = side_at(v, place, p.holder);
    const Event e{.kind = EventKind::confronted, .side = q.camp, .by = entity(id), .on = entity(p.holder), .place = place, .detail = q.ordered_by.index, .amount = static_cast<double>(q.men)};
    if (!v.permits(e)) {
      q.status = SquadStatus::gone;
      return;
    }
    q.status = SquadStatus::contesting;
    ContestState c;
    c.place = place;
    c.challenger = q.camp;
    c.holder = p.holder;
    c.holders = static_cast<std::int32_t>(holders.men);
    c.began = v.now();
    c.ordered_by = q.ordered_by;
    c.running = true;
    c.key = mix(v.key(place), mix(q.key, 7));
    c.began_event = v.emit<EventKind::confronted>(e, {cause});
    const ContestId contest = v.write<Contests>().add(c);
    p.contest = contest;
    ContestState& state = v.write<Contests>()[contest];
    state.hazards = {v.hazard("yield", holder_yields, v.key(place), v.key(p.holder), contest.index),
                     v.hazard("yield", challenger_yields, v.key(place), v.key(q.camp), contest.index),
                     v.hazard("shot", first_shot, v.key(place), mix(v.key(p.holder), v.key(q.camp)), contest.index)};
    set_rates(v, contest);
  }

  static void join(V v, SquadId id, ContestId contest) {
    SquadState& q = v.write<Squads>()[id];
    const ContestState& c = v.read<Contests>()[contest];
    q.status = q.camp == c.challenger ? SquadStatus::contesting : SquadStatus::holding;
    set_rates(v, contest);
  }

  static void set_rates(V v, ContestId contest) {
    ContestState& c = v.write<Contests>()[contest];
    const Side holders = side_at(v, c.place, c.holder), challengers = side_at(v, c.place, c.challenger);
    c.holders = static_cast<std::int32_t>(holders.men);
    c.challengers = static_cast<std::int32_t>(challengers.men);
    c.holder_resolve = holders.resolve;
    c.challenger_resolve = challengers.resolve;
    const politics::Attrition attrition{.base_rate = v.p(P::base) / 60, .resolve = v.p(P::resolve), .belief = v.p(P::belief), .force = v.p(P::force)};
    const politics::ContestSide h{holders.resolve, maths::logistic(belief_of(v, c.place, c.holder)), std::max(1.0, holders.men)};
    const politics::ContestSide k{challengers.resolve, maths::logistic(belief_of(v, c.place, c.challenger)), std::max(1.0, challengers.men)};
    const double lost_h = c.dead_holders / std::max(1.0, holders.men + c.dead_holders);
    const double lost_k = c.dead_challengers / std::max(1.0, challengers.men + c.dead_challengers);
    v.rate(c.hazards[0], politics::yield_rate(attrition, h, k) * maths::exp(v.p(P::break_) * lost_h));
    v.rate(c.hazards[1], politics::yield_rate(attrition, k, h) * maths::exp(v.p(P::break_) * lost_k));
    if (c.shots == 0)
      v.rate(c.hazards[2], v.p(P::shots) / 60 *
                               maths::exp(v.p(P::both) * std::min(holders.resolve, challengers.resolve) + (v.dark() ? v.p(P::dark) : 0) +
                                          (told_to_fire(v, c) ? v.p(P::orders) : 0) + v.p(P::fear) * blood(v, c)));
  }

  static bool told_to_fire(V v, const ContestState& c) {
    return (v.read<Places>()[c.place].to_fire & (1U << c.holder.index | 1U << c.challenger.index)) != 0;
  }

  /// ln(1 + dead so far) of the side that has lost more.
  static double blood(V v, const ContestState& c) {
    const Tally& t = v.read<Tally>();
    return maths::log(1.0 + std::max(t.dead[static_cast<std::size_t>(c.holder.index)], t.dead[static_cast<std::size_t>(c.challenger.index)]));
  }

  // --- how it ends -------------------------------------------------------------------------------------------------

  static void end(V v, ContestId contest, bool holder_gives_way) {
    ContestState& c = v.write<Contests>()[contest];
    if (!c.running) return;
    const CampId loser = holder_gives_way ? c.holder : c.challenger, winner = holder_gives_way ? c.challenger : c.holder;
    Event e{.kind = EventKind::yielded, .side = winner, .by = entity(loser), .on = entity(winner), .place = c.place,
            .amount = static_cast<double>((v.now() - c.began).minutes)};
    if (!v.permits(e)) {  // the occurrence is spent: the side holds out until the next reason to give way
      c.hazards[holder_gives_way ? 0 : 1] = v.hazard("yield", holder_gives_way ? holder_yields : challenger_yields, v.key(c.place), v.key(loser), contest.index);
      return set_rates(v, contest);
    }
    c.running = false;
    for (std::int32_t h : c.hazards) v.stop(h);
    const double dr = c.challenger_resolve - c.holder_resolve;
    const std::int32_t yielded = v.emit<EventKind::yielded>(
        e, {c.began_event, v.pressure(P::resolve, v.p(P::resolve) * (holder_gives_way ? dr : -dr)),
            v.pressure(P::force, 2 * v.p(P::force) * (holder_gives_way ? 1 : -1) * maths::log(std::max(1, c.challengers) / std::max(1.0, static_cast<double>(c.holders))))});
    PlaceState& p = v.write<Places>()[c.place];
    p.contest = {};
    SquadId first{};
    for (SquadId q : v.read<Squads>().ids()) {
      SquadState& s = v.write<Squads>()[q];
      if (s.at != c.place || (s.status != SquadStatus::holding && s.status != SquadStatus::contesting)) continue;
      if (s.camp == loser) disperse(v, s);
      if (s.camp == winner) {
        s.status = SquadStatus::holding;
        if (!first.has()) first = q;
      }
    }
    p.guard[static_cast<std::size_t>(loser.index)] = 0;
    if (holder_gives_way) {
      take_place(v, c.place, winner, first, yielded, c.shots);
      if (first.has()) after_taking(v, first, yielded);
    } else {
      ++v.write<Tally>().setbacks[static_cast<std::size_t>(loser.index)];
    }
  }

  static void disperse(V v, SquadState& s) {
    if (s.unit.has()) v.write<Units>()[s.unit].out -= s.men;
    s.status = SquadStatus::gone;
  }

  static void take_place(V v, PlaceId place, CampId camp, SquadId by, std::int32_t cause, std::int32_t shots_fired) {
    PlaceState& p = v.write<Places>()[place];
    const AuthorityId ordered = by.has() ? v.read<Squads>()[by].ordered_by : AuthorityId{};
    const Event e{.kind = EventKind::captured, .side = camp, .by = entity(by), .place = place, .detail = ordered.index, .amount = static_cast<double>(shots_fired)};
    if (!v.permits(e)) return;
    if (p.holder.has()) ++v.write<Tally>().setbacks[static_cast<std::size_t>(p.holder.index)];
    ++v.write<Tally>().captures[static_cast<std::size_t>(camp.index)];
    p.holder = camp;
    p.taken_for = ordered;
    p.held_since = v.now();
    v.emit<EventKind::captured>(e, {cause});
  }

  /// What the squad came for: bridges are raised or kept down, persons arrested.
  static void after_taking(V v, SquadId id, std::int32_t cause) {
    const SquadState q = v.read<Squads>()[id];
    PlaceState& p = v.write<Places>()[q.at];
    if (q.mission == Mission::raise && !p.raised) {
      const Event e{.kind = EventKind::way_raised, .side = q.camp, .by = entity(q.ordered_by), .place = q.at};
      if (v.permits(e)) {
        p.raised = true;
        v.emit<EventKind::way_raised>(e, {cause});
      }
    } else if (p.raised && q.mission != Mission::raise) {
      const Event e{.kind = EventKind::way_lowered, .side = q.camp, .by = entity(q.camp), .place = q.at};
      if (v.permits(e)) {
        p.raised = false;
        v.emit<EventKind::way_lowered>(e, {cause});
      }
    }
    if (q.mission == Mission::arrest)
      for (LeaderId l : v.setting().leaders.ids()) {
        LeaderState& leader = v.write<Leaders>()[l];
        if (leader.status != LeaderStatus::free || leader.at != q.at || v.setting().leaders[l].camp == q.camp) continue;
        const Event e{.kind = EventKind::arrested, .side = q.camp, .by = entity(q.camp), .on = entity(l), .place = q.at};
        if (!v.permits(e)) continue;
        leader.status = LeaderStatus::arrested;
        v.emit<EventKind::arrested>(e, {cause});
      }
  }

  // --- fire --------------------------------------------------------------------------------------------------------

  static void open_fire(V v, ContestId contest) {
    ContestState& c = v.write<Contests>()[contest];
    if (!c.running) return;
    const Event e{.kind = EventKind::shots, .side = c.challenger, .by = entity(c.holder_resolve > c.challenger_resolve ? c.holder : c.challenger), .place = c.place, .amount = 1};
    if (c.shots == 0 && !v.permits(e)) {
      c.hazards[2] = v.hazard("shot", first_shot, v.key(c.place), mix(v.key(c.holder), v.key(c.challenger)), contest.index);
      return set_rates(v, contest);
    }
    const bool first = c.shots == 0;
    ++c.shots;
    std::int32_t cause = c.began_event;
    if (first)
      cause = v.emit<EventKind::shots>(e, {c.began_event, v.pressure(P::both, v.p(P::both) * std::min(c.holder_resolve, c.challenger_resolve)),
                                           v.pressure(P::dark, v.dark() ? v.p(P::dark) : 0), v.pressure(P::orders, told_to_fire(v, c) ? v.p(P::orders) : 0),
                                           v.pressure(P::fear, v.p(P::fear) * blood(v, c))});
    c.last_shot = first ? cause : c.last_shot;
    lose(v, contest, c.holder, c.holders, c.challenger_resolve);
    lose(v, contest, c.challenger, c.challengers, c.holder_resolve);
    set_rates(v, contest);
    v.wake_in(v.p(P::round), fire_round, v.key(c.place), c.key, contest.index);
  }

  static void lose(V v, ContestId contest, CampId camp, std::int32_t men, double enemy_resolve) {
    ContestState& c = v.write<Contests>()[contest];
    const double mean = v.p(P::lethality) * std::min(men, 40) * maths::exp(enemy_resolve - 1);
    const auto dead = static_cast<std::int32_t>(
        std::min<std::int64_t>(men, chance::poisson(mean, v.uniform("fire", v.key(c.place), v.key(camp)))));
    if (dead <= 0) return;
    (camp == c.holder ? c.dead_holders : c.dead_challengers) += dead;
    Tally& t = v.write<Tally>();
    t.dead[static_cast<std::size_t>(camp.index)] += dead;
    t.killed += dead;
    std::int32_t left = dead;
    for (SquadState& q : v.write<Squads>()) {
      if (left <= 0) break;
      if (q.camp != camp || q.at != c.place || (q.status != SquadStatus::holding && q.status != SquadStatus::contesting)) continue;
      const std::int32_t n = std::min(left, q.men);
      q.men -= n;
      left -= n;
      if (q.unit.has()) {
        v.write<Units>()[q.unit].dead += n;
        v.write<Units>()[q.unit].out -= n;
      }
    }
    std::int32_t& guard = v.write<Places>()[c.place].guard[static_cast<std::size_t>(camp.index)];
    guard = std::max(0, guard - left);
    v.emit<EventKind::killed>({.side = camp, .by = entity(camp == c.holder ? c.challenger : c.holder), .place = c.place, .amount = static_cast<double>(dead)},
                              {c.last_shot, v.pressure(P::lethality, mean)});
  }

  static void wake(V v, const Wake& w) {
    const ContestId contest{w.a};
    switch (w.code) {
      case holder_yields: return end(v, contest, true);
      case challenger_yields: return end(v, contest, false);
      case first_shot: case fire_round: return open_fire(v, contest);
      default: return;
    }
  }

  static CampId camp_of(V v, Entity e) {
    if (const AuthorityId a = as<Authority>(e); a.has()) return v.setting().authorities[a].camp;
    if (const BodyId b = as<Body>(e); b.has()) return v.setting().bodies[b].camp;
    if (const LeaderId l = as<Leader>(e); l.has()) return v.setting().leaders[l].camp;
    return {};
  }

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    for (std::int32_t row : v.select(act.place)) {
      const PlaceId place{row};
      PlaceState& p = v.write<Places>()[place];
      const AuthorityId a = as<Authority>(act.by);
      if (act.kind == ActKind::lower) {
        if (!p.raised || !a.has() || p.holder != v.setting().authorities[a].camp) continue;
        p.raised = false;
        v.emit<EventKind::way_lowered>({.side = p.holder, .by = act.by, .place = place}, {call.cause});
        continue;
      }
      const CampId camp = camp_of(v, act.by);
      if (!camp.has()) continue;
      const std::uint32_t bit = 1U << camp.index;
      p.to_fire = act.kind == ActKind::open_fire ? p.to_fire | bit : p.to_fire & ~bit;
      if (p.contest.has() && v.read<Contests>()[p.contest].running) set_rates(v, p.contest);
    }
  }

  static void force(V v, const Event& e) {
    if (e.kind == EventKind::captured && e.place.has() && e.side.has()) take_place(v, e.place, e.side, {}, -1, 0);
    if (e.kind == EventKind::way_raised && e.place.has()) {
      v.write<Places>()[e.place].raised = true;
      v.emit<EventKind::way_raised>({.side = e.side, .place = e.place});
    }
  }
};

}  // namespace

MechanismSpec confrontation_mechanism() { return describe<Confrontation>(); }

}  // namespace smolny
