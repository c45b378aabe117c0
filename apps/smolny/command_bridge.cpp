#include <algorithm>

#include "lab/bridge.hpp"
#include "lab/onward.hpp"
#include "lab/posterior.hpp"
#include "lab/reached.hpp"
#include "lab/saves.hpp"
#include "options.hpp"
#include "shared.hpp"
#include "specified.hpp"

namespace smolny {

namespace {

int write_starts(const OpenArchive& road, const Setting& later, const std::string& out, unsigned threads) {
  const auto handover = handover_between(road.setting(), later);
  if (!handover) return complain(handover.error());
  const auto points = reached_points(road, later, *handover, threads);
  if (!points) return complain(points.error());
  Specification of_road = road.specification;
  of_road.member = 0;
  const std::string text = reached_json(*handover, *points, later, of_road, kMadeByBridge);
  if (const auto written = write_file(out, text); !written) return complain(written.error());
  const auto none = std::count_if(points->begin(), points->end(), [](const ReachedPoint& p) { return !p.refused.empty(); });
  print(std::to_string(points->size()) + " histories of '" + road.setting().id + "' lead to " + std::to_string(points->size() - static_cast<std::size_t>(none)) +
        " starts of '" + later.id + "', of " + std::to_string(handover->numbers.size()) + " numbers each, in " + out +
        (none ? "; " + std::to_string(none) + " lead to none" : std::string()) + ". Next: smolny ensemble " + later.id + " --reached " + out);
  return 0;
}

}  // namespace

int command_bridge(Arguments arguments) {
  std::string path, scenario;
  std::uint64_t threads = 0, most = 25;
  std::optional<std::string> out;
  bool json = false;
  Options options("bridge",
                  "Says how far the state that an ensemble reaches is from the state that another scenario is given at its start, quantity\n"
                  "by quantity, in units of the uncertainty of both. The histories are lived again up to that start. With --out the states are\n"
                  "written as starts of the other scenario: --reached FILE of run, ensemble and whatif takes them up.",
                  "smolny bridge road.sqlite petrograd-1917");
  options.positional("ARCHIVE", path, "an archive that `smolny ensemble` wrote");
  options.positional("SCENARIO", scenario, "the later scenario: a folder, or the name of one");
  options.option("--most", most, "N", "how many quantities are shown, farthest first");
  options.option("--threads", threads, "T", "0: as many as there are cores");
  options.option("--out", out, "FILE", "writes the starts that the histories have reached");
  options.flag("--json", json, "machine-readable output, all quantities");
  if (const auto status = options.parse(arguments)) return *status;
  const auto open = open_archive(path);
  if (!open) return complain(open.error());
  const auto later = load_or_complain(scenario, {});
  if (!later) return 2;
  Specified as_the_road;  // what of the later scenario is not carried is drawn as its own histories draw it, or from the priors with the road's
  if (lived_from_priors(open->setting(), open->specification)) as_the_road.parameters = kPriors;
  if (const auto laid = as_the_road.lay(later->setting, scenario); !laid) return complain(laid.error());
  if (out) return write_starts(*open, later->setting, *out, static_cast<unsigned>(threads));
  const auto found = bridge(*open, later->setting, static_cast<unsigned>(threads));
  if (!found) return complain(found.error());
  print(json ? bridge_json(*found) : bridge_text(*found, most));
  return 0;
}

}  // namespace smolny
