#include "lab/through.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <system_error>

#include "lab/noted_starts.hpp"
#include "lab/opening.hpp"
#include "lab/posterior.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

/// The starts in an archive that an earlier call began; nothing where there is none.
std::expected<std::optional<std::string>, Fault> starts_kept(const ThroughPlan& plan, const Setting& later) {
  const std::string name = plan.through.string();
  std::error_code error;
  if (fs::absolute(plan.through, error).lexically_normal() == fs::absolute(plan.out, error).lexically_normal() || fs::equivalent(plan.through, plan.out, error))
    return bad_input(name + " is to hold both; the later histories need an archive of their own");
  const fs::path folder = plan.through.has_parent_path() ? plan.through.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) return bad_input("there is no folder " + folder.string());
  if (Archive::blank(plan.through)) return std::nullopt;
  const auto archive = Archive::read(plan.through);
  if (!archive) return std::unexpected(archive.error());
  if (archive->header().scenario_id != later.id)
    return bad_input(name + " holds histories of '" + archive->header().scenario_id + "'; expected an archive of '" + later.id + "', or none");
  const auto files = unpack_files(archive->header().files);
  if (!files) return bad_input(name + ": the scenario in it cannot be read: " + files.error());
  const auto file = std::find_if(files->begin(), files->end(), [](const PackedFile& f) { return f.name == kReachedFile; });
  if (file == files->end())
    return bad_input(name + " holds histories from the start that '" + later.id + "' is given; expected an archive of reached ones, or none");
  const auto by = reached_by(file->text);
  if (!by) return bad_input(name + ": the starts in it: " + by.error());
  Specification road = plan.road.specification;
  road.member = 0;
  if (by->road != canonical_json(road)) return bad_input(name + " holds histories that take up where other ones have led");
  if (by->points != plan.road.members)
    return bad_input(name + " takes up the starts of " + std::to_string(by->points) + " histories, not of " + std::to_string(plan.road.members) +
                     "; name another archive");
  return file->text;
}

}  // namespace

std::expected<Through, Fault> run_through(const ThroughPlan& plan, LoadedScenario& road, Onward& onward, const OnProgress& on_progress) {
  Setting& later = onward.later->setting;
  auto starts = starts_kept(plan, later);
  if (!starts) return std::unexpected(starts.error());
  Through done;
  EnsemblePlan first = plan.road;
  const fs::path notes = plan.through.string() + "-starts";
  std::error_code error;
  std::optional<NotedStarts> noted;
  const auto notes_of_this = [&] { return NotedStarts::open(notes, plan.road.specification, later, onward.handover); };
  if (!*starts) {
    if (const std::uint64_t most = most_points(onward.handover); plan.road.members > most)
      return bad_input("a file of starts holds those of " + std::to_string(most) + " histories at the most, of " +
                       std::to_string(onward.handover.numbers.size()) + " numbers each, not of " + std::to_string(plan.road.members) + "; name fewer members");
    auto opened = notes_of_this();
    if (!opened) return std::unexpected(opened.error());
    noted = std::move(*opened);
    first.lookout = {later.start, [&](const Simulation& sim) {
                       Specification s = plan.road.specification;
                       s.member = sim.world.key.member;
                       noted->note(s.member, reached_point(onward.handover, sim, own_numbers(later, s)));
                     }};
  } else if (fs::exists(notes, error)) {  // of one who was killed when they had come into the archive, or somebody else's
    if (auto left = notes_of_this()) noted = std::move(*left);
  }
  const auto lived = live_ensemble(first, road, plan.folder, plan.laid, plan.out, on_progress);
  if (!lived) {
    if (noted && noted->empty()) std::move(*noted).remove();  // nothing was begun, now or before
    return std::unexpected(lived.error());
  }
  done.road = *lived;

  if (!*starts) {
    const auto open = open_archive(plan.out);
    if (!open) return std::unexpected(open.error());
    const auto points = reached_points(*open, later, onward.handover, plan.road.threads, &*noted);
    if (!points) return std::unexpected(points.error());
    *starts = reached_json(onward.handover, *points, later, open->specification, kMadeByBridge);
  }
  if (const auto laid = lay_reached(later, **starts); !laid) return bad_input(plan.through.string() + ": " + laid.error());
  const auto& refused = later.reached.refused;
  done.no_start = static_cast<std::size_t>(std::count_if(refused.begin(), refused.end(), [](const std::string& why) { return !why.empty(); }));
  done.specification = onward_specification(later, plan.road.specification);
  done.specification.member = 0;
  done.specification.commands = plan.later.commands;
  done.specification.policies.insert(done.specification.policies.end(), plan.later.policies.begin(), plan.later.policies.end());
  EnsemblePlan second;
  second.specification = done.specification;
  second.members = plan.road.members;
  second.threads = plan.road.threads;
  std::vector<PackedFile> laid_over{{std::string(kReachedFile), **starts}};
  if (!onward.posterior.empty()) laid_over.push_back({std::string(kPosteriorFile), onward.posterior});
  const auto lived_on = live_ensemble(second, *onward.later, onward.folder, laid_over, plan.through, on_progress);
  if (!lived_on) return std::unexpected(lived_on.error());
  done.later = *lived_on;
  if (noted) std::move(*noted).remove();  // they are in the archive
  return done;
}

}  // namespace smolny
