#include <unistd.h>

#include <cstdio>

#include "archive/json.hpp"
#include "lab/report.hpp"
#include "lab/report_data.hpp"
#include "lab/saves.hpp"
#include "options.hpp"
#include "shared.hpp"

namespace smolny {

int command_report(Arguments arguments) {
  std::string path, out;
  std::optional<std::string> data_file;
  ReportPlan plan;
  std::uint64_t histories = plan.histories, threads = 0;
  bool no_score = false, json = false;
  Options options("report",
                  "Writes one HTML file that shows an ensemble: what came out, when, where and why, twins, the score and what it\n"
                  "all rests on. It fetches nothing.",
                  "smolny report october.sqlite --out october.html --twin government-repression=wait");
  options.positional("ARCHIVE", path, "an archive that `smolny ensemble` wrote");
  options.option("--out", out, "FILE.html", "the page to write");
  options.required("--out");
  options.list("--twin", plan.twins, "X", "a change shown beside the ensemble, as --do takes it; several parted by ;");
  options.flag("--no-twins", plan.no_twins, "shows no change at all; else, without --twin, the switches of the scenario's lesson");
  options.list("--against", plan.against, "[NAME=]ARCHIVE", "an ensemble under another reading, compared with this one");
  options.option("--twin-members", plan.twin_members, "N", "histories lived twice for each twin; 100 unless told");
  options.option("--histories", histories, "N", "histories told event by event; 8 unless told");
  options.flag("--no-score", no_score, "leaves out the record, for which every member is run again");
  options.option("--data", data_file, "FILE.json", "also writes the data of the page");
  options.option("--threads", threads, "T", "0, the default: as many as there are cores");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (histories > 100) return complain("--histories: more than 100");
  if (plan.twin_members == 0 || plan.twin_members > 1'000'000) return complain("--twin-members: expected a number from 1 to 1,000,000");
  plan.histories = static_cast<std::size_t>(histories);
  plan.threads = static_cast<unsigned>(threads);
  plan.score = !no_score;
  if (report_template().empty()) return complain(fill_template({}, {}).error());
  const auto open = open_archive(path);
  if (!open) return complain(open.error());
  const bool terminal = isatty(STDERR_FILENO) != 0;
  const auto data = report_data(*open, plan, [&](std::string_view what) {
    if (terminal) std::fprintf(stderr, "\r  report: %.*s\x1b[K", static_cast<int>(what.size()), what.data());
  });
  if (terminal) std::fputs("\r\x1b[K", stderr);
  if (!data) return complain(data.error());
  const auto page = fill_template(report_template(), *data);
  if (!page) return complain(page.error());
  if (data_file)
    if (const auto written = write_file(*data_file, *data); !written) return complain(written.error());
  if (const auto written = write_file(out, *page); !written) return complain(written.error());
  if (json) {
    JsonWriter text(2);
    text.open_object().member("report", out).member("bytes", page->size());
    print(text.close_object().text());
  } else {
    print("The report is in " + out + ".");
  }
  return 0;
}

}  // namespace smolny
