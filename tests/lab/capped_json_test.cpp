// JSON of strangers: how deep it may be, and that brackets within strings are none.

#include <gtest/gtest.h>

#include "lab/capped_json.hpp"

namespace smolny {
namespace {

TEST(CappedJson, CountsListsAndObjectsWithinEachOther) {
  EXPECT_EQ(nesting_of("1"), 0);
  EXPECT_EQ(nesting_of("[1, [2], {\"a\": [3]}]"), 3);
  EXPECT_EQ(nesting_of(R"(["[[[[", "\"[[", "\\"])"), 1) << "brackets within strings are none";
  EXPECT_EQ(nesting_of("]]]][["), 0) << "what is no JSON is for the parser to refuse";
}

TEST(CappedJson, RefusesWhatIsTooDeepAndReadsTheRest) {
  EXPECT_EQ(parse_capped(R"({"a": [1, {"b": "[["}]})", 3)["a"][1]["b"], "[[");
  EXPECT_THROW(parse_capped(R"({"a": [1, {"b": "[["}]})", 2), std::invalid_argument);
  EXPECT_THROW(parse_capped(std::string(1'000'000, '['), 12), std::invalid_argument);
  EXPECT_THROW(parse_capped("{\"a\": ", 12), nlohmann::json::parse_error);
}

TEST(CappedJson, AWholeNumberIsNoFractionNorNegativeNorTooLarge) {
  EXPECT_EQ(whole_number(parse_capped("18446744073709551615", 0)), 18446744073709551615U);
  for (const char* text : {"-1", "0.5", "7.7e62", "\"1\"", "[]"}) EXPECT_THROW(whole_number(parse_capped(text, 2)), std::invalid_argument) << text;
}

}  // namespace
}  // namespace smolny
