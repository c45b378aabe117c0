#include "archive/archive.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <functional>

#include "archive/pack.hpp"
#include "toy.hpp"

namespace smolny {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using testing::Folder;
using testing::read_bytes;
using testing::toy;
using testing::write_bytes;

ArchiveHeader header(std::uint64_t members = 6) {
  ArchiveHeader h;
  h.specification = R"({"member":0,"scenario":"harbour","seed":1})";
  h.members = members;
  h.scenario_id = "harbour";
  h.scenario_name = "The harbour strike";
  h.start = toy().setting.start;
  h.end = toy().setting.end;
  h.outcomes = {{"falls", "It falls", "", OutcomeKind::boolean, {}}, {"who", "Who holds it", "", OutcomeKind::category, {"a", "b"}}};
  h.uncertain = {"unit.marines.men"};
  h.files = "files";
  return h;
}

MemberRow member(std::uint64_t number) {
  static const Interventions none;
  Simulation sim = begin_history(toy().setting, mechanisms(), none, {.key = {1, number, 0}});
  advance(sim, toy().setting.end);
  MemberRow m;
  m.number = number;
  m.outcomes = {1, static_cast<double>(number % 2)};
  m.sampled = {0.5 + static_cast<double>(number)};
  m.daily = sim.daily;
  m.events = static_cast<std::uint32_t>(sim.chronicle.events.size());
  m.chronicle = pack_chronicle(sim);
  m.digest = digest_of(sim.chronicle, m);
  return m;
}

void fill(const fs::path& path, std::uint64_t members = 6) {
  auto archive = Archive::write(path, header(members));
  ASSERT_TRUE(archive) << archive.error().message;
  for (std::uint64_t i = 0; i < members; ++i) ASSERT_TRUE(archive->add(member(i)));
  ASSERT_TRUE(archive->finish());
}

/// What reading the whole of it says: nothing when it is sound.
std::string complaint(const fs::path& path) {
  const auto archive = Archive::read(path);
  if (!archive) return archive.error().message;
  const auto light = archive->members(Parts::outcomes);
  if (!light) return light.error().message;
  const auto whole = archive->members(Parts::whole);
  if (!whole) return whole.error().message;
  return archive->complete() ? "" : "not complete";
}

void run_sql(const fs::path& path, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

TEST(Archive, GivesBackWhatWasAdded) {
  const Folder folder;
  const fs::path path = folder / "a.sqlite";
  fill(path);
  const auto archive = Archive::read(path);
  ASSERT_TRUE(archive) << archive.error().message;
  EXPECT_TRUE(archive->complete());
  EXPECT_EQ(archive->header().outcomes, header().outcomes);
  EXPECT_EQ(archive->header().specification, header().specification);
  const auto row = archive->member(3);
  ASSERT_TRUE(row) << row.error().message;
  const MemberRow m = member(3);
  EXPECT_EQ(row->outcomes, m.outcomes);
  EXPECT_EQ(row->sampled, m.sampled);
  EXPECT_EQ(row->daily, m.daily);
  EXPECT_EQ(row->chronicle, m.chronicle);
  EXPECT_EQ(row->digest, m.digest);
  EXPECT_FALSE(archive->member(6));
}

TEST(Archive, IsOneFileOnceFinished) {
  const Folder folder;
  fill(folder / "a.sqlite");
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder.path())) ++files;
  EXPECT_EQ(files, 1U);
  // The journal mode stands in the header: 1 is a rollback journal, 2 a write-ahead log, which a read-only disk cannot open.
  EXPECT_EQ(read_bytes(folder / "a.sqlite")[18], 1);
}

TEST(Archive, GoesOnWithTheSameSpecificationAndNoOther) {
  const Folder folder;
  const fs::path path = folder / "a.sqlite";
  fill(path, 3);
  auto again = Archive::write(path, header(6));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->present(), (std::vector<std::uint64_t>{0, 1, 2}));
  EXPECT_FALSE(again->complete());
  ASSERT_TRUE(again->finish());
  EXPECT_THAT(Archive::write(path, header(2)).error().message, HasSubstr("holds 6 members already"));
  ArchiveHeader other = header();
  other.specification = R"({"member":0,"scenario":"harbour","seed":2})";
  const Fault fault = Archive::write(path, other).error();
  EXPECT_THAT(fault.message, HasSubstr("differs in 'seed'"));
  EXPECT_EQ(fault.status(), 2);
  other = header();
  other.shard = {1, 2};
  EXPECT_THAT(Archive::write(path, other).error().message, HasSubstr("holds shard 1/1"));
}

TEST(Archive, OneProcessWritesAtATime) {
  const Folder folder;
  const auto first = Archive::write(folder / "a.sqlite", header());
  ASSERT_TRUE(first);
  const auto second = Archive::write(folder / "a.sqlite", header());
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("another process"));
  EXPECT_EQ(second.error().status(), 1);
}

