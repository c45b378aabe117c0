// flows: persons who leave groups of people for others - called up and sent to the front, deserting, dismissed, fleeing hungry towns,
// gone home for land.
//
// Model: a hazard of leaving for each person, log-linear in what pushes and pulls (Ravenstein 1885; Lee 1966; Flowerdew and Aitkin
// 1982, Poisson flows between places of given sizes); men at the front leave as those in other armies did (Bearman 1991; McLauchlin 2020).
//
//   strength     of a flow on a day: x = sum over drivers of weight * (value - value on the first day)
//   hazard       each person of a source leaves at `rate` / 30 * e^x * e^(s z) * e^(u y) a day, so that of n persons a binomial of
//                chance 1 - exp(-hazard added up since the last step) leaves; s: `swing`, z a week's own; u: `uneven`, y a source's own,
//                for good. Both factors have mean 1
//   quota        of a flow with a quota instead, `quota` / 30 * e^x persons a day leave, drawn from all sources together, each
//                person as likely as any other
//   who leaves   each person of a source as likely as any other: cells are multivariate hypergeometric (as individuals: those of lowest key)
//   where to     to the groups that the flow leads to, in proportion to their sizes, rounded by one draw for all of them (systematic
//                sampling: Madow 1949); who goes where is again hypergeometric. They keep the party they hold with and their resolve
//
// A flow steps every week, or when more than a `kBound` of each source is expected to leave. On a day all leave before any arrives, so
// nobody moves twice; those who leave by a flow are taken from whom earlier ones, in the order of their keys, have left. Nobody is born
// or dies here: the sum over all groups stays the same to the person.

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "people/counts.hpp"
#include "people/transfer.hpp"

namespace smolny {
namespace {

struct PeopleFlows {
  static constexpr std::string_view name = "flows";
  static constexpr std::string_view model = "Hazards of leaving with push and pull (Lee 1966), Poisson flows between groups of given sizes (Flowerdew and Aitkin 1982)";
  enum class Parameter { uneven, swing };
  static constexpr ParameterSpec parameters[] = {
      {"uneven", "1", "standard deviation of the log of a source's proneness to a flow", 0, 3},
      {"swing", "1", "standard deviation of the log of a week's own shock of a flow", 0, 3},
  };
  // Expressions of drivers may read any table; these are what they read in the scenarios that there are.
  using Reads = Tables<Levers, Districts, Markets>;
  using Writes = Tables<People, Groups, Flows>;
  static constexpr EventKind emits[] = {EventKind::people_moved};
  static constexpr Phase phase = Phase::bookkeeping;
  static constexpr bool on_request = true;
  using V = View<PeopleFlows>;
  using P = Parameter;
  enum Code : std::uint16_t { day };

  static constexpr double kBound = 0.02;
  static constexpr std::int32_t kWeek = 7;
  static constexpr double kMost = 20;  ///< log by which drivers may strengthen a flow

  static void begin(V v) {
    if (v.setting().flows.empty()) return;
    for (FlowId f : v.setting().flows.ids()) {
      const auto& drivers = v.setting().flows[f].drivers;
      for (std::size_t k = 0; k < drivers.size(); ++k) v.write<Flows>()[f].first[k] = v.evaluate(drivers[k].of);
    }
    v.wake_in(1440, day, 1);
  }

  /// Those who are under way on a flow today.
  struct Party {
    FlowId flow{};
    Travellers people;
  };

  static void wake(V v, const Wake&) {
    v.wake_in(1440, day, 1);
    std::vector<Party> parties;
    std::vector<bool> touched(v.setting().groups.size());
    for (FlowId f : v.setting().flows.ids()) {
      FlowState& s = v.write<Flows>()[f];
      s.due += strength(v, f);
      const bool bound = v.value(v.setting().flows[f].quota) <= 0 && s.due > kBound;
      if (!bound && v.day() - s.stepped < kWeek) continue;
      s.stepped = v.day();
      leave(v, f, parties, touched);
    }
    for (const Party& p : parties) arrive(v, p, touched);
    for (GroupId g : v.setting().groups.ids())
      if (touched[static_cast<std::size_t>(g.index)]) v.refresh_support(entity(g));
  }

  static double even(double sd, double z) { return maths::exp(sd * z - sd * sd / 2); }

