// recall: deputies are recalled and re-elected by those who sent them; assemblies turn, and others hear of it.
//
// Model: threshold contagion (Granovetter 1978; Kuran 1991) between assemblies; votes by spatial preference that persist
// (Enelow and Hinich 1984) under an agenda set by the mover (Romer and Rosenthal 1978); presidia in proportion (Hamilton).
//
//   constituencies   a works or company elects by the local lead, which scatters about the shares y of all who elect in its curia:
//                    it sends party p with chance w(p) = y(p)^`plurality` / sum of y^`plurality`
//   ready            of those who would now send another, the share A = L((H - `threshold`) / `spread`) dares to meet;
//                    H = sum of w(o) [o has turned] / sum of w(o) over other assemblies, w = deputies * exp(-km / `reach`)
//   a week           each deputy of p is recalled with chance (1 - exp(-7 `pace`)) A (1 - w(p)); the successor is of q by w(q) / (1 - w(p))
//   an occasion      a cabinet breaks up or is formed: with chance `meet` * A (1 - w(p)) each deputy is recalled at once, and after a
//                    time of mean `notice` the largest party outside the presidium that stands further from the status quo than the
//                    presidium does moves against it. No motion comes by the clock
//   the motion       asks for a part `bid` of the way from the status quo s (the mean stand of the parties in office on who shall rule) to
//                    the mover's own stand: m = s + `bid` (q - s). A deputy of a bloc that stands at q and has discipline d votes for it with
//                    chance d [x > 0] + (1 - d) L(x), the first being the line of the caucus, and
//                    x = `conviction` ((q - s)^2 - (q - m)^2) / 2 + `mandate` (2 S - 1) + `temper` z, S the share of those who elect the
//                    bloc's deputies that hold with parties nearer to m than to s; z is drawn once for a bloc and history: who was of a
//                    mind in July is of that mind in September
//   it carries       the assembly has turned; after a time of mean `handover` its presidium is chosen anew, in proportion to seats
//   office staked    (act dismiss) at once a vote of confidence, in which `loyalty` speaks for the presidium: it stays if it wins
//
// The presidium of the first day is that of the largest party and of those that stand nearest to it on who shall rule, until they have a
// majority (a connected coalition: Axelrod 1970). An assembly in which no party stands further from the status quo has turned before.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "politics/seats.hpp"

namespace smolny {
namespace {

struct Recall {
  static constexpr std::string_view name = "recall";
  static constexpr std::string_view model =
      "Threshold contagion between assemblies (Granovetter 1978, Kuran 1991), spatial votes that persist (Enelow and Hinich 1984)";
  enum class Parameter { pace, plurality, threshold, spread, reach, meet, notice, bid, conviction, mandate, temper, loyalty, handover, presidium };
  static constexpr ParameterSpec parameters[] = {
      {"pace", "1/d", "rate at which a constituency that would send another, and dares to, recalls its deputy", 0, 1},
      {"plurality", "1", "power to which shares are raised: at 1 constituencies are as their curia, above it the leading party gains", 0.2, 10},
      {"threshold", "share", "of other assemblies that have turned, at which half of the constituencies dare to meet", -5, 5},
      {"spread", "share", "scale of those thresholds", 0.001, 5},
      {"reach", "km", "distance over which an assembly hears of others", 1, 1e5},
      {"meet", "share", "of the constituencies that dare, those that meet at once on an occasion", 0, 1},
      {"notice", "d", "mean time from an occasion until a motion is put", 0, 100},
      {"bid", "share", "how much of the way from the status quo to its own stand a mover asks for", 0.01, 1},
      {"conviction", "log-odds", "weight of half the difference of squared distances", 0, 10},
      {"mandate", "log-odds", "weight of what those who elect a deputy hold with", 0, 10},
      {"temper", "log-odds", "standard deviation of a bloc's own leaning, which stays", 0, 10},
      {"loyalty", "log-odds", "what speaks for a presidium that stakes its office", -10, 10},
      {"handover", "d", "mean time from a motion carried until the presidium is chosen anew", 0, 365},
      {"presidium", "seats", "size of a presidium", 1, 100},
  };
  using Reads = Tables<People, Authorities>;
  using Writes = Tables<Bodies, Assemblies>;
  static constexpr EventKind emits[] = {EventKind::recalled, EventKind::censured, EventKind::upheld, EventKind::presidium_chosen};
  static constexpr EventKind listens[] = {EventKind::cabinet_broke, EventKind::cabinet_formed};
  static constexpr ActKind performs[] = {ActKind::dismiss};
  static constexpr Phase phase = Phase::contests;
  static constexpr bool on_request = true;
  using V = View<Recall>;
  using P = Parameter;
  enum Code : std::uint16_t { week, motion, handover };
  using Shares = std::array<double, kMaxParties>;

