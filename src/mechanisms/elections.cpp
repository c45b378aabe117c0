// elections: polls on days known beforehand, turnout, votes, seats.
//
// Model: the calculus of voting with abstention from alienation (Riker and Ordeshook 1968; Hinich and Ordeshook 1969); seats
// by the district's own rule (src/politics/seats.hpp).
//
//   a person of party p, resolve r votes with chance L(turnout of the class + `conviction` (r - r0) - `disappointment` b F
//       - `fatigue` * polls held in the district before), if they have the vote;
//       r0 the group's resolve on the first day, b = 1 for parties in the cabinet, F the sum of problems felt
//   votes are binomials by group, party and step of resolve; who holds with nobody, or with a party that does not stand, stays
//       at home

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "politics/seats.hpp"

namespace smolny {
namespace {

struct ElectionDay {
  static constexpr std::string_view name = "elections";
  static constexpr std::string_view model = "Calculus of voting (Riker and Ordeshook 1968) with alienation (Hinich and Ordeshook 1969)";
  enum class Parameter { conviction, disappointment, fatigue };
  static constexpr ParameterSpec parameters[] = {
      {"conviction", "log-odds", "weight of a person's resolve in going to the poll", 0, 20},
      {"disappointment", "log-odds", "what a felt problem takes from the turnout of followers of parties in office", 0, 10},
      {"fatigue", "log-odds", "what each earlier poll in the district takes from turnout", 0, 5},
  };
  using Reads = Tables<People, Authorities, Districts>;
  using Writes = Tables<Opinions, Elections, Districts>;
  static constexpr EventKind emits[] = {EventKind::election_held, EventKind::polled};
  static constexpr EventKind listens[] = {EventKind::calendar_entry};
  static constexpr Phase phase = Phase::bookkeeping;
  static constexpr bool on_request = true;
  using V = View<ElectionDay>;
  using P = Parameter;
  enum Code : std::uint16_t { day };

  static void begin(V v) {
    if (v.setting().classes.empty()) return;
    canvass(v);
    v.wake_in(1440, day, 1);
  }

  static void wake(V v, const Wake&) {
    canvass(v);
    v.wake_in(1440, day, 1);
  }

  /// How likely each group's people are to vote today.
  static void canvass(V v) {
    const std::uint32_t office = v.parties_in_office();
    for (GroupId g : v.setting().groups.ids()) {
      const Group& group = v.setting().groups[g];
      if (!group.of_class.has() || !group.district.has()) continue;
      OpinionState& o = v.write<Opinions>()[g];
      double felt = 0;
      for (double f : o.felt) felt += f;
      const double base = v.value(v.setting().classes[group.of_class].turnout) - v.p(P::conviction) * v.value(group.resolve) -
                          v.p(P::fatigue) * v.read<Districts>()[group.district].polls;
      o.slope = v.p(P::conviction);
      for (std::size_t p = 0; p < kSlate; ++p) o.turnout[p] = base - ((office >> p) & 1U ? v.p(P::disappointment) * felt : 0);
    }
  }

  static void hear(V v, std::int32_t index) {
    if (v.setting().classes.empty()) return;
    const CalendarId entry = as<CalendarEntry>(v.event(index).on);
    for (ElectionId e : v.setting().elections.ids())
      if (v.setting().elections[e].poll == entry && !v.read<Elections>()[e].held) hold(v, e, index);
  }

  static bool stands(const Election& election, std::size_t party) {
    return election.parties.empty() || std::binary_search(election.parties.begin(), election.parties.end(), PartyId{static_cast<std::int32_t>(party)});
  }

