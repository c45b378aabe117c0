#pragma once
// A Setting as text, every field of every row, so that two can be compared and a difference read.

#include <sstream>

#include "scenario/names.hpp"
#include "world/setting.hpp"

namespace smolny::testing {

class Dump {
 public:
  explicit Dump(const Setting& s) : s_(s) { out_.precision(17); }

  std::string text() {
    put(s_.id, s_.name, s_.summary, s_.start, s_.end, s_.latitude, s_.longitude, s_.clock_ahead, s_.axis[0],
        s_.axis[1]);
    for (const Source& r : s_.sources) row(r, r.citation, r.paragraph);
    for (const Camp& r : s_.camps) row(r, r.opponent);
    for (const Issue& r : s_.issues) row(r, r.low, r.high);
    for (const Party& r : s_.parties) row(r, r.short_name, r.affinity, r.position, r.colour);
    for (const Authority& r : s_.authorities)
      row(r, r.camp, r.seat, r.body, r.commander, r.active, r.legitimacy, r.taint, r.mandate_from);
    for (const District& r : s_.districts) row(r, r.latitude, r.longitude);
    for (const Place& r : s_.places)
      row(r, r.kind, r.bank, r.district, r.latitude, r.longitude, r.importance, r.holder, r.guard, r.guard_resolve,
          r.contested, r.bridge, r.wired, r.entrances, r.outside);
    for (const Way& r : s_.ways) row(r, r.from, r.to, static_cast<int>(r.mode), r.minutes, r.kilometres, r.gate);
    for (const Unit& r : s_.units)
      row(r, r.kind, r.home, r.district, r.men, r.armed, r.resolve, r.spread, r.attitude, r.slate, r.committed, r.chain,
          r.commander, r.committee, r.garrison, r.militia, r.afloat, r.guns);
    for (const Group& r : s_.groups)
      row(r, r.people_class, r.district, r.at, r.size, r.resolve, r.spread, r.slate, r.militia);
    for (const Leader& r : s_.leaders)
      row(r, r.party, r.camp, r.role, r.position, r.influence, r.at, r.hidden, r.disguise, r.temperament);
    for (const Body& r : s_.bodies)
      row(r, r.seat, r.camp, r.members, r.blocs, static_cast<int>(r.rule), r.quorum, r.attendance, r.temperament,
          r.successor_of, r.exists);
    for (const Medium& r : s_.media) row(r, r.kind, r.camp, r.press, r.copies, r.hour);
    for (const Proposition& r : s_.propositions) row(r, r.prior, r.prior_by_camp, r.prevails);
    for (const Story& r : s_.stories)
      row(r, r.pattern, r.severity, r.stirs, r.evidence, r.credence, r.rumour_rate, r.rumour, r.framed);
    for (const CalendarEntry& r : s_.calendar) row(r, r.at, r.reason, r.movable);
    for (const Pattern& r : s_.patterns)
      row(r, static_cast<int>(r.kind), r.by, r.on, r.place, r.by_tag, r.on_tag, r.place_tag, r.side, r.detail,
          r.ordered_by, r.unordered, r.at_least);
    for (const Decision& r : s_.decisions)
      row(r, r.question, r.decider, r.triggers, r.condition, r.at_most_every, r.check_every, r.deadline, r.threat,
          r.prevails, r.host, r.options, r.open);
    for (const DeciderKind& r : s_.decider_kinds) row(r, r.rationality, r.deference, r.weight);
    for (const ChanceNode& r : s_.nodes)
      row(r, r.mechanism, r.site, r.actor, r.target, r.every, r.options, r.historical);
    for (const Outcome& r : s_.outcomes)
      row(r, static_cast<int>(r.kind), r.unit, r.value, r.cases, r.has_until, r.until);
    put(s_.parameters);
    out_ << "\n";
    for (const Uncertain& u : s_.uncertain) {
      put(u.path, u.key, static_cast<int>(u.prior), u.a, u.b, u.low, u.high, u.blind, static_cast<int>(u.grade));
      out_ << "\n";
    }
    return out_.str();
  }

 private:
  template <class... T>
  void row(const Named& r, const T&... fields) {
    put(r.key, r.id, r.name, r.tags, r.sources, static_cast<int>(r.grade), fields...);
    out_ << "\n";
  }
  template <class... T>
  void put(const T&... x) {
    ((one(x), out_ << ' '), ...);
  }
  void one(const std::string& x) { out_ << '"' << x << '"'; }
  void one(double x) { out_ << x; }
  void one(int x) { out_ << x; }
  void one(bool x) { out_ << x; }
  void one(Key x) { out_ << x; }
  void one(Instant x) { out_ << x.minutes; }
  void one(const Number& x) { out_ << x.central << '#' << x.uncertain; }
  void one(const Entity& x) { out_ << static_cast<int>(x.kind) << ':' << x.index; }
  template <class T>
  void one(Id<T> x) {
    out_ << '#' << x.index;
  }
  void one(const Bloc& x) { put(x.key, x.id, x.party, x.seats, x.position, x.discipline, x.leader); }
  void one(const Evidence& x) { put(x.proposition, x.log_likelihood_ratio); }
  void one(const Selector& x) { put(static_cast<int>(x.kind), x.rows, x.tags, x.held_by, x.not_held_by, x.at_most); }
  void one(const Quantity& x) { put(static_cast<int>(x.field), x.of, x.tag, x.about, x.parameter); }
  void one(const ExpressionNode& x) { put(static_cast<int>(x.op), x.a, x.b, x.c, x.number, x.quantity, x.pattern); }
  void one(const Expression& x) { put(x.nodes); }
  void one(const OutcomeCase& x) { put(x.id, x.when); }
  void one(const Trigger& x) {
    put(static_cast<int>(x.kind), x.entry, x.pattern, x.quantity, x.above, x.reset, x.delay_low, x.delay_high);
  }
  void one(const Act& x) {
    put(static_cast<int>(x.kind), x.by, x.to, x.place, static_cast<int>(x.task), x.asks, x.story, x.entry, x.men,
        x.delay_low, x.delay_high, x.hours, x.quantity, x.value);
  }
  void one(const OptionSpec& x) {
    put(x.key, x.id, x.name, x.position, static_cast<int>(x.stands_on), x.status_quo, x.historical, x.historical_from.value_or(Instant{}), x.severity, x.acts);
  }
  template <class T>
  void one(const std::vector<T>& xs) {
    list(xs);
  }
  template <class T, std::size_t N>
  void one(const std::array<T, N>& xs) {
    list(xs);
  }
  template <class Range>
  void list(const Range& xs) {
    out_ << '[';
    for (const auto& x : xs) put(x);
    out_ << ']';
  }

  const Setting& s_;
  std::ostringstream out_;
};

inline std::string dump(const Setting& setting) { return Dump(setting).text(); }

}  // namespace smolny::testing