  /// What a day adds to the hazard of leaving, or to the persons that a quota asks for.
  static double strength(V v, FlowId f) {
    const Flow& flow = v.setting().flows[f];
    const FlowState& s = v.read<Flows>()[f];
    double x = 0;
    for (std::size_t k = 0; k < flow.drivers.size(); ++k) x += v.value(flow.drivers[k].weight) * (v.evaluate(flow.drivers[k].of) - s.first[k]);
    const double pace = maths::exp(std::min(x, kMost)) / 30;
    if (const double quota = v.value(flow.quota); quota > 0) return quota * pace;
    const double z = v.p(P::swing) > 0 ? v.shared_normal("swing", flow.key, static_cast<Key>(v.day() / kWeek)) : 0;
    return v.value(flow.rate) * pace * even(v.p(P::swing), z);
  }

  static Key today(V v, const Flow& flow) { return mix(flow.key, static_cast<Key>(v.day())); }

  /// How many leave each source.
  static std::vector<std::int64_t> leavers(V v, FlowId f) {
    const Flow& flow = v.setting().flows[f];
    FlowState& s = v.write<Flows>()[f];
    std::vector<std::int64_t> sizes;
    for (GroupId g : flow.from) sizes.push_back(v.size(g));
    if (v.value(flow.quota) > 0) {
      std::int64_t there = 0;
      for (std::int64_t n : sizes) there += n;
      const auto asked = static_cast<std::int64_t>(s.due);
      s.due -= static_cast<double>(asked);
      std::vector<double> us;
      for (GroupId g : flow.from) us.push_back(v.once("draft", v.key(g), today(v, flow)));
      return chance::multivariate_hypergeometric(std::min(asked, there), sizes, us);
    }
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const Key g = v.key(flow.from[i]);
      const double proneness = even(v.p(P::uneven), v.p(P::uneven) > 0 ? v.shared_normal("proneness", v.setting().groups[flow.from[i]].whole, flow.key) : 0);
      sizes[i] = chance::binomial(sizes[i], 1 - maths::exp(-s.due * proneness), v.once("leave", g, today(v, flow)));
    }
    s.due = 0;
    return sizes;
  }

  /// Groups with how many leave or come; those with any are marked.
  static std::vector<Headcount> headcounts(const std::vector<GroupId>& groups, const std::vector<std::int64_t>& n, std::vector<bool>& touched) {
    std::vector<Headcount> out;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      out.push_back({groups[i], n[i]});
      if (n[i] > 0) touched[static_cast<std::size_t>(groups[i].index)] = true;
    }
    return out;
  }

  static void leave(V v, FlowId f, std::vector<Party>& parties, std::vector<bool>& touched) {
    const Flow& flow = v.setting().flows[f];
    const std::vector<std::int64_t> n = leavers(v, f);
    std::int64_t all = 0;
    for (std::int64_t k : n) all += k;
    const Event e{.kind = EventKind::people_moved, .on = entity(f), .amount = static_cast<double>(all)};
    if (all == 0 || !v.permits(e)) return;
    parties.push_back({f, v.send_people("who", flow.key, headcounts(flow.from, n, touched))});
    v.write<Flows>()[f].moved += all;
    v.emit<EventKind::people_moved>(e, {v.pressure(P::swing, v.p(P::swing))});
  }

  /// So many dealt out in proportion to sizes (alike where nobody is there yet): each gets the whole numbers that its stretch of a
  /// line of length `n` passes, the line shifted by `u`. Adds up to n.
  static std::vector<std::int64_t> dealt(std::int64_t n, std::vector<double> sizes, double u) {
    double all = 0;
    for (double s : sizes) all += s;
    if (all <= 0) sizes.assign(sizes.size(), 1), all = static_cast<double>(sizes.size());
    std::vector<std::int64_t> shares;
    std::int64_t before = 0;
    double sum = 0;
    for (double s : sizes) {
      sum += s;
      const std::int64_t upto = sum >= all ? n : std::min(n, static_cast<std::int64_t>(sum / all * static_cast<double>(n) + u));
      shares.push_back(upto - before);
      before = upto;
    }
    return shares;
  }

  static void arrive(V v, const Party& party, std::vector<bool>& touched) {
    const Flow& flow = v.setting().flows[party.flow];
    std::vector<double> sizes;
    for (GroupId g : flow.to) sizes.push_back(static_cast<double>(v.size(g)));
    const auto n = dealt(people::size(party.people.counts), sizes, v.once("where", flow.key, static_cast<Key>(v.day())));
    v.receive_people("whither", flow.key, party.people, headcounts(flow.to, n, touched));
  }
};

}  // namespace

MechanismSpec flows_mechanism() { return describe<PeopleFlows>(); }

}  // namespace smolny
