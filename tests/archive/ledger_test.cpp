// What has been run is there again, bit for bit, and work is not mixed with other work.

#include "archive/ledger.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <limits>

namespace smolny {
namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("smolny-ledger-" + std::to_string(getpid()));
  Folder() { fs::remove_all(path), fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

TEST(Ledger, KeepsRunsAndFailures) {
  const Folder folder;
  const fs::path file = folder.path / "a.work";
  const double nothing = std::numeric_limits<double>::quiet_NaN(), never = std::numeric_limits<double>::infinity();
  {
    auto ledger = Ledger::open(file, "work 1");
    ASSERT_TRUE(ledger.has_value()) << ledger.error().message;
    EXPECT_FALSE(ledger->find("a", 0));
    ASSERT_TRUE(ledger->add("a", 0, std::vector<double>{1, nothing, never, -0.1}).has_value());
    ASSERT_TRUE(ledger->add("a", 7, std::unexpected(std::string("it broke"))).has_value());
    ASSERT_TRUE(ledger->add("b", 0, std::vector<double>{}).has_value());
  }  // not finished: as if killed
  auto again = Ledger::open(file, "work 1");
  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_EQ(again->rows(), 3U);
  const auto row = again->find("a", 0);
  ASSERT_TRUE(row && *row);
  EXPECT_EQ((**row)[0], 1);
  EXPECT_TRUE(std::isnan((**row)[1]));
  EXPECT_EQ((**row)[2], never);
  EXPECT_EQ((**row)[3], -0.1);
  EXPECT_EQ(again->find("a", 7)->error(), "it broke");
  EXPECT_TRUE((*again->find("b", 0))->empty());
  ASSERT_TRUE(again->finish().has_value());
  EXPECT_FALSE(fs::exists(file.string() + "-wal"));
}

TEST(Ledger, RefusesOtherWorkAndOtherFiles) {
  const Folder folder;
  ASSERT_TRUE(Ledger::open(folder.path / "a.work", "work 1").has_value());
  const auto other = Ledger::open(folder.path / "a.work", "work 2");
  ASSERT_FALSE(other.has_value());
  EXPECT_TRUE(other.error().input);
  EXPECT_NE(other.error().message.find("holds other work"), std::string::npos);
  std::ofstream(folder.path / "text") << "this is no database, whatever its length may be; this is no database";
  EXPECT_FALSE(Ledger::open(folder.path / "text", "work 1").has_value());
  EXPECT_FALSE(Ledger::open(folder.path, "work 1").has_value());
  EXPECT_FALSE(Ledger::open(folder.path / "no" / "a.work", "work 1").has_value());
}

TEST(Ledger, IsOneProcessAtATime) {
  const Folder folder;
  auto first = Ledger::open(folder.path / "a.work", "work 1");
  ASSERT_TRUE(first.has_value());
  ASSERT_TRUE(first->add("a", 0, std::vector<double>{1}).has_value());
  EXPECT_FALSE(Ledger::open(folder.path / "a.work", "work 1").has_value());
}

}  // namespace
}  // namespace smolny
