// agitation: speakers go to units, meetings are held; support becomes visible.
//
// Model: persuasion with saturation and a shock common to the audience (real regiments swung on one speech); meetings as
// the makers of common knowledge (Chwe 2001; Lohmann 1994).
//
//   a speech     legitimacy l(u,a) += `speech` (1 - L(l)) * trust + `swing` z(u, day); the rival's falls by half of it;
//                the unit's people rise in resolve with chance `stir` each, and move on the slate with chance `convert`
//   won over     when L(l(a)) - L(l(rival)) passes `margin` and was below it before
//   a rally      each group of the city comes with chance `attend` * L(`lean` * leaning); those who come are stirred,
//                and the arousal of their group rises by `rally` times the share that came
//   every day    the two camps' speakers pull each unit by `daily` in proportion to their commissars

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "mechanisms/arousal.hpp"
#include "people/counts.hpp"

namespace smolny {
namespace {

struct Agitation {
  static constexpr std::string_view name = "agitation";
  static constexpr std::string_view model = "Persuasion with saturation and shared shocks; meetings make common knowledge (Chwe 2001; Lohmann 1994)";
  enum class Parameter { speech, swing, stir, convert, margin, attend, lean, rally, daily, travel };
  static constexpr ParameterSpec parameters[] = {
      {"speech", "log-odds", "what a speech adds to the legitimacy of the speaker's authority, before saturation", 0, 5},
      {"swing", "log-odds", "standard deviation of the shock shared by an audience", 0, 5},
      {"stir", "share", "share of an audience that rises a step in resolve", 0, 1},
      {"convert", "share", "share of an audience that changes its party", 0, 1},
      {"margin", "share", "lead in legitimacy from which a unit counts as won over", 0, 1},
      {"attend", "share", "greatest share of a group that comes to a day of meetings", 0, 1},
      {"lean", "1", "weight of leaning in coming", 0, 10},
      {"rally", "1", "arousal that full attendance leaves", 0, 10},
      {"daily", "log-odds", "pull of the camps' speakers on a unit, a day", 0, 1},
      {"travel", "h", "mean time until speakers reach a unit and the meeting has ended", 0.2, 48},
  };
  using Reads = Tables<Authorities, Places, Leaders, Hearsay>;
  using Writes = Tables<Units, Groups, People>;
  static constexpr EventKind emits[] = {EventKind::meeting_held, EventKind::won_over, EventKind::agitated};
  static constexpr EventKind listens[] = {EventKind::opened};
  static constexpr ActKind performs[] = {ActKind::send};
  static constexpr Phase phase = Phase::information;
  using V = View<Agitation>;
  using P = Parameter;
  enum Code : std::uint16_t { meeting, daily_round };

  static std::size_t at(AuthorityId a) { return static_cast<std::size_t>(a.index); }

  static void begin(V v) {
    for (UnitId u : v.setting().units.ids())  // a unit that leans one way already is not won by anyone
      for (AuthorityId a : v.setting().authorities.ids())
        if (lead(v, u, a) > v.p(P::margin)) v.write<Units>()[u].won = true;
    v.wake_at(start_of_day(v.now()) + hours(20), daily_round, 1);
  }

  /// Lead in legitimacy of `a` over its strongest opponent, in chances.
  static double lead(V v, UnitId u, AuthorityId a) {
    const UnitState& s = v.read<Units>()[u];
    double rival = -1e9;
    for (AuthorityId b : v.setting().authorities.ids())
      if (v.setting().camps[v.setting().authorities[a].camp].opponent == v.setting().authorities[b].camp && v.setting().authorities[b].camp.has())
        rival = std::max(rival, s.legitimacy[at(b)]);
    return maths::logistic(s.legitimacy[at(a)]) - (rival > -1e8 ? maths::logistic(rival) : 0);
  }

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    AuthorityId a = as<Authority>(act.by);
    if (!a.has()) return;
    for (std::int32_t row : v.select(act.to))
      v.wake_in(v.exponential("travel", v.key(UnitId{row}), v.key(a)) * v.p(P::travel) * 60, meeting, v.key(UnitId{row}), v.key(a), row, call.cause);
  }

