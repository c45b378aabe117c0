// The land, and who held what of it when, over all members.

#include <algorithm>
#include <cmath>

#include "archive/pack.hpp"
#include "lab/report_parts.hpp"

namespace smolny {

namespace {

constexpr std::int64_t kStep = 30;  ///< minutes

/// The camps, those at the ends of the scale of attitudes first: the page gives its own pair of colours in this order.
std::vector<CampId> camps_in_order(const Setting& s) {
  std::vector<CampId> camps;
  for (CampId c : s.axis)
    if (c.has()) camps.push_back(c);
  for (CampId c : s.camps.ids())
    if (std::find(camps.begin(), camps.end(), c) == camps.end()) camps.push_back(c);
  return camps;
}

std::string runs_of(const std::vector<int>& values) {
  std::string text;
  for (std::size_t i = 0; i < values.size();) {
    std::size_t j = i;
    while (j < values.size() && values[j] == values[i]) ++j;
    if (!text.empty()) text += ' ';
    text += std::to_string(values[i]);
    if (j - i > 1) text += "x" + std::to_string(j - i);
    i = j;
  }
  return text;
}

/// How many members hold each place with each camp at each instant.
class Counts {
 public:
  Counts(const Setting& s, std::size_t instants) : s_(s), instants_(instants), n_(s.places.size() * s.camps.size() * instants, 0) {}

  void add(const Chronicle& chronicle) {
    std::vector<CampId> holder;
    std::vector<std::size_t> since(s_.places.size(), 0);
    for (const Place& p : s_.places) holder.push_back(p.holder);
    for (const Recorded& e : chronicle.events) {
      if ((e.kind != EventKind::captured && e.kind != EventKind::seat_fell) || !e.place.has()) continue;
      const auto p = static_cast<std::size_t>(e.place.index);
      // From the first instant at or after the event the new holder has it.
      const std::int64_t t = std::max<std::int64_t>(0, (e.at - s_.start).minutes);
      const auto i = std::min(instants_, static_cast<std::size_t>((t + kStep - 1) / kStep));
      count(p, holder[p], since[p], i);
      holder[p] = e.side;
      since[p] = std::max(since[p], i);
    }
    for (std::size_t p = 0; p < holder.size(); ++p) count(p, holder[p], since[p], instants_);
    ++members_;
  }

  /// Percentages; empty when the camp never holds the place.
  std::vector<int> percentages(PlaceId place, CampId camp) const {
    std::vector<int> out;
    const std::size_t row = (static_cast<std::size_t>(place.index) * s_.camps.size() + static_cast<std::size_t>(camp.index)) * instants_;
    bool any = false;
    for (std::size_t i = 0; i < instants_; ++i) {
      any |= n_[row + i] > 0;
      out.push_back(static_cast<int>(std::lround(100.0 * n_[row + i] / std::max(1, members_))));
    }
    return any ? out : std::vector<int>{};
  }

 private:
  void count(std::size_t place, CampId camp, std::size_t from, std::size_t to) {
    if (!camp.has()) return;
    const std::size_t row = (place * s_.camps.size() + static_cast<std::size_t>(camp.index)) * instants_;
    for (std::size_t i = from; i < to; ++i) ++n_[row + i];
  }

  const Setting& s_;
  std::size_t instants_;
  std::vector<int> n_;
  int members_ = 0;
};

}  // namespace

void write_land(JsonWriter& json, const ReportSubject& subject) {
  const Setting& s = subject.setting();
  const auto named = [&](const Named& row) { json.open_object().member("id", row.id).member("name", row.name.empty() ? row.id : row.name); };
  json.key("camps").open_array();
  for (CampId c : camps_in_order(s)) {
    named(s.camps[c]);
    json.close_object();
  }
  json.close_array().key("districts").open_array();
  for (const District& d : s.districts) {
    named(d);
    json.member("lat", d.latitude).member("lon", d.longitude).close_object();
  }
  json.close_array().key("places").open_array();
  for (const Place& p : s.places) {
    named(p);
    json.member("kind", p.kind).member("lat", p.latitude).member("lon", p.longitude).key("district");
    if (p.district.has()) json.value(s.districts[p.district].id);
    else json.null();
    json.member("importance", std::clamp(p.importance.central, 0.0, 1.0));
    json.member("contested", p.contested).member("bridge", p.bridge).member("outside", p.outside).close_object();
  }
  json.close_array();
}

std::expected<void, Fault> write_grid(JsonWriter& json, const ReportSubject& subject) {
  const Setting& s = subject.setting();
  const auto instants = static_cast<std::size_t>((s.end - s.start).minutes / kStep + 1);
  Counts counts(s, instants);
  for (const MemberRow& m : subject.members) {
    const auto row = subject.open.archive.member(m.number);
    if (!row) return std::unexpected(row.error());
    const auto chronicle = unpack_chronicle(row->chronicle, s);
    if (!chronicle) return bad_input("member " + std::to_string(m.number) + ": " + chronicle.error());
    counts.add(*chronicle);
  }
  json.key("grid").open_object().member("start", 0).member("step", kStep).member("count", instants).key("held").open_object();
  for (PlaceId p : s.places.ids()) {
    bool open = false;
    for (CampId c : camps_in_order(s)) {
      const std::vector<int> held = counts.percentages(p, c);
      if (held.empty()) continue;
      if (!open) json.key(s.places[p].id).open_object();
      open = true;
      json.member(s.camps[c].id, runs_of(held));
    }
    if (open) json.close_object();
  }
  json.close_object().close_object();
  return {};
}

}  // namespace smolny
