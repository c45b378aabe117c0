// The data of the page keep its contract, and the page is filled without a text being able to break out.

#include "lab/report.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "archive/files.hpp"
#include "lab/ensemble.hpp"
#include "lab/report_data.hpp"
#include "port.hpp"

namespace smolny {

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

/// An archive of a few members of the small scenario, made once.
const Json& data() {
  static const Json made = [] {
    const fs::path folder = fs::temp_directory_path() / ("smolny-report-" + std::to_string(getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    if (!new_scenario(folder / "port", parameter_tables())) throw std::runtime_error("the example cannot be written");
    const LoadedScenario scenario = open_scenario(folder / "port");
    const auto files = scenario_files(folder / "port");
    EnsemblePlan plan;
    plan.specification = specification_of(scenario.setting);
    plan.members = 6;
    {
      auto archive = Archive::write(folder / "a.smolny", header_of(plan, scenario.setting, pack_files(*files)));
      if (!archive || !run_ensemble(plan, scenario.setting, *archive)) throw std::runtime_error("the ensemble fails");
    }
    const auto open = open_archive(folder / "a.smolny");
    if (!open) throw std::runtime_error(open.error().message);
    ReportPlan report;
    report.histories = 3;
    report.twin_members = 4;
    const Decision& d = scenario.setting.decisions[DecisionId{0}];
    report.twins = {d.id + "=" + d.options[0].id};
    const auto text = report_data(*open, report);
    fs::remove_all(folder);
    if (!text) throw std::runtime_error(text.error().message);
    return Json::parse(*text);
  }();
  return made;
}

/// The fields of an interface of web/src/data.ts that may not be left out.
std::vector<std::string> required_fields(const std::string& interface_name) {
  std::ifstream in(SMOLNY_ROOT "/web/src/data.ts");
  std::vector<std::string> fields;
  bool inside = false;
  const std::regex field(R"(^  ([a-z_0-9]+): )");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("export interface " + interface_name + " ") ) inside = true;
    else if (line == "}") inside = false;
    std::smatch match;
    if (inside && std::regex_search(line, match, field)) fields.push_back(match[1]);
  }
  return fields;
}

void expect_fields(const Json& object, const std::string& interface_name) {
  const auto fields = required_fields(interface_name);
  ASSERT_FALSE(fields.empty()) << interface_name;
  for (const std::string& f : fields) EXPECT_TRUE(object.contains(f)) << interface_name << " lacks " << f;
}

int instants_in(const std::string& runs) {
  int n = 0;
  std::stringstream in(runs);
  for (std::string run; in >> run;) n += run.find('x') == std::string::npos ? 1 : std::stoi(run.substr(run.find('x') + 1));
  return n;
}

}  // namespace

TEST(Report, HasEveryFieldOfTheContract) {
  const Json& d = data();
  expect_fields(d, "ReportData");
  expect_fields(d["run"], "Run");
  expect_fields(d["grades"], "Grades");
  expect_fields(d["grid"], "Grid");
  expect_fields(d["lesson"], "Lesson");
  const std::pair<const char*, const char*> lists[] = {{"outcomes", "Outcome"}, {"camps", "Camp"}, {"places", "Place"}, {"histories", "History"},
                                                       {"mechanisms", "Mechanism"}, {"parameters", "Parameter"}, {"twins", "Twin"}, {"sources", "SourceRow"},
                                                       {"glossary", "Term"}};
  for (const auto& [field, interface_name] : lists) {
    ASSERT_FALSE(d[field].empty()) << field;
    for (const Json& row : d[field]) expect_fields(row, interface_name);
  }
  ASSERT_FALSE(d["courses"]["rows"].empty());
  for (const Json& row : d["courses"]["rows"]) {
    expect_fields(row, "Course");
    for (const char* line : {"low", "median", "high", "mean"}) EXPECT_EQ(row[line].size(), d["courses"]["at"].size());
    for (std::size_t t = 0; t < row["median"].size(); ++t) {
      EXPECT_LE(row["low"][t], row["median"][t]);
      EXPECT_LE(row["median"][t], row["high"][t]);
    }
  }
  for (const Json& e : d["histories"][0]["events"]) expect_fields(e, "HistoryEvent");
  for (const Json& row : d["twins"][0]["outcomes"]) expect_fields(row, "TwinRow");
}

