// disorder: outbreaks by district and week, and the reliable troops that are spent on them.
//
// Model: counts with overdispersion, memory and a spatial lag, log-linear (Fokianos and Tjostheim 2011); troops as in the
// economics of deterrence (Becker 1968).
//
//   outbreaks in district d in a week: negative binomial of mean N(d) (1 - exp(-m(d) / N(d))) and size `dispersion`, at most N(d):
//       N(d) is how many townships there are (`townships` by 100,000 of those who may rise), an outbreak is a township that rises in
//       the week, and m(d) calls to rise fall on them at random (occupancy: Feller 1968, ch. IV). Where few rise the mean is m(d);
//       where calls breed calls without bound, every township is up and there is nobody left to rise
//   m(d) = b(d) * exp(`uneven` z(d)) * ((1 + y(d)) / (1 + b(d)))^`habit` * ((1 + Wy(d)) / (1 + Wb(d)))^`contagion`
//          * exp(`anger` F(d) - `deter` min(1, T(d) / `party`) - `talk` * talks)
//       b     calls at the pace of the first day, and in a ratio the outbreaks that come of them; y: last week's; W: mean over other districts, weights exp(-km / `reach`)
//       z     standard normal, one to a district and history; F: problems felt by those who rise
//   troops    while the lever stands, `party` men go each week to each district with `alarm` outbreaks or more, the worst first, as long
//             as there are reliable men left: they are spent. On the spot they melt with time constant `stay`
//   what is felt   level = level of the first day + `press` ln(all / expected of all) + `near` ln((1 + y) / (1 + b)), at least 0:
//             the press carries the whole country's disorder everywhere

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Disorder {
  static constexpr std::string_view name = "disorder";
  static constexpr std::string_view model = "Log-linear counts with memory and a spatial lag (Fokianos and Tjostheim 2011), deterrence (Becker 1968)";
  enum class Parameter { uneven, dispersion, habit, contagion, reach, anger, reserve, party, alarm, stay, deter, talk, press, near, townships };
  static constexpr ParameterSpec parameters[] = {
      {"uneven", "1", "standard deviation of the log of a district's proneness", 0, 3},
      {"dispersion", "1", "size of the negative binomial: the smaller, the more uneven the weeks", 0.05, 1000},
      {"habit", "1", "power of the district's own last week", 0, 0.95},
      {"contagion", "1", "power of the other districts' last week", 0, 0.95},
      {"reach", "km", "distance over which unrest spreads", 1, 5000},
      {"anger", "1", "what the problems felt add to the log of outbreaks", 0, 10},
      {"reserve", "men", "reliable troops at hand on the first day", 0, 1e7},
      {"party", "men", "sent to a district at a time; so many deter in full", 1, 1e5},
      {"alarm", "outbreaks", "in a week and district from which troops are sent", 1, 1000},
      {"stay", "d", "time in which men on the spot cease to deter", 1, 1000},
      {"deter", "1", "by how much the log of outbreaks falls where troops deter in full", 0, 10},
      {"talk", "1", "by how much it falls while commissars negotiate", 0, 10},
      {"press", "1", "what the log of the country's outbreaks adds to the level of the problem everywhere", 0, 10},
      {"near", "1", "what the log of a district's own adds", 0, 10},
      {"townships", "1", "townships that can rise, by 100,000 of those who may: more outbreaks than that a week there are not", 0.1, 1e6},
  };
  using Reads = Tables<Levers, Opinions, People>;
  using Writes = Tables<Districts, Reserve>;
  static constexpr EventKind emits[] = {EventKind::outbreaks, EventKind::troops_sent};
  static constexpr Phase phase = Phase::contests;
  static constexpr bool on_request = true;
  using V = View<Disorder>;
  using P = Parameter;
  enum Code : std::uint16_t { week };

  static void begin(V v) {
    if (v.setting().classes.empty()) return;
    v.write<Reserve>().rows[0] = v.p(P::reserve);
    v.wake_in(7 * 1440, week, 1);
  }

  static double lever(V v, LeverRole role) {
    double most = 0;
    for (LeverId l : v.setting().levers.ids())
      if (v.setting().levers[l].role == role) most = std::max(most, v.read<Levers>()[l]);
    return most;
  }

  /// By district: the calls to rise of a week at the pace of the first day, the outbreaks that come of them, what those who rise
  /// feel, and how many townships they are.
  struct Ground {
    std::vector<double> calls, usual, felt, townships;
  };

  /// Of so many townships, how many are hit by calls that fall on them at random.
  static double rising(double calls, double townships) { return townships * (1 - maths::exp(-calls / townships)); }

  static Ground ground(V v) {
    const std::vector<double> none(v.setting().districts.size());
    Ground g{none, none, none, none};
    for (GroupId id : v.setting().groups.ids()) {
      const Group& group = v.setting().groups[id];
      if (!group.of_class.has() || !group.district.has()) continue;
      const auto people = static_cast<double>(v.size(id));
      const double expected = people / 1e5 * v.value(v.setting().classes[group.of_class].unrest) * 7 / 30;
      const auto d = static_cast<std::size_t>(group.district.index);
      double felt = 0;
      for (double f : v.read<Opinions>()[id].felt) felt += f;
      g.calls[d] += expected;
      g.felt[d] += expected * felt;
      if (expected > 0) g.townships[d] += people / 1e5 * v.p(P::townships);
    }
    for (std::size_t d = 0; d < none.size(); ++d) {
      if (g.calls[d] <= 0) continue;
      g.felt[d] /= g.calls[d];
      g.townships[d] = std::max(1.0, g.townships[d]);
      g.usual[d] = rising(g.calls[d], g.townships[d]);
    }
    return g;
  }

  static Spot spot(const District& d) { return {d.latitude, d.longitude}; }

  static void wake(V v, const Wake&) {
    v.wake_in(7 * 1440, week, 1);
    const Key when = static_cast<Key>((v.now() - v.setting().start).minutes / (7 * 1440));
    const Ground g = ground(v);
    const std::vector<double> mean = expected(v, g);
    double all = 0, usual = 0;
    for (DistrictId d : v.setting().districts.ids()) {
      const auto i = static_cast<std::size_t>(d.index);
      if (g.usual[i] <= 0) continue;
      const std::int64_t drawn = chance::negative_binomial(rising(mean[i], g.townships[i]), v.p(P::dispersion), v.once("outbreaks", v.key(d), when));
      const std::int64_t n = std::min(drawn, static_cast<std::int64_t>(g.townships[i]));
      DistrictState& s = v.write<Districts>()[d];
      const Event e{.kind = EventKind::outbreaks, .on = entity(d), .amount = static_cast<double>(n)};
      s.outbreaks = n > 0 && !v.permits(e) ? 0 : static_cast<std::int32_t>(n);
      s.outbreaks_all += s.outbreaks;
      all += s.outbreaks;
      usual += g.usual[i];
      s.troops *= maths::exp(-7 / v.p(P::stay));
      if (s.outbreaks > 0) v.emit<EventKind::outbreaks>(e, {v.pressure(P::anger, v.p(P::anger) * g.felt[i]), v.pressure(P::habit, v.p(P::habit))});
    }
    send(v);
    felt(v, g, usual > 0 ? maths::log((1 + all) / (1 + usual)) : 0);
  }

  static std::vector<double> expected(V v, const Ground& g) {
    const auto& districts = v.setting().districts;
    const double talks = lever(v, LeverRole::talks);
    std::vector<double> mean(districts.size());
    for (DistrictId d : districts.ids()) {
      const auto i = static_cast<std::size_t>(d.index);
      if (g.usual[i] <= 0) continue;
      const DistrictState& s = v.read<Districts>()[d];
      double weight = 0, last = 0, usual = 0;
      for (DistrictId o : districts.ids()) {
        const auto j = static_cast<std::size_t>(o.index);
        if (o == d || g.usual[j] <= 0) continue;
        const double w = maths::exp(-kilometres(spot(districts[d]), spot(districts[o])) / v.p(P::reach));
        weight += w;
        last += w * first_week(v, o, g.usual[j]);
        usual += w * g.usual[j];
      }
      const double lag = weight > 0 ? maths::log((1 + last / weight) / (1 + usual / weight)) : 0;
      const double own = maths::log((1 + first_week(v, d, g.usual[i])) / (1 + g.usual[i]));
      const double z = v.shared_normal("proneness", v.key(d), 0);
      mean[i] = g.calls[i] * maths::exp(v.p(P::uneven) * z + v.p(P::habit) * own + v.p(P::contagion) * lag + v.p(P::anger) * g.felt[i] -
                                        v.p(P::deter) * std::min(1.0, s.troops / v.p(P::party)) - v.p(P::talk) * talks);
    }
    return mean;
  }

  /// Last week's outbreaks; before the first, what is usual.
  static double first_week(V v, DistrictId d, double usual) {
    return (v.now() - v.setting().start).minutes <= 7 * 1440 ? usual : v.read<Districts>()[d].outbreaks;
  }

  static void send(V v) {
    const double lever_set = lever(v, LeverRole::troops);
    if (lever_set <= 0) return;
    std::vector<DistrictId> worst;
    for (DistrictId d : v.setting().districts.ids())
      if (v.read<Districts>()[d].outbreaks >= v.p(P::alarm)) worst.push_back(d);
    std::sort(worst.begin(), worst.end(), [&](DistrictId a, DistrictId b) {
      const auto x = v.read<Districts>()[a].outbreaks, y = v.read<Districts>()[b].outbreaks;
      return x != y ? x > y : v.setting().districts[a].key < v.setting().districts[b].key;
    });
    double& reserve = v.write<Reserve>().rows[0];
    for (DistrictId d : worst) {
      const double men = std::min(reserve, v.p(P::party) * lever_set);
      const Event e{.kind = EventKind::troops_sent, .on = entity(d), .amount = men};
      if (men < 1 || !v.permits(e)) continue;
      reserve -= men;
      v.write<Districts>()[d].troops += men;
      v.emit<EventKind::troops_sent>(e, {v.pressure(P::alarm, v.read<Districts>()[d].outbreaks / v.p(P::alarm))});
    }
  }

  static void felt(V v, const Ground& g, double country) {
    for (ProblemId k : v.setting().problems.ids()) {
      const Problem& problem = v.setting().problems[k];
      if (problem.from != Feed::disorder) continue;
      for (DistrictId d : v.setting().districts.ids()) {
        DistrictState& s = v.write<Districts>()[d];
        const double own = maths::log((1.0 + s.outbreaks) / (1 + g.usual[static_cast<std::size_t>(d.index)]));
        s.level[static_cast<std::size_t>(k.index)] = std::max(0.0, v.value(problem.level) + v.p(P::press) * country + v.p(P::near) * own);
      }
    }
  }
};

}  // namespace

MechanismSpec disorder_mechanism() { return describe<Disorder>(); }

}  // namespace smolny
