#include "scenario/loader.hpp"

#include <algorithm>

#include "scenario/grouping.hpp"
#include "scenario/tables.hpp"

namespace smolny {

std::string_view name_of(Grade grade) {
  constexpr std::array<std::string_view, kGrades> names{"documented", "estimated", "assumed",
                                                        "calibrated", "hindsight", "ungraded"};
  return names[static_cast<std::size_t>(grade)];
}

namespace {

void fill_report(const Numbers& numbers, const Setting& setting, CheckReport& report) {
  report.notes = numbers.notes();
  std::sort(report.notes.begin(), report.notes.end(),
            [](const NumberNote& a, const NumberNote& b) { return a.path < b.path; });
  for (const NumberNote& n : report.notes) {
    ++report.numbers[static_cast<std::size_t>(n.grade)];
    if (n.uncertain && (n.path.starts_with("parameter.") || n.path.starts_with("decider_kind.")))
      ++report.free_parameters;
  }
  for (const CalendarEntry& e : setting.calendar) report.dated.push_back({e.id, e.name, e.at, e.reason});
  for (const Decision& d : setting.decisions)
    for (const OptionSpec& o : d.options)
      if (o.historical_from) report.dated.push_back({d.id + "." + o.id, d.name, *o.historical_from, "when history took this option; read by the policy `historical` alone"});
  std::sort(report.dated.begin(), report.dated.end(),
            [](const DatedEntry& a, const DatedEntry& b) { return a.at != b.at ? a.at < b.at : a.id < b.id; });
}

}  // namespace

namespace {

void load(LoadedScenario& loaded, const std::filesystem::path& folder, std::span<const ParameterTable> tables,
          std::span<const std::string_view> node_sites, const std::vector<std::string>& readings, std::int64_t grouping, const Caps& caps) {
  Diagnostics& diagnostics = loaded.diagnostics;
  const Position whole{diagnostics.add_file(folder.generic_string()), 0, 0};
  loaded.documents = read_documents(folder, readings, diagnostics, caps);
  if (!loaded.documents.complete) return;  // every row of a file that cannot be read would be missed
  loaded.assembly = assemble(loaded.documents, diagnostics);
  Setting& setting = loaded.setting;
  Numbers numbers(setting, diagnostics);
  Reader reader{setting, diagnostics, numbers, {}};
  name_rows(loaded.assembly, setting, diagnostics);
  name_parts_of_groups(loaded.assembly, setting, grouping, diagnostics, whole);
  register_patterns(loaded.assembly, reader);
  read_frame(loaded.assembly, tables, reader, whole);
  read_parameters(loaded.assembly, tables, reader, whole);
  read_rows(loaded.assembly, reader);
  fill_parts(setting);
  check_meaning(loaded.assembly, tables, node_sites, reader);
  numbers.finish();
  loaded.patterns = std::move(reader.patterns);
  fill_report(numbers, setting, loaded.report);
  setting.hash = identity(loaded.assembly);
}

}  // namespace

LoadedScenario load_scenario(const std::filesystem::path& folder, std::span<const ParameterTable> tables,
                             std::span<const std::string_view> node_sites, const std::vector<std::string>& readings,
                             std::int64_t grouping, const Caps& caps) {
  LoadedScenario loaded;
  loaded.diagnostics.stop_when_full = true;
  try {
    load(loaded, folder, tables, node_sites, readings, grouping, caps);
  } catch (const Diagnostics::Full&) {
    loaded.assembly = {};  // half read: nobody should go on from here
  }
  loaded.diagnostics.stop_when_full = false;
  loaded.report.errors = loaded.diagnostics.sorted();
  return loaded;
}

}  // namespace smolny
