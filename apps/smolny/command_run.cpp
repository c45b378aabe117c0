#include <algorithm>
#include <filesystem>

#include "lab/saves.hpp"
#include "options.hpp"
#include "shared.hpp"
#include "specified.hpp"
#include "telling.hpp"
#include "time/parse.h"

namespace smolny {

namespace {

constexpr std::size_t kMostSaveBytes = std::size_t{256} << 20;

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
    options.option("--from", from, "FILE", "goes on from a save; --do is then done at its instant");
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
  if (!s.policies.empty() || !s.without.empty() || !s.readings.empty() || s.parameters || s.fixed_parameters || s.blind_codings || r.member != 0 || s.seed != 1)
    return bad_input("--from: the save fixes seed, member, readings, policies, mechanisms and parameters; only --do and --branch may be added");
  return {};
}

std::expected<Begun, Fault> begin(const Request& r, const Setting& setting, const std::string& bytes) {
  if (!r.from) {
    auto specification = r.specified.specification(setting);
    if (!specification) return std::unexpected(specification.error());
    specification->member = r.member;
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
  if (r.from) {
    if (auto fine = only_what_a_fork_may_have(r); !fine) return complain(fine.error());
    auto read = read_file(*r.from, kMostSaveBytes);
    if (!read) return complain(read.error());
    bytes = std::move(*read);
    const auto saved = specification_in(bytes);
    if (!saved) return complain(*r.from + ": " + saved.error());
    readings = saved->readings;
  }
  const auto loaded = load_or_complain(r.scenario, readings);
  if (!loaded) return 2;
  if (const auto laid = r.specified.lay(loaded->setting, r.scenario); !laid) return complain(laid.error());
  const Setting& setting = loaded->setting;
  const auto until = date(r.until, "--until", setting), at = date(r.at, "--at", setting);
  if (!until) return complain(until.error());
  if (!at) return complain(at.error());
  auto begun = begin(r, setting, bytes);
  if (!begun) return complain(begun.error());
  History& history = begun->history;
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