TEST(Archive, SaysWhatIsWrongWithAFile) {
  const Folder folder;
  const fs::path good = folder / "good.sqlite";
  fill(good);
  const std::string bytes = read_bytes(good);
  struct Case {
    std::string name, says;
    std::function<void(const fs::path&)> make;
  };
  const auto damaged = [&](auto change) {
    return [&bytes, change](const fs::path& p) {
      std::string copy = bytes;
      change(copy);
      write_bytes(p, copy);
    };
  };
  const auto altered = [&](const char* sql) {
    return [&bytes, sql](const fs::path& p) {
      write_bytes(p, bytes);
      run_sql(p, sql);
    };
  };
  const std::vector<Case> cases{
      {"absent", "does not exist", [](const fs::path&) {}},
      {"a folder", "is a folder", [](const fs::path& p) { fs::create_directory(p); }},
      {"empty", "is empty", [](const fs::path& p) { write_bytes(p, ""); }},
      {"a text", "is not an archive of Smolny", [](const fs::path& p) { write_bytes(p, std::string(5000, 'x')); }},
      {"another database", "an SQLite file, but not an archive", [](const fs::path& p) { run_sql(p, "CREATE TABLE t (x)"); }},
      {"another version", "archive of version 7", altered("PRAGMA user_version=7")},
      {"cut in half", "truncated", damaged([](std::string& b) { b.resize(b.size() / 2); })},
      {"cut by a byte", "truncated", damaged([](std::string& b) { b.resize(b.size() - 1); })},
      {"only its first page", "truncated", damaged([](std::string& b) { b.resize(8192); })},
      {"pages of noise", "damaged", damaged([](std::string& b) { std::fill(b.begin() + 8192, b.end(), '\x5a'); })},
      {"an outcome changed", "damaged at member 2", altered("UPDATE member SET outcomes=zeroblob(16) WHERE number=2")},
      {"an outcome missing", "damaged at member 2", altered("UPDATE member SET outcomes=zeroblob(8) WHERE number=2")},
      {"an outcome of a wrong type", "damaged at member 2", altered("UPDATE member SET outcomes='yes' WHERE number=2")},
      {"a chronicle emptied", "member 4: the chronicle cannot be read", altered("UPDATE chronicle SET packed=x'' WHERE number=4")},
      {"a chronicle exchanged", "member 4: its digest does not agree",
       altered("UPDATE chronicle SET packed=(SELECT packed FROM chronicle WHERE number=3) WHERE number=4")},
      {"a chronicle missing", "member 4: the chronicle cannot be read", altered("DELETE FROM chronicle WHERE number=4")},
      {"a member missing", "not complete", altered("DELETE FROM member WHERE number=4")},
      {"a member too many", "damaged at member 60", altered("UPDATE member SET number=60 WHERE number=5")},
      {"no header", "its header is not whole", altered("DELETE FROM header")},
      {"no members", "not a whole archive", altered("DROP TABLE member")},
      {"an outcome of no kind", "of no kind", altered("UPDATE outcome SET kind=12")},
      {"an impossible shard", "its header is not whole", altered("UPDATE header SET value=9 WHERE name='shard'")},
  };
  for (const Case& c : cases) {
    const fs::path path = folder / (c.name + ".sqlite");
    c.make(path);
    EXPECT_THAT(complaint(path), HasSubstr(c.says)) << c.name;
  }
  EXPECT_EQ(complaint(good), "");
}

TEST(Archive, AFlippedByteIsFoundOrHarmless) {
  const Folder folder;
  const fs::path good = folder / "good.sqlite", bad = folder / "bad.sqlite";
  fill(good, 2);
  const std::string bytes = read_bytes(good);
  const auto sound = Archive::read(good)->members(Parts::whole);
  ASSERT_TRUE(sound);
  for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 400) {
    std::string copy = bytes;
    copy[i] = static_cast<char>(copy[i] ^ 0x20);
    write_bytes(bad, copy);
    const auto archive = Archive::read(bad);
    if (!archive) continue;
    const auto rows = archive->members(Parts::whole);
    if (!rows || !archive->complete()) continue;
    ASSERT_EQ(rows->size(), sound->size()) << i;
    EXPECT_EQ(ensemble_digest(*rows), ensemble_digest(*sound)) << i;
  }
}

TEST(Archive, WhatCannotBeMadeLeavesNothing) {
  const Folder folder;
  EXPECT_THAT(Archive::write(folder / "no/where.sqlite", header()).error().message, HasSubstr("there is no folder"));
  EXPECT_THAT(Archive::write(folder.path(), header()).error().message, HasSubstr("is a folder"));
  const Fault fault = Archive::write("/proc/smolny.sqlite", header()).error();
  EXPECT_THAT(fault.message, HasSubstr("cannot be opened"));
  EXPECT_EQ(fault.status(), 1);
  write_bytes(folder / "mine.txt", "not yours");
  EXPECT_FALSE(Archive::write(folder / "mine.txt", header()));
  EXPECT_EQ(read_bytes(folder / "mine.txt"), "not yours");
}

TEST(Archive, ADiskThatFillsUpKeepsWholeMembers) {
  const Folder folder;
  const fs::path path = folder / "a.sqlite";
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {  // a limit on the size of files stands for a full disk
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{60000, 60000};
    setrlimit(RLIMIT_FSIZE, &limit);
    auto archive = Archive::write(path, header(200));
    for (std::uint64_t i = 0; archive && i < 200; ++i)
      if (!archive->add(member(i))) _exit(7);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
  auto again = Archive::write(path, header(200));
  ASSERT_TRUE(again) << again.error().message;
  const auto rows = again->members(Parts::whole);
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_GT(rows->size(), 0U);
  ASSERT_TRUE(again->add(member(rows->size())));
  EXPECT_TRUE(again->finish());
}

}  // namespace
}  // namespace smolny
