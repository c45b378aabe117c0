#pragma once
// What the page of a report is filled with: one JSON object by the contract of web/src/data.ts (docs/report-data.md).

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/fault.hpp"
#include "lab/opening.hpp"

namespace smolny {

struct ReportPlan {
  std::vector<std::string> twins;   ///< commands of a standard twin each, several parted by `;`; none: the switches of the lesson
  bool no_twins = false;
  std::uint64_t twin_members = 100;
  std::size_t histories = 8;        ///< told event by event
  std::vector<std::string> against; ///< archives under other readings, `[NAME=]ARCHIVE`, to be compared with this one
  bool score = true;                ///< against the record, where the scenario has one: every member is run again
  unsigned threads = 0;
};

/// `say` is told what is being done, a few words at a time.
std::expected<std::string, Fault> report_data(const OpenArchive& open, const ReportPlan& plan,
                                              const std::function<void(std::string_view)>& say = {});

}  // namespace smolny
