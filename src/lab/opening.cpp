#include "lab/opening.hpp"

#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "archive/files.hpp"
#include "lab/posterior.hpp"
#include "lab/reached.hpp"
#include "mechanisms/all.hpp"
#include "scenario/grouping.hpp"
#include "scenario/names.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

/// A folder that is gone when it goes out of scope.
struct TemporaryFolder {
  fs::path path;
  TemporaryFolder() {
    std::error_code error;
    fs::path base = fs::temp_directory_path(error);
    if (error) return;
    std::string name = (base / "smolny-XXXXXX").string();
    if (mkdtemp(name.data())) path = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path.empty()) fs::remove_all(path, ignored);
  }
};

/// Where scenarios are looked for by their name.
std::vector<fs::path> bases() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  return {"scenarios", program / "../../scenarios", program / "../share/smolny/scenarios"};
}

std::expected<void, Fault> write_files(const std::vector<PackedFile>& files, const fs::path& folder) {
  for (const PackedFile& f : files) {
    const fs::path target = folder / fs::path(f.name);
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    std::ofstream out(target, std::ios::binary);
    out << f.text;
    out.close();
    if (!out) return failure("cannot write " + target.string());
  }
  return {};
}

}  // namespace

fs::path find_scenario(const std::string& text) {
  std::error_code error;
  if (fs::exists(text, error) || text.find('/') != std::string::npos) return text;
  for (const fs::path& base : bases())
    if (fs::is_directory(base / text, error)) return (base / text).lexically_normal();
  return text;
}

std::vector<std::string> scenarios_about(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  std::vector<fs::path> where = bases();
  where.push_back(fs::canonical(folder, error).parent_path());
  for (const fs::path& base : where)
    for (fs::directory_iterator it(base, error), end; !error && it != end; it.increment(error))
      if (std::error_code ignored; it->is_directory(ignored)) names.push_back(it->path().filename().string());
  std::erase_if(names, [](const std::string& name) { return !is_id(name, false); });
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

LoadedScenario open_scenario(const fs::path& folder, const std::vector<std::string>& readings, std::int64_t grouping) {
  const auto tables = parameter_tables();
  std::vector<std::string> sites = node_sites();
  for (std::string& s : sites) std::replace(s.begin(), s.end(), '/', '.');
  const std::vector<std::string_view> views(sites.begin(), sites.end());
  return load_scenario(folder, tables, views, readings, grouping);
}

std::expected<OpenArchive, Fault> open_archive(const fs::path& path) {
  auto archive = Archive::read(path);
  if (!archive) return std::unexpected(archive.error());
  auto specification = parse_specification(archive->header().specification);
  if (!specification) return bad_input(path.string() + ": " + specification.error());
  const auto files = unpack_files(archive->header().files);
  if (!files) return bad_input(path.string() + ": the scenario in it cannot be read: " + files.error());
  const TemporaryFolder folder;
  if (folder.path.empty()) return failure("no temporary folder can be made");
  const fs::path own = folder.path / ".scenario";  // beside it lie the folders of those that it includes
  if (auto written = write_files(*files, own); !written) return std::unexpected(written.error());
  auto scenario = std::make_unique<LoadedScenario>(open_scenario(own, specification->readings, grouping_of(specification->grouping)));
  if (!scenario->valid()) {
    const Diagnostic& first = scenario->report.errors.front();
    return bad_input(path.string() + ": this engine cannot load the scenario in it: " +
                     fs::path(first.file).filename().string() + ":" + std::to_string(first.line) + ": " + first.message);
  }
  if (scenario->setting.hash != specification->scenario_hash)
    return bad_input(path.string() + ": the scenario in it is not the one that its members lived through");
  if (!specification->posterior.empty()) {
    const auto file = std::find_if(files->begin(), files->end(), [](const PackedFile& f) { return f.name == kPosteriorFile; });
    if (file == files->end()) return bad_input(path.string() + ": the posterior that its members drew from is not in it");
    if (auto laid = lay_posterior(scenario->setting, file->text); !laid) return bad_input(path.string() + ": the posterior in it: " + laid.error());
    if (scenario->setting.posterior.hash != specification->posterior)
      return bad_input(path.string() + ": the posterior in it is not the one that its members drew from");
  }
  if (!specification->reached.empty()) {
    const auto file = std::find_if(files->begin(), files->end(), [](const PackedFile& f) { return f.name == kReachedFile; });
    if (file == files->end()) return bad_input(path.string() + ": the starts that its members took up are not in it");
    if (auto laid = lay_reached(scenario->setting, file->text); !laid) return bad_input(path.string() + ": the starts in it: " + laid.error());
    if (scenario->setting.reached.hash != specification->reached)
      return bad_input(path.string() + ": the starts in it are not those that its members took up");
  }
  if (scenario->setting.outcomes.size() != archive->header().outcomes.size() ||
      scenario->setting.uncertain.size() != archive->header().uncertain.size())
    return bad_input(path.string() + ": its outcomes are not those of the scenario in it");
  return OpenArchive{std::move(*archive), std::move(*specification), std::move(scenario)};
}

Specification specification_of(const OpenArchive& open, std::uint64_t member) {
  Specification s = open.specification;
  s.member = member;
  return s;
}

}  // namespace smolny
