#include "archive/json.hpp"
#include "lab/ensemble.hpp"
#include "lab/parallel.hpp"
#include "lab/posterior.hpp"
#include "lab/summary.hpp"
#include "lab/through.hpp"
#include "options.hpp"
#include "shared.hpp"
#include "specified.hpp"

namespace smolny {

namespace {

/// `i/N`, each a number from 1 on.
std::optional<Shard> shard_of(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto number = [](std::string_view s) -> std::uint64_t {
    if (s.empty() || s.size() > 9) return 0;
    std::uint64_t n = 0;
    for (char c : s) {
      if (c < '0' || c > '9') return 0;
      n = n * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return n;
  };
  if (slash == std::string::npos) return std::nullopt;
  const Shard shard{number(std::string_view(text).substr(0, slash)), number(std::string_view(text).substr(slash + 1))};
  if (shard.index == 0 || shard.count == 0 || shard.index > shard.count) return std::nullopt;
  return shard;
}

/// The rest of an ensemble's object: what was lived, and how long it took.
void write_lived(JsonWriter& text, const std::string& archive, const Progress& done, const Specification& specification) {
  text.member("archive", archive).member("members", done.done).member("failed", done.failed).member("specification", hash_of(specification));
  text.key("seconds").literal(json_number(static_cast<double>(static_cast<long long>(done.seconds * 1000)) / 1000));
}

std::string histories(std::uint64_t n) { return std::to_string(n) + (n == 1 ? " history" : " histories"); }

void complain_of_failed(std::uint64_t failed, std::uint64_t total, const std::string& out) {
  if (failed > 0) complain(std::to_string(failed) + " of " + std::to_string(total) + " members failed: smolny summary " + out + " says why", 0);
}

/// Says what was lived, and what came out of the later scenario.
int tell_through(const Through& done, const Specification& road, const Setting& later, const std::string& out, const std::string& through, bool json) {
  const auto archive = Archive::read(through);
  if (!archive) return complain(archive.error());
  const auto members = archive->members(Parts::outcomes);
  if (!members) return complain(members.error());
  const Summary summary = summarize(archive->header(), *members);
  complain_of_failed(done.road.failed, done.road.total, out);
  if (json) {
    JsonWriter text(2);
    write_lived(text.open_object(), out, done.road, road);
    text.key("through").open_object().member("scenario", later.id);
    write_lived(text, through, done.later, done.specification);
    text.member("no_start", done.no_start).key("summary").literal(summary_json(summary));
    print(text.close_object().close_object().text());
    return 0;
  }
  print(histories(done.road.done) + (done.road.done == 1 ? " is in " : " are in ") + out + ", and of '" + later.id + "' in " + through + " those that begin where they have led" +
        (done.no_start > 0 ? "; " + std::to_string(done.no_start) + (done.no_start == 1 ? " leads" : " lead") + " to no start" : std::string()) + ".\n");
  print(summary_text(summary));
  return 0;
}

}  // namespace

int command_ensemble(Arguments arguments) {
  std::string scenario, out, shard = "1/1", progress = "auto";
  std::uint64_t members = 0, threads = 0;
  Specified specified;
  std::optional<std::string> through;
  bool json = false;
  Options options("ensemble",
                  "Runs many histories of one specification into an archive. Killed and started again it goes on where it\n"
                  "was; with more members than before it adds to them. With --through the histories go on in the later scenario\n"
                  "that this one names (goes_on_in), each from the start that it has reached, and what comes out there is summed up;\n"
                  "--do and --policy are each taken by the scenario that knows the name, the earlier before the later.",
                  "smolny ensemble petrograd-1917 --members 1000 --out october.sqlite");
  options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
  options.option("--members", members, "N", "how many histories");
  options.option("--out", out, "ARCHIVE", "the archive to write");
  options.option("--through", through, "ARCHIVE", "a second archive, of the scenario that this one goes on in");
  options.required("--members");
  options.required("--out");
  options.option("--threads", threads, "T", "0, the default: as many as there are cores");
  options.option("--shard", shard, "i/N", "only the members whose number leaves i - 1 when divided by N");
  specified.declare(options);
  options.option("--progress", progress, "MODE", "auto (a line on a terminal), text, json or none, on standard error");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (members == 0) return complain("--members: expected a number from 1 on");
  if (members > 10'000'000) return complain("--members: more than 10,000,000");
  if (threads > 1024) return complain("--threads: more than 1024");
  if (!known_progress(progress)) return complain("--progress: expected auto, text, json or none, found '" + progress + "'");
  EnsemblePlan plan;
  plan.members = members;
  plan.threads = static_cast<unsigned>(threads);
  const auto parsed = shard_of(shard);
  if (!parsed) return complain("--shard: expected i/N with i from 1 to N, found '" + shard + "'");
  plan.shard = *parsed;

  const auto loaded = load_or_complain(scenario, specified.readings, static_cast<std::int64_t>(specified.grouping));
  if (!loaded) return 2;
  if (const auto laid = specified.lay(loaded->setting, scenario); !laid) return complain(laid.error());
  ThroughPlan both;
  std::optional<Onward> onward;
  if (through) {
    if (plan.shard.count != 1) return complain("--through: not with --shard; merge the shards, then smolny bridge --out and ensemble --reached");
    if (loaded->setting.grouping != 0) return complain("--through: groups that are cut have no counterparts in the later scenario; leave --grouping out");
    if (loaded->setting.goes_on_in.empty()) return complain("--through: '" + loaded->setting.id + "' goes on in no other scenario");
    onward = open_onward(*loaded, find_scenario(scenario), specified.fixed_parameters || specified.parameters == kPriors);
    if (!onward) return complain(to_text(loaded->report.errors.front()));
    auto parted = part_changes({specified.commands, specified.policies}, loaded->setting, onward->later->setting);
    if (!parted) return complain(parted.error());
    specified.commands = std::move(parted->earlier.commands);
    specified.policies = std::move(parted->earlier.policies);
    both.later = std::move(parted->later);
  }
  auto specification = specified.specification(loaded->setting, thread_count(plan.threads, members));
  if (!specification) return complain(specification.error());
  plan.specification = std::move(*specification);
  std::vector<PackedFile> laid;
  if (!specified.posterior.empty()) laid.push_back({std::string(kPosteriorFile), specified.posterior});
  if (!specified.starts.empty()) laid.push_back({std::string(kReachedFile), specified.starts});
  if (through) {
    both.road = plan, both.folder = find_scenario(scenario), both.laid = std::move(laid), both.out = out, both.through = *through;
    const auto done = run_through(both, *loaded, *onward, progress_line(progress));
    if (!done) return complain(done.error());
    return tell_through(*done, plan.specification, onward->later->setting, out, *through, json);
  }
  const auto done = live_ensemble(plan, *loaded, find_scenario(scenario), laid, out, progress_line(progress));
  if (!done) return complain(done.error());
  complain_of_failed(done->failed, done->total, out);
  if (json) {
    JsonWriter text(2);
    write_lived(text.open_object(), out, *done, plan.specification);
    print(text.close_object().text());
  } else {
    print(histories(done->done) + (done->done == 1 ? " is in " : " are in ") + out + ". Next: smolny summary " + out);
  }
  return 0;
}

}  // namespace smolny
