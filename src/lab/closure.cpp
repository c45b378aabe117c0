#include "lab/closure.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace smolny {

namespace {

enum class Which : std::uint8_t { first, last, all };

class RootFinder {
 public:
  RootFinder(const Setting& setting, const Chronicle& chronicle, const Outcome& outcome)
      : setting_(setting), chronicle_(chronicle), outcome_(outcome) {}

  std::vector<std::int32_t> find() {
    read(outcome_.value);
    for (const OutcomeCase& c : outcome_.cases) read(c.when);
    std::sort(roots_.begin(), roots_.end());
    roots_.erase(std::unique(roots_.begin(), roots_.end()), roots_.end());
    return std::move(roots_);
  }

 private:
  bool in_time(const Event& e) const { return !outcome_.has_until || e.at <= outcome_.until; }

  void read(const Expression& expression) {
    for (const ExpressionNode& n : expression.nodes) switch (n.op) {
        case Op::total: add_matches(n.pattern, Which::all); break;
        case Op::first: add_matches(n.pattern, Which::first); break;
        case Op::last: add_matches(n.pattern, Which::last); break;
        case Op::count: add_matches(n.pattern, outcome_.kind == OutcomeKind::number ? Which::all : Which::first); break;
        case Op::quantity: case Op::sum: case Op::mean: case Op::per_person: add_setters(n.quantity); break;
        default: break;
      }
  }

  void add_matches(PatternId pattern, Which which) {
    const auto& m = chronicle_.matches[static_cast<std::size_t>(pattern.index)];
    std::int32_t last = -1;
    for (std::int32_t e : m) {
      if (!in_time(chronicle_.events[static_cast<std::size_t>(e)])) break;
      last = e;
      if (which == Which::all) roots_.push_back(e);
      if (which == Which::first) break;
    }
    if (which != Which::all && last >= 0) roots_.push_back(last);
  }

  template <class Concerns>
  void add_events(std::initializer_list<EventKind> kinds, Concerns concerns) {
    for (std::size_t i = 0; i < chronicle_.events.size(); ++i) {
      const Recorded& e = chronicle_.events[i];
      if (!in_time(e)) break;
      if (std::find(kinds.begin(), kinds.end(), e.kind) != kinds.end() && concerns(e))
        roots_.push_back(static_cast<std::int32_t>(i));
    }
  }

  bool names_place(const Quantity& q, PlaceId place) const {
    if (!place.has()) return false;
    return q.tag != 0 ? setting_.places[place].tagged(q.tag) : q.of == entity(place);
  }

  void add_setters(const Quantity& q) {
    using enum EventKind;
    const auto any = [](const Recorded&) { return true; };
    const auto at_place = [&](const Recorded& e) { return names_place(q, e.place); };
    const auto about_row = [&](const Recorded& e) { return q.tag != 0 || e.by == q.of || e.on == q.of; };
    switch (q.field) {
      case Field::held: return add_events({captured}, at_place);
      case Field::raised: return add_events({way_raised, way_lowered}, at_place);
      case Field::dead: return add_events({killed}, [&](const Recorded& e) { return q.of.kind != EntityKind::camp || entity(e.side) == q.of; });
      case Field::formed: case Field::in_cabinet: return add_events({cabinet_formed, cabinet_broke, government_fell}, any);
      case Field::active: return add_events({mandated, proclaimed, government_fell}, about_row);
      case Field::share: case Field::majority: case Field::exists: case Field::attendance: case Field::in_session:
        if (q.of.kind == EntityKind::group) break;
        return add_events({walked_out, committee_elected, opened, adjourned}, about_row);
      case Field::free: case Field::present: return add_events({arrested, released, escaped, departed, arrived}, about_row);
      case Field::points: return add_events({captured}, any);
      case Field::hours_until: case Field::passed: return add_events({postponed, cancelled}, about_row);
      case Field::hours: case Field::dark: case Field::parameter: return;
      default: break;
    }
    add_events({captured, killed, cabinet_formed, government_fell}, any);
  }

  const Setting& setting_;
  const Chronicle& chronicle_;
  const Outcome& outcome_;
  std::vector<std::int32_t> roots_;
};

}  // namespace

std::vector<std::int32_t> roots_of(const Setting& setting, const Chronicle& chronicle, const Outcome& outcome) {
  return RootFinder(setting, chronicle, outcome).find();
}

std::vector<std::int32_t> causal_closure(const Chronicle& chronicle, std::span<const std::int32_t> roots) {
  std::vector<bool> in(chronicle.events.size(), false);
  std::vector<std::int32_t> open;
  const auto visit = [&](std::int32_t e) {
    if (e < 0 || in[static_cast<std::size_t>(e)]) return;
    in[static_cast<std::size_t>(e)] = true;
    open.push_back(e);
  };
  for (std::int32_t e : roots) visit(e);
  while (!open.empty()) {
    const Recorded& e = chronicle.events[static_cast<std::size_t>(open.back())];
    open.pop_back();
    for (const Cause& c : chronicle.causes_of(e)) visit(c.event);
  }
  std::vector<std::int32_t> closure;
  for (std::size_t i = 0; i < in.size(); ++i)
    if (in[i]) closure.push_back(static_cast<std::int32_t>(i));
  return closure;
}

std::vector<std::uint64_t> draws_behind(const Chronicle& chronicle, std::span<const std::int32_t> events) {
  std::vector<std::uint64_t> draws;
  for (std::int32_t e : events) {
    const auto of = chronicle.draws_of(chronicle.events[static_cast<std::size_t>(e)]);
    draws.insert(draws.end(), of.begin(), of.end());
  }
  std::sort(draws.begin(), draws.end());
  draws.erase(std::unique(draws.begin(), draws.end()), draws.end());
  return draws;
}

std::vector<std::uint64_t> visited_addresses(const World& world) {
  std::vector<std::uint64_t> visited;
  for (const Occurrence& o : world.occurrences)
    for (std::uint32_t k = 0; o.address != 0 && k < o.count; ++k) visited.push_back(mix(o.address, k));
  std::sort(visited.begin(), visited.end());
  return visited;
}

bool all_among(std::span<const std::uint64_t> hashes, std::span<const std::uint64_t> sorted) {
  return std::all_of(hashes.begin(), hashes.end(), [&](std::uint64_t h) { return std::binary_search(sorted.begin(), sorted.end(), h); });
}

}  // namespace smolny