  static std::size_t at(PartyId p) { return static_cast<std::size_t>(p.index); }

  /// An assembly of deputies who can be recalled.
  static bool elected(const Body& body) {
    return std::any_of(body.blocs.begin(), body.blocs.end(), [](const Bloc& b) { return b.curia.has(); });
  }

  static void begin(V v) {
    if (v.setting().curiae.empty()) return;
    for (BodyId b : v.setting().bodies.ids()) {
      if (!elected(v.setting().bodies[b])) continue;
      seat_presidium(v, b, connected_majority(v, seats_of(v, b)));
    }
    for (BodyId b : v.setting().bodies.ids())
      if (elected(v.setting().bodies[b])) v.write<Assemblies>()[b].turned = nobody_further(v, b);
    v.wake_in(7 * 1440, week, 1);
  }

  static Shares connected_majority(V v, Shares seats) {
    Shares leading{};
    double all = 0, taken = 0;
    for (double n : seats) all += n;
    const PartyId first = largest(v, seats);
    const std::size_t issue = v.issue(IssueRole::rule).value_or(0);
    while (2 * taken <= all && first.has()) {
      Shares nearest{};
      double least = 1e9;
      for (PartyId p : v.setting().parties.ids()) {
        const double d = stand(v, p, issue) - stand(v, first, issue), gap = d < 0 ? -d : d;
        if (seats[at(p)] <= 0 || gap > least) continue;
        if (gap < least) nearest = {}, least = gap;
        nearest[at(p)] = seats[at(p)];
      }
      const PartyId next = largest(v, nearest);
      leading[at(next)] = seats[at(next)];
      taken += seats[at(next)];
      seats[at(next)] = 0;
    }
    return leading;
  }

  static bool nobody_further(V v, BodyId b) {
    const Question q = question(v, b);
    return q.known && !q.mover.has();
  }

  static Shares seats_of(V v, BodyId b) {
    Shares seats{};
    const Body& body = v.setting().bodies[b];
    for (std::size_t k = 0; k < body.blocs.size(); ++k) seats[at(body.blocs[k].party)] += v.read<Bodies>()[b].seats[k];
    return seats;
  }

  /// The party with most; of equals the one of the lowest key. None where nobody has any.
  static PartyId largest(V v, const Shares& n) {
    PartyId best{};
    for (PartyId p : v.setting().parties.ids())
      if (n[at(p)] > 0 && (!best.has() || n[at(p)] > n[at(best)] || (n[at(p)] == n[at(best)] && v.key(p) < v.key(best)))) best = p;
    return best;
  }

  static void seat_presidium(V v, BodyId b, const Shares& by) {
    std::vector<politics::List> lists;
    std::vector<PartyId> of;
    for (PartyId p : v.setting().parties.ids())
      if (by[at(p)] > 0) lists.push_back({v.key(p), static_cast<std::uint64_t>(by[at(p)])}), of.push_back(p);
    auto& presidium = v.write<Assemblies>()[b].presidium;
    presidium.fill(0);
    const auto seats = politics::largest_remainder(lists, static_cast<std::uint32_t>(v.p(P::presidium) + 0.5), politics::Quota::hare);
    for (std::size_t i = 0; i < of.size(); ++i) presidium[at(of[i])] = static_cast<std::int32_t>(seats.seats[i]);
  }

