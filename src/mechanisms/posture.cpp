// posture: leaders who are in one room come to see things alike.
//
// Model: consensus by repeated averaging (DeGroot 1974) among those present, in log-odds, on every proposition; what
// each hears comes by news, what each then wants is weighed by the features of a decision (engine/weigh.cpp).
//
//   every `round` minutes:  x(i) += `share` (sum over others present of influence * x - x(i))
//
// There is no term for any person: influence is a number of the scenario, and absence is a fact of the world.

#include <algorithm>
#include <vector>

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
    // A room is a place and a camp: whoever shares both hears the others.
    const auto& leaders = v.read<Leaders>();
    Beliefs& beliefs = v.write<Beliefs>();
    const auto n = static_cast<std::size_t>(beliefs.propositions);
    const double share = v.p(P::share);
    const Instant now = v.now();
    if (n == 0) return;
    std::vector<std::uint64_t> order;  // place, camp, leader: one word each, so that sorting them by room is cheap
    order.reserve(leaders.size());
    for (LeaderId l : leaders.ids())
      if (const CampId camp = v.setting().leaders[l].camp; leaders[l].status == LeaderStatus::free && camp.has())
        order.push_back(static_cast<std::uint64_t>(leaders[l].at.index + 1) << 32 | static_cast<std::uint64_t>(camp.index) << 24 | static_cast<std::uint64_t>(l.index));
    std::sort(order.begin(), order.end());
    struct Seat {
      std::size_t row = 0;  ///< of his beliefs
      double influence = 0;
    };
    std::vector<Seat> seats;
    seats.reserve(order.size());
    for (std::uint64_t o : order) {
      const LeaderId l{static_cast<std::int32_t>(o & 0xffffff)};
      seats.push_back({static_cast<std::size_t>(l.index) * n, v.value(v.setting().leaders[l].influence)});
    }
    std::vector<double> mean(n);
    for (std::size_t begin = 0, end = 0; begin < seats.size(); begin = end) {
      double influence = 0;
      for (end = begin; end < seats.size() && order[end] >> 24 == order[begin] >> 24; ++end) influence += seats[end].influence;
      if (end - begin < 2 || influence <= 0) continue;
      for (std::size_t i = begin; i < end; ++i) seats[i].influence /= influence;
      std::fill(mean.begin(), mean.end(), 0.0);
      for (std::size_t i = begin; i < end; ++i) {
        const double* x = &beliefs.log_odds[seats[i].row];
        for (std::size_t p = 0; p < n; ++p) mean[p] += seats[i].influence * x[p];
      }
      for (std::size_t i = begin; i < end; ++i) {
        double* x = &beliefs.log_odds[seats[i].row];
        Instant* touched = &beliefs.touched[seats[i].row];
        for (std::size_t p = 0; p < n; ++p) {
          x[p] += share * (mean[p] - x[p]);
          touched[p] = now;
        }
      }
    }
  }
};

}  // namespace

MechanismSpec posture_mechanism() { return describe<Posture>(); }

}  // namespace smolny
