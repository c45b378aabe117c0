#pragma once
// What can happen. A closed list: a scenario's patterns, the record, interventions and the report all name
// these kinds. An event is data; the chronicle keeps it together with its causes.

#include <array>
#include <cstdint>
#include <string_view>

#include "time/instant.h"
#include "world/ids.hpp"

namespace smolny {

enum class EventKind : std::uint8_t {
  // the calendar
  calendar_entry, dawn, dusk,
  // decisions and bodies
  decided, demanded, answered, offered, convened, opened, adjourned, postponed, cancelled, carried, lost, walked_out,
  joined, refused, presidium_chosen, committee_elected, proclaimed, cabinet_formed, cabinet_broke, government_fell,
  mandated, pledged,
  // command
  rule_declared, rule_withdrawn, rule_adopted, commissar_sent, commissar_accepted, commissar_refused, order_given,
  order_obeyed, order_refused, order_ignored, won_over,
  // people in the street
  alert_raised, came_out, went_home, squad_formed, meeting_held,
  // movement
  departed, arrived, checked, let_pass, recognised, turned_back, arrested, released, escaped,
  // news
  published, paper_closed, paper_reopened, rumour_born, rumour_refuted, informed,
  // points and force
  confronted, yielded, captured, shots, killed, way_raised, way_lowered, raising_prevented,
  // the seat of power
  besieged, shelled, defenders_left, entered, disarmed, surrendered, seat_fell,
  // troops from elsewhere
  summoned, entrained, committee_stopped, train_halted, agitated, turned_round, troops_arrived,
  // levers and polls
  lever_set, election_held, polled,
  // bread and work
  shelves_empty, struck, conceded, works_closed,
  // disorder
  outbreaks, troops_sent,
  // the front
  line_lost, line_held,
  // deputies and the ranks
  recalled, censured, upheld, delegated, line_kept, line_defied,
  // flows
  people_moved,
  count_
};

struct EventKindSpec {
  EventKind kind;
  std::string_view name;
  std::string_view meaning;  ///< by, on, place, side, amount
  bool forcible;             ///< may an intervention force it
};

/// One row per kind, in the order of the enumeration.
const std::array<EventKindSpec, static_cast<std::size_t>(EventKind::count_)>& event_kinds();
inline std::string_view name_of(EventKind kind) { return event_kinds()[static_cast<std::size_t>(kind)].name; }

struct Event {
  Instant at{};
  EventKind kind = EventKind::calendar_entry;
  CampId side{};      ///< the camp that acts or gains
  Entity by{};        ///< who did it
  Entity on{};        ///< to whom, or about what
  PlaceId place{};    ///< where
  std::int32_t detail = -1;  ///< option of a decision, authority of an order, motion: see the kind's meaning
  double amount = 0;  ///< men, votes, dead, share: see the kind's meaning
};

}  // namespace smolny