  // --- constituencies ----------------------------------------------------------------------------------------------

  /// Of those who elect in a curia and hold with a party: the share of each.
  static Shares holding(V v, CuriaId c) {
    Shares y{};
    double all = 0;
    for (std::int32_t g : v.select(v.setting().curiae[c].electors)) {
      const Histogram& h = v.read<People>().rows[v.setting().units.size() + static_cast<std::size_t>(g)];
      for (std::size_t p = 0; p < kMaxParties; ++p)
        for (std::size_t r = 0; r < 16; ++r) y[p] += h.cell[p * 16 + r];
    }
    for (double n : y) all += n;
    for (double& n : y) n = all > 0 ? n / all : 0;
    return y;
  }

  /// What an assembly has heard of others that have turned, 0 to 1; and the event that it has heard most of, or -1.
  static std::pair<double, std::int32_t> hearsay(V v, BodyId b) {
    double weight = 0, turned = 0, most = 0;
    std::int32_t event = -1;
    for (BodyId o : v.setting().bodies.ids()) {
      const Body& other = v.setting().bodies[o];
      if (o == b || !elected(other)) continue;
      double deputies = 0;
      for (double n : seats_of(v, o)) deputies += n;
      const double away = kilometres(v.setting(), v.setting().bodies[b].seat, other.seat);
      const double w = deputies * maths::exp(-away / v.p(P::reach));
      weight += w;
      if (!v.read<Assemblies>()[o].turned) continue;
      turned += w;
      if (w > most) most = w, event = v.read<Assemblies>()[o].turning;
    }
    return {weight > 0 ? turned / weight : 0, event};
  }

  /// Each constituency that would send another recalls its deputy, with a given chance if all of them dared to.
  static void elect_anew(V v, BodyId b, double chance_if_all_dare, std::int32_t cause) {
    const Body& body = v.setting().bodies[b];
    AssemblyState& s = v.write<Assemblies>()[b];
    const auto [heard, event] = hearsay(v, b);
    s.heard = heard;
    const double dare = maths::logistic((heard - v.p(P::threshold)) / v.p(P::spread));
    std::array<std::int32_t, kMaxBlocs> seats = v.read<Bodies>()[b].seats;
    Shares gain{};
    double changed = 0;
    for (std::size_t k = 0; k < body.blocs.size(); ++k) {
      const Bloc& bloc = body.blocs[k];
      const std::int32_t sitting = v.read<Bodies>()[b].seats[k];
      if (!bloc.curia.has() || sitting <= 0) continue;
      const std::vector<double> sends = local_choice(v, body, bloc.curia);
      std::int64_t left = v.binomial("recall", mix(body.key, bloc.key), 0, sitting, chance_if_all_dare * dare * (1 - sends[k]));
      seats[k] -= static_cast<std::int32_t>(left);
      gain[at(bloc.party)] -= static_cast<double>(left);
      changed += static_cast<double>(left);
      double others = 1 - sends[k];
      for (std::size_t j = 0; j < body.blocs.size() && left > 0; ++j) {
        if (j == k || sends[j] <= 0) continue;
        const Key who = mix(body.key, bloc.key);
        const std::int64_t n = others > sends[j] ? v.binomial("successor", who, body.blocs[j].key, left, sends[j] / others) : left;
        seats[j] += static_cast<std::int32_t>(n);
        gain[at(body.blocs[j].party)] += static_cast<double>(n);
        left -= n;
        others -= sends[j];
      }
      seats[k] += static_cast<std::int32_t>(left);  // rounding left one without a successor
    }
    const Event e{.kind = EventKind::recalled, .by = entity(largest(v, gain)), .on = entity(b), .place = body.seat, .amount = changed};
    if (changed <= 0 || !v.permits(e)) return;
    v.write<Bodies>()[b].seats = seats;
    v.emit<EventKind::recalled>(e, {cause, event, v.pressure(P::threshold, dare)});
  }

