#include "lab/bridge.hpp"
#include "options.hpp"
#include "shared.hpp"

namespace smolny {

int command_bridge(Arguments arguments) {
  std::string path, scenario;
  std::uint64_t threads = 0, most = 25;
  bool json = false;
  Options options("bridge",
                  "Says how far the state that an ensemble reaches is from the state that another scenario is given at its start, quantity\n"
                  "by quantity, in units of the uncertainty of both. The histories are lived again up to that start.",
                  "smolny bridge road.sqlite petrograd-1917");
  options.positional("ARCHIVE", path, "an archive that `smolny ensemble` wrote");
  options.positional("SCENARIO", scenario, "the later scenario: a folder, or the name of one");
  options.option("--most", most, "N", "how many quantities are shown, farthest first");
  options.option("--threads", threads, "T", "0: as many as there are cores");
  options.flag("--json", json, "machine-readable output, all quantities");
  if (const auto status = options.parse(arguments)) return *status;
  const auto open = open_archive(path);
  if (!open) return complain(open.error());
  const auto later = load_or_complain(scenario, {});
  if (!later) return 2;
  const auto found = bridge(*open, later->setting, static_cast<unsigned>(threads));
  if (!found) return complain(found.error());
  print(json ? bridge_json(*found) : bridge_text(*found, most));
  return 0;
}

}  // namespace smolny
