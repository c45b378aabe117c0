#include "lab/merge.hpp"

#include "archive/json.hpp"
#include "options.hpp"
#include "shared.hpp"

namespace smolny {

int command_merge(Arguments arguments) {
  std::string out, progress = "none";
  std::vector<std::string> archives;
  bool json = false;
  Options options("merge", "Puts the shards of one ensemble together. They must agree in all but their shard.",
                  "smolny merge october.sqlite shard-1.sqlite shard-2.sqlite shard-3.sqlite");
  options.positional("OUT", out, "the archive to write; it must not exist");
  options.positionals("ARCHIVE", archives, "the shards");
  options.option("--progress", progress, "MODE", "auto, text, json or none, on standard error");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (!known_progress(progress)) return complain("--progress: expected auto, text, json or none, found '" + progress + "'");
  const auto done = merge_archives(out, {archives.begin(), archives.end()}, progress_line(progress));
  if (!done) return complain(done.error());
  if (json) {
    JsonWriter text(2);
    text.open_object().member("archive", out).member("members", done->done).member("failed", done->failed);
    print(text.close_object().text());
  } else {
    print(std::to_string(done->done) + (done->done == 1 ? " history is in " : " histories are in ") + out);
  }
  return 0;
}

}  // namespace smolny