  /// The authority of a speech, from the decision that sent the speaker: the one that speaks for its decider's camp.
  static AuthorityId speaker(V v, std::int32_t cause) {
    const Recorded& e = v.event(cause);
    CampId camp{};
    if (const LeaderId l = as<Leader>(e.by); l.has()) camp = v.setting().leaders[l].camp;
    if (const BodyId b = as<Body>(e.by); b.has()) camp = v.setting().bodies[b].camp;
    AuthorityId best{};
    for (AuthorityId a : v.setting().authorities.ids())
      if (v.setting().authorities[a].camp == camp && v.read<Authorities>()[a].active && !v.read<Authorities>()[a].fallen &&
          (!best.has() || v.setting().authorities[a].key < v.setting().authorities[best].key))
        best = a;
    return best;
  }

  static void speak(V v, UnitId u, AuthorityId a, std::int32_t cause, double strength) {
    UnitState& s = v.write<Units>()[u];
    if (!a.has() || s.status == UnitStatus::disarmed) return;
    const Event e{.kind = EventKind::agitated, .side = v.setting().authorities[a].camp, .by = entity(a), .on = entity(u), .place = s.at};
    if (!v.permits(e)) return;
    const std::int32_t spoken = v.emit<EventKind::agitated>(e, {cause});
    const bool before = lead(v, u, a) > v.p(P::margin);
    const double shock = v.p(P::swing) * v.normal("swing", v.key(u), v.key(a));
    const double gain = strength * v.p(P::speech) * 2 * (1 - maths::logistic(s.legitimacy[at(a)])) + shock * strength;
    shift(v, u, a, gain);
    move_people(v, u, v.setting().authorities[a].camp, gain > 0 ? v.p(P::stir) * strength : 0, gain > 0 ? v.p(P::convert) * strength : 0);
    if (!before && lead(v, u, a) > v.p(P::margin)) win(v, u, a, spoken, gain);
  }

  static void shift(V v, UnitId u, AuthorityId a, double gain) {
    UnitState& s = v.write<Units>()[u];
    const CampId camp = v.setting().authorities[a].camp;
    for (AuthorityId b : v.setting().authorities.ids()) {
      const CampId other = v.setting().authorities[b].camp;
      if (other == camp) s.legitimacy[at(b)] = std::clamp(s.legitimacy[at(b)] + gain, -5.0, 5.0);
      else if (v.setting().camps[camp].opponent == other) s.legitimacy[at(b)] = std::clamp(s.legitimacy[at(b)] - gain / 2, -5.0, 5.0);
    }
  }

  static void win(V v, UnitId u, AuthorityId a, std::int32_t cause, double gain) {
    UnitState& s = v.write<Units>()[u];
    const Event e{.kind = EventKind::won_over, .side = v.setting().authorities[a].camp, .by = entity(u), .on = entity(a), .place = s.at};
    if (!v.permits(e)) return;
    s.won = true;
    s.obeys = a;
    v.emit<EventKind::won_over>(e, {cause, v.pressure(P::speech, gain)});
  }

  /// A step of a group's people: resolve rises, parties of the speaker's camp gain.
  static void move_people(V v, UnitId u, CampId camp, double rise, double convert) {
    if (rise <= 0 && convert <= 0) return;
    people::Transition t;
    for (std::size_t p = 0; p < v.setting().parties.size(); ++p) {
      const double affinity = v.value(v.setting().parties.rows[p].affinity[static_cast<std::size_t>(camp.index)]);
      t.up[p] = affinity > 0 ? std::min(0.5, rise) : 0;
      t.leave[p] = affinity < 0.5 ? std::min(0.4, convert * (1 - affinity) / 2) : 0;
      t.towards[p] = std::max(0.0, affinity - 0.3);
    }
    const Key k = v.key(u);
    Histogram& h = v.write<People>().rows[static_cast<std::size_t>(u.index)];
    const Key address = v.minute();
    people::step(h, t, [&, movers = v.fan("people", k, address)](std::uint64_t i) { return v.of(movers, i); });
    v.write<Units>()[u].resolve = people::mean_resolve(h);
    v.refresh_support(entity(u));
  }