TEST(Report, EveryReferenceLeadsSomewhere) {
  const Json& d = data();
  std::set<std::string> camps, places, mechanisms_, parameters;
  for (const Json& x : d["camps"]) camps.insert(x["id"]);
  for (const Json& x : d["places"]) places.insert(x["id"]);
  for (const Json& x : d["mechanisms"]) mechanisms_.insert(x["id"]);
  for (const Json& x : d["parameters"]) parameters.insert(x["id"]);
  for (const auto& [place, held] : d["grid"]["held"].items()) {
    EXPECT_TRUE(places.contains(place));
    for (const auto& [camp, runs] : held.items()) {
      EXPECT_TRUE(camps.contains(camp));
      EXPECT_EQ(instants_in(runs), d["grid"]["count"].get<int>());
    }
  }
  for (const Json& h : d["histories"]) {
    std::int64_t last = 0;
    for (std::size_t i = 0; i < h["events"].size(); ++i) {
      const Json& e = h["events"][i];
      EXPECT_GE(e["t"].get<std::int64_t>(), last);
      last = e["t"];
      for (const Json& c : e["causes"]) {
        if (c.contains("event")) {
          EXPECT_GE(c["event"].get<int>(), 0);
          EXPECT_LT(c["event"].get<std::size_t>(), i);
          continue;
        }
        EXPECT_TRUE(mechanisms_.contains(c["mechanism"].get<std::string>())) << c;
        if (c.contains("parameter")) {
          EXPECT_TRUE(parameters.contains(c["parameter"].get<std::string>())) << c;
        }
      }
    }
  }
}

TEST(Report, SharesAndSamplesAreOfTheMembers) {
  const Json& d = data();
  EXPECT_EQ(d["run"]["members"], 6);
  for (const Json& o : d["outcomes"]) {
    if (o["kind"] == "boolean") {
      EXPECT_TRUE(o["probability"].is_number());
    }
    if (o["kind"] == "category") {
      double sum = 0;
      for (const auto& [id, share] : o["shares"].items()) sum += share.get<double>();
      EXPECT_NEAR(sum, 1, 1e-9);
    }
    if (o.contains("samples")) {
      EXPECT_EQ(o["samples"].size(), 6u);
    }
  }
}

TEST(Report, WithoutALessonOfItsOwnTheScenarioHasAGeneralOne) {
  const Json& lesson = data()["lesson"];
  int minutes = 0;
  for (const Json& step : lesson["steps"]) minutes += step["minutes"].get<int>();
  EXPECT_EQ(minutes, lesson["minutes"].get<int>());
  EXPECT_FALSE(lesson["bets"].empty());
}

TEST(Report, NoTermStandsTwiceInTheGlossary) {
  std::set<std::string> terms;
  for (const Json& t : data()["glossary"]) EXPECT_TRUE(terms.insert(t["term"]).second) << t["term"];
}

TEST(Report, EveryOutcomeSaysWhatTheRecordHasOrThatItHasNothing) {
  for (const Json& o : data()["outcomes"]) {
    EXPECT_TRUE(o.contains("record")) << o["id"];
    EXPECT_TRUE(o.contains("record_text")) << o["id"];
  }
}

TEST(Report, TheDataCannotEndTheScript) {
  const std::string page = "<p></p><script id=\"smolny-data\" type=\"application/json\">{}</script><p></p>";
  const auto filled = fill_template(page, R"({"text":"</script><b>"})");
  ASSERT_TRUE(filled);
  EXPECT_EQ(*filled, "<p></p><script id=\"smolny-data\" type=\"application/json\">{\"text\":\"\\u003c/script>\\u003cb>\"}</script><p></p>");
}

TEST(Report, WithoutAPageTheErrorSaysHowToMakeIt) {
  const auto none = fill_template("", "{}");
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("web/build.sh"), std::string::npos);
  EXPECT_FALSE(fill_template("<p>no place</p>", "{}"));
}

}  // namespace smolny
