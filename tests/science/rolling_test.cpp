// Rolling forecasts: an ensemble conditioned on the record up to a date is held against the record after it, as a forecaster
// who lived then would have been. Conditioning is rejection ABC (Pritchard et al. 1999): the tenth of the members that misses
// the fewest earlier claims. Beside it stand as many members taken as they come, so that size alone gains nothing. If what
// came before tells what comes after, the difference is above nought and grows; whether it does is a finding.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lab/bootstrap.hpp"
#include "lab/forecasts.hpp"
#include "lab/prequential.hpp"
#include "statistics.hpp"
#include "time/format.h"
#include "time/parse.h"

namespace smolny::science {
namespace {

/// How far a member is from one claim of the record: 0 it agrees, 1 it does not; a half where it tells nothing.
double miss(const Check& check, const Reading& reading) {
  if (std::isnan(reading.value)) return 0.5;
  const double y = recorded(check, petrograd());
  if (!is_continuous(check)) return reading.value == y ? 0 : 1;
  return std::isfinite(reading.value) ? std::min(1.0, std::abs(reading.value - y) / (2 * tolerance(check))) : 1;
}

struct Split {
  std::vector<std::size_t> earlier, later;
};

Split split_at(Instant date) {
  const Record& record = flagship().record;
  Split s;
  for (std::size_t c : prequential_order(record, petrograd()))
    (settled_at(record.claims[c].check, petrograd()) <= date ? s.earlier : s.later).push_back(c);
  return s;
}

/// Log scores of claims by some of the members.
std::vector<double> scores(const std::vector<std::size_t>& claims, const std::vector<std::size_t>& members) {
  const Readings& readings = as_it_is().readings;
  std::vector<double> weights(readings.members, 0.0), result;
  for (std::size_t m : members) weights[m] = 1 / static_cast<double>(members.size());
  for (std::size_t c : claims)
    result.push_back(log_score(probability_of_record(flagship().record.claims[c].check, petrograd(), readings.claims[c], weights)));
  return result;
}

/// The same by as many members taken as they come, averaged over as many such samples as there are.
std::vector<double> plain_scores(const std::vector<std::size_t>& claims, std::size_t size) {
  const std::size_t samples = as_it_is().readings.members / size;
  std::vector<double> sum(claims.size(), 0.0);
  for (std::size_t k = 0; k < samples; ++k) {
    std::vector<std::size_t> members(size);
    std::iota(members.begin(), members.end(), k * size);
    const std::vector<double> s = scores(claims, members);
    for (std::size_t i = 0; i < s.size(); ++i) sum[i] += s[i] / static_cast<double>(samples);
  }
  return sum;
}

std::string compared(const std::vector<std::size_t>& claims, const std::vector<std::size_t>& near) {
  const std::vector<double> with = scores(claims, near), without = plain_scores(claims, near.size());
  std::vector<double> gain(with.size());
  for (std::size_t i = 0; i < with.size(); ++i) gain[i] = with[i] - without[i];
  const Interval interval = mean_interval(gain, 1);
  return fmt::format("{:>3} claims {:>7.3f} -> {:>7.3f}, gain {:>6.3f} ({:.3f} to {:.3f})", claims.size(), mean_of(without).mean, mean_of(with).mean,
                     mean_of(gain).mean, interval.low, interval.high);
}

TEST(Rolling, ForecastsFromFiveDates) {
  heading("Rolling forecasts: mean log score of later claims, unconditioned -> conditioned on the record so far");
  const Readings& readings = as_it_is().readings;
  const std::size_t size = std::max<std::size_t>(20, readings.members / 10);
  const std::vector<std::size_t> last = split_at(*parse_instant("26 Oct 1917 00:00 OS")).later;
  say("{} members, the nearest {} kept; intervals: claims resampled, though claims of one history hang together", readings.members, size);
  std::size_t before = prequential_order(flagship().record, petrograd()).size();
  for (const char* text : {"17 Oct 1917 00:00 OS", "23 Oct 1917 00:00 OS", "24 Oct 1917 06:00 OS", "24 Oct 1917 18:00 OS", "26 Oct 1917 00:00 OS"}) {
    const Instant date = *parse_instant(text);
    const Split split = split_at(date);
    ASSERT_FALSE(split.earlier.empty()) << text;
    ASSERT_FALSE(split.later.empty()) << text;
    EXPECT_LE(split.later.size(), before);
    before = split.later.size();
    std::vector<double> distance(readings.members, 0.0);
    for (std::size_t m = 0; m < readings.members; ++m)
      for (std::size_t c : split.earlier) distance[m] += miss(flagship().record.claims[c].check, readings.claims[c][m]) / static_cast<double>(split.earlier.size());
    std::vector<std::size_t> order(readings.members);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return distance[a] < distance[b]; });
    const std::vector<std::size_t> near(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(size));
    double kept = 0;
    for (std::size_t m : near) kept += distance[m] / static_cast<double>(size);
    EXPECT_LE(kept, mean_of(distance).mean);
    say("from {}: {} claims before it, missed {:.2f} -> {:.2f}", format_short(date), split.earlier.size(), mean_of(distance).mean, kept);
    say("    all later        {}", compared(split.later, near));
    say("    after the 25th   {}", compared(last, near));
  }
}

}  // namespace
}  // namespace smolny::science
