#pragma once
// What is due when: a calendar queue (Brown 1988). Posting lays a thing into its hour; an hour is dealt to its minutes when the
// first of it falls due. So nothing is compared but what is due in the same minute, and that is left to whoever takes it.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace smolny {

/// T has `minute_of(T)`: minutes since the scenario's start, from 0.
template <class T>
struct Timetable {
  std::vector<std::vector<T>> hours;        ///< not yet dealt, in the order of posting
  std::vector<std::vector<T>> minutes;      ///< sixty of the open hour
  std::int32_t open = -1;                   ///< that hour
  std::int32_t minute = 0;                  ///< of it: nothing is due before

  /// Lays a thing where it is due; what is due before the open minute is due in it.
  void post(const T& thing) { at(minute_of(thing)).push_back(thing); }

  /// The things that are due at a minute: of the open hour those of that minute, else all of its hour.
  std::vector<T>& at(std::int64_t due) {
    const std::int64_t earliest = open < 0 ? 0 : std::int64_t{open} * 60 + minute;
    due = std::max(due, earliest);
    const auto hour = static_cast<std::size_t>(due / 60);
    if (static_cast<std::int32_t>(hour) == open) return minutes[static_cast<std::size_t>(due % 60)];
    if (hour >= hours.size()) hours.resize(hour + 1);
    return hours[hour];
  }

  /// The first minute at which anything is due.
  std::optional<std::int64_t> first() const {
    if (open >= 0)
      for (std::size_t m = static_cast<std::size_t>(minute); m < 60; ++m)
        if (!minutes[m].empty()) return std::int64_t{open} * 60 + static_cast<std::int64_t>(m);
    for (std::size_t h = static_cast<std::size_t>(open + 1); h < hours.size(); ++h)
      if (!hours[h].empty()) {
        std::int64_t least = INT64_MAX;
        for (const T& thing : hours[h]) least = std::min<std::int64_t>(least, minute_of(thing));
        return std::max(least, static_cast<std::int64_t>(h) * 60);
      }
    return std::nullopt;
  }

  bool is_open(std::int64_t due) const { return due / 60 == open; }

  /// Deals the hour of `due`, as first() gives it, to its minutes.
  void open_at(std::int64_t due) {
    open = static_cast<std::int32_t>(due / 60);
    std::vector<T> dealt;
    dealt.swap(hours[static_cast<std::size_t>(open)]);
    minutes.resize(60);
    for (const T& thing : dealt) minutes[static_cast<std::size_t>(std::max<std::int64_t>(minute_of(thing), due) % 60)].push_back(thing);
  }

  /// What is due at `due`, as first() gives it, an open minute; more may be posted to it meanwhile.
  std::vector<T>& take(std::int64_t due) {
    minute = static_cast<std::int32_t>(due % 60);
    return minutes[static_cast<std::size_t>(minute)];
  }
};

}  // namespace smolny
