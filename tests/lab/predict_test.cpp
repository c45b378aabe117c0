// Questions put to an ensemble: what is understood, and that the answers are those of its histories.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "archive/files.hpp"
#include "engine/evaluate.hpp"
#include "lab/ensemble.hpp"
#include "lab/member.hpp"
#include "lab/predict.hpp"
#include "scenario/names.hpp"

namespace smolny {
namespace {

namespace fs = std::filesystem;

const fs::path kRussia = fs::path(SMOLNY_ROOT) / "scenarios/russia-1917";

const LoadedScenario& russia() {
  static const LoadedScenario loaded = open_scenario(kRussia);
  return loaded;
}

std::vector<Question> asked(std::string_view text) {
  auto questions = read_questions(text, "q.yaml", russia().setting);
  EXPECT_TRUE(questions) << questions.error().message;
  return questions ? *questions : std::vector<Question>{};
}

TEST(Questions, AreReadFromYamlAndJson) {
  const auto yaml = asked("- {what: vote-share, election: petrograd-duma-august, party: kadet, actual: 0.2}\n");
  const auto json = asked(R"([{"what": "vote-share", "election": "petrograd-duma-august", "party": "kadet", "actual": 0.2}])");
  const auto keyed = asked("questions:\n- {what: vote-share, election: petrograd-duma-august, party: kadet, actual: 0.2}\n");
  for (const auto* q : {&yaml, &json, &keyed}) {
    ASSERT_EQ(q->size(), 1U);
    EXPECT_EQ(q->front().error, "");
    EXPECT_TRUE(q->front().election.has());
    EXPECT_EQ(q->front().actual, 0.2);
  }
  EXPECT_FALSE(read_questions("what: vote-share", "q.yaml", russia().setting));
  EXPECT_FALSE(read_questions("- {what: [", "q.yaml", russia().setting));
}

TEST(Questions, FindWorksAndNamesAsTheyAreSpoken) {
  const auto named = [&](const char* where) {
    const auto q = asked(std::string("- {what: vote-share, where: ") + where + ", at: 1 Oct 1917 OS, party: sr}\n");
    EXPECT_EQ(q[0].error, "") << where;
    std::vector<std::string> ids;
    for (GroupId g : q[0].groups) ids.push_back(russia().setting.groups[g].id);
    return ids;
  };
  EXPECT_EQ(named("putilov"), std::vector<std::string>{"works-putilov"});
  for (const char* where : {"northern-front", "Northern", "front_northern"}) EXPECT_EQ(named(where), std::vector<std::string>{"soldiers-front_northern"}) << where;
  EXPECT_EQ(named("black-sea-fleet"), std::vector<std::string>{"sailors-black_sea_fleet"});
  const auto nowhere = asked("- {what: vote-share, where: the-front, at: 1 Oct 1917 OS, party: sr}\n");
  EXPECT_NE(nowhere[0].error.find("nothing is known of"), std::string::npos) << "words that tell nothing apart are no name";
}

TEST(Questions, FindDistrictsFrontsRegimentsAndTheWhole) {
  const auto q = asked(
      "- {what: vote-share, where: tambov, at: 12 Nov 1917 OS, party: sr}\n"
      "- {what: vote-share, where: front-northern, at: 1 Oct 1917 OS, party: sr}\n"
      "- {what: vote-share, where: pavlovsky, at: 1 Oct 1917 OS, party: sr}\n"
      "- {what: vote-share, where: petrograd, at: 1 Oct 1917 OS, party: sr}\n"
      "- {what: vote-share, where: russia, at: 1 Oct 1917 OS, party: sr}\n"
      "- {what: price-index, where: russia, at: 1 Oct 1917 OS}\n"
      "- {what: price-index, where: vyborg, at: 1 Oct 1917 OS}\n"
      "- {what: outbreaks, where: black-earth, from: 1 Sep 1917 OS, to: 1 Oct 1917 OS}\n");
  ASSERT_EQ(q.size(), 8U);
  EXPECT_EQ(q[7].districts.size(), 7U);
  for (const Question& x : q) EXPECT_EQ(x.error, "");
  EXPECT_GE(q[0].groups.size(), 2U);
  EXPECT_EQ(q[1].groups.size(), 1U);
  EXPECT_EQ(q[2].groups.size(), 1U);
  EXPECT_GT(q[3].groups.size(), 50U);
  EXPECT_GT(q[4].groups.size(), 300U);
  EXPECT_EQ(q[5].markets.size(), 5U);
  EXPECT_EQ(q[6].markets.size(), 1U);
}

TEST(Questions, CountMenOfAClass) {
  const auto q = asked(
      "- {what: men, where: petrograd, class: soldier-rear, at: 25 Oct 1917 OS}\n"
      "- {what: men, where: petrograd, at: 25 Oct 1917 OS}\n"
      "- {what: men, where: front_northern, class: soldier-front, at: 25 Oct 1917 OS}\n"
      "- {what: men, where: petrograd, class: soldier-reer, at: 25 Oct 1917 OS}\n"
      "- {what: men, where: petrograd, class: soldier-front, at: 25 Oct 1917 OS}\n");
  ASSERT_EQ(q.size(), 5U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(q[i].error, "") << i;
  EXPECT_LT(q[0].groups.size(), q[1].groups.size());
  EXPECT_EQ(q[2].groups.size(), 1U);
  EXPECT_NE(q[3].error.find("did you mean 'soldier-rear'"), std::string::npos) << q[3].error;
  EXPECT_NE(q[4].error, "") << "there are none";
}

TEST(Questions, SayWhyTheyCannotBeAnswered) {
  const auto q = asked(
      "- {what: vote-shore, party: sr}\n"
      "- {what: vote-share, where: tambow, at: 1 Oct 1917 OS, party: sr}\n"
      "- {what: vote-share, where: tambov, at: 1 Oct 1917, party: sr}\n"
      "- {what: vote-share, where: tambov, at: 1 Oct 1918 OS, party: sr}\n"
      "- {what: vote-share, election: petrograd-duma-august, party: cadet}\n"
      "- {what: price-index, wheer: russia}\n"
      "- {what: outbreaks, where: tambov, from: 1 Oct 1917 OS, to: 1 Sep 1917 OS}\n");
  ASSERT_EQ(q.size(), 7U);
  EXPECT_NE(q[0].error.find("did you mean 'vote-share'"), std::string::npos) << q[0].error;
  EXPECT_NE(q[1].error.find("did you mean 'tambov'"), std::string::npos) << q[1].error;
  for (std::size_t i = 2; i < q.size(); ++i) EXPECT_NE(q[i].error, "") << i;
}

TEST(Questions, SayWhatCannotBeGiven) {
  const auto errors = [&](const std::string& more) {
    std::vector<std::string> out;
    for (const Question& q : asked("- {id: july, what: outbreaks, where: russia, from: 1 Jul 1917 OS, to: 1 Aug 1917 OS, actual: 1040}\n"
                                   "- {id: august, what: outbreaks, where: russia, from: 1 Aug 1917 OS, to: 1 Sep 1917 OS}\n" + more))
      out.push_back(q.error);
    return out;
  };
  const std::string september = "what: outbreaks, where: russia, from: 1 Sep 1917 OS, to: 1 Oct 1917 OS, ";
  const auto third = [&](const std::string& fields) { return errors("- {" + september + fields + "}\n")[2]; };
  EXPECT_EQ(third("given: july"), "");
  EXPECT_EQ(third("given: [july]"), "");
  EXPECT_EQ(third("given: [jully]"), "given: no question has the id 'jully'; did you mean 'july'?");
  EXPECT_EQ(third("given: [july, august]"), "given: 'august' has no 'actual' figure, so nothing is known of it");
  EXPECT_EQ(third("given: [july, july]"), "given: 'july' stands twice");
  EXPECT_EQ(third("given: []"), "given: expected an id of a question, or a list of them");
  EXPECT_NE(third("given: {july: 1}").find("given: expected ids of questions"), std::string::npos);
  EXPECT_EQ(third("id: september, actual: 3, given: september"), "given: 'september' is the question itself");
  EXPECT_EQ(third("id: july"), "id: 'july' is given a second time");
  const auto later = errors("- {" + september + "id: september, actual: 794}\n- {what: price-index, where: russia, at: 1 Aug 1917 OS, given: september}\n");
  EXPECT_EQ(later[3], "given: 'september' is about a later time (1 Oct (14 Oct) 1917, 00:00) than this question (1 Aug (14 Aug) 1917, 00:00)");
  const auto circle = errors("- {" + september + "id: a, actual: 1, given: b}\n- {" + september + "id: b, actual: 1, given: [july, c]}\n- {" + september +
                             "id: c, actual: 1, given: a}\n- {" + september + "given: a}\n");
  EXPECT_EQ(circle[2], "given: 'b' is given this question in turn");
  EXPECT_EQ(circle[3], "given: 'c' is given this question in turn");
  EXPECT_EQ(circle[4], "given: 'a' is given this question in turn");
  EXPECT_EQ(circle[5], "") << "what stands outside the circle asks for a figure, and that is told";
  const auto broken = errors("- {id: x, what: price-index, where: nowhere, at: 1 Aug 1917 OS, actual: 1}\n- {" + september + "given: x}\n");
  EXPECT_EQ(broken[3], "given: 'x' cannot be answered itself");
  EXPECT_EQ(asked("- {" + september + "id: s, given: july}\n- {id: july, what: price-index, where: russia, at: 1 Aug 1917 OS, actual: 720}\n")[0].known, std::vector<std::size_t>{1})
      << "the order of the list changes nothing";
}

/// Sixty histories of the first weeks.
TEST(Predict, WhatIsGivenIsConditionedOn) {
  const LoadedScenario& scenario = russia();
  const fs::path folder = fs::temp_directory_path() / ("smolny-given-" + std::to_string(getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  const auto open_with = [&](const char* name, std::uint64_t members) {
    EnsemblePlan plan;
    plan.specification = specification_of(scenario.setting);
    plan.specification.until = scenario.setting.start + days(1);
    plan.members = members;
    const auto files = scenario_files(kRussia);
    auto archive = Archive::write(folder / name, header_of(plan, scenario.setting, pack_files(*files)));
    EXPECT_TRUE(archive && run_ensemble(plan, scenario.setting, *archive));
    return open_archive(folder / name);
  };
  const auto open = open_with("a", 60), small = open_with("b", 3);
  ASSERT_TRUE(open && small);
  const auto q = asked(
      "- {id: first, what: price-index, where: moscow, at: 9 Jul 1917 OS, actual: 640}\n"
      "- {what: price-index, where: moscow, at: 9 Jul 1917 OS, given: first}\n"
      "- {what: price-index, where: moscow, at: 12 Jul 1917 OS, actual: 655}\n"
      "- {what: price-index, where: moscow, at: 12 Jul 1917 OS, actual: 655, given: [first]}\n");
  for (const Question& x : q) ASSERT_EQ(x.error, "");
  const auto p = predict(*open, q, 2);
  ASSERT_TRUE(p) << p.error().message;
  EXPECT_FALSE((*p)[0].effective.has_value());
  EXPECT_NEAR((*p)[1].median, 640, 1e-6) << "what is known is known";
  EXPECT_NEAR((*p)[1].low, (*p)[1].high, 1e-6);
  EXPECT_LT((*p)[3].high - (*p)[3].low, 0.8 * ((*p)[2].high - (*p)[2].low)) << "the figure of three days before says much of this one";
  EXPECT_GT(*(*p)[3].effective, 30);
  EXPECT_LE(*(*p)[3].effective, 50);
  for (const double more : {-30.0, 0.0, 30.0}) {
    auto other = q;
    other[3].actual = (*p)[3].median + more * ((*p)[3].high - (*p)[3].low);
    EXPECT_NEAR(*(*predict(*open, other, 2))[3].quantile, more < 0 ? 0 : more > 0 ? 1 : 0.5, 0.05);
  }
  EXPECT_GT(*(*p)[3].crps, 0);
  const std::string json = predictions_json(q, *p);
  EXPECT_NE(json.find("\"effective\""), std::string::npos);
  EXPECT_NE(json.find("\"given\": [\n        \"first\""), std::string::npos) << json;
  EXPECT_NE(predictions_text(q, *p).find("given first (worth "), std::string::npos);
  EXPECT_NE(predictions_text(q, *p).find("1 actual figures lie between where something is given"), std::string::npos) << predictions_text(q, *p);
  const auto again = predict(*open, q, 1);
  EXPECT_EQ(predictions_json(q, *again), json) << "on any number of threads";
  const auto few = predict(*small, q, 1);
  ASSERT_TRUE(few);
  EXPECT_FALSE(std::isnan((*few)[0].median));
  EXPECT_NE((*few)[1].error.find("too few histories"), std::string::npos) << (*few)[1].error;
  EXPECT_TRUE(std::isnan((*few)[1].median));
  fs::remove_all(folder);
}

TEST(Predict, AnswersAreThoseOfTheHistories) {
  const LoadedScenario& scenario = russia();
  const fs::path folder = fs::temp_directory_path() / ("smolny-predict-" + std::to_string(getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  EnsemblePlan plan;
  plan.specification = specification_of(scenario.setting);
  plan.specification.until = scenario.setting.start + days(2);
  plan.members = 3;
  {
    const auto files = scenario_files(kRussia);
    auto archive = Archive::write(folder / "a.smolny", header_of(plan, scenario.setting, pack_files(*files)));
    ASSERT_TRUE(archive && run_ensemble(plan, scenario.setting, *archive));
  }
  const auto open = open_archive(folder / "a.smolny");
  ASSERT_TRUE(open) << open.error().message;
  const auto q = asked(
      "- {what: vote-share, where: tambov, at: 10 Jul 1917 OS, party: sr, actual: 0}\n"
      "- {what: price-index, where: moscow, at: 4 Jul 1917 OS, actual: 1000000}\n"
      "- {what: vote-share, election: petrograd-duma-august, party: cadet}\n"
      "- {what: outbreaks, where: russia, from: 2 Jul 1917 OS, to: 9 Jul 1917 OS}\n"
      "- {what: outbreaks, where: russia, from: 1 Jul 1917 OS, to: 8 Jul 1917 OS}\n"
      "- {what: outbreaks, where: russia, from: 8 Jul 1917 OS, to: 15 Jul 1917 OS}\n"
      "- {what: outbreaks, where: russia, from: 1 Jul 1917 OS, to: 4 Jul 1917 OS}\n"
      "- {what: outbreaks, where: russia, from: 4 Jul 1917 OS, to: 10 Jul 1917 OS}\n"
      "- {what: outbreaks, where: tambov, from: 10 Jul 1917 OS, to: 11 Jul 1917 OS}\n");
  const auto p = predict(*open, q, 2);
  ASSERT_TRUE(p) << p.error().message;
  ASSERT_EQ(p->size(), 9U);
  std::vector<double> shares;
  for (std::uint64_t m = 0; m < 3; ++m) {
    Specification s = specification_of(*open, m);
    s.until = scenario.setting.start + days(9);
    const auto h = run_member(open->setting(), s);
    ASSERT_TRUE(h);
    const Quantity share{.field = Field::vote_share, .of = entity(DistrictId{find_row(open->setting(), Section::districts, "tambov")}),
                         .about = entity(PartyId{find_row(open->setting(), Section::parties, "sr")})};
    shares.push_back(quantity_value(h->simulation, share));
  }
  std::sort(shares.begin(), shares.end());
  EXPECT_NEAR((*p)[0].median, shares[1], 1e-12);
  EXPECT_LT((*p)[0].low, (*p)[0].median);
  EXPECT_EQ((*p)[0].quantile, 0.0);
  EXPECT_EQ((*p)[1].quantile, 1.0);
  EXPECT_NEAR((*p)[1].persistence, 600, 1e-9);
  EXPECT_GT((*p)[1].low, 600);
  EXPECT_TRUE(std::isnan((*p)[2].median));
  EXPECT_GT((*p)[3].low, 40) << "the first week ends on 8 July";
  EXPECT_LT((*p)[3].high, 1000);
  const auto between = [&](int from, int to) {  // of the first of the three histories, by week
    double counted[3] = {0, 0, 0};
    Specification spec = specification_of(*open, 0);
    for (int week = 1; week <= 2; ++week) {
      spec.until = scenario.setting.start + days(7 * week);
      const auto h = run_member(open->setting(), spec);
      for (const DistrictState& d : h->simulation.world.districts) counted[week] += static_cast<double>(d.outbreaks_all);
    }
    const auto by = [&](int day) { return day <= 7 ? counted[1] * day / 7 : counted[1] + (counted[2] - counted[1]) * (day - 7) / 7; };
    return by(to) - by(from);
  };
  for (const auto& [k, from, to] : {std::tuple{4, 0, 7}, std::tuple{5, 7, 14}, std::tuple{6, 0, 3}, std::tuple{7, 3, 9}}) {
    const auto i = static_cast<std::size_t>(k);
    EXPECT_TRUE((*p)[i].low - 1e-9 <= between(from, to) && between(from, to) <= (*p)[i].high + 1e-9) << "a week that is cut counts by its part: " << k;
  }
  EXPECT_NEAR((*p)[6].median, (*p)[4].median * 3 / 7, 1e-9);
  EXPECT_GE((*p)[8].low, 0) << "never less than none";
  EXPECT_NE(predictions_json(q, *p).find("\"error\""), std::string::npos);
  // Half of E|X - X'| taken from E|X - 0|: of three shares the mean less two ninths of their range.
  EXPECT_NEAR(*(*p)[0].crps, (shares[0] + shares[1] + shares[2]) / 3 - 2 * (shares[2] - shares[0]) / 9, 1e-12);
  EXPECT_FALSE((*p)[3].crps.has_value());
  const auto last = predict(*open, asked("- {what: vote-share, where: tambov, at: 10 Jul 1917 OS, party: sr, actual: 0, last: 0.9}\n"), 1);
  ASSERT_TRUE(last);
  EXPECT_EQ((*last)[0].persistence, 0.9);
  EXPECT_NE(predictions_text(asked("- {what: vote-share, where: tambov, at: 10 Jul 1917 OS, party: sr, actual: 0, last: 0.9}\n"), *last)
                .find("0 of 1 actual figures lie between"), std::string::npos);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace smolny
