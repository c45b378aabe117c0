#include "archive/json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace smolny {
namespace {

TEST(Json, WritesObjectsWithAndWithoutIndent) {
  const auto write = [](int indent) {
    JsonWriter json(indent);
    json.open_object().member("a", 1).key("b").open_array().value(true).null().value("x").close_array();
    json.key("c").open_object().close_object().close_object();
    return json.text();
  };
  EXPECT_EQ(write(0), R"({"a":1,"b":[true,null,"x"],"c":{}})");
  EXPECT_EQ(write(2), "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null,\n    \"x\"\n  ],\n  \"c\": {}\n}");
}

TEST(Json, NumbersReadBackExactlyAndInfinityIsNull) {
  EXPECT_EQ(json_number(0.1), "0.1");
  EXPECT_EQ(json_number(-0.0), "0");
  EXPECT_EQ(json_number(1e300), "1e+300");
  EXPECT_EQ(json_number(25), "25");
  EXPECT_EQ(json_number(std::numeric_limits<double>::infinity()), "null");
}

TEST(Json, QuotesWhatMustBeQuoted) {
  EXPECT_EQ(json_quoted("a\"b\\c\n\x01"), "\"a\\\"b\\\\c\\n\\u0001\"");
  EXPECT_EQ(json_quoted("Смольный"), "\"Смольный\"");
  EXPECT_EQ(json_quoted("\xff\xc3"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
  EXPECT_EQ(json_quoted("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");  // half of a surrogate pair
}

}  // namespace
}  // namespace smolny
