// delegation: a congress is gathered from assemblies as they stand on the day it is called.
//
// Model: indirect representation in proportion at both steps (largest remainder: Hamilton; Balinski and Young 1982). No chance.
//
//   the seats of the congress are dealt to the assemblies that send to it, in proportion to their deputies;
//   each assembly's to the parties that the congress knows, in proportion to its deputies of that day

#include <algorithm>

#include "mechanisms/all.hpp"
#include "politics/seats.hpp"

namespace smolny {
namespace {

struct Delegation {
  static constexpr std::string_view name = "delegation";
  static constexpr std::string_view model = "Indirect representation, in proportion at both steps (Hamilton, in Balinski and Young 1982)";
  enum class Parameter {};
  static constexpr std::array<ParameterSpec, 0> parameters{};
  using Reads = Tables<>;
  using Writes = Tables<Bodies>;
  static constexpr EventKind emits[] = {EventKind::delegated};
  static constexpr EventKind listens[] = {EventKind::convened};
  static constexpr Phase phase = Phase::decisions;
  static constexpr bool on_request = true;
  using V = View<Delegation>;

  static std::uint64_t deputies(V v, BodyId b) {
    std::uint64_t n = 0;
    for (std::int32_t s : v.read<Bodies>()[b].seats) n += static_cast<std::uint64_t>(std::max(0, s));
    return n;
  }

  /// The seats that an assembly is dealt, by bloc of the congress: the first bloc of each party takes its delegates.
  static void send(V v, BodyId from, const Body& congress, std::uint32_t seats, std::array<std::int32_t, kMaxBlocs>& to) {
    const Body& assembly = v.setting().bodies[from];
    std::vector<politics::List> lists;
    std::vector<std::size_t> bloc;
    for (std::size_t k = 0; k < congress.blocs.size(); ++k) {
      const PartyId party = congress.blocs[k].party;
      if (std::any_of(bloc.begin(), bloc.end(), [&](std::size_t j) { return congress.blocs[j].party == party; })) continue;
      std::uint64_t n = 0;
      for (std::size_t j = 0; j < assembly.blocs.size(); ++j)
        if (assembly.blocs[j].party == party) n += static_cast<std::uint64_t>(std::max(0, v.read<Bodies>()[from].seats[j]));
      lists.push_back({congress.blocs[k].key, n});
      bloc.push_back(k);
    }
    const auto dealt = politics::largest_remainder(lists, seats, politics::Quota::hare);
    for (std::size_t i = 0; i < bloc.size(); ++i) to[bloc[i]] += static_cast<std::int32_t>(dealt.seats[i]);
  }

  static void hear(V v, std::int32_t index) {
    const BodyId b = as<Body>(v.event(index).on);
    if (!b.has() || v.setting().bodies[b].gathered_from.empty()) return;
    const Body& congress = v.setting().bodies[b];
    std::vector<politics::List> senders;
    for (BodyId from : congress.gathered_from) senders.push_back({v.key(from), deputies(v, from)});
    const auto dealt = politics::largest_remainder(senders, static_cast<std::uint32_t>(deputies(v, b)), politics::Quota::hare);
    std::array<std::int32_t, kMaxBlocs> seats{};
    for (std::size_t i = 0; i < senders.size(); ++i) send(v, congress.gathered_from[i], congress, dealt.seats[i], seats);
    std::size_t first = 0;
    std::int32_t all = 0;
    for (std::size_t k = 0; k < congress.blocs.size(); ++k) {
      all += seats[k];
      if (seats[k] > seats[first]) first = k;
    }
    if (all == 0) return;
    const Event e{.kind = EventKind::delegated, .side = congress.camp, .by = entity(congress.blocs[first].party), .on = entity(b),
                  .place = congress.seat, .amount = static_cast<double>(seats[first]) / all};
    if (!v.permits(e)) return;
    v.write<Bodies>()[b].seats = seats;
    v.emit<EventKind::delegated>(e, {index});
  }
};

}  // namespace

MechanismSpec delegation_mechanism() { return describe<Delegation>(); }

}  // namespace smolny
