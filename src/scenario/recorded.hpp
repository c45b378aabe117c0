#pragma once
// Which claim of the record tells what an outcome came to in the one history that is known.

#include <string>
#include <vector>

#include "scenario/record.hpp"

namespace smolny {

/// An outcome's field `record`.
struct RecordedBy {
  OutcomeId outcome{};
  std::size_t claim = 0;  ///< index in the record
  int category = -1;      ///< of an outcome that is a category: the case that the claim is about
};

/// Reads the field `record` of the outcomes. What is wrong joins the scenario's diagnostics and report: a claim that there is
/// not, a check that cannot settle an outcome of that kind, a case that is missing or unknown.
std::vector<RecordedBy> read_recorded(LoadedScenario& loaded, const Record& record);

}  // namespace smolny
