#include "archive/files.hpp"

#include "toy.hpp"

namespace smolny {
namespace {

TEST(Files, AScenarioComesBackFromAnArchiveAsItWas) {
  const auto files = scenario_files(testing::toy().scenario());
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 3U);
  const auto back = unpack_files(pack_files(*files));
  ASSERT_TRUE(back) << back.error();
  for (std::size_t i = 0; i < files->size(); ++i) {
    EXPECT_EQ((*back)[i].name, (*files)[i].name);
    EXPECT_EQ((*back)[i].text, (*files)[i].text);
  }
}

TEST(Files, WhatAScenarioIncludesGoesWithIt) {
  const testing::Folder folder;
  testing::fs::create_directories(folder / "own");
  testing::fs::create_directories(folder / "other");
  std::ofstream(folder / "own/a.yaml") << "include: [../other/x.yaml]\n";
  std::ofstream(folder / "other/x.yaml") << "places: []\n";
  std::ofstream(folder / "other/y.yaml") << "ways: []\n";
  const auto files = scenario_files(folder / "own", {"../other/x.yaml"});
  ASSERT_TRUE(files);
  const auto back = unpack_files(pack_files(*files));
  ASSERT_TRUE(back) << back.error();
  ASSERT_EQ(back->size(), 2U);
  EXPECT_EQ((*back)[0].name, "../other/x.yaml");
  EXPECT_EQ((*back)[0].text, "places: []\n");
  EXPECT_EQ((*back)[1].name, "a.yaml");
}

TEST(Files, NamesThatClimbOutAreRefused) {
  for (const char* name : {"../x.yaml", "/etc/x.yaml", "a/../../x.yaml", "x.sh", "", "a\\x.yaml", "../../x/y.yaml", "../other/../x.yaml", "../.scenario/x.yaml", "../other/x.json"})
    EXPECT_FALSE(unpack_files(pack_files({{name, "x"}}))) << name;
  EXPECT_TRUE(unpack_files(pack_files({{"readings/x.yaml", "x"}})));
  EXPECT_TRUE(unpack_files(pack_files({{"posterior.json", "x"}})));
  EXPECT_FALSE(unpack_files("SMFI"));
  EXPECT_FALSE(unpack_files("nonsense"));
}

}  // namespace
}  // namespace smolny
