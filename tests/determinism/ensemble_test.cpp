// One specification, one digest: whatever the threads, shards, restarts. The expected digest of the toy scenario stands
// in expected.txt; where a mechanism changes on purpose, SMOLNY_ACCEPT=1 writes the new one.

#include "lab/ensemble.hpp"

#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "../archive/toy.hpp"
#include "archive/files.hpp"
#include "lab/member.hpp"
#include "lab/merge.hpp"
#include "lab/opening.hpp"

namespace smolny {
namespace {

namespace fs = std::filesystem;

using testing::Folder;
using testing::toy;

constexpr std::uint64_t kMembers = 24;

EnsemblePlan plan(unsigned threads, Shard shard = {}, std::uint64_t members = kMembers) {
  return {specification_of(toy().setting), members, shard, threads, {}};
}

std::string packed() {
  static const std::string files = pack_files(*scenario_files(toy().scenario()));
  return files;
}

void run(const fs::path& path, const EnsemblePlan& p) {
  auto archive = Archive::write(path, header_of(p, toy().setting, packed()));
  ASSERT_TRUE(archive) << archive.error().message;
  const auto done = run_ensemble(p, toy().setting, *archive);
  ASSERT_TRUE(done) << done.error().message;
}

std::string digest(const fs::path& path) {
  const auto archive = Archive::read(path);
  if (!archive) return archive.error().message;
  const auto members = archive->members(Parts::whole);
  if (!members) return members.error().message;
  return archive->complete() ? ensemble_digest(*members) : "not complete";
}

const std::string& alone() {
  static const std::string it = [] {
    const Folder folder;
    run(folder / "one.sqlite", plan(1));
    return digest(folder / "one.sqlite");
  }();
  return it;
}

TEST(Determinism, TheDigestIsTheExpectedOne) {
  const fs::path path = fs::path(SMOLNY_ROOT) / "tests/determinism/expected.txt";
  if (std::getenv("SMOLNY_ACCEPT")) testing::write_bytes(path, alone() + "\n");
  EXPECT_EQ(alone() + "\n", testing::read_bytes(path)) << "SMOLNY_ACCEPT=1 accepts the new one";
}

TEST(Determinism, AnyNumberOfThreads) {
  for (unsigned threads : {2U, 3U, 8U}) {
    const Folder folder;
    run(folder / "a.sqlite", plan(threads));
    EXPECT_EQ(digest(folder / "a.sqlite"), alone()) << threads;
  }
}

TEST(Determinism, IndividualsOnAnyNumberOfThreads) {
  std::vector<std::string> digests;
  for (unsigned threads : {1U, 3U}) {
    const Folder folder;
    EnsemblePlan p = plan(threads, {}, 6);
    p.specification.executor = "individuals";
    run(folder / "a.sqlite", p);
    digests.push_back(digest(folder / "a.sqlite"));
  }
  EXPECT_EQ(digests[1], digests[0]);
  const Folder folder;
  run(folder / "counts.sqlite", plan(1, {}, 6));
  EXPECT_NE(digest(folder / "counts.sqlite"), digests[0]) << "the executor is part of the run";
}

TEST(Determinism, AnySharding) {
  for (std::uint64_t count : {2, 3, 5}) {
    const Folder folder;
    std::vector<fs::path> shards;
    for (std::uint64_t i = 1; i <= count; ++i) {
      shards.push_back(folder / ("shard-" + std::to_string(i) + ".sqlite"));
      run(shards.back(), plan(2, {i, count}));
    }
    std::vector<fs::path> reversed(shards.rbegin(), shards.rend());
    const auto merged = merge_archives(folder / "all.sqlite", reversed);
    ASSERT_TRUE(merged) << merged.error().message;
    EXPECT_EQ(digest(folder / "all.sqlite"), alone()) << count;
  }
}

TEST(Determinism, AnArchiveThatGrows) {
  const Folder folder;
  for (std::uint64_t members : {std::uint64_t{5}, std::uint64_t{6}, std::uint64_t{6}, kMembers}) run(folder / "a.sqlite", plan(2, {}, members));
  EXPECT_EQ(digest(folder / "a.sqlite"), alone());
}

TEST(Determinism, KilledAtAnyMomentAndStartedAgain) {
  constexpr std::uint64_t members = 200;
  const Folder folder;
  run(folder / "whole.sqlite", plan(2, {}, members));
  const fs::path path = folder / "killed.sqlite";
  int killed = 0;
  for (int attempt = 0; attempt < 12; ++attempt) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      const EnsemblePlan p = plan(2, {}, members);
      auto archive = Archive::write(path, header_of(p, toy().setting, packed()));
      _exit(archive && run_ensemble(p, toy().setting, *archive) ? 0 : 1);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1 + (attempt * 37) % 150));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) ++killed;
    else EXPECT_EQ(WEXITSTATUS(status), 0);
  }
  EXPECT_GT(killed, 0);
  run(path, plan(2, {}, members));
  EXPECT_EQ(digest(path), digest(folder / "whole.sqlite"));
}

TEST(Determinism, AMemberAloneIsTheMemberOfTheArchive) {
  const Folder folder;
  run(folder / "a.sqlite", plan(3));
  auto open = open_archive(folder / "a.sqlite");
  ASSERT_TRUE(open) << open.error().message;
  for (std::uint64_t number : {std::uint64_t{0}, std::uint64_t{11}, kMembers - 1}) {
    const auto kept = open->archive.member(number);
    ASSERT_TRUE(kept);
    const auto again = run_member(open->setting(), specification_of(*open, number));
    ASSERT_TRUE(again) << again.error();
    const MemberRow row = row_of(*again, number);
    EXPECT_EQ(row.digest, kept->digest);
    EXPECT_EQ(row.chronicle, kept->chronicle);
    EXPECT_EQ(row.outcomes, kept->outcomes);
  }
}

TEST(Merge, ShardsMustFitTogether) {
  const Folder folder;
  run(folder / "1.sqlite", plan(1, {1, 2}, 4));
  run(folder / "2.sqlite", plan(1, {2, 2}, 4));
  EnsemblePlan other = plan(1, {2, 2}, 4);
  other.specification.seed = 2;
  run(folder / "seed.sqlite", other);
  run(folder / "more.sqlite", plan(1, {2, 2}, 6));
  const auto error = [&](std::vector<fs::path> paths) {
    const auto merged = merge_archives(folder / "out.sqlite", paths);
    EXPECT_FALSE(fs::exists(folder / "out.sqlite"));
    return merged ? std::string() : merged.error().message;
  };
  EXPECT_NE(error({folder / "1.sqlite"}).find("member 1 is in none"), std::string::npos);
  EXPECT_NE(error({folder / "1.sqlite", folder / "1.sqlite"}).find("is both in"), std::string::npos);
  EXPECT_NE(error({folder / "1.sqlite", folder / "seed.sqlite"}).find("another specification"), std::string::npos);
  EXPECT_NE(error({folder / "1.sqlite", folder / "more.sqlite"}).find("of an ensemble of 6"), std::string::npos);
  EXPECT_NE(error({folder / "1.sqlite", folder / "none.sqlite"}).find("does not exist"), std::string::npos);
  ASSERT_TRUE(merge_archives(folder / "out.sqlite", {folder / "1.sqlite", folder / "2.sqlite"}));
  const auto again = merge_archives(folder / "out.sqlite", {folder / "1.sqlite", folder / "2.sqlite"});
  EXPECT_NE(again.error().message.find("exists already"), std::string::npos);
}

}  // namespace
}  // namespace smolny
