#include "lab/merge.hpp"

#include <map>
#include <set>
#include <system_error>

namespace smolny {

namespace fs = std::filesystem;

namespace {

/// Which archive holds each member; an error names what does not fit.
std::expected<std::map<std::uint64_t, std::size_t>, Fault> holders(const std::vector<Archive>& shards,
                                                                   const std::vector<fs::path>& paths) {
  std::map<std::uint64_t, std::size_t> where;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    const ArchiveHeader& h = shards[i].header();
    const ArchiveHeader& first = shards[0].header();
    if (h.specification != first.specification)
      return bad_input(paths[i].string() + " is of another specification than " + paths[0].string());
    if (h.members != first.members)
      return bad_input(paths[i].string() + " is of an ensemble of " + std::to_string(h.members) + " members, " + paths[0].string() +
                       " of one of " + std::to_string(first.members));
    for (std::uint64_t member : shards[i].present()) {
      const auto [it, added] = where.emplace(member, i);
      if (!added)
        return bad_input("member " + std::to_string(member) + " is both in " + paths[it->second].string() + " and in " + paths[i].string());
    }
  }
  for (std::uint64_t member = 0; member < shards[0].header().members; ++member)
    if (!where.contains(member))
      return bad_input("member " + std::to_string(member) + " is in none of the archives: a shard is missing or not finished");
  return where;
}

}  // namespace

std::expected<Progress, Fault> merge_archives(const fs::path& out, const std::vector<fs::path>& paths, const OnProgress& on_progress) {
  std::error_code error;
  if (fs::exists(out, error)) return bad_input(out.string() + " exists already");
  std::vector<Archive> shards;
  for (const fs::path& path : paths) {
    auto archive = Archive::read(path);
    if (!archive) return std::unexpected(archive.error());
    shards.push_back(std::move(*archive));
  }
  const auto where = holders(shards, paths);
  if (!where) return std::unexpected(where.error());
  ArchiveHeader header = shards[0].header();
  header.shard = {};
  const fs::path draft = out.string() + ".part";
  for (const char* suffix : {"", "-wal", "-journal", "-shm"}) fs::remove(draft.string() + suffix, error);
  const auto copy = [&]() -> std::expected<Progress, Fault> {
    auto target = Archive::write(draft, header);
    if (!target) return std::unexpected(target.error());
    Progress progress;
    progress.total = where->size();
    for (const auto& [member, shard] : *where) {
      const auto row = shards[shard].member(member, Parts::whole);
      if (!row) return std::unexpected(row.error());
      if (auto added = target->add(*row); !added) return std::unexpected(added.error());
      ++progress.done;
      progress.failed += row->failed;
      if (on_progress) on_progress(progress);
    }
    if (auto finished = target->finish(); !finished) return std::unexpected(finished.error());
    return progress;
  };
  auto result = copy();
  if (result) {
    fs::rename(draft, out, error);
    if (error) result = failure(out.string() + " cannot be written: " + error.message());
  }
  if (!result)
    for (const char* suffix : {"", "-wal", "-journal", "-shm"}) fs::remove(draft.string() + suffix, error);
  return result;
}

}  // namespace smolny
