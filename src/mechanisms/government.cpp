// government: claims to rule, cabinets, and the fall of an authority.
//
// Model: choice among feasible coalitions as a mixed logit (Martin and Stevenson 2001), parties entering by the rule that
// serves every coalition talk alike.
//
//   a party enters   with L(`value` - `distance` d(p, coalition)^2 - `complicity` log(1 + captures + 10 dead) +
//                    `company` (share of the others who enter - 1/2)), unless a decision of its own has said yes or no;
//                    one that has left the body is asked only when talks are opened anew
//   a cabinet        among the subsets of those who enter, with the formateur (the largest party):
//                    log weight = cabinet_log_weight of politics/cabinets.hpp
//   a cabinet breaks with the hazard `crisis` exp(`strain` range + `burden` mean level of problems) a day, range that of its
//                    parties on who should rule, in quarters of the scale (King, Alt, Burns and Laver 1990; Warwick 1994), or when
//                    it is dismissed; the formateur stays on alone until talks, asked anew, have formed another
//   the fall         an authority falls when its seat is taken or it gives up

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "politics/cabinets.hpp"

namespace smolny {
namespace {

struct Government {
  static constexpr std::string_view name = "government";
  static constexpr std::string_view model = "Coalition choice as a mixed logit (Martin and Stevenson 2001)";
  enum class Parameter { value, distance, complicity, company, minimal, parties, range, minority, breadth, recognition, talks, crisis, strain, burden };
  static constexpr ParameterSpec parameters[] = {
      {"value", "log-odds", "readiness to enter at no distance and no blame", -5, 5},
      {"distance", "1", "weight of the squared distance between the party and the formateur on coalition", 0, 20},
      {"complicity", "1", "weight of the force used so far", 0, 5},
      {"company", "1", "weight of what the other parties do", 0, 10},
      {"minimal", "1", "log weight of a minimal winning coalition", -3, 5},
      {"parties", "1", "log weight of each further party", -5, 3},
      {"range", "1", "log weight taken off for ideological range", 0, 10},
      {"minority", "1", "log weight taken off a minority cabinet", 0, 10},
      {"breadth", "1", "log weight of each partner taken in, times the formateur's position on partners", 0, 5},
      {"recognition", "log-odds", "legitimacy that a claim carried by an assembly adds, times its share", 0, 5},
      {"talks", "h", "mean length of coalition talks", 0.1, 2000},
      {"crisis", "1/d", "rate at which a cabinet of one mind without problems breaks; 0: none breaks", 0, 1},
      {"strain", "1", "log rate added by the range of the parties in it", 0, 10},
      {"burden", "1", "log rate added by the mean level of problems", 0, 5},
  };
  using Reads = Tables<Tally, Leaders, Decisions, Districts>;
  using Writes = Tables<Authorities, Bodies, Units>;
  static constexpr std::string_view sites[] = {"enter", "break"};
  static constexpr EventKind emits[] = {EventKind::mandated, EventKind::proclaimed, EventKind::joined, EventKind::refused,
                                        EventKind::cabinet_formed, EventKind::cabinet_broke, EventKind::government_fell};
  static constexpr EventKind listens[] = {EventKind::seat_fell};
  static constexpr ActKind performs[] = {ActKind::mandate, ActKind::proclaim, ActKind::join, ActKind::reject, ActKind::dismiss, ActKind::appoint};
  static constexpr Phase phase = Phase::decisions;
  using V = View<Government>;
  using P = Parameter;
  enum Code : std::uint16_t { form, form_open, form_anew, form_again, look };

  /// The assembly on whose standing an authority draws: the one that mandates it, or the one that speaks as it.
  static BodyId body_behind(V v, AuthorityId a) {
    const Authority& authority = v.setting().authorities[a];
    return authority.mandate_from.has() ? authority.mandate_from : authority.body;
  }

  static std::size_t at(AuthorityId a) { return static_cast<std::size_t>(a.index); }

