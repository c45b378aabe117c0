#include "archive/files.hpp"
#include "archive/json.hpp"
#include "lab/claims.hpp"
#include "lab/ensemble.hpp"
#include "lab/parallel.hpp"
#include "lab/posterior.hpp"
#include "lab/reached.hpp"
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

}  // namespace

int command_ensemble(Arguments arguments) {
  std::string scenario, out, shard = "1/1", progress = "auto";
  std::uint64_t members = 0, threads = 0;
  Specified specified;
  bool json = false;
  Options options("ensemble",
                  "Runs many histories of one specification into an archive. Killed and started again it goes on where it\n"
                  "was; with more members than before it adds to them.",
                  "smolny ensemble petrograd-1917 --members 1000 --out october.sqlite");
  options.positional("SCENARIO", scenario, "a folder, or the name of a scenario");
  options.option("--members", members, "N", "how many histories");
  options.option("--out", out, "ARCHIVE", "the archive to write");
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
  auto specification = specified.specification(loaded->setting, thread_count(plan.threads, members));
  if (!specification) return complain(specification.error());
  plan.specification = std::move(*specification);
  const Record record = read_record(*loaded);
  if (!loaded->valid()) return complain(to_text(loaded->report.errors.front()));
  const ClaimReader claims(record, loaded->setting);
  plan.probes.assign(claims.probes().begin(), claims.probes().end());
  auto files = scenario_files(find_scenario(scenario), loaded->documents.included);
  if (!files) return complain(files.error());
  if (!specified.posterior.empty()) files->push_back({std::string(kPosteriorFile), specified.posterior});
  if (!specified.starts.empty()) files->push_back({std::string(kReachedFile), specified.starts});
  auto archive = Archive::write(out, header_of(plan, loaded->setting, pack_files(*files)));
  if (!archive) return complain(archive.error());
  const auto done = run_ensemble(plan, loaded->setting, *archive, progress_line(progress));
  if (!done) return complain(done.error());
  if (done->failed > 0)
    complain(std::to_string(done->failed) + " of " + std::to_string(done->total) + " members failed: smolny summary " + out + " says why", 0);
  if (json) {
    JsonWriter text(2);
    text.open_object().member("archive", out).member("members", done->done).member("failed", done->failed);
    text.member("specification", hash_of(plan.specification));
    text.key("seconds").literal(json_number(static_cast<double>(static_cast<long long>(done->seconds * 1000)) / 1000));
    print(text.close_object().text());
  } else {
    print(std::to_string(done->done) + (done->done == 1 ? " history is in " : " histories are in ") + out + ". Next: smolny summary " + out);
  }
  return 0;
}

}  // namespace smolny
