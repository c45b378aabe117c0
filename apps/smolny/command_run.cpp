#include <algorithm>
#include <filesystem>
#include <functional>
#include <utility>

#include "lab/onward.hpp"
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
  bool json = false, all = false, alone = false;
  Options options;

  Request()
      : options("run",
                "Runs one history and tells it: its main events, and what came out. Where the scenario goes on in a later one, the\n"
                "history of that is told too, from the start that this one has reached; --do and --policy are each taken by the\n"
                "scenario that knows the name, the earlier before the later.",
                "smolny run petrograd-1917 --member 7 --do government-repression=wait") {
    options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
    options.option("--member", member, "K", "which member of the ensemble of that seed; 0 unless told");
    specified.declare(options);
    options.option("--until", until, "DATE", "stops then, as in \"25 Oct 1917 12:00 OS\"");
    options.option("--save", save, "FILE", "writes the history as it stands at the date of --at (or where it stops)");
    options.option("--at", at, "DATE", "when to save");
    options.option("--from", from, "FILE",
                   "goes on from a save; --do is then done at its instant. A save of an earlier scenario is taken up at the start of this one");
    options.option("--branch", branch, "B", "with --from: another chance from there on, B from 1 on");
    options.flag("--alone", alone, "not the scenario that this one goes on in");
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
    return bad_input("--from: the save fixes seed, member, readings, policies, mechanisms, executor, parameters and grouping; only --do and --branch may be "
                     "added, and the file of --reached if it had one");
  return {};
}

struct Save {
  std::string bytes;
  Specification specification;
  std::unique_ptr<LoadedScenario> earlier;  ///< whose it is, where that is not the scenario that is asked for: its history leads to a start of it
};

/// The save to go on from, if there is one; what it fixes goes into the request. An error has been told: it is the exit status.
std::expected<std::optional<Save>, int> open_save(Request& r) {
  if (!r.from) return std::nullopt;
  if (auto fine = only_what_a_fork_may_have(r); !fine) return std::unexpected(complain(fine.error()));
  auto bytes = read_file(*r.from, kMostSaveBytes);
  if (!bytes) return std::unexpected(complain(bytes.error()));
  auto in = specification_in(*bytes);
  if (!in) return std::unexpected(complain(*r.from + ": " + in.error()));
  Save save{std::move(*bytes), std::move(*in), nullptr};
  const Specification& saved = save.specification;
  const auto plain = load_or_complain(r.scenario, {});
  if (!plain) return std::unexpected(2);
  if (plain->setting.id == saved.scenario) {
    r.specified.readings = saved.readings;
    r.specified.grouping = static_cast<std::uint64_t>(grouping_of(saved.grouping));
    r.specified.parameters = kPriors;  // its numbers are in the save: no posterior is asked any more
    return save;
  }
  save.earlier = load_or_complain(saved.scenario, saved.readings, grouping_of(saved.grouping));
  if (!save.earlier) return std::unexpected(complain("the scenario of the save, '" + saved.scenario + "', cannot be loaded"));
  if (lived_from_priors(save.earlier->setting, saved)) r.specified.parameters = kPriors;
  return save;
}

/// Where a save of an earlier scenario leads: the later one with that start laid over it, and the specification of its history.
std::expected<Specification, Fault> begins_where_a_save_leads(const Request& r, const Save& save, LoadedScenario& later) {
  const Specification& saved = save.specification;
  const Setting& earlier = save.earlier->setting;
  if (r.specified.reached) return bad_input("--reached: the save is of another scenario, and is the start itself");
  if (r.branch != 0) return bad_input("--branch: the save is of another scenario; its chance ends where this one begins");
  if (r.save)
    return bad_input("--save: the history begins from a save of '" + saved.scenario +
                     "'; for one that can be saved, write the start to a file (smolny bridge --out) and give it with --reached");
  const auto handover = handover_between(earlier, later.setting);
  if (!handover) return std::unexpected(handover.error());
  auto resumed = resume_member(earlier, save.bytes);
  if (!resumed) return bad_input(*r.from + ": " + resumed.error());
  if (resumed->history.simulation.world.now > later.setting.start)
    return bad_input(*r.from + ": the save stands at a later instant than the start of '" + later.setting.id + "'");
  advance_member(resumed->history, later.setting.start);
  const auto none = take_up(later.setting, *handover, resumed->history.simulation, saved);
  if (!none) return std::unexpected(none.error());
  if (!none->empty()) return bad_input(*r.from + ": the history leads to no start of '" + later.setting.id + "': " + *none);
  Specification s = onward_specification(later.setting, saved);
  s.commands = r.specified.commands;
  if (const auto resolved = interventions_of(s, later.setting); !resolved) return bad_input(resolved.error());
  return s;
}