  /// The cabinets that stand at the start are given by the tags `cabinet-AUTHORITY` on parties.
  static void begin(V v) {
    for (AuthorityId a : v.setting().authorities.ids()) {
      const Key tag = smolny::key_of("cabinet-" + v.setting().authorities[a].id);
      AuthorityState& s = v.write<Authorities>()[a];
      for (std::size_t p = 0; p < v.setting().parties.size(); ++p)
        if (v.setting().parties.rows[p].tagged(tag)) s.parties |= 1U << p, s.cabinet = true;
      s.cabinet_at = v.now();
    }
    if (v.p(P::crisis) > 0) v.wake_in(1440, look, 1);
  }

  // --- crises ------------------------------------------------------------------------------------------------------

  /// Of the problems, their mean over districts: what whoever governs has on his hands.
  static double burden(V v) {
    double sum = 0, n = 0;
    for (DistrictId d : v.setting().districts.ids()) {
      if (d.index >= static_cast<std::int32_t>(v.read<Districts>().size())) break;  // nobody's opinion is followed
      for (ProblemId k : v.setting().problems.ids()) {
        const Problem& problem = v.setting().problems[k];
        if (problem.as_believed.has() || !problem.concerns(d)) continue;  // what is only feared is not left unsolved
        sum += v.read<Districts>()[d].level[static_cast<std::size_t>(k.index)], n += 1;
      }
    }
    return n > 0 ? sum / n : 0;
  }

  /// The range of the parties in office on who should rule, in quarters of the scale.
  static double range(V v, std::uint32_t parties) {
    double low = 2, high = -2;
    const auto rule = v.issue(IssueRole::rule);
    for (std::size_t p = 0; rule && p < v.setting().parties.size(); ++p) {
      if (!(parties & (1U << p))) continue;
      const double x = v.value(v.setting().parties.rows[p].position[*rule]);
      low = std::min(low, x), high = std::max(high, x);
    }
    return std::max(0.0, high - low);
  }

  static void look_at_cabinets(V v) {
    v.wake_in(1440, look, 1);
    for (AuthorityId a : v.setting().authorities.ids()) {
      const AuthorityState& s = v.read<Authorities>()[a];
      if (!s.active || s.fallen || !s.cabinet || !body_behind(v, a).has()) continue;
      const double strain = v.p(P::strain) * range(v, s.parties), weight = v.p(P::burden) * burden(v);
      if (!v.happens("break", entity(a), entity(a), 1 - maths::exp(-v.p(P::crisis) * maths::exp(strain + weight)))) continue;
      break_up(v, a, {v.pressure(P::strain, strain), v.pressure(P::burden, weight)});
    }
  }

  /// The largest of its parties stays on alone; who will govern with it is asked anew, whatever was said before.
  static void break_up(V v, AuthorityId a, std::initializer_list<Because> causes) {
    AuthorityState& s = v.write<Authorities>()[a];
    const Event e{.kind = EventKind::cabinet_broke, .by = entity(a), .place = v.setting().authorities[a].seat,
                  .amount = static_cast<double>((v.now() - s.cabinet_at).minutes / 1440)};
    if (!s.cabinet || s.fallen || !v.permits(e)) return;
    std::uint32_t caretaker = 0;
    for (const Seat& p : parties_of(v, body_behind(v, a)))
      if (const std::uint32_t bit = 1U << p.party.index; caretaker == 0 && (s.parties & bit) != 0) caretaker = bit;
    s.parties = caretaker;
    s.broken = true;
    s.accepted = s.declined = 0;
    const std::int32_t broke = v.emit<EventKind::cabinet_broke>(e, causes);
    v.wake_in(v.exponential("talks", v.key(a)) * v.p(P::talks) * 60, form_again, v.key(a), 0, a.index, broke);
  }

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    switch (act.kind) {
      case ActKind::mandate:
        for (std::int32_t row : v.select(act.to)) activate(v, AuthorityId{row}, act.by, call.cause);
        return;
      case ActKind::proclaim:
        if (const AuthorityId a = as<Authority>(act.by); a.has()) proclaim(v, a, call.cause);
        return;
      case ActKind::join: case ActKind::reject:
        for (std::int32_t row : v.select(act.to)) answer(v, as<Party>(act.by), AuthorityId{row}, act.kind == ActKind::join, call.cause);
        return;
      case ActKind::appoint: return charge(v, call);
      case ActKind::dismiss:
        for (AuthorityId a : v.setting().authorities.ids())
          if (act.to.kind == EntityKind::body && body_behind(v, a).has() &&
              std::find(act.to.rows.begin(), act.to.rows.end(), body_behind(v, a).index) != act.to.rows.end())
            break_up(v, a, {call.cause});
        return;
      default: return;
    }
  }

