#include "lab/specification.hpp"

#include <gmock/gmock.h>

#include "../archive/toy.hpp"
#include "lab/room.hpp"

namespace smolny {
namespace {

using ::testing::HasSubstr;
using testing::toy;

TEST(Specification, IsCanonicalJson) {
  Specification s;
  s.scenario = "harbour";
  s.scenario_hash = "00ff";
  s.engine = "0.0.0";
  s.commands = {"talks=talk"};
  EXPECT_EQ(canonical_json(s),
            R"({"branch":0,"codings":"given","commands":["talks=talk"],"engine":"0.0.0","executor":"counts","forks":[],)"
            R"("grouping":"scenario","member":0,"parameters":"prior","policies":[],"readings":[],"scenario":"harbour",)"
            R"("scenario_hash":"00ff","seed":1,"without":[]})");
  EXPECT_EQ(hash_of(s), sha256_hex(canonical_json(s)));
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Specification, ReadsBackWhatItWrites) {
  Specification s = specification_of(toy().setting);
  s.seed = 18446744073709551615ULL;
  s.member = 7;
  s.branch = 3;
  s.fixed_parameters = s.blind_codings = true;
  s.readings = {"a", "b"};
  s.without = {"siege"};
  s.commands = {"talks=talk", "a \"quoted\" one"};
  s.policies = {"all=uniform"};
  s.forks = {{toy().setting.start + hours(5), 9, {"talks=refuse"}}};
  s.until = toy().setting.start + hours(7);
  const auto back = parse_specification(canonical_json(s));
  ASSERT_TRUE(back) << back.error();
  EXPECT_EQ(*back, s);
}

TEST(Specification, EveryFieldMovesTheHash) {
  const Specification base = specification_of(toy().setting);
  std::vector<Specification> others(13, base);
  others[0].scenario_hash += "0";
  others[1].seed = 2;
  others[2].member = 1;
  others[3].branch = 1;
  others[4].fixed_parameters = true;
  others[5].blind_codings = true;
  others[6].readings = {"x"};
  others[7].without = {"siege"};
  others[8].commands = {"talks=talk"};
  others[9].policies = {"all=uniform"};
  others[10].until = toy().setting.end;
  others[11].forks = {{toy().setting.end, 1, {}}};
  others[12].executor = "individuals";
  for (const Specification& s : others) EXPECT_NE(hash_of(s), hash_of(base)) << canonical_json(s);
}

TEST(Specification, BadTextIsAnError) {
  for (const char* text : {"", "{", "[]", "{}", R"({"scenario":1})", "null"}) EXPECT_FALSE(parse_specification(text)) << text;
  std::string other = canonical_json(specification_of(toy().setting));
  other.replace(other.find("counts"), 6, "dances");
  EXPECT_THAT(parse_specification(other).error(), HasSubstr("unknown executor 'dances'"));
}

TEST(Specification, WithoutAnExecutorIsOfCounts) {
  Specification s = specification_of(toy().setting);
  s.executor = "individuals";
  std::string text = canonical_json(s);
  EXPECT_EQ(parse_specification(text)->executor, "individuals");
  const std::string field = R"("executor":"individuals",)";
  text.erase(text.find(field), field.size());
  EXPECT_EQ(parse_specification(text)->executor, "counts");
}

TEST(Specification, IndividualsNeedTheirMemory) {
  Setting s;
  Group g;
  g.size.central = 100e6;
  s.groups.add(g);
  Specification counts, individuals;
  individuals.executor = "individuals";
  EXPECT_TRUE(room_for(counts, s, 1000, 1e6));
  EXPECT_TRUE(room_for(individuals, s, 2, 1e9));
  const auto room = room_for(individuals, s, 8, 1e9);
  ASSERT_FALSE(room);
  EXPECT_TRUE(room.error().input);
  EXPECT_EQ(room.error().message, "8 histories at once of 100000000 individuals take 1.1 GiB, and 0.9 GiB of memory are free; fewer --threads, or --executor counts");
}

TEST(Specification, WhatIsWrongWithACommandIsToldWithTheNearestName) {
  const auto error = [](auto change) {
    Specification s = specification_of(toy().setting);
    change(s);
    const auto resolved = interventions_of(s, toy().setting);
    return resolved ? std::string() : resolved.error();
  };
  EXPECT_THAT(error([](auto& s) { s.commands = {"talk=talk"}; }), HasSubstr("did you mean 'talks'"));
  EXPECT_THAT(error([](auto& s) { s.policies = {"talks=model-like"}; }), HasSubstr("unknown policy"));
  EXPECT_THAT(error([](auto& s) { s.policies = {"talk=model"}; }), HasSubstr("did you mean 'talks'"));
  EXPECT_THAT(error([](auto& s) { s.policies = {"talks"}; }), HasSubstr("expected DECISION=POLICY"));
  EXPECT_THAT(error([](auto& s) { s.without = {"seige"}; }), HasSubstr("did you mean 'siege'"));
  EXPECT_EQ(error([](auto& s) { s.policies = {"all=uniform", "talks=historical"}; }), "");
}

}  // namespace
}  // namespace smolny