/// The history in the scenario that this one goes on in.
struct Later {
  Onward onward;
  Changes changes;       ///< that belong to it
  std::string no_start;  ///< why it has none
  std::optional<Begun> begun;

  /// The road stands at the later start.
  std::expected<void, Fault> begin(const History& road, const Specification& of_road) {
    Setting& setting = onward.later->setting;
    auto none = take_up(setting, onward.handover, road.simulation, of_road);
    if (!none) return std::unexpected(none.error());
    no_start = std::move(*none);
    if (!no_start.empty()) return {};
    Specification s = onward_specification(setting, of_road);
    s.commands = changes.commands;
    s.policies.insert(s.policies.end(), changes.policies.begin(), changes.policies.end());
    auto interventions = interventions_of(s, setting);
    if (!interventions) return bad_input(interventions.error());
    History history = begin_member(setting, s, std::make_shared<const Interventions>(std::move(*interventions)));
    history.simulation.labour.threads = thread_count(0, 64);
    begun = Begun{std::move(s), std::move(history)};
    return {};
  }
};

/// Opens the later scenario where the history comes to its start, and takes out of the request what belongs to it.
std::expected<std::optional<Later>, Fault> open_later(Request& r, LoadedScenario& loaded, std::optional<Instant> until, bool from_priors) {
  auto onward = open_onward(loaded, find_scenario(r.scenario), from_priors);
  if (!onward) {
    if (loaded.valid()) return std::nullopt;
    return bad_input(to_text(loaded.report.errors.front()) + "\n--alone leaves it out");
  }
  if (until && *until <= onward->at()) return std::nullopt;
  auto parted = part_changes({r.specified.commands, r.specified.policies}, loaded.setting, onward->later->setting);
  if (!parted) return bad_input(parted.error());
  r.specified.commands = parted->earlier.commands;
  r.specified.policies = parted->earlier.policies;
  return Later{std::move(*onward), std::move(parted->later), {}, {}};
}

std::expected<Begun, Fault> begin(const Request& r, const Setting& setting, const std::optional<Save>& save, const std::optional<Specification>& taken_up) {
  if (!save || taken_up) {
    auto specification = taken_up ? std::expected<Specification, Fault>(*taken_up) : r.specified.specification(setting);
    if (!specification) return std::unexpected(specification.error());
    if (!taken_up) specification->member = r.member;
    auto interventions = interventions_of(*specification, setting);
    if (!interventions) return bad_input(interventions.error());
    return Begun{*specification, begin_member(setting, *specification, std::make_shared<const Interventions>(std::move(*interventions)))};
  }
  auto resumed = resume_member(setting, save->bytes);
  if (!resumed) return bad_input(*r.from + ": " + resumed.error());
  Begun begun{std::move(resumed->specification), std::move(resumed->history)};
  if (r.branch != 0 || !r.specified.commands.empty()) {
    const Fork fork{begun.history.simulation.world.now, r.branch, r.specified.commands};
    if (auto done = fork_member(begun.history, fork.branch, fork.commands); !done) return bad_input(done.error());
    begun.specification.forks.push_back(fork);
  }
  return begun;
}

/// Until when it is lived, and when it is saved.
struct Dates {
  std::optional<Instant> until;
  Instant stop, save;
};

std::expected<Dates, Fault> dates_of(const Request& r, const Setting& setting) {
  const auto until = date(r.until, "--until", setting), at = date(r.at, "--at", setting);
  if (!until) return std::unexpected(until.error());
  if (!at) return std::unexpected(at.error());
  Dates dates{*until, until->value_or(setting.end), {}};
  dates.save = at->value_or(dates.stop);
  if (dates.save > dates.stop) return bad_input("--at: later than --until");
  return dates;
}