  /// A cabinet is to be formed. Charged by an authority: from those who sit in its body and have not declined. Charged by
  /// that body itself: talks of all who still sit there, whatever they said before. Charged by another body: those who
  /// have walked out are asked as well.
  static void charge(V v, const ActCall& call) {
    const Act& act = *call.act;
    if (act.to.kind != EntityKind::body) return;  // commissars are command's business
    AuthorityId a = as<Authority>(act.by);
    const BodyId by = as<Body>(act.by);
    for (AuthorityId x : v.setting().authorities.ids()) {
      const AuthorityState& s = v.read<Authorities>()[x];
      if (!by.has() || s.fallen || !body_behind(v, x).has()) continue;
      if (body_behind(v, x) == by) a = x;
      else if (s.active && s.cabinet && v.setting().authorities[x].camp == v.setting().bodies[body_behind(v, x)].camp &&
               (!a.has() || (body_behind(v, a) != by && s.cabinet_at > v.read<Authorities>()[a].cabinet_at)))
        a = x;
    }
    if (!a.has()) return;
    const Code code = !by.has() ? form : body_behind(v, a) == by ? form_open : form_anew;
    v.wake_in(v.exponential("talks", v.key(a)) * v.p(P::talks) * 60, code, v.key(a), 0, a.index, call.cause);
  }

  static void activate(V v, AuthorityId a, Entity by, std::int32_t cause) {
    AuthorityState& s = v.write<Authorities>()[a];
    const Event e{.kind = EventKind::mandated, .side = v.setting().authorities[a].camp, .by = by, .on = entity(a)};
    if (s.active || !v.permits(e)) return;
    s.active = true;
    if (const BodyId b = v.setting().authorities[a].body; b.has()) v.write<Bodies>()[b].exists = true;
    v.emit<EventKind::mandated>(e, {cause});
  }

  static void proclaim(V v, AuthorityId a, std::int32_t cause) {
    const double share = v.event(cause).amount > 0 && v.event(cause).amount <= 1 ? v.event(cause).amount : 1;
    const Event e{.kind = EventKind::proclaimed, .side = v.setting().authorities[a].camp, .by = entity(a), .place = v.setting().authorities[a].seat, .amount = share};
    if (!v.permits(e)) return;
    v.write<Authorities>()[a].active = true;
    for (UnitState& u : v.write<Units>()) u.legitimacy[at(a)] = std::min(5.0, u.legitimacy[at(a)] + v.p(P::recognition) * share);
    v.emit<EventKind::proclaimed>(e, {cause, v.pressure(P::recognition, v.p(P::recognition) * share)});
  }

  static void answer(V v, PartyId party, AuthorityId a, bool yes, std::int32_t cause) {
    if (!party.has()) return;
    AuthorityState& s = v.write<Authorities>()[a];
    const Event e{.kind = yes ? EventKind::joined : EventKind::refused, .by = entity(party), .on = entity(a)};
    if (!v.permits(e)) return;
    const std::int32_t bit = 1 << party.index;
    s.accepted = yes ? s.accepted | bit : s.accepted & ~bit;
    s.declined = yes ? s.declined & ~bit : s.declined | bit;
    if (yes) v.emit<EventKind::joined>(e, {cause});
    else v.emit<EventKind::refused>(e, {cause});
  }