  /// By bloc of the body: the chance that a constituency of the curia sends one of it.
  static std::vector<double> local_choice(V v, const Body& body, CuriaId curia) {
    const Shares y = holding(v, curia);
    std::vector<double> w(body.blocs.size());
    double sum = 0;
    for (std::size_t j = 0; j < w.size(); ++j)
      if (body.blocs[j].curia == curia && y[at(body.blocs[j].party)] > 0) sum += w[j] = maths::pow(y[at(body.blocs[j].party)], v.p(P::plurality));
    for (double& x : w) x = sum > 0 ? x / sum : 0;
    return w;
  }

  // --- motions -----------------------------------------------------------------------------------------------------

  struct Question {
    PartyId mover{};
    std::size_t issue = 0;
    double before = 0, after = 0;  ///< where the status quo and the motion stand
    bool known = false;            ///< there is an issue of who shall rule, and somebody rules
    bool put() const { return mover.has() && before != after; }
  };

  static Question question(V v, BodyId b) {
    Question q;
    const std::uint32_t office = v.parties_in_office();
    const auto rule = v.issue(IssueRole::rule);
    q.known = rule.has_value() && office != 0;
    if (!q.known) return q;
    q.issue = *rule;
    double n = 0;
    for (PartyId p : v.setting().parties.ids())
      if ((office >> p.index) & 1U) q.before += stand(v, p, q.issue), n += 1;
    q.before /= n;
    const auto away = [&](double x) { return x > q.before ? x - q.before : q.before - x; };
    Shares outside = seats_of(v, b);
    for (PartyId p : v.setting().parties.ids())
      if (v.read<Assemblies>()[b].presidium[at(p)] > 0 || away(stand(v, p, q.issue)) <= away(presidium_stand(v, b, q.issue))) outside[at(p)] = 0;
    q.mover = largest(v, outside);
    if (q.mover.has()) q.after = q.before + v.p(P::bid) * (stand(v, q.mover, q.issue) - q.before);
    return q;
  }

  static double stand(V v, PartyId p, std::size_t issue) { return v.value(v.setting().parties[p].position[issue]); }

  static double presidium_stand(V v, BodyId b, std::size_t issue) {
    double sum = 0, n = 0;
    for (PartyId p : v.setting().parties.ids()) {
      const double seats = v.read<Assemblies>()[b].presidium[at(p)];
      sum += seats * stand(v, p, issue);
      n += seats;
    }
    return n > 0 ? sum / n : 0;
  }

  /// By how much nearer to the motion than to the status quo.
  static double nearer(const Question& q, double stand) {
    return ((stand - q.before) * (stand - q.before) - (stand - q.after) * (stand - q.after)) / 2;
  }

  /// Share of those present who vote for it.
  static double divide(V v, BodyId b, const Question& q, double against) {
    const Body& body = v.setting().bodies[b];
    double yes = 0, all = 0;
    for (std::size_t k = 0; k < body.blocs.size(); ++k) {
      const Bloc& bloc = body.blocs[k];
      const Key who = mix(body.key, bloc.key);
      const std::int64_t present = v.binomial("attend", who, 0, v.read<Bodies>()[b].seats[k], v.value(body.attendance));
      if (present <= 0) continue;
      double sent_for = 0.5;
      if (bloc.curia.has()) {
        sent_for = 0;
        const Shares y = holding(v, bloc.curia);
        for (PartyId p : v.setting().parties.ids())
          if (nearer(q, stand(v, p, q.issue)) > 0) sent_for += y[at(p)];
      }
      const double x = v.p(P::conviction) * nearer(q, v.value(bloc.position[q.issue])) + v.p(P::mandate) * (2 * sent_for - 1) +
                       v.p(P::temper) * v.shared_normal("temper", who, 0) - against;
      const double d = v.value(bloc.discipline);
      yes += static_cast<double>(v.binomial("vote", who, 0, present, (x > 0 ? d : 0) + (1 - d) * maths::logistic(x)));
      all += static_cast<double>(present);
    }
    return all > 0 ? yes / all : 0;
  }

