// Shift: the engine knows no date by heart. With every date of petrograd-1917 a week later, under a sun that does not move
// (the capital at a pole: night throughout, or day throughout), every event of a history comes a week later to the minute.
// With the congress alone moved, its entry moves by as much, and it sits no earlier, unless the palace has fallen before.

#include <cmath>

#include "chronicle/chronicle.hpp"
#include "lab/scoring_rules.hpp"
#include "retold.hpp"
#include "statistics.hpp"
#include "time/format.h"
#include "time/parse.h"

namespace smolny::science {
namespace {

/// petrograd-1917 with its dates moved; `pole`: the capital's latitude.
LoadedScenario moved(Duration by, const std::string& pole) {
  Telling telling;
  telling.text = [&](const Path& path, const std::string& text) {
    if (path[0] == "scenario" && path.back() == "latitude") return pole;
    const auto date = parse_instant(text);
    return date ? format_marked(*date + by) : text;
  };
  return retell(kPetrograd, telling);
}

struct Moment {
  std::int64_t minute = 0;
  Event event;
  Key key = 0;
  std::uint32_t causes = 0;
};

std::vector<std::vector<Moment>> told(const Setting& setting, const Specification& how, std::uint64_t n) {
  return each_history(setting, how, n, [&](const History& h, std::span<const double>) {
    std::vector<Moment> all;
    for (const Recorded& e : h.simulation.chronicle.events)
      all.push_back({(e.at - setting.start).minutes, e, e.key, e.causes_end - e.causes_begin});
    return all;
  });
}

/// The first event in which two tellings differ; nothing when they are the same.
std::string difference(const Setting& setting, const std::vector<Moment>& a, const std::vector<Moment>& b) {
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    if (i >= a.size() || i >= b.size()) return fmt::format("one ends after {} events", i);
    const Event &x = a[i].event, &y = b[i].event;
    if (a[i].minute == b[i].minute && x.kind == y.kind && x.side == y.side && x.by == y.by && x.on == y.on && x.place == y.place &&
        x.detail == y.detail && x.amount == y.amount && a[i].key == b[i].key && a[i].causes == b[i].causes)
      continue;
    return fmt::format("event {}: minute {}, {}\n against minute {}, {}", i, a[i].minute, sentence(setting, x), b[i].minute, sentence(setting, y));
  }
  return {};
}

/// In how many of n histories nothing differs; `first`: what does in the first that does.
std::uint64_t same_a_week_later(const std::string& pole, const Specification& how, std::uint64_t n, std::string& first) {
  const LoadedScenario now = moved({}, pole), later = moved(weeks(1), pole);
  EXPECT_EQ(later.setting.start, now.setting.start + weeks(1));
  const auto a = told(now.setting, how, n), b = told(later.setting, how, n);
  std::uint64_t same = 0;
  for (std::size_t m = 0; m < n; ++m) {
    const std::string differs = difference(now.setting, a[m], b[m]);
    same += differs.empty();
    if (first.empty() && !differs.empty()) first = fmt::format("member {}, {}", m, differs);
  }
  return same;
}

TEST(Shift, AWeekLaterUnderAFlatSunEverythingShiftsExactly) {
  heading("Shift: petrograd-1917 a week later under a sun that does not move");
  const std::uint64_t n = sized(2, 20);
  for (const char* pole : {"90", "-90"}) {
    std::string first;
    const std::uint64_t same = same_a_week_later(pole, specification_of(petrograd()), n, first);
    EXPECT_EQ(same, n) << first;
    say("capital at {:>3} degrees: {} of {} histories the same to the minute", pole, same, n);
  }
}

TEST(Shift, WithTheCongressMovedItsEntryFollowsAndItsSittingsDoNotComeBefore) {
  heading("Shift: the congress alone a day later, its executive keeping the day");
  const Duration by = days(1);
  Telling telling;
  telling.text = [&](const Path& path, const std::string& text) {
    const bool entry = path[0] == "calendar" && path[1] == "congress" && path.back() == "at";
    return entry ? format_marked(*parse_instant(text) + by) : text;
  };
  const LoadedScenario later = retell(kPetrograd, telling);
  const CalendarId congress{find_row(petrograd(), Section::calendar, "congress")};
  const std::uint64_t n = sized(20, 400);
  struct Times {
    double entry = kDidNotOccur, sits = kDidNotOccur;
    bool fell = false;  ///< the palace was taken before: then there is nothing to wait for
  };
  const auto times = [&](const Setting& setting) {
    const PatternId sits = pattern_id(setting, "congress-sits"), palace = pattern_id(setting, "palace-taken");
    return each_history(setting, with(setting, {"congress-date=keep"}), n, [&](const History& h, std::span<const double>) {
      Times t;
      const Chronicle& c = h.simulation.chronicle;
      for (const Recorded& e : c.events)
        if (e.kind == EventKind::calendar_entry && e.on == entity(congress)) t.entry = static_cast<double>((e.at - setting.start).minutes);
      const auto& m = c.matches[static_cast<std::size_t>(sits.index)];
      if (!m.empty()) t.sits = static_cast<double>((c.events[static_cast<std::size_t>(m.front())].at - setting.start).minutes);
      const auto& taken = c.matches[static_cast<std::size_t>(palace.index)];
      t.fell = !taken.empty() && !m.empty() && taken.front() < m.front();
      return t;
    });
  };
  const auto a = times(petrograd()), b = times(later.setting);
  std::vector<double> first, second;
  for (std::size_t m = 0; m < n; ++m) {
    ASSERT_TRUE(std::isfinite(a[m].entry));
    EXPECT_EQ(b[m].entry, a[m].entry + static_cast<double>(by.minutes));
    EXPECT_TRUE(a[m].sits >= a[m].entry || a[m].fell) << m;
    EXPECT_TRUE(b[m].sits >= b[m].entry || b[m].fell) << m;
    if (std::isfinite(a[m].sits) && std::isfinite(b[m].sits)) first.push_back(a[m].sits), second.push_back(b[m].sits);
  }
  ASSERT_GT(first.size(), 3U);
  std::vector<double> shift;
  for (std::size_t i = 0; i < first.size(); ++i) shift.push_back((second[i] - first[i]) / 60);
  const Mean mean = mean_of(shift);
  say("it opens {:.1f} h later (standard error {:.1f} h; {} of {} histories in which it opens in both)", mean.mean, mean.error, shift.size(), n);
  EXPECT_GT(mean.mean, 0);
}

}  // namespace
}  // namespace smolny::science
