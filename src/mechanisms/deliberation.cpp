// deliberation: bodies are called, sit, vote, elect, and are left.
//
// Model: spatial voting with caucuses (engine/decide.cpp takes the votes); exit (Hirschman 1970): a caucus that walks out
// takes its members with it as far as its discipline reaches; seats of elected committees by largest remainder
// (Hamilton), of presidia in proportion.
//
//   an opening     for which fewer than the quorum have come is put off to the next day
//   seats filled   binomial(seats, attendance) by bloc when a sitting opens; who travels to an announced opening has
//                  come by then or not (engine/attendance.hpp)
//   leavers        binomial(present, discipline + (1 - discipline) * `drift`)
//   a sitting      lasts `sitting` hours at least; it ends when nothing has been decided for `lull` hours

#include <algorithm>

#include "maths/elementary.h"
#include "mechanisms/all.hpp"
#include "politics/seats.hpp"

namespace smolny {
namespace {

struct Deliberation {
  static constexpr std::string_view name = "deliberation";
  static constexpr std::string_view model = "Assemblies with caucuses: attendance, exit (Hirschman 1970), proportional election (Hamilton)";
  enum class Parameter { gather, drift, sitting, lull, committee };
  static constexpr ParameterSpec parameters[] = {
      {"gather", "min", "mean time until a body that is called has come together", 0, 600},
      {"drift", "share", "share of undisciplined members who follow their caucus out", 0, 1},
      {"sitting", "h", "shortest sitting", 0.1, 24},
      {"lull", "h", "a sitting in which nothing has been decided so long ends", 0.5, 24},
      {"committee", "seats", "size of an elected executive", 1, 400},
  };
  using Reads = Tables<Authorities>;
  using Writes = Tables<Bodies>;
  static constexpr EventKind emits[] = {EventKind::convened, EventKind::opened, EventKind::cancelled, EventKind::adjourned, EventKind::carried, EventKind::lost,
                                        EventKind::walked_out, EventKind::presidium_chosen, EventKind::committee_elected};
  static constexpr EventKind listens[] = {EventKind::decided};
  static constexpr ActKind performs[] = {ActKind::convene, ActKind::adjourn, ActKind::walk_out};
  static constexpr Phase phase = Phase::decisions;
  using V = View<Deliberation>;
  using P = Parameter;
  enum Code : std::uint16_t { open, watch };

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    for (std::int32_t row : v.select(act.to)) {
      const BodyId b{row};
      if (act.kind == ActKind::convene) convene(v, act.by, b, call.cause);
      if (act.kind == ActKind::adjourn) close(v, b, call.cause);
      if (act.kind == ActKind::walk_out) walk_out(v, act.by, b, call.cause);
    }
  }

  /// A body that does not exist yet is elected by the body that calls it; any other one comes together.
  static void convene(V v, Entity by, BodyId b, std::int32_t cause) {
    BodyState& s = v.write<Bodies>()[b];
    if (!s.exists) {
      if (const BodyId from = as<Body>(by); from.has()) elect(v, from, b, cause);
      return;
    }
    if (s.in_session || s.called) return;
    const Event e{.kind = EventKind::convened, .by = by, .on = entity(b), .place = v.setting().bodies[b].seat};
    if (!v.permits(e)) return;
    s.called = true;
    const std::int32_t called = v.emit<EventKind::convened>(e, {cause});
    v.wake_in(v.exponential("gather", v.key(b)) * v.p(P::gather), open, v.key(b), 0, b.index, called);
  }

  static void open_sitting(V v, BodyId b, std::int32_t cause) {
    BodyState& s = v.write<Bodies>()[b];
    const Body& body = v.setting().bodies[b];
    s.called = false;
    if (s.in_session || !s.exists) return;
    double present = 0, largest = 0, seats = 0;
    for (std::size_t k = 0; k < body.blocs.size(); ++k) {
      s.present[k] = s.left[k] ? 0 : static_cast<std::int32_t>(v.binomial("attend", mix(body.key, body.blocs[k].key), 0, s.seats[k], std::max(0.05, v.attendance(b))));
      present += s.present[k];
      seats += s.left[k] ? 0 : s.seats[k];
      largest = std::max(largest, static_cast<double>(s.present[k]));
    }
    if (present < v.value(body.quorum) * seats) {  // put off to the same hour of the next day
      const Event off{.kind = EventKind::cancelled, .on = entity(b), .place = body.seat, .amount = present};
      if (v.permits(off)) cause = v.emit<EventKind::cancelled>(off, {cause});
      s.called = true;
      return v.wake_in(1440, open, v.key(b), 0, b.index, cause);
    }
    const Event e{.kind = EventKind::opened, .side = body.camp, .on = entity(b), .place = body.seat, .amount = present};
    if (!v.permits(e)) return;
    s.in_session = true;
    s.opened_at = v.now();
    ++s.sittings;
    const std::int32_t begun = v.emit<EventKind::opened>(e, {cause});
    if (present > 0 && s.sittings == 1) v.emit<EventKind::presidium_chosen>({.side = body.camp, .on = entity(b), .place = body.seat, .amount = largest / present}, {begun});
    s.last_motion = v.now();
    v.wake_in(v.p(P::sitting) * 60, watch, v.key(b), 0, b.index, begun);
  }