  static void move(V v, BodyId b, std::int32_t cause) {
    const Question q = question(v, b);
    if (!q.put()) return;
    AssemblyState& s = v.write<Assemblies>()[b];
    Event e{.kind = EventKind::censured, .by = entity(q.mover), .on = entity(b), .place = v.setting().bodies[b].seat, .detail = 0,
            .amount = divide(v, b, q, 0)};
    if (e.amount <= 0.5) {
      e.kind = EventKind::upheld;
      if (v.permits(e)) v.emit<EventKind::upheld>(e, {cause, v.pressure(P::conviction, v.p(P::conviction))});
      return;
    }
    if (!v.permits(e)) return;
    const std::int32_t carried = v.emit<EventKind::censured>(e, {cause, v.pressure(P::mandate, v.p(P::mandate))});
    if (!s.turned) s.turned = true, s.turning = carried;
    v.wake_in(v.exponential("handover", v.key(b)) * v.p(P::handover) * 1440, handover, v.key(b), s.vacancy, b.index, carried);
  }

  /// The presidium stakes its office on a vote of confidence.
  static void stake(V v, BodyId b, std::int32_t cause) {
    const Question q = question(v, b);
    if (!q.put()) return;
    AssemblyState& s = v.write<Assemblies>()[b];
    Event e{.kind = EventKind::censured, .by = entity(q.mover), .on = entity(b), .place = v.setting().bodies[b].seat, .detail = 1,
            .amount = divide(v, b, q, v.p(P::loyalty))};
    if (e.amount > 0.5) {
      if (v.permits(e)) choose_presidium(v, b, v.emit<EventKind::censured>(e, {cause}));
      return;
    }
    e.kind = EventKind::upheld;
    if (!v.permits(e)) return;
    ++s.vacancy;
    s.turned = false;
    v.emit<EventKind::upheld>(e, {cause, v.pressure(P::loyalty, v.p(P::loyalty))});
  }

  static void choose_presidium(V v, BodyId b, std::int32_t cause) {
    AssemblyState& s = v.write<Assemblies>()[b];
    const Shares seats = seats_of(v, b);
    const PartyId first = largest(v, seats);
    double all = 0;
    for (double n : seats) all += n;
    if (!first.has()) return;
    const Event e{.kind = EventKind::presidium_chosen, .side = v.setting().bodies[b].camp, .by = entity(first), .on = entity(b),
                  .place = v.setting().bodies[b].seat, .amount = seats[at(first)] / all};
    if (!v.permits(e)) return;
    ++s.vacancy;
    seat_presidium(v, b, seats);
    v.emit<EventKind::presidium_chosen>(e, {cause});
  }

  // --- when --------------------------------------------------------------------------------------------------------

  static void perform(V v, const ActCall& call) {
    if (call.act->to.kind != EntityKind::body || v.setting().curiae.empty()) return;
    for (std::int32_t row : v.select(call.act->to))
      if (elected(v.setting().bodies[BodyId{row}])) stake(v, BodyId{row}, call.cause);
  }

  static void hear(V v, std::int32_t index) {
    if (v.setting().curiae.empty()) return;
    for (BodyId b : v.setting().bodies.ids()) {
      if (!elected(v.setting().bodies[b])) continue;
      elect_anew(v, b, v.p(P::meet), index);
      v.wake_in(v.exponential("notice", v.key(b)) * v.p(P::notice) * 1440, motion, v.key(b), 0, b.index, index);
    }
  }

  static void wake(V v, const Wake& w) {
    if (w.code == motion) return move(v, BodyId{w.a}, w.b);
    if (w.code == handover) {
      if (w.target == v.read<Assemblies>()[BodyId{w.a}].vacancy) choose_presidium(v, BodyId{w.a}, w.b);
      return;
    }
    v.wake_in(7 * 1440, week, 1);
    for (BodyId b : v.setting().bodies.ids())
      if (elected(v.setting().bodies[b])) elect_anew(v, b, 1 - maths::exp(-7 * v.p(P::pace)), -1);
  }
};

}  // namespace

MechanismSpec recall_mechanism() { return describe<Recall>(); }

}  // namespace smolny
