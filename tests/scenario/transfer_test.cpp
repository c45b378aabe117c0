// The transfer test holds October's mechanisms to other days: every parameter and every kind of decider is October's, to the prior.

#include <gtest/gtest.h>

#include <algorithm>

#include "mechanisms/all.hpp"
#include "scenario/loader.hpp"

namespace smolny {
namespace {

LoadedScenario loaded(const std::string& name) {
  const auto tables = parameter_tables();
  const auto names = node_sites();
  const std::vector<std::string_view> sites(names.begin(), names.end());
  return load_scenario(std::filesystem::path(SMOLNY_ROOT) / "scenarios" / name, tables, sites);
}

/// The uncertain numbers below a path, without their keys, which are those of their paths.
std::vector<Uncertain> below(const Setting& s, std::string_view path) {
  std::vector<Uncertain> found;
  for (const Uncertain& u : s.uncertain)
    if (u.path.starts_with(path)) found.push_back(u);
  std::sort(found.begin(), found.end(), [](const Uncertain& a, const Uncertain& b) { return a.path < b.path; });
  return found;
}

void expect_equal(const Setting& october, const Setting& other, std::string_view path) {
  const auto a = below(october, path), b = below(other, path);
  ASSERT_FALSE(a.empty());
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].path, b[i].path);
    EXPECT_EQ(std::tie(a[i].key, a[i].central, a[i].prior, a[i].a, a[i].b, a[i].low, a[i].high),
              std::tie(b[i].key, b[i].central, b[i].prior, b[i].a, b[i].b, b[i].low, b[i].high)) << a[i].path;
  }
}

class Transfer : public ::testing::TestWithParam<const char*> {};

TEST_P(Transfer, IsSoundAndHasTheParametersOfOctober) {
  const LoadedScenario october = loaded("petrograd-1917"), other = loaded(GetParam());
  for (const Diagnostic& d : other.report.errors) ADD_FAILURE() << to_text(d);
  ASSERT_TRUE(october.valid() && other.valid());
  ASSERT_EQ(october.setting.parameters.size(), other.setting.parameters.size());
  for (std::size_t i = 0; i < october.setting.parameters.size(); ++i)
    EXPECT_EQ(october.setting.parameters[i].central, other.setting.parameters[i].central) << i;
  expect_equal(october.setting, other.setting, "parameter.");
  expect_equal(october.setting, other.setting, "decider_kind.");
}

/// Dated events may be fitted to, numbers and orders may not; and what was expected of each claim was said beforehand.
TEST_P(Transfer, LeavesNumbersAndOrdersToCheckWith) {
  const LoadedScenario other = loaded(GetParam());
  for (const RowSource& row : other.assembly.of(Section::record)) {
    const YamlNode* use = row.node->find("use");
    ASSERT_TRUE(use);
    if (use->text == "forecast") {
      EXPECT_EQ(row.node->find("role")->text, row.node->find("check")->find("happens") ? "calibrates" : "checks") << row.id;
    }
    const YamlNode* note = row.node->find("note");
    EXPECT_TRUE(note && note->text.find("bet 0.") != std::string::npos) << row.id;
  }
}

INSTANTIATE_TEST_SUITE_P(Days, Transfer, ::testing::Values("kornilov-1917", "july-1917"),
                         [](const auto& i) { return std::string(i.param).substr(0, std::string_view(i.param).find('-')); });

}  // namespace
}  // namespace smolny