  // --- cabinets ----------------------------------------------------------------------------------------------------

  struct Seat {
    PartyId party;
    double seats = 0, partners = 0, rule = 0;
    bool left = false;
  };

  /// Parties of the body on whose standing the authority draws, largest first.
  static std::vector<Seat> parties_of(V v, BodyId b) {
    std::vector<Seat> out;
    const Body& body = v.setting().bodies[b];
    const auto partners = v.issue(IssueRole::partners), rule = v.issue(IssueRole::rule);
    for (std::size_t k = 0; k < body.blocs.size(); ++k) {
      if (!body.blocs[k].party.has()) continue;
      Seat seat{body.blocs[k].party, static_cast<double>(v.read<Bodies>()[b].seats[k])};
      seat.left = v.read<Bodies>()[b].left[k];
      if (partners) seat.partners = v.value(body.blocs[k].position[*partners]);
      if (rule) seat.rule = v.value(body.blocs[k].position[*rule]);
      const auto same = std::find_if(out.begin(), out.end(), [&](const Seat& s) { return s.party == seat.party; });
      if (same != out.end()) same->seats += seat.seats, same->left = same->left && seat.left;
      else out.push_back(seat);
    }
    std::sort(out.begin(), out.end(), [&](const Seat& x, const Seat& y) {
      return x.seats != y.seats ? x.seats > y.seats : v.setting().parties[x.party].key < v.setting().parties[y.party].key;
    });
    return out;
  }

  static void form_cabinet(V v, AuthorityId a, std::int32_t cause, Code how) {
    const BodyId body = body_behind(v, a);
    AuthorityState& s = v.write<Authorities>()[a];
    if (!body.has() || s.fallen) return;
    std::vector<Seat> parties = parties_of(v, body);
    if (parties.size() > 10) parties.resize(10);
    if (parties.empty() || parties[0].seats <= 0) return;
    std::vector<bool> enters(parties.size(), false);
    enters[0] = true;
    const CampId camp = v.setting().authorities[a].camp;
    const CampId other = v.setting().camps[camp].opponent;
    const Tally& tally = v.read<Tally>();
    const double force = maths::log(1 + tally.captures[static_cast<std::size_t>(camp.index)] +
                                    10 * (other.has() ? tally.dead[static_cast<std::size_t>(other.index)] : 0));
    double in = 0, asked = 0;
    for (std::size_t i = 1; i < parties.size(); ++i) {
      const std::int32_t bit = 1 << parties[i].party.index;
      if (parties[i].seats <= 0 && !parties[i].left) continue;
      bool yes = (s.accepted & bit) != 0;
      if (!yes && (how != form || !(s.declined & bit)) && (how == form_anew || !parties[i].left)) {
        const double gap = (parties[i].partners - parties[0].partners) / 4;
        const double x = v.p(P::value) - v.p(P::distance) * gap * gap - v.p(P::complicity) * force + v.p(P::company) * (asked > 0 ? in / asked - 0.5 : 0);
        yes = v.happens("enter", entity(parties[i].party), entity(a), maths::logistic(x));
        const Event e{.kind = yes ? EventKind::joined : EventKind::refused, .by = entity(parties[i].party), .on = entity(a)};
        if (v.permits(e)) {
          if (yes) v.emit<EventKind::joined>(e, {cause, v.pressure(P::value, x)});
          else v.emit<EventKind::refused>(e, {cause, v.pressure(P::complicity, v.p(P::complicity) * force)});
        }
      }
      asked += 1;
      if (yes) enters[i] = true, in += 1;
    }
    choose_among(v, a, parties, enters, cause);
  }