  // --- a day of meetings -------------------------------------------------------------------------------------------

  static void hear(V v, std::int32_t index) {
    static constexpr Key kRally = smolny::key_of("rally");
    const Recorded e = v.event(index);
    const BodyId body = as<Body>(e.on);
    if (!body.has() || !v.setting().bodies[body].tagged(kRally)) return;
    const CampId camp = v.setting().bodies[body].camp;
    double people_there = 0;
    for (GroupId g : v.setting().groups.ids()) {
      const double lean = v.support(entity(g), camp);
      const auto size = static_cast<std::int64_t>(v.value(v.setting().groups[g].size));
      const std::int64_t n = v.binomial("rally", v.key(g), v.key(body), size, v.p(P::attend) * maths::logistic(v.p(P::lean) * (lean - 0.3)));
      const double share = size > 0 ? static_cast<double>(n) / static_cast<double>(size) : 0;
      rouse(v.write<Groups>()[g], v.p(P::rally) * share, v.now(), v.read<Hearsay>().pace, v.decays());
      people_there += static_cast<double>(n);
    }
    for (UnitId u : v.setting().units.ids()) {
      UnitState& s = v.write<Units>()[u];
      if (v.setting().places[s.at].outside || s.status == UnitStatus::disarmed || v.setting().units[u].committed.has()) continue;
      const double lean = v.support(entity(u), camp);
      const double share = v.p(P::attend) * maths::logistic(v.p(P::lean) * (lean - 0.3));
      rouse(s, v.p(P::rally) * share, v.now(), v.read<Hearsay>().pace, v.decays());
      people_there += share * s.men;
      for (AuthorityId a : v.setting().authorities.ids())
        if (v.setting().authorities[a].camp == camp) s.legitimacy[at(a)] = std::min(5.0, s.legitimacy[at(a)] + v.p(P::speech) * share * (1 - maths::logistic(s.legitimacy[at(a)])));
    }
    const Event e2{.kind = EventKind::meeting_held, .side = camp, .by = entity(body), .place = v.setting().bodies[body].seat, .amount = people_there};
    if (v.permits(e2)) v.emit<EventKind::meeting_held>(e2, {index, v.pressure(P::attend, v.p(P::attend))});
  }

  static void each_day(V v) {
    v.wake_in(1440, daily_round, 1);
    for (UnitId u : v.setting().units.ids()) {
      const UnitState& s = v.read<Units>()[u];
      if (v.setting().units[u].committed.has() || v.setting().places[s.at].outside || s.status == UnitStatus::disarmed) continue;
      for (AuthorityId a : v.setting().authorities.ids())
        if (v.read<Authorities>()[a].active && s.commissar[at(a)])
          shift(v, u, a, v.p(P::daily) * (1 - maths::logistic(s.legitimacy[at(a)])));
    }
  }

  static void wake(V v, const Wake& w) {
    if (w.code == meeting) return speak(v, UnitId{w.a}, speaker(v, w.b), w.b, 1);
    each_day(v);
  }

  static void force(V v, const Event& e) {
    if (e.kind == EventKind::won_over && e.by.kind == EntityKind::unit && e.on.kind == EntityKind::authority) win(v, as<Unit>(e.by), as<Authority>(e.on), -1, 0);
  }
};

}  // namespace

MechanismSpec agitation_mechanism() { return describe<Agitation>(); }

}  // namespace smolny
