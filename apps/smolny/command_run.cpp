#include <algorithm>
#include <filesystem>

#include "engine/priors.hpp"
#include "lab/parallel.hpp"
#include "lab/posterior.hpp"
#include "lab/reached.hpp"
#include "lab/saves.hpp"
#include "scenario/grouping.hpp"
#include "options.hpp"
#include "shared.hpp"
#include "specified.hpp"
#include "telling.hpp"
#include "time/parse.h"

namespace smolny {

namespace {

constexpr std::size_t kMostSaveBytes = std::size_t{16} << 30;  // individuals are a byte each

struct Request {
  std::string scenario;
  Specified specified;
  std::uint64_t member = 0, branch = 0;
  std::optional<std::string> until, save, at, from;
  bool json = false, all = false;
  Options options;

  Request()
      : options("run", "Runs one history and tells it: its main events, and what came out.",
                "smolny run petrograd-1917 --member 7 --do government-repression=wait") {
    options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
    options.option("--member", member, "K", "which member of the ensemble of that seed; 0 unless told");
    specified.declare(options);
    options.option("--until", until, "DATE", "stops then, as in \"25 Oct 1917 12:00 OS\"");
    options.option("--save", save, "FILE", "writes the history as it stands at the date of --at (or where it stops)");
    options.option("--at", at, "DATE", "when to save");
    options.option("--from", from, "FILE", "goes on from a save; --do is then done at its instant. A save of an earlier scenario is taken up at the start of this one");
    options.option("--branch", branch, "B", "with --from: another chance from there on, B from 1 on");
    options.flag("--all", all, "tells every event, not only the main ones");
    options.flag("--json", json, "machine-readable output");
  }
};

struct Begun {
  Specification specification;
  History history;
};

std::expected<std::optional<Instant>, Fault> date(const std::optional<std::string>& text, const char* option, const Setting& setting) {
  if (!text) return std::nullopt;
  const auto t = parse_instant(*text);
  if (!t) return bad_input(std::string(option) + ": " + t.error());
  if (*t < setting.start || *t > setting.end) return bad_input(std::string(option) + ": the date is outside the scenario's frame");
  return *t;
}

/// Options that a save brings with it cannot be given again.
std::expected<void, Fault> only_what_a_fork_may_have(const Request& r) {
  const Specified& s = r.specified;
  if (!s.policies.empty() || !s.without.empty() || !s.readings.empty() || s.executor != "counts" || s.parameters || s.grouping != 0 || s.fixed_parameters ||
      s.blind_codings || r.member != 0 || s.seed != 1)
    return bad_input("--from: the save fixes seed, member, readings, policies, mechanisms, executor, parameters and grouping; only --do and --branch may be added, and the file of --reached if it had one");
  return {};
}

/// Where a save of an earlier scenario leads: the later one with that start laid over it, and the specification of its history.
std::expected<Specification, Fault> take_up(const Request& r, LoadedScenario& later, const Specification& saved, const std::string& bytes) {
  if (r.specified.reached) return bad_input("--reached: the save is of another scenario, and is the start itself");
  if (r.branch != 0) return bad_input("--branch: the save is of another scenario; its chance ends where this one begins");
  if (r.save) return bad_input("--save: the history begins from a save of '" + saved.scenario + "'; for one that can be saved, write the start to a file (smolny bridge --out) and give it with --reached");
  const auto earlier = load_or_complain(saved.scenario, saved.readings, grouping_of(saved.grouping));
  if (!earlier) return bad_input("the scenario of the save, '" + saved.scenario + "', cannot be loaded");
  const auto handover = handover_between(earlier->setting, later.setting);
  if (!handover) return std::unexpected(handover.error());
  auto resumed = resume_member(earlier->setting, bytes);
  if (!resumed) return bad_input(*r.from + ": " + resumed.error());
  if (resumed->history.simulation.world.now > later.setting.start) return bad_input(*r.from + ": the save stands at a later instant than the start of '" + later.setting.id + "'");
  advance_member(resumed->history, later.setting.start);
  const ReachedPoint point = reached_point(*handover, resumed->history.simulation, sampled_numbers(later.setting, {.key = {saved.seed, saved.member, 0}}));
  if (!point.refused.empty()) return bad_input(*r.from + ": the history leads to no start of '" + later.setting.id + "': " + point.refused);
  if (const auto laid = lay_reached(later.setting, reached_json(*handover, {point}, later.setting, saved, "smolny run --from")); !laid) return bad_input(laid.error());
  Specification s = specification_of(later.setting);
  s.seed = saved.seed, s.member = saved.member, s.commands = r.specified.commands;
  if (const auto resolved = interventions_of(s, later.setting); !resolved) return bad_input(resolved.error());
  return s;
}

std::expected<Begun, Fault> begin(const Request& r, const Setting& setting, const std::string& bytes, const std::optional<Specification>& taken_up) {
  if (!r.from || taken_up) {
    auto specification = taken_up ? std::expected<Specification, Fault>(*taken_up) : r.specified.specification(setting);
    if (!specification) return std::unexpected(specification.error());
    if (!taken_up) specification->member = r.member;
    auto interventions = interventions_of(*specification, setting);
    if (!interventions) return bad_input(interventions.error());
    return Begun{*specification, begin_member(setting, *specification, std::make_shared<const Interventions>(std::move(*interventions)))};
  }
  auto resumed = resume_member(setting, bytes);
  if (!resumed) return bad_input(*r.from + ": " + resumed.error());
  Begun begun{std::move(resumed->specification), std::move(resumed->history)};
  if (r.branch != 0 || !r.specified.commands.empty()) {
    const Fork fork{begun.history.simulation.world.now, r.branch, r.specified.commands};
    if (auto done = fork_member(begun.history, fork.branch, fork.commands); !done) return bad_input(done.error());
    begun.specification.forks.push_back(fork);
  }
  return begun;
}

}  // namespace

int command_run(Arguments arguments) {
  Request r;
  if (const auto status = r.options.parse(arguments)) return *status;
  if (r.at && !r.save) return complain("--at: only with --save");
  if (r.branch != 0 && !r.from) return complain("--branch: only with --from");
  std::string bytes;
  std::vector<std::string> readings = r.specified.readings;
  auto grouping = static_cast<std::int64_t>(r.specified.grouping);
  std::optional<Specification> saved, taken_up;
  if (r.from) {
    if (auto fine = only_what_a_fork_may_have(r); !fine) return complain(fine.error());
    auto read = read_file(*r.from, kMostSaveBytes);
    if (!read) return complain(read.error());
    bytes = std::move(*read);
    const auto in = specification_in(bytes);
    if (!in) return complain(*r.from + ": " + in.error());
    saved = *in;
    const auto plain = load_or_complain(r.scenario, {});
    if (!plain) return 2;
    if (plain->setting.id == saved->scenario) {
      readings = saved->readings, grouping = grouping_of(saved->grouping);
      r.specified.parameters = kPriors;  // its numbers are in the save: no posterior is asked any more
    }
  }
  const auto loaded = load_or_complain(r.scenario, readings, grouping);
  if (!loaded) return 2;
  if (const auto laid = r.specified.lay(loaded->setting, r.scenario); !laid) return complain(laid.error());
  const Setting& setting = loaded->setting;
  if (saved && saved->scenario != setting.id) {
    auto begins = take_up(r, *loaded, *saved, bytes);
    if (!begins) return complain(begins.error());
    taken_up = std::move(*begins);
  }
  const auto until = date(r.until, "--until", setting), at = date(r.at, "--at", setting);
  if (!until) return complain(until.error());
  if (!at) return complain(at.error());
  auto begun = begin(r, setting, bytes, taken_up);
  if (!begun) return complain(begun.error());
  History& history = begun->history;
  history.simulation.labour.threads = thread_count(0, 64);
  const Instant now = history.simulation.world.now;
  const Instant stop = until->value_or(setting.end);
  if (*until) begun->specification.until = *until;
  if (r.from && (stop < now || (*at && **at < now))) return complain("the save stands at a later instant than was asked for");
  if (r.save) {
    const Instant when = at->value_or(stop);
    if (when > stop) return complain("--at: later than --until");
    advance_member(history, when);
    if (auto written = write_file(*r.save, save_member(history, begun->specification)); !written) return complain(written.error());
  }
  advance_member(history, stop);
  judge_member(history);
  const Told told{setting, begun->specification, history, row_of(history, begun->specification.member)};
  print(r.json ? telling_json(told, r.all) : telling_text(told, r.all));
  return 0;
}

}  // namespace smolny