  static void choose_among(V v, AuthorityId a, const std::vector<Seat>& parties, const std::vector<bool>& enters, std::int32_t cause) {
    double all = 0;
    for (const Seat& p : parties) all += p.seats;
    std::vector<double> weight;
    std::vector<Key> names;
    std::vector<std::uint32_t> sets;
    const auto n = static_cast<std::uint32_t>(parties.size());
    for (std::uint32_t set = 1; set < (1U << n); set += 2) {  // the formateur is the first
      bool feasible = true;
      double seats = 0, low = 1e9, high = -1e9, smallest = 1e9;
      int members = 0;
      Key coalition = 1;
      for (std::uint32_t i = 0; i < n; ++i)
        if (set & (1U << i)) {
          feasible &= enters[i];
          seats += parties[i].seats;
          smallest = std::min(smallest, parties[i].seats);
          low = std::min(low, parties[i].rule);
          high = std::max(high, parties[i].rule);
          ++members;
          coalition ^= mix(v.setting().parties[parties[i].party].key, 3);
        }
      if (!feasible) continue;
      const bool wins = 2 * seats > all, minimal = wins && 2 * (seats - smallest) <= all;
      weight.push_back((minimal ? v.p(P::minimal) : 0) + v.p(P::parties) * (members - 1) - v.p(P::range) * (high - low) / 4 -
                       (wins ? 0 : v.p(P::minority)) + breadth(v, parties, set));
      names.push_back(coalition);
      sets.push_back(set);
    }
    if (sets.empty()) return;
    const std::uint32_t chosen = sets[v.choose("cabinet", v.key(a), 0, weight, names)];
    std::uint32_t bits = 0;
    double share = 0;
    for (std::uint32_t i = 0; i < n; ++i)
      if (chosen & (1U << i)) bits |= 1U << parties[i].party.index, share += parties[i].seats / all;
    const Event e{.kind = EventKind::cabinet_formed, .side = v.setting().authorities[a].camp, .by = entity(a), .place = v.setting().authorities[a].seat,
                  .detail = static_cast<std::int32_t>(bits), .amount = share};
    if (!v.permits(e)) return;
    AuthorityState& s = v.write<Authorities>()[a];
    s.cabinet = true;
    s.broken = false;
    s.parties = bits;
    s.cabinet_at = v.now();
    v.emit<EventKind::cabinet_formed>(e, {cause, v.pressure(P::minimal, v.p(P::minimal)), v.pressure(P::range, -v.p(P::range))});
  }

  /// The formateur's own taste for partners: its position on coalition, for each one taken in.
  static double breadth(V v, const std::vector<Seat>& parties, std::uint32_t set) {
    return v.p(P::breadth) * parties[0].partners * (__builtin_popcount(set) - 1);
  }

  // --- the fall ----------------------------------------------------------------------------------------------------

  static void fall(V v, AuthorityId a, std::int32_t cause, CampId to) {
    AuthorityState& s = v.write<Authorities>()[a];
    const Event e{.kind = EventKind::government_fell, .side = to, .on = entity(a), .place = v.setting().authorities[a].seat};
    if (s.fallen || !s.active || !v.permits(e)) return;
    s.fallen = true;
    v.emit<EventKind::government_fell>(e, {cause});
  }

  static void hear(V v, std::int32_t index) {
    const Recorded e = v.event(index);
    if (const AuthorityId a = as<Authority>(e.on); a.has()) fall(v, a, index, e.side);
  }

  static void wake(V v, const Wake& w) {
    if (w.code == look) return look_at_cabinets(v);
    const AuthorityId a{w.a};
    if (w.code == form_again && !v.read<Authorities>()[a].broken) return;  // somebody was quicker
    form_cabinet(v, a, w.b, w.code == form_again ? form : static_cast<Code>(w.code));
  }
};

}  // namespace

MechanismSpec government_mechanism() { return describe<Government>(); }

}  // namespace smolny
