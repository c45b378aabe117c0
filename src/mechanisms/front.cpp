// front: lines that an army holds towards the capital against an enemy whose decisions are not in the model.
//
// Model: offensives come as a Poisson process (the enemy's choice, from outside); whether a line falls hangs on the cohesion of
// those who hold it: surrender and flight spread in armies that no longer hold with what they are to fight for (Lehmann and
// Zhukov 2019, International Organization 73; for this army Wildman 1987).
//
//   lines      the places of kind `line`; the enemy can reach the farthest from the capital of those that have not fallen
//   offensive  at rate `offensive` a day against that line
//   P(falls) = L(`assault` - `cohesion` c)
//              c   mean leaning, -1 to 1, of the people of the line's district to the camp at the low end of the axis of attitudes,
//                  in whose name they are to hold, less that to the other end, halved
//
// A line that has fallen has no holder. What is made of it (who hears of it and fears for the capital, who proposes what) is the
// business of news and decisions.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Front {
  static constexpr std::string_view name = "front";
  static constexpr std::string_view model = "Offensives as a Poisson process, lines that fall with their army's cohesion (Lehmann and Zhukov 2019)";
  enum class Parameter { offensive, assault, cohesion };
  static constexpr ParameterSpec parameters[] = {
      {"offensive", "1/d", "rate at which the enemy attacks the line that he can reach; 0: never", 0, 1},
      {"assault", "log-odds", "that a line falls whose holders lean to neither side", -10, 10},
      {"cohesion", "log-odds", "taken from it where they lean to those who govern with all their weight", 0, 20},
  };
  using Reads = Tables<Units, Groups, People>;
  using Writes = Tables<Places>;
  static constexpr std::string_view sites[] = {"falls"};
  static constexpr EventKind emits[] = {EventKind::line_lost, EventKind::line_held};
  static constexpr Phase phase = Phase::contests;
  static constexpr bool on_request = true;
  using V = View<Front>;
  using P = Parameter;
  enum Code : std::uint16_t { offensive };

  static bool is_line(V v, PlaceId p) { return v.setting().places[p].kind == "line"; }

  static double kilometres_to_capital(V v, PlaceId p) {
    const Setting& s = v.setting();
    return kilometres({s.places[p].latitude, s.places[p].longitude}, {s.latitude, s.longitude});
  }

  /// The line that the enemy can reach; none where all have fallen.
  static PlaceId reached(V v) {
    PlaceId far{};
    for (PlaceId p : v.setting().places.ids()) {
      if (!is_line(v, p) || !v.read<Places>()[p].holder.has()) continue;
      if (!far.has()) far = p;
      const double a = kilometres_to_capital(v, p), b = kilometres_to_capital(v, far);
      if (a > b || (a == b && v.key(p) < v.key(far))) far = p;
    }
    return far;
  }

  static void begin(V v) { await(v); }

  static void await(V v) {
    const PlaceId line = reached(v);
    if (line.has()) v.rate(v.hazard("offensive", offensive, v.key(line), 0, line.index), v.p(P::offensive) / 1440);
  }

  /// How far those who are to hold a line lean to whom they are to hold it for.
  static double cohesion(V v, PlaceId line) {
    const DistrictId d = v.setting().places[line].district;
    const std::array<CampId, 2>& axis = v.setting().axis;
    double sum = 0, people = 0;
    for (GroupId g : v.setting().groups.ids()) {
      if (!d.has() || v.setting().groups[g].district != d) continue;
      const auto n = static_cast<double>(v.size(g));
      sum += n * (v.support(entity(g), axis[0]) - v.support(entity(g), axis[1])) / 2;
      people += n;
    }
    return people > 0 ? sum / people : 0;
  }

  static void wake(V v, const Wake& w) {
    const PlaceId line{w.a};
    if (!v.read<Places>()[line].holder.has()) return;  // an intervention was before it
    attack(v, line);
    await(v);
  }

  static void attack(V v, PlaceId line) {
    const double holds = v.p(P::cohesion) * cohesion(v, line);
    if (v.happens("falls", entity(line), {}, maths::logistic(v.p(P::assault) - holds)) && fall(v, line, {v.pressure(P::assault, v.p(P::assault)), v.pressure(P::cohesion, -holds)}))
      return;
    const Event held{.kind = EventKind::line_held, .by = entity(v.setting().axis[0]), .place = line, .amount = kilometres_to_capital(v, line)};
    if (v.permits(held)) v.emit<EventKind::line_held>(held, {v.pressure(P::assault, v.p(P::assault)), v.pressure(P::cohesion, -holds)});
  }

  static bool fall(V v, PlaceId line, std::initializer_list<Because> causes) {
    const Event lost{.kind = EventKind::line_lost, .place = line, .amount = kilometres_to_capital(v, line)};
    if (!v.permits(lost)) return false;
    v.write<Places>()[line].holder = {};
    v.emit<EventKind::line_lost>(lost, causes);
    return true;
  }

  static void force(V v, const Event& e) {
    if (e.kind != EventKind::line_lost || !e.place.has() || !is_line(v, e.place) || !v.read<Places>()[e.place].holder.has()) return;
    const bool next = reached(v) == e.place;
    fall(v, e.place, {});
    if (next) await(v);  // else the hazard against the line before it still runs
  }
};

}  // namespace

MechanismSpec front_mechanism() { return describe<Front>(); }

}  // namespace smolny
