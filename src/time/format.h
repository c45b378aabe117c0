#pragma once

// Instants and durations for people and for files.

#include <cstdint>
#include <string>

#include "time/instant.h"

namespace smolny {

/// `25 Oct (7 Nov) 1917, 02:10` while Russia counted in the Old Style, `25 Dec 1917 (7 Jan 1918), 12:00` where the
/// years differ, and the New Style alone from 14 Feb 1918 on: `3 Mar 1918, 17:50`.
std::string format_both(Instant t);

/// The same without the time of day: `25 Oct (7 Nov) 1917`.
std::string format_both_day(std::int64_t day);

/// Gregorian, ISO 8601 without a zone: `1917-11-07T02:10`.
std::string format_iso(Instant t);

/// In the style then in civil use, without the year: `25 Oct 02:10`.
std::string format_short(Instant t);

/// A form that parse_instant reads back: `25 Oct 1917 02:10 OS` or `3 Mar 1918 17:50 NS`.
std::string format_marked(Instant t);

/// `2 d 3 h 5 min`, leaving out what is nought; `0 min`; a minus before a negative one.
std::string format_duration(Duration d);

}  // namespace smolny
