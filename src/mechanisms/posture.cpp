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
    const auto& leaders = v.read<Leaders>();
    std::vector<LeaderId> room;
    std::vector<bool> done(leaders.size(), false);
    for (LeaderId first : leaders.ids()) {  // a room: the free leaders of one camp at one place
      if (done[static_cast<std::size_t>(first.index)] || leaders[first].status != LeaderStatus::free) continue;
      room.clear();
      double influence = 0;
      for (LeaderId l : leaders.ids())
        if (leaders[l].status == LeaderStatus::free && leaders[l].at == leaders[first].at && v.setting().leaders[l].camp == v.setting().leaders[first].camp) {
          room.push_back(l);
          done[static_cast<std::size_t>(l.index)] = true;
          influence += v.value(v.setting().leaders[l].influence);
        }
      if (room.size() >= 2 && influence > 0) talk(v, room, influence);
    }
  }

  static void talk(V v, const std::vector<LeaderId>& room, double influence) {
    for (PropositionId p : v.setting().propositions.ids()) {
      double mean = 0;
      for (LeaderId l : room) mean += v.value(v.setting().leaders[l].influence) * v.belief(entity(l), p);
      mean /= influence;
      for (LeaderId l : room) v.shift_belief(entity(l), p, v.p(P::share) * (mean - v.belief(entity(l), p)));
    }
  }
};

}  // namespace

MechanismSpec posture_mechanism() { return describe<Posture>(); }

}  // namespace smolny
