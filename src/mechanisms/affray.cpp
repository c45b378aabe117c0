// affray: armed men who were told to go somewhere and be there, with nothing to take and nobody to face. They stand, they tire and
// go home; and now and then a shot of nobody knows whose sets off the fire of a whole crowd.
//
// Model: forward panic (Collins 2008, Violence: A Micro-sociological Theory): tension that has no opponent to discharge upon breaks
// out in wild fire at the first sound, and ends in flight. Counts of such outbreaks grow with exposure, men under arms times time.
//
//   first shot   `spark` * armed men of the squad / 1000     per hour, for each squad on the mission `go` at a place of the city where
//                it stands unopposed; hazards of squads add up, so it makes no difference how a crowd is divided
//   the fire     each squad of the crowd at the place loses Poisson(`toll` * its men / 1000) dead; of the rest each man
//                runs home with chance `flight`
//   standing     a man leaves at rate 1 / `stand` per hour
//
// Pickets, bands that go for a point and whoever holds one are no crowd in this sense: they have orders to think of, and their fire
// is that of confrontation.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Affray {
  static constexpr std::string_view name = "affray";
  static constexpr std::string_view model = "Forward panic (Collins 2008) as a Poisson process of exposure";
  enum class Parameter { spark, toll, flight, stand };
  static constexpr ParameterSpec parameters[] = {
      {"spark", "1/(1000 men h)", "rate of a first shot in a crowd under arms", 0, 1},
      {"toll", "dead/1000 men", "dead of an outbreak", 0, 1000},
      {"flight", "share", "share of a crowd that an outbreak scatters", 0, 1},
      {"stand", "h", "mean time that a man stands in a crowd", 0.5, 200},
  };
  using Reads = Tables<Places>;
  using Writes = Tables<Squads, Units, Tally>;
  static constexpr EventKind emits[] = {EventKind::shots, EventKind::killed, EventKind::went_home};
  static constexpr EventKind listens[] = {EventKind::arrived};
  static constexpr Phase phase = Phase::contests;
  static constexpr bool on_request = true;
  using V = View<Affray>;
  using P = Parameter;
  enum Code : std::uint16_t { first_shot, tire };
  static constexpr std::int32_t kLook = 60;   // minutes; survival is exponential, so it makes no difference but rounding
  static constexpr std::int32_t kCrowd = 20;  // fewer are no crowd

  /// Whether the squad stands in a crowd: told to be here, and nobody disputes it.
  static bool stands(const SquadState& q) {
    return q.mission == Mission::go && q.status == SquadStatus::holding && q.unit.has() && q.men >= kCrowd;
  }

  static void hear(V v, std::int32_t index) {
    const Recorded e = v.event(index);
    const SquadId id = as<Squad>(e.by);
    if (!id.has() || v.read<Squads>()[id].mission != Mission::go || v.setting().places[e.place].outside) return;
    SquadState& q = v.write<Squads>()[id];
    q.hazard = v.hazard("panic", first_shot, q.key, v.key(e.place), id.index);
    set_rate(v, id);
    v.wake_in(kLook, tire, q.key, 0, id.index);
  }

  static void set_rate(V v, SquadId id) {
    const SquadState& q = v.read<Squads>()[id];
    v.rate(q.hazard, stands(q) ? v.p(P::spark) * q.men * v.read<Units>()[q.unit].armed / 1000 / 60 : 0);
  }

  /// Takes men off a squad; what is too few to stand goes home too.
  static void leave(V v, SquadId id, std::int32_t men) {
    SquadState& q = v.write<Squads>()[id];
    UnitState& u = v.write<Units>()[q.unit];
    q.men -= men;
    u.out -= men;
    if (q.men >= kCrowd) return set_rate(v, id);
    u.out -= q.men;
    q.men = 0;
    q.status = SquadStatus::gone;
    v.stop(q.hazard);
    v.emit<EventKind::went_home>({.side = q.camp, .by = entity(q.unit), .place = q.at, .amount = static_cast<double>(men)}, {q.cause});
  }

  static void stand(V v, SquadId id) {
    const SquadState& q = v.read<Squads>()[id];
    if (!stands(q)) return v.stop(q.hazard);  // drawn into a contest, or gone
    v.wake_in(kLook, tire, q.key, 0, id.index);
    leave(v, id, static_cast<std::int32_t>(v.binomial("tire", q.key, v.minute(), q.men, 1 - maths::exp(-kLook / 60.0 / v.p(P::stand)))));
  }

  static void panic(V v, SquadId id) {
    SquadState& q = v.write<Squads>()[id];
    if (!stands(q)) return;
    q.hazard = v.hazard("panic", first_shot, q.key, v.key(q.at), id.index);
    set_rate(v, id);
    const PlaceId place = q.at;
    const Event e{.kind = EventKind::shots, .side = q.camp, .by = entity(q.camp), .place = place, .amount = 1};
    if (!v.permits(e)) return;
    const std::int32_t shots = v.emit<EventKind::shots>(e, {q.cause, v.pressure(P::spark, v.p(P::spark) * q.men / 1000)});
    for (SquadId other : v.read<Squads>().ids())
      if (v.read<Squads>()[other].at == place && stands(v.read<Squads>()[other])) take_fright(v, other, shots);
  }

  static void take_fright(V v, SquadId id, std::int32_t shots) {
    SquadState& q = v.write<Squads>()[id];
    const double mean = v.p(P::toll) * q.men / 1000;
    const auto dead = static_cast<std::int32_t>(std::min<std::int64_t>(q.men, chance::poisson(mean, v.uniform("fire", q.key, v.event(shots).key))));
    if (dead > 0) {
      q.men -= dead;
      v.write<Units>()[q.unit].dead += dead;
      v.write<Units>()[q.unit].out -= dead;
      Tally& t = v.write<Tally>();
      t.dead[static_cast<std::size_t>(q.camp.index)] += dead;
      t.killed += dead;
      v.emit<EventKind::killed>({.side = q.camp, .by = entity(q.camp), .place = q.at, .amount = static_cast<double>(dead)},
                                {shots, v.pressure(P::toll, mean)});
    }
    leave(v, id, static_cast<std::int32_t>(v.binomial("flight", q.key, v.event(shots).key, q.men, v.p(P::flight))));
  }

  static void wake(V v, const Wake& w) {
    const SquadId id{w.a};
    if (w.code == tire) return stand(v, id);
    panic(v, id);
  }
};

}  // namespace

MechanismSpec affray_mechanism() { return describe<Affray>(); }

}  // namespace smolny
