#pragma once
// What historians see in the events, and how an unforced ensemble stands to it. Reported, never scored nor fitted to: an
// ensemble that always repeats the record is as wrong as one that never does.

#include <string>
#include <vector>

#include "lab/claims.hpp"

namespace smolny {

struct PatternLine {
  std::string label, value;
};

struct PatternFinding {
  std::string id, statement, finding;
  std::vector<PatternLine> numbers;  ///< none: outside the frame, `finding` says why
};

/// Claims whose use is `pattern`, in the order of their ids.
std::vector<PatternFinding> patterns_report(const Record& record, const Readings& readings);

std::string patterns_json(const std::vector<PatternFinding>& findings);
std::string patterns_text(const std::vector<PatternFinding>& findings);

}  // namespace smolny
