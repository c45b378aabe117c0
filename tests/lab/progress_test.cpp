#include "lab/progress.hpp"

#include <gtest/gtest.h>

#include <string>

namespace smolny {
namespace {

TEST(Progress, ForAProgramItIsAnObjectALineTheLastOneAlways) {
  std::string out;
  const OnProgress on = json_progress([&](std::string_view s) { out += s; });
  on({0, 2, 0, 0});
  on({1, 2, 0, 0.5});  // too soon after the first
  on({2, 2, 1, 1.25});
  EXPECT_EQ(out, "{\"done\":0,\"total\":2,\"failed\":0,\"seconds\":0}\n{\"done\":2,\"total\":2,\"failed\":1,\"seconds\":1.25}\n");
}

TEST(Progress, ForAPersonItIsOneLineThatEnds) {
  std::string out;
  const OnProgress on = text_progress([&](std::string_view s) { out += s; });
  on({0, 2, 0, 0});
  on({2, 2, 1, 1});
  EXPECT_EQ(out.front(), '\r');
  EXPECT_EQ(out.back(), '\n');
  EXPECT_NE(out.find("2 of 2 histories, 1 failed"), std::string::npos);
}

}  // namespace
}  // namespace smolny
