#include "lab/export.hpp"

#include "archive/json.hpp"
#include "options.hpp"
#include "shared.hpp"

namespace smolny {

int command_export(Arguments arguments) {
  std::string path;
  std::optional<std::string> netcdf, csv;
  bool json = false;
  Options options("export",
                  "An archive for other programs: NetCDF (time x member x variable, CF conventions) or a folder of CSV tables.\n"
                  "Members are run again for the hourly series.",
                  "smolny export october.sqlite --netcdf october.nc");
  options.positional("ARCHIVE", path, "an archive that `smolny ensemble` wrote");
  options.option("--netcdf", netcdf, "FILE", "the NetCDF file to write");
  options.option("--csv", csv, "DIR", "the folder to make");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (!netcdf && !csv) return complain("expected --netcdf FILE or --csv DIR");
  const auto open = open_archive(path);
  if (!open) return complain(open.error());
  JsonWriter out(2);
  out.open_object();
  if (netcdf) {
    if (auto done = export_netcdf(*open, *netcdf); !done) return complain(done.error());
    out.member("netcdf", *netcdf);
    if (!json) print(*netcdf + " is written");
  }
  if (csv) {
    if (auto done = export_csv(*open, *csv); !done) return complain(done.error());
    out.member("csv", *csv);
    if (!json) print(*csv + " is written");
  }
  if (json) print(out.close_object().text());
  return 0;
}

}  // namespace smolny
