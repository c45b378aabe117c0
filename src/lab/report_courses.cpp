// What the scenario follows through time: members of the archive are lived again and looked at, for an archive keeps events, not
// states. Quantiles over members at some forty instants.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lab/member.hpp"
#include "lab/parallel.hpp"
#include "lab/report_parts.hpp"
#include "lab/scoring_rules.hpp"

namespace smolny {

namespace {

constexpr std::int64_t kInstants = 40;
constexpr std::size_t kMembers = 100;

/// The first days of equal spells, at most `kInstants` of them, and the end.
std::vector<Instant> instants_of(const Setting& s) {
  const std::int64_t days_long = (s.end - s.start).minutes / 1440;
  const std::int64_t step = std::max<std::int64_t>(1, (days_long + kInstants - 1) / kInstants);
  std::vector<Instant> at;
  for (std::int64_t d = 0; d < days_long; d += step) at.push_back(s.start + days(d));
  at.push_back(s.end);
  return at;
}

void write_line(JsonWriter& json, const char* key, const std::vector<Sample>& samples, double share) {
  json.key(key).open_array();
  for (const Sample& values : samples) json.value(values.values.empty() ? std::nan("") : quantile(values, share));  // null: no number
  json.close_array();
}

}  // namespace

std::expected<void, Fault> write_courses(JsonWriter& json, const ReportSubject& subject) {
  const Setting& s = subject.setting();
  const std::vector<Course>& courses = subject.teaching.courses;
  const std::vector<Instant> at = instants_of(s);
  std::vector<Probe> probes;
  for (const Instant t : at)
    for (const Course& c : courses) probes.push_back({t, &c.quantity});
  const std::size_t members = courses.empty() ? 0 : std::min(kMembers, subject.members.size());
  std::vector<std::vector<double>> values(probes.size());
  auto resolved = interventions_of(subject.open.specification, s);
  if (!resolved) return bad_input(resolved.error());
  const auto interventions = std::make_shared<const Interventions>(std::move(*resolved));
  const auto live = [&](std::uint64_t i) { return live_member(s, specification_of(subject.open, subject.members[i].number), interventions, false, probes); };
  in_order(members, subject.plan.threads, live, [&](std::uint64_t, const MemberRow& row) {
    for (std::size_t p = 0; p < row.observed.size(); ++p)
      if (std::isfinite(row.observed[p])) values[p].push_back(row.observed[p]);
    return true;
  });
  for (std::vector<double>& v : values) std::sort(v.begin(), v.end());
  json.key("courses").open_object().member("members", members).key("at").open_array();
  if (members > 0)
    for (const Instant t : at) json.value((t - s.start).minutes);
  json.close_array().key("rows").open_array();
  for (std::size_t c = 0; c < courses.size(); ++c) {
    json.open_object().member("id", courses[c].id).member("name", courses[c].name).member("chart", courses[c].chart);
    if (!courses[c].unit.empty()) json.member("unit", courses[c].unit);
    if (courses[c].district.has()) json.member("district", s.districts[courses[c].district].id);
    std::vector<Sample> own;
    for (std::size_t t = 0; t < at.size(); ++t) own.push_back({values[t * courses.size() + c], {}});
    write_line(json, "low", own, 0.05);
    write_line(json, "median", own, 0.5);
    write_line(json, "high", own, 0.95);
    json.key("mean").open_array();
    for (const Sample& of : own) json.value(of.values.empty() ? std::nan("") : std::accumulate(of.values.begin(), of.values.end(), 0.0) / static_cast<double>(of.values.size()));
    json.close_array();
    json.close_object();
  }
  json.close_array().close_object();
  return {};
}

}  // namespace smolny
