#pragma once
// Numbers and what they rest on. A number is plain, a range, or has the long form with source, grade and prior; one
// with neither source nor grade is an error, for nobody could say later why it is what it is.

#include <array>
#include <map>
#include <string>
#include <vector>

#include "scenario/fields.hpp"
#include "world/setting.hpp"

namespace smolny {

/// What holds for each plain number of a row.
struct Provenance {
  std::vector<SourceId> sources;
  Grade grade = Grade::ungraded;
  bool given = false;  ///< the row has a source or a grade
};

/// What is told of a number in reports.
struct NumberNote {
  std::string path;
  double central = 0;
  Grade grade = Grade::ungraded;
  std::vector<SourceId> sources;
  std::string unit, note;
  bool uncertain = false;
};

/// Evidence later than the scenario's start may have been seen through the outcome: the spread of its prior about the
/// centre is doubled (docs/scenarios.md: "Numbers and what they rest on").
inline constexpr double kHindsightWidening = 2.0;

struct Range {
  double low = -1e300, high = 1e300;
};

enum class Vary : std::uint8_t { never, may, named };  ///< named: also a fixed one gets a row of Setting::uncertain

class Numbers {
 public:
  Numbers(Setting& setting, Diagnostics& diagnostics) : setting_(setting), diagnostics_(diagnostics) {}

  /// Reads `source` and `grade` of a row; sources named are marked as used.
  Provenance provenance(const Fields& row);

  /// Reads a number of any form. `path` names it for ever: its draws are addressed by the hash of it.
  Number read(const YamlNode& node, const std::string& path, const Provenance& row, Range admissible, Vary vary);

  /// Gives numbers graded `hindsight` the mean of their kind for --blind-codings, where the scenario gives none.
  void finish();

  const std::vector<NumberNote>& notes() const { return notes_; }
  std::vector<bool> used;  ///< per source
  void use(const YamlNode& node, std::vector<SourceId>* into);

 private:
  struct Draft {
    double value = 0;
    Uncertain uncertain;
    bool has_value = false, has_blind = false;
  };
  bool read_long(const YamlNode& node, const std::string& path, Draft& draft, NumberNote& note, bool& sourced);
  bool read_prior(const YamlNode& prior, Draft& draft);
  Number keep(Draft& draft, NumberNote note, const YamlNode& node, Range admissible, Vary vary);

  Setting& setting_;
  Diagnostics& diagnostics_;
  std::vector<NumberNote> notes_;
  struct Mean {
    double sum = 0;
    int count = 0;
  };
  std::map<std::string, Mean> means_;                       ///< by path with the row left out
  std::vector<std::pair<std::size_t, std::string>> blind_;  ///< uncertain rows that wait for the mean of their kind
};

}  // namespace smolny
