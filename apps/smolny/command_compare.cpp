#include "lab/rival_archives.hpp"
#include "options.hpp"
#include "shared.hpp"

namespace smolny {

int command_compare(Arguments arguments) {
  std::vector<std::string> archives;
  std::uint64_t threads = 0;
  bool json = false;
  Options options("compare",
                  "Holds ensembles of one scenario under rival readings against the claims that are neutral between them: times,\n"
                  "orders, places, votes and seats. Says which readings the record cannot tell apart. See docs/readings.md.",
                  "smolny compare plan.sqlite spiral.sqlite mask.sqlite");
  options.positionals("ARCHIVE", archives, "archives that `smolny ensemble` wrote, each ARCHIVE or NAME=ARCHIVE");
  options.option("--threads", threads, "T", "0: as many as there are cores");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (archives.size() < 2) return complain("compare wants two archives or more");
  const auto rivals = open_rivals(archives, static_cast<unsigned>(threads));
  if (!rivals) return complain(rivals.error());
  std::vector<RivalReadings> all;
  for (const RivalArchive& r : *rivals) all.push_back(r.as_rival());
  const Rivalry rivalry = compare_rivals(all);
  if (rivalry.claims.empty()) return complain("the record has no claim that is neutral between readings");
  print(json ? rivalry_json(rivalry) : rivalry_text(rivalry));
  return 0;
}

}  // namespace smolny
