#include "archive/json.hpp"
#include "mechanisms/all.hpp"
#include "options.hpp"
#include "scenario/example.hpp"
#include "shared.hpp"

namespace smolny {

int command_new(Arguments arguments) {
  std::string name;
  bool json = false;
  Options options("new", "Writes a small scenario that runs, to start one's own from.", "smolny new my-crisis && smolny run my-crisis");
  options.positional("NAME", name, "the folder to make; its name becomes the scenario's id");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  const auto tables = parameter_tables();
  if (const auto written = new_scenario(name, tables); !written) return complain(written.error().message, written.error().name ? 2 : 1);
  const std::filesystem::path folder(name);
  if (json) {
    JsonWriter out(2);
    out.open_object().member("folder", name).key("files").open_array();
    for (const ExampleFile& f : example_scenario(folder.filename().string(), tables)) out.value((folder / f.name).string());
    out.close_array().close_object();
    print(out.text());
  } else {
    print(name + " is written. Next: smolny check " + name + "; smolny run " + name);
  }
  return 0;
}

}  // namespace smolny
