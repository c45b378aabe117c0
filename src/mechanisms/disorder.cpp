// disorder: outbreaks by district and week, and the reliable troops that are spent on them.
//
// Model: counts with an endemic and an epidemic part (Held, Hoehle and Hofmann 2005); troops as in the economics of deterrence (Becker 1968).
//
//   outbreaks in district d in a week: negative binomial of mean m(d) and size `dispersion`
//   m(d) = (1 - `persistence`) u(d) exp(`anger` G(d) - `deter` min(1, T(d) / `party`) - `talk` * talks)
//          + `persistence` ((1 - `spread`) y(d) + `spread` u(d) Wy(d) / Wu(d))
//       u     what is usual: the pace of the first day, exp(`uneven` z(d) - `uneven`^2 / 2) times that of its classes; z standard normal,
//             one to a district and history, so that the factor has the mean 1
//       y     last week's outbreaks; W: sum over other districts, weights exp(-km / `reach`)
//       G     by how much the problems are worse than on the first day for those who rise, as each of their classes minds them; the
//             disorder itself is not among them
//       with no other district W y / W u is y / u. Since `persistence` < 1 the mean over histories is u where nothing has changed, whatever
//       the parameters are; what has changed for good and everywhere changes it by its own factor in the long run.
//   troops    while the lever stands, `party` men go each week to each district with `alarm` outbreaks or more, the worst first, as long
//             as there are reliable men left: they are spent. On the spot they melt with time constant `stay`
//   what is felt   level = level of the first day + `press` ln(all / usual of all) + `near` ln((1 + y) / (1 + u)), at least 0:
//             the press carries the whole country's disorder everywhere

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Disorder {
  static constexpr std::string_view name = "disorder";
  static constexpr std::string_view model = "Counts with an endemic and an epidemic part (Held, Hoehle and Hofmann 2005), deterrence (Becker 1968)";
  enum class Parameter { uneven, dispersion, persistence, spread, reach, anger, reserve, party, alarm, stay, deter, talk, press, near };
  static constexpr ParameterSpec parameters[] = {
      {"uneven", "1", "standard deviation of the log of a district's proneness", 0, 3},
      {"dispersion", "1", "size of the negative binomial: the smaller, the more uneven the weeks", 0.05, 1000},
      {"persistence", "share", "of a week's outbreaks that come of those of the week before", 0, 0.99},
      {"spread", "share", "of these that come of other districts'", 0, 1},
      {"reach", "km", "distance over which unrest spreads", 1, 5000},
      {"anger", "1", "what a worse level of the problems adds to the log of outbreaks", 0, 10},
      {"reserve", "men", "reliable troops at hand on the first day", 0, 1e7},
      {"party", "men", "sent to a district at a time; so many deter in full", 1, 1e5},
      {"alarm", "outbreaks", "in a week and district from which troops are sent", 1, 1000},
      {"stay", "d", "time in which men on the spot cease to deter", 1, 1000},
      {"deter", "1", "by how much the log of outbreaks falls where troops deter in full, everywhere and for good", 0, 10},
      {"talk", "1", "by how much it falls where commissars negotiate, everywhere and for good", 0, 10},
      {"press", "1", "what the log of the country's outbreaks adds to the level of the problem everywhere", 0, 10},
      {"near", "1", "what the log of a district's own adds", 0, 10},
  };
  using Reads = Tables<Levers, People>;
  using Writes = Tables<Districts, Reserve>;
  static constexpr EventKind emits[] = {EventKind::outbreaks, EventKind::troops_sent};
  static constexpr Phase phase = Phase::contests;
  static constexpr bool on_request = true;
  using V = View<Disorder>;
  using P = Parameter;
  enum Code : std::uint16_t { week };

  static constexpr double kMost = 1e6;  ///< outbreaks in a district and week: no more are expected nor counted, so that sums stay numbers

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

  /// By district: the outbreaks of a usual week, and by how much the problems are worse than on the first day for those who rise.
  struct Ground {
    std::vector<double> usual, worse;
  };

  /// The level of a problem on the first day.
  static double first_level(V v, const Problem& problem) {
    const auto& levers = v.setting().levers;
    const double settled = problem.settled_by.has() ? v.value(levers[problem.settled_by].value) : 0;
    const double raised = problem.raised_by.has() ? v.value(levers[problem.raised_by].value) : 1;
    return v.value(problem.level) * (1 - settled) * raised;
  }

  static double worse(V v, const PeopleClass& c, DistrictId d) {
    double sum = 0;
    for (ProblemId k : v.setting().problems.ids()) {
      const Problem& problem = v.setting().problems[k];
      if (problem.from == Feed::disorder || !problem.concerns(d)) continue;
      const auto i = static_cast<std::size_t>(k.index);
      sum += v.value(c.salience[i]) * (v.read<Districts>()[d].level[i] - first_level(v, problem));
    }
    return sum;
  }

  static Ground ground(V v) {
    const std::vector<double> none(v.setting().districts.size());
    Ground g{none, none};
    for (GroupId id : v.setting().groups.ids()) {
      const Group& group = v.setting().groups[id];
      if (!group.of_class.has() || !group.district.has()) continue;
      const PeopleClass& c = v.setting().classes[group.of_class];
      const double rising = static_cast<double>(v.size(id)) / 1e5 * v.value(c.unrest) * 7 / 30;
      if (rising <= 0) continue;
      const auto d = static_cast<std::size_t>(group.district.index);
      g.usual[d] += rising;
      g.worse[d] += rising * worse(v, c, group.district);
    }
    const double uneven = v.p(P::uneven);
    for (DistrictId d : v.setting().districts.ids()) {
      const auto i = static_cast<std::size_t>(d.index);
      if (g.usual[i] <= 0) continue;
      g.worse[i] /= g.usual[i];
      g.usual[i] *= maths::exp(uneven * v.shared_normal("proneness", v.key(d), 0) - uneven * uneven / 2);
    }
    return g;
  }

  static Spot spot(const District& d) { return {d.latitude, d.longitude}; }

  static void wake(V v, const Wake&) {
    v.wake_in(7 * 1440, week, 1);
    const Key when = static_cast<Key>((v.now() - v.setting().start).minutes / (7 * 1440));
    const Ground g = ground(v);
    const std::vector<Week> weeks = expected(v, g);
    const double persistence = v.p(P::persistence), fresh = 1 - persistence, talks = lever(v, LeverRole::talks);
    double all = 0, usual = 0;
    for (DistrictId d : v.setting().districts.ids()) {
      const auto i = static_cast<std::size_t>(d.index);
      if (g.usual[i] <= 0) continue;
      const std::int64_t drawn = chance::negative_binomial(weeks[i].mean, v.p(P::dispersion), v.once("outbreaks", v.key(d), when));
      const std::int64_t n = std::min(drawn, static_cast<std::int64_t>(kMost));
      DistrictState& s = v.write<Districts>()[d];
      const Event e{.kind = EventKind::outbreaks, .on = entity(d), .amount = static_cast<double>(n)};
      s.outbreaks = n > 0 && !v.permits(e) ? 0 : static_cast<std::int32_t>(n);
      s.outbreaks_all += s.outbreaks;
      all += s.outbreaks;
      usual += g.usual[i];
      s.troops *= maths::exp(-7 / v.p(P::stay));
      if (s.outbreaks > 0)
        v.emit<EventKind::outbreaks>(e, {v.pressure(P::anger, fresh * v.p(P::anger) * g.worse[i]), v.pressure(P::persistence, persistence * (weeks[i].epidemic / g.usual[i] - 1)),
                                         v.pressure(P::deter, -fresh * v.p(P::deter) * weeks[i].deterred), v.pressure(P::talk, -fresh * v.p(P::talk) * talks)});
    }
    send(v);
    felt(v, g, usual > 0 ? maths::log((1 + all) / (1 + usual)) : 0);
  }

  /// What is expected of a district's week, what comes of the week before, and the share of full deterrence by the troops on the spot.
  struct Week {
    double mean = 0, epidemic = 0, deterred = 0;
  };

  static std::vector<Week> expected(V v, const Ground& g) {
    const auto& districts = v.setting().districts;
    const double talks = lever(v, LeverRole::talks);
    std::vector<Week> weeks(districts.size());
    for (DistrictId d : districts.ids()) {
      const auto i = static_cast<std::size_t>(d.index);
      if (g.usual[i] <= 0) continue;
      double last = 0, usual = 0;
      for (DistrictId o : districts.ids()) {
        const auto j = static_cast<std::size_t>(o.index);
        if (o == d || g.usual[j] <= 0) continue;
        const double w = maths::exp(-kilometres(spot(districts[d]), spot(districts[o])) / v.p(P::reach));
        last += w * last_week(v, o, g);
        usual += w * g.usual[j];
      }
      const double own = last_week(v, d, g), elsewhere = usual > 0 ? g.usual[i] * last / usual : own;
      const double epidemic = own + v.p(P::spread) * (elsewhere - own), deterred = std::min(1.0, v.read<Districts>()[d].troops / v.p(P::party));
      const double endemic = g.usual[i] * maths::exp(v.p(P::anger) * g.worse[i] - v.p(P::deter) * deterred - v.p(P::talk) * talks);
      weeks[i] = {std::min(kMost, endemic + v.p(P::persistence) * (epidemic - endemic)), epidemic, deterred};
    }
    return weeks;
  }

  /// Last week's outbreaks; before the first, what is usual.
  static double last_week(V v, DistrictId d, const Ground& g) {
    const bool first = (v.now() - v.setting().start).minutes <= 7 * 1440;
    return first ? g.usual[static_cast<std::size_t>(d.index)] : v.read<Districts>()[d].outbreaks;
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
