// Dates and durations: what is read is printed in a form that is read as the same.

#include <algorithm>

#include "harbour.hpp"
#include "time/format.h"
#include "time/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smolny;
  const std::string_view text = fuzz::text_of(data, size);
  if (const auto at = parse_instant(text)) {
    const auto again = parse_instant(format_marked(*at));
    fuzz::must(again && *again == *at, "a date comes back as it was");
    fuzz::must(!format_both(*at).empty() && !format_iso(*at).empty() && !format_short(*at).empty(), "a date can be told");
  } else {
    fuzz::must(!at.error().empty(), "a complaint has words");
  }
  if (const auto span = parse_duration(text)) {
    const auto again = parse_duration(format_duration(*span));
    fuzz::must(again && *again == *span, "a duration comes back as it was");
  } else {
    fuzz::must(!span.error().empty(), "a complaint has words");
  }
  return 0;
}
