#pragma once
// The small scenario, loaded once, and ensembles of it in a folder that is gone afterwards.

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "archive/files.hpp"
#include "lab/ensemble.hpp"
#include "lab/opening.hpp"
#include "mechanisms/all.hpp"
#include "scenario/example.hpp"

namespace smolny {

class Toy : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string name = (std::filesystem::temp_directory_path() / "smolny-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    ASSERT_TRUE(new_scenario(folder_ / "port", parameter_tables()).has_value());
    loaded_ = std::make_unique<LoadedScenario>(open_scenario(folder_ / "port"));
    for (const Diagnostic& d : loaded_->report.errors) ADD_FAILURE() << to_text(d);
    ASSERT_TRUE(loaded_->valid());
  }
  static void TearDownTestSuite() {
    loaded_.reset();
    std::filesystem::remove_all(folder_);
  }

  static const Setting& setting() { return loaded_->setting; }
  static std::filesystem::path file(const std::string& name) { return folder_ / name; }

  static EnsemblePlan plan(std::uint64_t members, unsigned threads = 1, Shard shard = {}) {
    EnsemblePlan p;
    p.specification = specification_of(setting());
    p.members = members;
    p.threads = threads;
    p.shard = shard;
    return p;
  }

  static std::expected<Archive, Fault> open(const EnsemblePlan& p, const std::filesystem::path& path) {
    const auto files = scenario_files(folder_ / "port");
    if (!files) return std::unexpected(files.error());
    return Archive::write(path, header_of(p, setting(), pack_files(*files)));
  }

  static void make(const EnsemblePlan& p, const std::filesystem::path& path) {
    auto archive = open(p, path);
    ASSERT_TRUE(archive.has_value()) << archive.error().message;
    const auto done = run_ensemble(p, setting(), *archive);
    ASSERT_TRUE(done.has_value()) << done.error().message;
    EXPECT_EQ(done->failed, 0U);
  }

  /// The digest of a finished archive, every member held against its chronicle.
  static std::string digest(const std::filesystem::path& path) {
    const auto archive = Archive::read(path);
    if (!archive) return archive.error().message;
    const auto members = archive->members(Parts::whole);
    if (!members) return members.error().message;
    return archive->complete() ? ensemble_digest(*members) : "incomplete";
  }

 private:
  inline static std::filesystem::path folder_;
  inline static std::unique_ptr<LoadedScenario> loaded_;
};

}  // namespace smolny
