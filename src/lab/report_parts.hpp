#pragma once
// The parts of a report's data, each written where the object stands open.

#include <map>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "archive/json.hpp"
#include "lab/opening.hpp"
#include "lab/report_data.hpp"
#include "lab/rivals.hpp"
#include "scenario/recorded.hpp"
#include "scenario/teaching.hpp"

namespace smolny {

/// What all parts read.
struct ReportSubject {
  const OpenArchive& open;
  const Record& record;
  const std::vector<RecordedBy>& recorded;
  const Teaching& teaching;
  const ReportPlan& plan;
  std::vector<MemberRow> members;   ///< that did not fail; outcomes only
  std::uint64_t failed = 0;
  std::vector<OutcomeId> outcomes;  ///< in the order in which the scenario's files give them
  std::map<std::string, std::uint64_t> reasons{};  ///< why members failed, and how many
  const Setting& setting() const { return open.setting(); }
};

/// A case of an outcome that is a category, in words: its name, else its id without hyphens.
std::string case_name(const LoadedScenario& scenario, const Outcome& outcome, std::size_t index);

/// What the record says by a check, in words: a date, `more than 50 %`, `it happened`.
std::string recorded_words(const Check& check);

/// An outcome's value as the page wants it: truth, the id of a case, a number, whole minutes; null where it has none.
void write_outcome_value(JsonWriter& json, const Outcome& outcome, double value);
/// `{ID: value}` of every outcome.
void write_outcome_values(JsonWriter& json, const ReportSubject& subject, const std::vector<double>& values);

void write_run(JsonWriter& json, const ReportSubject& subject);       // report_basis.cpp
void write_basis(JsonWriter& json, const ReportSubject& subject);
void write_land(JsonWriter& json, const ReportSubject& subject);      // report_land.cpp
std::expected<void, Fault> write_grid(JsonWriter& json, const ReportSubject& subject);
void write_outcomes(JsonWriter& json, const ReportSubject& subject);  // report_outcomes.cpp
std::expected<void, Fault> write_histories(JsonWriter& json, const ReportSubject& subject);  // report_histories.cpp
std::expected<void, Fault> write_twins(JsonWriter& json, const ReportSubject& subject);      // report_twins.cpp
std::expected<void, Fault> write_score(JsonWriter& json, const ReportSubject& subject);      // report_score.cpp
void write_rivalry(JsonWriter& json, const Rivalry& rivalry);
std::expected<void, Fault> write_courses(JsonWriter& json, const ReportSubject& subject);    // report_courses.cpp
void write_lesson(JsonWriter& json, const ReportSubject& subject);    // report_lesson.cpp

}  // namespace smolny
