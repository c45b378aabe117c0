#include "telling.hpp"

#include <algorithm>
#include <cmath>

#include "archive/json.hpp"
#include "chronicle/sentence.hpp"
#include "lab/wording.hpp"
#include "scenario/names.hpp"
#include "time/format.h"

namespace smolny {

namespace {

/// What a short account of a crisis names: who decided and who voted, what changed hands, who fell, who came.
bool is_main(EventKind kind) {
  using enum EventKind;
  switch (kind) {
    case decided: case mandated: case opened: case carried: case lost: case walked_out: case joined: case proclaimed:
    case cabinet_formed: case cabinet_broke: case government_fell: case committee_elected: case rule_declared:
    case rule_withdrawn: case captured: case killed: case seat_fell: case besieged: case shelled: case surrendered:
    case paper_closed: case paper_reopened: case arrested: case escaped: case recognised: case troops_arrived:
    case turned_round: case postponed: case way_raised:
      return true;
    default: return false;
  }
}

std::string value_text(const Outcome& o, double v, const Setting& setting) {
  switch (o.kind) {
    case OutcomeKind::boolean: return v != 0 ? "yes" : "no";
    case OutcomeKind::category: {
      if (v < 0) return "other";
      const OutcomeCase& c = o.cases[static_cast<std::size_t>(v)];
      return c.id;
    }
    case OutcomeKind::instant:
      if (!std::isfinite(v)) return "never";
      return format_both(setting.start + Duration{static_cast<std::int64_t>(std::llround(v))});
    case OutcomeKind::number: break;
  }
  if (!std::isfinite(v)) return "no value";
  return plain_number(v) + (o.unit.empty() ? "" : " " + o.unit);
}

void write_value(JsonWriter& json, const Outcome& o, double v) {
  if (o.kind == OutcomeKind::boolean) json.value(v != 0);
  else if (o.kind == OutcomeKind::category) json.value(v < 0 ? std::string("other") : o.cases[static_cast<std::size_t>(v)].id);
  else json.value(v);
}

/// By kind, then by id: the order of the table is that of hashes.
std::vector<OutcomeId> in_order_of_reading(const Setting& s) {
  std::vector<OutcomeId> ids;
  for (OutcomeId id : s.outcomes.ids()) ids.push_back(id);
  std::sort(ids.begin(), ids.end(), [&](OutcomeId a, OutcomeId b) {
    return std::pair(s.outcomes[a].kind, s.outcomes[a].id) < std::pair(s.outcomes[b].kind, s.outcomes[b].id);
  });
  return ids;
}

template <class F>
void each_told(const Told& told, bool all, F f) {
  const Chronicle& c = told.history.simulation.chronicle;
  for (std::size_t i = 0; i < c.events.size(); ++i)
    if (all || is_main(c.events[i].kind)) f(i, c.events[i]);
}

}  // namespace

std::string telling_text(const Told& told, bool all) {
  const Setting& s = told.setting;
  const std::vector<Entity> squads = squad_origins(told.history.simulation.chronicle);
  std::string out = s.name + ", member " + std::to_string(told.specification.member) + " of seed " + std::to_string(told.specification.seed) + "\n";
  std::int64_t day = INT64_MIN;
  each_told(told, all, [&](std::size_t, const Recorded& e) {
    if (day_of(e.at) != day) out += "\n" + format_both_day(day = day_of(e.at)) + "\n";
    const int m = minute_of_day(e.at);
    const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    out += "  " + two(m / 60) + ":" + two(m % 60) + "  " + sentence(s, e, squads) + "\n";
  });
  out += "\nOutcomes\n";
  std::size_t width = 0;
  for (const Outcome& o : s.outcomes) width = std::max(width, columns(o.name.empty() ? o.id : o.name));
  for (OutcomeId id : in_order_of_reading(s)) {
    const Outcome& o = s.outcomes[id];
    out += "  " + padded(o.name.empty() ? o.id : o.name, width) + "  " +
           value_text(o, told.history.outcomes[static_cast<std::size_t>(id.index)], s) + "\n";
  }
  out += "\n" + thousands(told.row.events) + " events; digest " + told.row.digest.hex() + "\n";
  const std::string rule = "\n" + std::string(80, '=') + "\n";
  if (told.goes_on)
    out += rule + "It goes on in " + told.goes_on->setting.id + ", from the start that this history has reached by " +
           format_both(told.goes_on->setting.start) + ".\n\n" + telling_text(*told.goes_on, all);
  else if (!told.no_start.empty())
    out += rule + "It does not go on in " + s.goes_on_in + ": " + told.no_start + ".\n";
  return out;
}

namespace {

void write_told(JsonWriter& json, const Told& told, bool all) {
  const Setting& s = told.setting;
  const std::vector<Entity> squads = squad_origins(told.history.simulation.chronicle);
  json.open_object().member("scenario", s.id).member("member", told.specification.member);
  json.key("specification").literal(canonical_json(told.specification));
  json.member("specification_hash", hash_of(told.specification)).member("digest", told.row.digest.hex());
  json.member("until", format_iso(told.history.simulation.world.now));
  json.key("outcomes").open_object();
  for (OutcomeId id : in_order_of_reading(s)) {
    json.key(s.outcomes[id].id);
    write_value(json, s.outcomes[id], told.history.outcomes[static_cast<std::size_t>(id.index)]);
  }
  json.close_object().key("events").open_array();
  each_told(told, all, [&](std::size_t i, const Recorded& e) {
    json.open_object().member("event", i).member("at", format_iso(e.at)).member("dates", format_both(e.at));
    json.member("kind", name_of(e.kind)).member("text", sentence(s, e, squads));
    const auto row = [&](std::string_view name, Entity x) {
      if (x.has() && x.kind != EntityKind::squad && x.kind != EntityKind::contest && x.kind != EntityKind::item)
        json.member(name, entity_text(s, x));
    };
    row("by", e.by);
    row("on", e.on);
    row("place", entity(e.place));
    row("side", entity(e.side));
    json.member("amount", e.amount).close_object();
  });
  json.close_array();
  if (told.goes_on) {
    json.key("goes_on_in");
    write_told(json, *told.goes_on, all);
  } else if (!told.no_start.empty()) {
    json.key("goes_on_in").open_object().member("scenario", s.goes_on_in).member("no_start", told.no_start).close_object();
  }
  json.close_object();
}

}  // namespace

std::string telling_json(const Told& told, bool all) {
  JsonWriter json(2);
  write_told(json, told, all);
  return json.text();
}

}  // namespace smolny
