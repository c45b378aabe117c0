// Archives that are not what they should be: each is told apart, none is believed, none is a crash.

#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "toy.hpp"

namespace smolny {

namespace {

using testing::HasSubstr;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void execute(const std::filesystem::path& path, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

class Damage : public Toy {
 protected:
  static const std::filesystem::path& sound() {
    static const std::filesystem::path path = [] {
      make(plan(6), file("sound"));
      return file("sound");
    }();
    return path;
  }
  /// A copy of the sound archive with something done to it.
  static std::filesystem::path changed(const char* sql) {
    const auto path = file("changed");
    std::filesystem::copy_file(sound(), path, std::filesystem::copy_options::overwrite_existing);
    execute(path, sql);
    return path;
  }
  static std::string said_of(const std::filesystem::path& path) {
    const auto archive = Archive::read(path);
    if (!archive) return archive.error().message;
    const auto members = archive->members(Parts::whole);
    return members ? "sound" : members.error().message;
  }
};

TEST_F(Damage, ASoundArchiveIsSound) { EXPECT_EQ(said_of(sound()), "sound"); }

TEST_F(Damage, WhatIsNoArchiveIsNamed) {
  EXPECT_THAT(said_of(file("nowhere")), HasSubstr("does not exist"));
  EXPECT_THAT(said_of(file("")), HasSubstr("is a folder"));
  put(file("empty"), "");
  EXPECT_THAT(said_of(file("empty")), HasSubstr("is empty"));
  put(file("letter"), "Dear reader, this is not an archive, however long it goes on. " + std::string(5000, '.'));
  EXPECT_NE(said_of(file("letter")), "sound");
  std::filesystem::remove(file("foreign"));
  execute(file("foreign"), "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  EXPECT_NE(said_of(file("foreign")), "sound");
}

TEST_F(Damage, AForeignDatabaseIsNotWrittenTo) {
  std::filesystem::remove(file("theirs"));
  execute(file("theirs"), "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  const std::string before = bytes_of(file("theirs"));
  EXPECT_FALSE(open(plan(2), file("theirs")).has_value());
  EXPECT_EQ(bytes_of(file("theirs")), before);
}

TEST_F(Damage, AnotherVersionIsNamed) {
  EXPECT_THAT(said_of(changed("PRAGMA user_version=99")), HasSubstr("99"));
}

TEST_F(Damage, RowsThatWereTamperedWithAreRefused) {
  for (const char* sql : {"UPDATE member SET outcomes=zeroblob(length(outcomes)) WHERE number=1",
                          "UPDATE member SET digest=zeroblob(length(digest)) WHERE number=2",
                          "UPDATE member SET number=100 WHERE number=3", "UPDATE member SET outcomes=x'00' WHERE number=1",
                          "UPDATE chronicle SET packed=zeroblob(length(packed)) WHERE number=4",
                          "UPDATE chronicle SET packed=x'' WHERE number=4", "DELETE FROM chronicle WHERE number=5",
                          "UPDATE chronicle SET packed=(SELECT packed FROM chronicle WHERE number=1) WHERE number=2",
                          "UPDATE member SET sampled=NULL WHERE number=0", "DROP TABLE chronicle", "DELETE FROM header"})
    EXPECT_NE(said_of(changed(sql)), "sound") << sql;
}

TEST_F(Damage, ATruncatedFileIsRefused) {
  const std::string whole = bytes_of(sound());
  for (const double part : {0.01, 0.1, 0.3, 0.5, 0.9, 0.99}) {
    put(file("short"), std::string_view(whole).substr(0, static_cast<std::size_t>(static_cast<double>(whole.size()) * part)));
    EXPECT_NE(said_of(file("short")), "sound") << part;
  }
}

TEST_F(Damage, AFlippedByteIsFoundOrIsHarmless) {
  const std::string whole = bytes_of(sound());
  const std::string digest_before = digest(sound());
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 60 + 1) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    put(file("flipped"), damaged);
    if (said_of(file("flipped")) == "sound") {
      // What is left is unused space or a note: what happened is as it was.
      EXPECT_EQ(digest(file("flipped")), digest_before) << "byte " << at;
    }
  }
}

TEST_F(Damage, AFolderThatIsNotThereIsNamed) {
  const auto archive = open(plan(2), file("no-such-folder") / "archive");
  ASSERT_FALSE(archive.has_value());
  EXPECT_THAT(archive.error().message, HasSubstr("no folder"));
}

TEST_F(Damage, AFullDiskIsAFailureAndWhatWasWrittenStays) {
  // A limit on the size of files stands in for a full disk.
  const auto path = file("full");
  make(plan(2), path);
  const auto room = std::filesystem::file_size(path);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{room + 8192, room + 8192};
    setrlimit(RLIMIT_FSIZE, &limit);
    const EnsemblePlan p = plan(200);
    auto archive = open(p, path);
    if (!archive) _exit(archive.error().input ? 3 : 0);
    const auto done = run_ensemble(p, setting(), *archive);
    _exit(done ? 4 : done.error().input || done.error().message.empty() ? 5 : 0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  make(plan(200, 2), path);
  make(plan(200, 2), file("roomy"));
  EXPECT_EQ(digest(path), digest(file("roomy")));
}

}  // namespace

}  // namespace smolny
