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

TEST(Files, NamesThatClimbOutAreRefused) {
  for (const char* name : {"../x.yaml", "/etc/x.yaml", "a/../../x.yaml", "x.sh", "", "a\\x.yaml"})
    EXPECT_FALSE(unpack_files(pack_files({{name, "x"}}))) << name;
  EXPECT_TRUE(unpack_files(pack_files({{"readings/x.yaml", "x"}})));
  EXPECT_TRUE(unpack_files(pack_files({{"posterior.json", "x"}})));
  EXPECT_FALSE(unpack_files("SMFI"));
  EXPECT_FALSE(unpack_files("nonsense"));
}

}  // namespace
}  // namespace smolny
