// calendar: dated entries come due, days break and end.
//
// Model: calendrical arithmetic (Reingold and Dershowitz 2018) and the sun over the capital (src/time/sun.h); nothing
// here is uncertain. An entry is something that was on a calendar beforehand or comes from outside the frame.

#include "mechanisms/all.hpp"
#include "time/sun.h"

namespace smolny {
namespace {

struct CalendarClock {
  static constexpr std::string_view name = "calendar";
  static constexpr std::string_view model = "Calendrical arithmetic and solar position (Reingold and Dershowitz 2018; Meeus 1998)";
  enum class Parameter {};
  using Reads = Tables<>;
  using Writes = Tables<Calendar>;
  static constexpr EventKind emits[] = {EventKind::calendar_entry, EventKind::dawn, EventKind::dusk, EventKind::postponed,
                                        EventKind::cancelled};
  static constexpr ActKind performs[] = {ActKind::postpone};
  static constexpr Phase phase = Phase::calendar;
  using V = View<CalendarClock>;
  enum Code : std::uint16_t { entry, twilight };

  static void watch_day(V v, std::int64_t day) {
    const EarthPoint where{v.setting().latitude, v.setting().longitude};
    const ClockOffset clock{v.setting().clock_ahead};
    if (const auto t = civil_dawn(day, where, clock); t && *t >= v.now()) v.wake_at(*t, twilight, 1, 0, 0);
    if (const auto t = civil_dusk(day, where, clock); t && *t >= v.now()) v.wake_at(*t, twilight, 2, 0, 1);
  }

  static void begin(V v) {
    for (CalendarId c : v.setting().calendar.ids())
      if (v.setting().calendar[c].at >= v.now()) v.wake_at(v.setting().calendar[c].at, entry, v.key(c), 0, c.index);
    watch_day(v, day_of(v.now()));
  }

  static void wake(V v, const Wake& w) {
    if (w.code == twilight) {
      if (w.a == 0) v.emit<EventKind::dawn>({});
      if (w.a == 1) {
        v.emit<EventKind::dusk>({});
        watch_day(v, day_of(v.now()) + 1);
      }
      return;
    }
    CalendarState& c = v.write<Calendar>()[CalendarId{w.a}];
    if (c.passed || c.cancelled || c.at != v.now()) return;  // moved meanwhile
    Event e{.kind = EventKind::calendar_entry, .on = entity(CalendarId{w.a})};
    if (!v.permits(e)) return;
    c.passed = true;
    v.emit<EventKind::calendar_entry>(e);
  }

  static void perform(V v, const ActCall& call) {
    const Act& act = *call.act;
    CalendarState& c = v.write<Calendar>()[act.entry];
    if (c.passed || c.cancelled) return;
    const double hours_later = v.value(act.hours);
    Event e{.kind = EventKind::postponed, .by = act.by, .on = entity(act.entry), .amount = hours_later};
    if (!v.permits(e)) return;
    c.at += Duration{static_cast<std::int64_t>(hours_later * 60)};
    v.wake_at(c.at, entry, v.key(act.entry), 0, act.entry.index);
    v.emit<EventKind::postponed>(e, {call.cause});
  }
};

}  // namespace

MechanismSpec calendar_mechanism() { return describe<CalendarClock>(); }

}  // namespace smolny
