#include <algorithm>
#include <cstdio>
#include <optional>

#include "archive/json.hpp"
#include "lab/onward.hpp"
#include "lab/posterior.hpp"
#include "options.hpp"
#include "scenario/diagnostics.hpp"
#include "scenario/recorded.hpp"
#include "scenario/teaching.hpp"
#include "shared.hpp"
#include "time/format.h"

namespace smolny {

namespace {

void print_json(const LoadedScenario& scenario, const std::optional<Onward>& onward) {
  const CheckReport& report = scenario.report;
  JsonWriter out(2);
  out.open_object().key("errors").open_array();
  for (const Diagnostic& d : report.errors) {
    out.open_object().member("file", d.file).member("line", d.line).member("column", d.column);
    out.member("message", d.message).close_object();
  }
  out.close_array().key("numbers").open_object();
  for (std::size_t g = 0; g < kGrades; ++g) out.member(name_of(static_cast<Grade>(g)), report.numbers[g]);
  out.close_object().key("dated").open_array();
  for (const DatedEntry& d : report.dated) {
    out.open_object().member("id", d.id).member("name", d.name).member("at", format_iso(d.at));
    out.member("reason", d.reason).close_object();
  }
  out.close_array().member("free_parameters", report.free_parameters).key("posterior");
  if (scenario.setting.own_posterior.empty()) out.null();
  else out.value(scenario.setting.own_posterior);
  out.key("goes_on_in");
  if (onward) {
    out.open_object().member("scenario", onward->later->setting.id).member("at", format_iso(onward->at()));
    out.member("numbers", onward->handover.numbers.size()).close_object();
  } else {
    out.null();
  }
  out.close_object();
  print(out.text());
}

void print_text(const LoadedScenario& scenario, const std::optional<Onward>& onward) {
  const CheckReport& report = scenario.report;
  int total = 0;
  for (int n : report.numbers) total += n;
  print(scenario.setting.name + ": nothing is wrong with it.");
  print("\n" + std::to_string(total) + " numbers, and what they rest on:");
  for (std::size_t g = 0; g < kGrades; ++g) {
    if (report.numbers[g] == 0) continue;
    std::printf("  %-12s %5d   %3d in 100\n", std::string(name_of(static_cast<Grade>(g))).c_str(), report.numbers[g],
                (report.numbers[g] * 200 + total) / (2 * total));
  }
  std::printf("\n%d free parameters: numbers of mechanisms and of kinds of decider that have a prior.\n", report.free_parameters);
  if (const Posterior& p = scenario.setting.posterior; !p.rows.empty())
    std::printf("Histories draw %zu of them from the posterior '%s' (%.12s), of %zu points, unless told: --parameters prior.\n", p.rows.size(),
                scenario.setting.own_posterior.c_str(), p.hash.c_str(), p.quantiles.size() / p.rows.size());
  print("\nDated beforehand, and why:");
  for (const DatedEntry& d : report.dated)
    print("  " + format_both(d.at) + "  " + (d.name.empty() ? d.id : d.name) + ": " + d.reason);
  if (report.dated.empty()) print("  nothing");
  if (onward)
    print("\nIt goes on in " + onward->later->setting.id + " from " + format_both(onward->at()) + ", with " + std::to_string(onward->handover.numbers.size()) +
          " numbers that are reached.");
}

}  // namespace

int command_check(Arguments arguments) {
  std::string scenario;
  std::vector<std::string> readings;
  bool json = false;
  Options options("check", "Says all that is wrong with a scenario, and what its numbers rest on.", "smolny check petrograd-1917");
  options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
  options.list("--reading", readings, "NAME", "a reading laid over it");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  LoadedScenario loaded = open_scenario(find_scenario(scenario), readings);
  std::optional<Onward> onward;
  if (loaded.valid()) {
    read_recorded(loaded, read_record(loaded));
    read_teaching(loaded);
    check_own_posterior(loaded, find_scenario(scenario));
    onward = open_onward(loaded, find_scenario(scenario));
  }
  if (json) print_json(loaded, onward);
  for (const Diagnostic& d : loaded.report.errors)
    if (!json) std::fprintf(stderr, "%s\n", to_text(d).c_str());
  if (!loaded.valid()) return 2;
  if (!json) print_text(loaded, onward);
  return 0;
}

}  // namespace smolny
