// posture: leaders who are in one room come to see things alike.
//
// Model: consensus by repeated averaging (DeGroot 1974) among those present, in log-odds, on every proposition; what
// each hears comes by news, what each then wants is weighed by the features of a decision (engine/weigh.cpp).
//
//   every `round` minutes:  x(i) += `share` (sum over others present of influence * x - x(i))
//
// There is no term for any person: influence is a number of the scenario, and absence is a fact of the world.

#include "mechanisms/all.hpp"

namespace smolny {
namespace {

struct Posture {
  static constexpr std::string_view name = "posture";
  static constexpr std::string_view model = "Consensus among those present (DeGroot 1974) over Bayesian log-odds";
  enum class Parameter { share, round };
  static constexpr ParameterSpec parameters[] = {
      {"share", "1", "how far a round of talk moves a leader to the mean of those present", 0, 1},
      {"round", "min", "time between rounds", 15, 1440},
  };
  using Reads = Tables<Leaders>;
  using Writes = Tables<Beliefs>;
  static constexpr EventKind emits[] = {EventKind::informed};
  static constexpr Phase phase = Phase::information;
  using V = View<Posture>;
  using P = Parameter;

  static void begin(V v) { v.wake_in(v.p(P::round), 0, 1); }

  static void wake(V v, const Wake&) {
    v.wake_in(v.p(P::round), 0, 1);
    // A room is a place and a camp; one pass sums each room's views, a second moves its members to the mean.
    const auto& leaders = v.read<Leaders>();
    const std::size_t propositions = v.setting().propositions.size(), camps = v.setting().camps.size();
    const std::size_t rooms = v.setting().places.size() * camps;
    std::vector<double> influence(rooms, 0.0), sum(rooms * propositions, 0.0);
    std::vector<int> people(rooms, 0);
    const auto room_of = [&](LeaderId l) -> std::size_t {
      const CampId camp = v.setting().leaders[l].camp;
      if (leaders[l].status != LeaderStatus::free || !camp.has()) return rooms;
      return static_cast<std::size_t>(leaders[l].at.index) * camps + static_cast<std::size_t>(camp.index);
    };
    for (LeaderId l : leaders.ids()) {
      const std::size_t r = room_of(l);
      if (r == rooms) continue;
      const double w = v.value(v.setting().leaders[l].influence);
      influence[r] += w;
      ++people[r];
      for (PropositionId p : v.setting().propositions.ids()) sum[r * propositions + static_cast<std::size_t>(p.index)] += w * v.belief(entity(l), p);
    }
    for (LeaderId l : leaders.ids()) {
      const std::size_t r = room_of(l);
      if (r == rooms || people[r] < 2 || influence[r] <= 0) continue;
      for (PropositionId p : v.setting().propositions.ids()) {
        const double mean = sum[r * propositions + static_cast<std::size_t>(p.index)] / influence[r];
        v.shift_belief(entity(l), p, v.p(P::share) * (mean - v.belief(entity(l), p)));
      }
    }
  }
};

}  // namespace

MechanismSpec posture_mechanism() { return describe<Posture>(); }

}  // namespace smolny
