// smolny: from a scenario on disk to thousands of histories, and what came of them.

#include <array>
#include <cstdio>
#include <exception>
#include <new>
#include <vector>

#include "commands.hpp"
#include "lab/specification.hpp"
#include "scenario/diagnostics.hpp"
#include "shared.hpp"

namespace smolny {

std::span<const Command> commands() {
  static constexpr std::array table{
      Command{"new", "writes a small scenario that runs", command_new},
      Command{"check", "says all that is wrong with a scenario, and what its numbers rest on", command_check},
      Command{"describe", "lists what a scenario holds", command_describe},
      Command{"run", "runs one history and tells it", command_run},
      Command{"ensemble", "runs many histories into an archive", command_ensemble},
      Command{"merge", "puts the shards of an ensemble together", command_merge},
      Command{"digest", "the fingerprint of an archive", command_digest},
      Command{"summary", "what came out of an ensemble", command_summary},
      Command{"whatif", "what one change does, chance held equal", command_whatif},
      Command{"twins", "puts the twin claims of the record to the test, beside placebos", command_twins},
      Command{"why", "what an event came of, and what it would not have happened without", command_why},
      Command{"score", "how an ensemble stands to the record", command_score},
      Command{"predict", "answers questions about votes, prices and outbreaks, as intervals", command_predict},
      Command{"bridge", "how far a reached state is from the one that another scenario is given", command_bridge},
      Command{"compare", "rival readings on what is neutral between them", command_compare},
      Command{"sensitivity", "which uncertain numbers carry an outcome's variance", command_sensitivity},
      Command{"calibrate", "fits parameters to the part of the record that may be fitted to", command_calibrate},
      Command{"report", "one HTML file that shows an ensemble", command_report},
      Command{"export", "an archive as NetCDF or CSV", command_export},
      Command{"bench", "what a day of people costs on this machine", command_bench},
  };
  return table;
}

namespace {

void print_help() {
  print("smolny simulates a political crisis from its mechanisms, many times over.\n\nUsage: smolny COMMAND ...\n\nCommands:");
  for (const Command& c : commands()) std::printf("  %-11s %s\n", std::string(c.name).c_str(), std::string(c.summary).c_str());
  print("\nEvery command takes --help, with an example, and --json.\nExit status: 0, 1 on failure, 2 on bad input.\n\nExample:\n"
        "  smolny ensemble petrograd-1917 --members 1000 --out october.sqlite && smolny summary october.sqlite");
}

int dispatch(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    print_help();
    return 2;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    print_help();
    return 0;
  }
  if (name == "--version") {
    print("smolny " + std::string(kEngineVersion));
    return 0;
  }
  std::vector<std::string_view> names;
  for (const Command& c : commands()) {
    if (c.name == name) return c.run(Arguments(arguments).subspan(1));
    names.push_back(c.name);
  }
  return complain("unknown command " + in_quotes(name) + suggestion(name, names));
}

}  // namespace

}  // namespace smolny

int main(int argc, char** argv) {
  try {
    const int status = smolny::dispatch({argv + 1, argv + argc});
    if (std::fflush(stdout) != 0 || std::ferror(stdout)) return smolny::complain("standard output cannot be written", 1);
    return status;
  } catch (const std::bad_alloc&) {
    std::fputs("smolny: out of memory\n", stderr);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "smolny: %s\n", e.what());
  }
  return 1;
}
