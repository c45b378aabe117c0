#pragma once
// From a folder of YAML files to a Setting, with everything that is wrong and what each number rests on.

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/assembly.hpp"
#include "scenario/numbers.hpp"
#include "scenario/resolve.hpp"
#include "world/setting.hpp"

namespace smolny {

/// An instant that the scenario states instead of letting it come about, with its reason.
struct DatedEntry {
  std::string id, name;
  Instant at{};
  std::string reason;
};

inline constexpr std::size_t kGrades = 6;
std::string_view name_of(Grade grade);

/// What `check` prints.
struct CheckReport {
  std::vector<Diagnostic> errors;      ///< sorted by file, line, column
  std::array<int, kGrades> numbers{};  ///< by grade
  std::vector<NumberNote> notes;       ///< every number, by path
  std::vector<DatedEntry> dated;       ///< by date
  int free_parameters = 0;             ///< parameters of mechanisms and weights of deciders that have a prior
};

struct LoadedScenario {
  Setting setting;
  CheckReport report;
  Documents documents;      ///< keeps the nodes that the rest points into
  Assembly assembly;        ///< rows of every section, the record's too
  PatternsAt patterns;      ///< patterns written out, in the record too: maps with a `kind` that is a kind of event
  Diagnostics diagnostics;  ///< still open: whoever reads the record adds to it
  bool valid() const { return diagnostics.empty(); }
};

/// Loads a scenario with the readings named, the last on top. `tables`: the parameters of the mechanisms, in the order
/// of the registry; each must be given a value within its bounds. `node_sites`: where chance nodes may be, as
/// `MECHANISM.SITE`. `grouping`: groups are cut into parts of at most so many persons; 0: not. Never throws for what files hold; the setting is whole only when the result is valid.
LoadedScenario load_scenario(const std::filesystem::path& folder, std::span<const ParameterTable> tables,
                             std::span<const std::string_view> node_sites,
                             const std::vector<std::string>& readings = {}, std::int64_t grouping = 0,
                             const Caps& caps = {});

}  // namespace smolny