  static void hold(V v, ElectionId id, std::int32_t cause) {
    const Election& election = v.setting().elections[id];
    const Event held{.kind = EventKind::election_held, .on = entity(id)};
    if (!v.permits(held)) return;
    canvass(v);
    ElectionState& s = v.write<Elections>()[id];
    s.held = true;
    double felt = 0, of = 0;
    for (GroupId g : v.setting().groups.ids()) {
      const Group& group = v.setting().groups[g];
      if (!group.of_class.has() || !std::binary_search(election.districts.begin(), election.districts.end(), group.district)) continue;
      count(v, g, election, s);
      const auto size = static_cast<double>(v.size(g));
      for (double f : v.read<Opinions>()[g].felt) felt += f * size;
      of += size;
    }
    for (DistrictId d : election.districts) ++v.write<Districts>()[d].polls;
    allot(v, election, s);
    const double turnout = s.entitled > 0 ? static_cast<double>(s.valid) / static_cast<double>(s.entitled) : 0;
    const std::int32_t day_of_poll = v.emit<EventKind::election_held>(
        {.on = entity(id), .amount = turnout},
        {cause, v.pressure(P::disappointment, of > 0 ? -v.p(P::disappointment) * felt / of : 0),
         v.pressure(P::fatigue, -v.p(P::fatigue) * (v.read<Districts>()[election.districts[0]].polls - 1))});
    for (PartyId p : v.setting().parties.ids()) {
      const auto votes = s.votes[static_cast<std::size_t>(p.index)];
      if (votes == 0) continue;
      const Event e{.by = entity(p), .on = entity(id), .detail = s.seats[static_cast<std::size_t>(p.index)],
                    .amount = static_cast<double>(votes) / static_cast<double>(s.valid)};
      v.emit<EventKind::polled>(e, {day_of_poll});
    }
  }

  /// The votes of one group, drawn by party and step of resolve.
  static void count(V v, GroupId g, const Election& election, ElectionState& s) {
    const Group& group = v.setting().groups[g];
    const OpinionState& o = v.read<Opinions>()[g];
    const Histogram& h = v.read<People>().rows[v.setting().units.size() + static_cast<std::size_t>(g.index)];
    const double franchise = v.value(v.setting().classes[group.of_class].franchise);
    const Key k = v.key(g);
    for (std::size_t c = 0; c < 256; ++c) {
      if (h.cell[c] == 0) continue;
      const std::size_t p = c / 16;
      const Key cell = mix(key_of(v, p), c % 16);
      const std::int64_t entitled = chance::binomial(h.cell[c], franchise, v.once("entitled", k, mix(election.key, cell)));
      s.entitled += entitled;
      if (p == kSlate - 1 || !stands(election, p)) continue;
      const double r = (static_cast<double>(c % 16) + 0.5) / 16;
      const std::int64_t votes = chance::binomial(entitled, maths::logistic(o.turnout[p] + o.slope * r), v.once("votes", k, mix(election.key, cell)));
      s.votes[p] += votes;
      s.valid += votes;
    }
  }

  static Key key_of(V v, std::size_t party) { return party < v.setting().parties.size() ? v.setting().parties.rows[party].key : 1; }

  static void allot(V v, const Election& election, ElectionState& s) {
    std::vector<politics::List> lists;
    for (PartyId p : v.setting().parties.ids()) lists.push_back({v.setting().parties[p].key, static_cast<std::uint64_t>(s.votes[static_cast<std::size_t>(p.index)])});
    if (election.seats == 0 || s.valid == 0) return;
    const auto seats = static_cast<std::uint32_t>(election.seats);
    politics::Apportionment a;
    switch (election.rule) {
      case SeatRule::dhondt: a = politics::highest_averages(lists, seats, politics::Divisor::dhondt); break;
      case SeatRule::sainte_lague: a = politics::highest_averages(lists, seats, politics::Divisor::sainte_lague); break;
      case SeatRule::hare: a = politics::largest_remainder(lists, seats, politics::Quota::hare); break;
      case SeatRule::droop: a = politics::largest_remainder(lists, seats, politics::Quota::droop); break;
      case SeatRule::plurality: a = politics::plurality(lists, seats); break;
    }
    for (std::size_t i = 0; i < lists.size(); ++i) s.seats[i] = static_cast<std::int32_t>(a.seats[i]);
  }
};

}  // namespace

MechanismSpec elections_mechanism() { return describe<ElectionDay>(); }

}  // namespace smolny
