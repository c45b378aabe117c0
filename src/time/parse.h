#pragma once

// Dates and durations as people write them in scenario files and on the command line. Errors say what was expected.

#include <expected>
#include <string>
#include <string_view>

#include "time/instant.h"

namespace smolny {

/// Reads `24 Oct 1917 OS`, `24 October 1917 18:00 OS`, `1917-10-24 18:00 NS` or `1917-10-24T18:00 NS`. Without a time
/// of day it is midnight at the day's start; 24:00 is refused. The calendar must be named, OS or NS; an OS date after
/// 31 Jan 1918 is refused with its NS date.
std::expected<Instant, std::string> parse_instant(std::string_view text);

/// Reads a whole number and a unit: `90 min`, `2 h`, `3 d`, `1 week` and their long forms and plurals; the space may
/// be left out, a sign may stand before, and `1 d 6 h` adds up.
std::expected<Duration, std::string> parse_duration(std::string_view text);

}  // namespace smolny
