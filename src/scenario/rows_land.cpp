// Rows of the ground and of the parties to a conflict: sources, camps, issues, parties, authorities, districts, places,
// ways.

#include <cmath>

#include "maths/trigonometry.h"
#include "scenario/row.hpp"

namespace smolny {

void Row::delay(std::string_view key, Number& low, Number& high) const {
  const YamlNode* n = find(key);
  if (!n) return;
  if (n->shape == Shape::list && n->items.size() == 2) {
    if (!read_minutes(*n->items[0], diagnostics(), low.central) ||
        !read_minutes(*n->items[1], diagnostics(), high.central))
      return;
    if (low.central > high.central)
      diagnostics().add(n->at, "the low end " + in_quotes(n->items[0]->text) + " is above the high end " +
                                   in_quotes(n->items[1]->text));
  } else if (n->shape == Shape::text) {
    if (read_minutes(*n, diagnostics(), low.central)) high = low;
  } else {
    diagnostics().add(n->at, "expected a duration such as 90 min or a pair [20 min, 1 h], found " + described(*n));
  }
}

void read_row(const Row& row, Source& source) {
  source.name = source.id;
  source.citation = row.text("citation");
  source.paragraph = row.text("paragraph");
}

void read_row(const Row& row, Camp& camp) { camp.opponent = row.row<Camp>("opponent"); }

void read_row(const Row& row, Issue& issue) {
  issue.low = row.text("low");
  issue.high = row.text("high");
  if (const int role = row.fields().choice("role"); role >= 0) issue.role = static_cast<IssueRole>(role + 1);
}

void read_row(const Row& row, Party& party) {
  party.short_name = row.text("short");
  party.colour = row.text("colour");
  row.numbers_by_row("affinity",
                     [&](std::int32_t camp, Number n) { party.affinity[static_cast<std::size_t>(camp)] = n; });
  row.numbers_by_row("position",
                     [&](std::int32_t issue, Number n) { party.position[static_cast<std::size_t>(issue)] = n; });
}

void read_row(const Row& row, Authority& authority) {
  authority.camp = row.row<Camp>("camp");
  authority.seat = row.row<Place>("seat");
  authority.body = row.row<Body>("body");
  authority.commander = row.row<Leader>("commander");
  authority.active = row.flag("active", true);
  authority.legitimacy = row.number("legitimacy");
  authority.taint = row.row<Proposition>("taint");
  authority.mandate_from = row.row<Body>("mandate_from");
}

void read_row(const Row& row, District& district) {
  district.latitude = row.fixed("latitude");
  district.longitude = row.fixed("longitude");
}

void read_row(const Row& row, Place& place) {
  place.kind = row.text("kind");
  place.bank = row.text("bank");
  place.district = row.row<District>("district");
  place.latitude = row.fixed("latitude");
  place.eastward = 111.2 * maths::cos(maths::radians(place.latitude));
  place.longitude = row.fixed("longitude");
  place.importance = row.number("importance");
  place.holder = row.row<Camp>("holder");
  place.guard = row.number("guard");
  place.guard_resolve = row.number("guard_resolve");
  place.contested = row.flag("contested");
  place.bridge = row.flag("bridge");
  place.wired = row.flag("wired");
  place.entrances = row.fields().count("entrances");
  place.outside = row.flag("outside");
  if (place.kind == "line")
    for (const char* field : {"district", "holder"})
      if (!row.has(field))
        row.diagnostics().add(row.find("kind")->at, row.fields().what() + " is a line of the front; expected the field '" + field + "'");
}

namespace {

constexpr double kWalkingSpeed = 4.8;  // km/h (docs/scenarios.md: ways)

/// As the crow flies, on a plane that touches the earth between the two: within a part in a thousand up to 100 km.
double kilometres_between(const Place& a, const Place& b) {
  constexpr double earth_radius = 6371.0;
  const double north = maths::radians(b.latitude - a.latitude);
  const double east =
      maths::radians(b.longitude - a.longitude) * maths::cos(maths::radians((a.latitude + b.latitude) / 2));
  return earth_radius * std::sqrt(north * north + east * east);
}

}  // namespace

void read_row(const Row& row, Way& way) {
  way.from = row.row<Place>("from");
  way.to = row.row<Place>("to");
  way.mode = static_cast<Mode>(row.fields().choice("mode", static_cast<int>(Mode::foot)));
  way.minutes = row.number("minutes");
  way.kilometres = row.number("kilometres");
  way.gate = row.row<Place>("gate");
  if (!way.from.has() || !way.to.has()) return;
  if (way.from == way.to) row.diagnostics().add(row.fields().node().at, row.fields().what() + " leads nowhere");
  if (!row.fields().node().find("kilometres"))
    way.kilometres = {kilometres_between(row.setting().places[way.from], row.setting().places[way.to]), -1};
  if (row.fields().node().find("minutes")) return;
  if (way.mode == Mode::foot)
    way.minutes = {way.kilometres.central / kWalkingSpeed * 60, -1};
  else
    row.diagnostics().add(row.fields().node().at,
                          row.fields().what() + " lacks the field 'minutes'; only a way on foot may leave it out");
}

}  // namespace smolny