  static void close(V v, BodyId b, std::int32_t cause) {
    BodyState& s = v.write<Bodies>()[b];
    if (!s.in_session) return;
    const Event e{.kind = EventKind::adjourned, .on = entity(b), .place = v.setting().bodies[b].seat};
    if (!v.permits(e)) return;
    s.in_session = false;
    v.emit<EventKind::adjourned>(e, {cause});
  }

  /// A caucus leaves; its members follow as far as discipline reaches.
  static void walk_out(V v, Entity by, BodyId b, std::int32_t cause) {
    BodyState& s = v.write<Bodies>()[b];
    const Body& body = v.setting().bodies[b];
    for (std::size_t k = 0; k < body.blocs.size(); ++k) {
      if (s.left[k] || s.seats[k] <= 0 || entity(body.blocs[k].party) != by) continue;
      const double d = v.value(body.blocs[k].discipline);
      const std::int32_t there = s.in_session ? s.present[k] : s.seats[k];
      const auto n = static_cast<std::int32_t>(v.binomial("leave", mix(body.key, body.blocs[k].key), 0, there, d + (1 - d) * v.p(P::drift)));
      const Event e{.kind = EventKind::walked_out, .by = by, .on = entity(b), .place = body.seat, .amount = static_cast<double>(n)};
      if (n <= 0 || !v.permits(e)) continue;
      s.seats[k] -= std::min(s.seats[k], n);
      s.present[k] = std::max(0, s.present[k] - n);
      s.left[k] = 2 * n > there;
      v.emit<EventKind::walked_out>(e, {cause});
    }
  }

  /// An executive by the shares of those who are still in the body that elects it.
  static void elect(V v, BodyId from, BodyId to, std::int32_t cause) {
    const BodyState& electors = v.read<Bodies>()[from];
    const Body& a = v.setting().bodies[from];
    const Body& b = v.setting().bodies[to];
    BodyState& s = v.write<Bodies>()[to];
    std::vector<politics::List> lists;
    std::vector<std::size_t> bloc;
    for (std::size_t k = 0; k < b.blocs.size(); ++k) {
      std::uint32_t votes = 0;
      for (std::size_t j = 0; j < a.blocs.size(); ++j)
        if (a.blocs[j].party == b.blocs[k].party && !electors.left[j]) votes += static_cast<std::uint32_t>(std::max(0, electors.seats[j]));
      if (votes == 0) continue;
      lists.push_back({b.blocs[k].key, votes});
      bloc.push_back(k);
    }
    const Event e{.kind = EventKind::committee_elected, .by = entity(from), .on = entity(to), .place = b.seat, .amount = v.p(P::committee)};
    if (lists.empty() || !v.permits(e)) return;
    const auto seats = politics::largest_remainder(lists, static_cast<std::uint32_t>(v.p(P::committee)), politics::Quota::hare);
    s.seats.fill(0);
    for (std::size_t i = 0; i < bloc.size(); ++i) s.seats[bloc[i]] += static_cast<std::int32_t>(seats.seats[i]);
    s.exists = true;
    v.emit<EventKind::committee_elected>(e, {cause});
  }

  /// Votes of assemblies are told as motions carried or lost.
  static void hear(V v, std::int32_t index) {
    const Recorded e = v.event(index);
    const BodyId b = as<Body>(e.by);
    if (!b.has() || v.setting().bodies[b].blocs.empty()) return;
    v.write<Bodies>()[b].last_motion = v.now();
    const Decision& d = v.setting().decisions[as<Decision>(e.on)];
    const Event told{.side = e.side, .by = e.by, .on = e.on, .place = v.setting().bodies[b].seat, .detail = e.detail, .amount = e.amount};
    if (d.options[static_cast<std::size_t>(e.detail)].status_quo) v.emit<EventKind::lost>(told, {index});
    else v.emit<EventKind::carried>(told, {index});
  }

  static void wake(V v, const Wake& w) {
    const BodyId b{w.a};
    if (w.code == open) return open_sitting(v, b, w.b);
    const BodyState& s = v.read<Bodies>()[b];
    if (!s.in_session) return;
    if ((v.now() - s.last_motion).in_hours() >= v.p(P::lull)) return close(v, b, w.b);
    v.wake_in(30, watch, v.key(b), 0, b.index, w.b);
  }
};

}  // namespace

MechanismSpec deliberation_mechanism() { return describe<Deliberation>(); }

}  // namespace smolny
