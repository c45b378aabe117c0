#include "lab/ensemble.hpp"

#include <algorithm>
#include <chrono>

#include "lab/claims.hpp"
#include "lab/member.hpp"
#include "lab/parallel.hpp"
#include "scenario/record.hpp"

namespace smolny {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

std::vector<std::uint64_t> numbers_of(const EnsemblePlan& plan) {
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t n = plan.shard.index - 1; n < plan.members; n += plan.shard.count) numbers.push_back(n);
  return numbers;
}

}  // namespace

ArchiveHeader header_of(const EnsemblePlan& plan, const Setting& setting, std::string packed_files) {
  ArchiveHeader h;
  Specification s = plan.specification;
  s.member = 0;
  h.specification = canonical_json(s);
  h.members = plan.members;
  h.shard = plan.shard;
  h.scenario_id = setting.id;
  h.scenario_name = setting.name;
  h.start = setting.start;
  h.end = setting.end;
  for (const Outcome& o : setting.outcomes) {
    OutcomeRow row{o.id, o.name, o.unit, o.kind, {}};
    for (const OutcomeCase& c : o.cases) row.cases.push_back(c.id);
    h.outcomes.push_back(std::move(row));
  }
  for (const Uncertain& u : setting.uncertain) h.uncertain.push_back(u.path);
  h.files = std::move(packed_files);
  return h;
}

std::expected<Progress, Fault> run_ensemble(const EnsemblePlan& plan, const Setting& setting, Archive& archive,
                                            const OnProgress& on_progress) {
  auto resolved = interventions_of(plan.specification, setting);
  if (!resolved) return bad_input(resolved.error());
  const auto interventions = std::make_shared<const Interventions>(std::move(*resolved));
  const auto began = Clock::now();
  const auto kept = archive.members(Parts::outcomes);
  if (!kept) return std::unexpected(kept.error());
  Progress progress;
  std::vector<std::uint64_t> wanted = numbers_of(plan), missing;
  std::vector<std::uint64_t> here;
  for (const MemberRow& m : *kept) {
    here.push_back(m.number);
    progress.failed += m.failed;
  }
  std::set_difference(wanted.begin(), wanted.end(), here.begin(), here.end(), std::back_inserter(missing));
  progress.total = wanted.size();
  progress.done = wanted.size() - missing.size();
  if (on_progress) on_progress(progress);
  std::expected<void, Fault> written;
  in_order(
      missing.size(), plan.threads,
      [&](std::uint64_t i) {
        Specification s = plan.specification;
        s.member = missing[i];
        return live_member(setting, s, interventions, true, plan.probes, plan.lookout);
      },
      [&](std::uint64_t, MemberRow row) {
        written = archive.add(row);
        if (!written) return false;
        ++progress.done;
        progress.failed += row.failed;
        progress.seconds = seconds_since(began);
        if (on_progress) on_progress(progress);
        return true;
      });
  if (!written) return std::unexpected(written.error());
  if (auto finished = archive.finish(); !finished) return std::unexpected(finished.error());
  progress.seconds = seconds_since(began);
  return progress;
}

std::expected<Progress, Fault> live_ensemble(EnsemblePlan plan, LoadedScenario& scenario, const std::filesystem::path& folder,
                                             const std::vector<PackedFile>& laid, const std::filesystem::path& out,
                                             const OnProgress& on_progress) {
  const Record record = read_record(scenario);
  if (!scenario.valid()) return bad_input(to_text(scenario.report.errors.front()));
  const ClaimReader claims(record, scenario.setting);
  plan.probes.assign(claims.probes().begin(), claims.probes().end());
  auto files = scenario_files(folder, scenario.documents.included);
  if (!files) return std::unexpected(files.error());
  files->insert(files->end(), laid.begin(), laid.end());
  auto archive = Archive::write(out, header_of(plan, scenario.setting, pack_files(*files)));
  if (!archive) return std::unexpected(archive.error());
  return run_ensemble(plan, scenario.setting, *archive, on_progress);
}

std::expected<std::vector<MemberRow>, Fault> run_members(const EnsemblePlan& plan, const Setting& setting,
                                                         const OnProgress& on_progress) {
  auto resolved = interventions_of(plan.specification, setting);
  if (!resolved) return bad_input(resolved.error());
  const auto interventions = std::make_shared<const Interventions>(std::move(*resolved));
  const auto began = Clock::now();
  const std::vector<std::uint64_t> numbers = numbers_of(plan);
  Progress progress;
  progress.total = numbers.size();
  std::vector<MemberRow> rows;
  in_order(
      numbers.size(), plan.threads,
      [&](std::uint64_t i) {
        Specification s = plan.specification;
        s.member = numbers[i];
        return live_member(setting, s, interventions, false);
      },
      [&](std::uint64_t, MemberRow row) {
        ++progress.done;
        progress.failed += row.failed;
        progress.seconds = seconds_since(began);
        rows.push_back(std::move(row));
        if (on_progress) on_progress(progress);
        return true;
      });
  return rows;
}

}  // namespace smolny