/// What is asked of a save must lie before it; a later scenario that began before it does not begin any more.
std::expected<void, Fault> from_where_the_save_stands(const Request& r, const Dates& dates, Instant now, std::optional<Later>& later) {
  if (dates.stop < now || (r.at && dates.save < now)) return bad_input("the save stands at a later instant than was asked for");
  if (!later || now <= later->onward.at()) return {};
  if (!later->changes.commands.empty())
    return bad_input("--do: the save stands at a later instant than the start of '" + later->onward.later->setting.id + "', which " +
                     in_quotes(later->changes.commands.front()) + " is for");
  later->no_start = "the save stands at a later instant than its start";
  return {};
}

/// Lives the history to where it stops; on the way it is saved, and the later one begins.
std::expected<void, Fault> live(const Request& r, const Dates& dates, Begun& begun, std::optional<Later>& later) {
  using Done = std::expected<void, Fault>;
  std::vector<std::pair<Instant, std::function<Done()>>> stops;
  if (r.save) stops.emplace_back(dates.save, [&] { return write_file(*r.save, save_member(begun.history, begun.specification)); });
  if (later && later->no_start.empty()) stops.emplace_back(later->onward.at(), [&] { return later->begin(begun.history, begun.specification); });
  std::stable_sort(stops.begin(), stops.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [instant, act] : stops) {
    advance_member(begun.history, instant);
    if (auto done = act(); !done) return done;
  }
  advance_member(begun.history, dates.stop);
  judge_member(begun.history);
  return {};
}

/// Lives the later history to the end of its own frame, which may lie before that of the road or after it, or to an earlier --until.
void live_on(Begun& later, const Setting& setting, std::optional<Instant> until) {
  if (until && *until < setting.end) later.specification.until = *until;
  advance_member(later.history, later.specification.until.value_or(setting.end));
  judge_member(later.history);
}

Told told_of(const Begun& begun, const Setting& setting) {
  return {.setting = setting, .specification = begun.specification, .history = begun.history, .row = row_of(begun.history, begun.specification.member)};
}

}  // namespace

int command_run(Arguments arguments) {
  Request r;
  if (const auto status = r.options.parse(arguments)) return *status;
  if (r.at && !r.save) return complain("--at: only with --save");
  if (r.branch != 0 && !r.from) return complain("--branch: only with --from");
  const auto save = open_save(r);
  if (!save) return save.error();
  const auto loaded = load_or_complain(r.scenario, r.specified.readings, static_cast<std::int64_t>(r.specified.grouping));
  if (!loaded) return 2;
  if (const auto laid = r.specified.lay(loaded->setting, r.scenario); !laid) return complain(laid.error());
  const Setting& setting = loaded->setting;
  std::optional<Specification> taken_up;
  if (*save && (*save)->earlier) {
    auto begins = begins_where_a_save_leads(r, **save, *loaded);
    if (!begins) return complain(begins.error());
    taken_up = std::move(*begins);
  }
  const auto dates = dates_of(r, setting);
  if (!dates) return complain(dates.error());
  const bool goes_on = !r.alone && !setting.goes_on_in.empty(), cut = setting.grouping != 0;
  std::optional<Later> later;
  if (goes_on && !cut) {
    const bool from_priors = *save && !taken_up ? lived_from_priors(setting, (*save)->specification)
                                                : r.specified.fixed_parameters || r.specified.parameters == kPriors;
    auto opened = open_later(r, *loaded, dates->until, from_priors);
    if (!opened) return complain(opened.error());
    later = std::move(*opened);
  }
  auto begun = begin(r, setting, *save, taken_up);
  if (!begun) return complain(begun.error());
  begun->history.simulation.labour.threads = thread_count(0, 64);
  if (dates->until) begun->specification.until = dates->until;
  if (r.from)
    if (const auto fine = from_where_the_save_stands(r, *dates, begun->history.simulation.world.now, later); !fine) return complain(fine.error());
  if (const auto lived = live(r, *dates, *begun, later); !lived) return complain(lived.error());

  Told told = told_of(*begun, setting);
  std::optional<Told> told_later;
  if (goes_on && cut) told.no_start = "groups that are cut have no counterparts in it";
  if (later && later->begun) {
    live_on(*later->begun, later->onward.later->setting, dates->until);
    told.goes_on = &told_later.emplace(told_of(*later->begun, later->onward.later->setting));
  } else if (later) {
    told.no_start = later->no_start;
  }
  print(r.json ? telling_json(told, r.all) : telling_text(told, r.all));
  return 0;
}

}  // namespace smolny
