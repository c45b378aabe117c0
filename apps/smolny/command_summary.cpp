#include "lab/beside.hpp"
#include "lab/summary.hpp"

#include "options.hpp"
#include "shared.hpp"

namespace smolny {

int command_summary(Arguments arguments) {
  std::string path;
  std::optional<std::string> against;
  bool json = false;
  Options options("summary", "What came out of an ensemble: how often, how many, when.", "smolny summary october.sqlite");
  options.positional("ARCHIVE", path, "an archive that `smolny ensemble` wrote");
  options.option("--against", against, "ARCHIVE", "beside another ensemble of the scenario, member by member: what differs, and how surely");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (against) {
    const auto here = open_archive(path), there = open_archive(*against);
    if (!here) return complain(here.error());
    if (!there) return complain(there.error());
    const auto contrasts = beside(*here, *there);
    if (!contrasts) return complain(contrasts.error());
    print(json ? contrasts_json(*contrasts) : contrasts_text(*contrasts));
    if (const auto a = parameters_in_words(here->specification), b = parameters_in_words(there->specification); !json && a != b)
      print("Uncertain numbers are " + a + " here, " + b + " there.");
    return 0;
  }
  const auto archive = Archive::read(path);
  if (!archive) return complain(archive.error());
  const auto members = archive->members(Parts::outcomes);
  if (!members) return complain(members.error());
  if (!archive->complete()) complain(path + " is not finished: " + std::to_string(members->size()) + " members so far", 0);
  const Summary summary = summarize(archive->header(), *members);
  print(json ? summary_json(summary) : summary_text(summary));
  return 0;
}

}  // namespace smolny
