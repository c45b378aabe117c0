#pragma once
// A scenario that goes on in a later one (its field `goes_on_in`): what a history has reached by the later one's start is carried over
// by the later one's rows of `reached`, and is lived on from there.

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lab/reached.hpp"

namespace smolny {

struct Onward {
  std::filesystem::path folder;           ///< of the later scenario
  std::unique_ptr<LoadedScenario> later;  ///< its start is given until one is laid over it
  Handover handover;
  std::string posterior{};                ///< the text of that which the later scenario runs from; empty: from its priors
  Instant at() const { return later->setting.start; }
};

/// Opens the scenario that `earlier`, loaded from `folder`, goes on in: the one beside it or, where there is none, one that comes with the
/// program. Nothing where it goes on in none, and where something is wrong, which joins the diagnostics and the report of `earlier`: no
/// such scenario, one that cannot be loaded, that does not start within the frame, or that nothing is carried into. The posterior that
/// the later one names is laid over it, unless it is to run `from_priors`.
std::optional<Onward> open_onward(LoadedScenario& earlier, const std::filesystem::path& folder, bool from_priors = false);

/// A road, saved or in an archive, was lived from the priors or from central values though its scenario names a posterior; the later one is
/// then to run from its priors too. Of a scenario that names none a road does not say so.
bool lived_from_priors(const Setting& earlier, const Specification& road);

/// Of the history that takes up what `road` has led to: its seed and member, and what holds for both, which is how numbers are drawn, who
/// moves people, which mechanisms are left out, and the policy of all decisions. Commands are each scenario's own.
Specification onward_specification(const Setting& later, const Specification& road);

/// Lays the start that a history has come to over the later setting; gives why it leads to none, or nothing. `road` stands at the later
/// one's start. Bad input: a number that cannot be carried.
std::expected<std::string, Fault> take_up(Setting& later, const Handover& handover, const Simulation& road, const Specification& of_road);

/// What one changes in a history: interventions and policies, as given.
struct Changes {
  std::vector<std::string> commands, policies;
};
struct PartedChanges {
  Changes earlier, later;
};

/// Each change belongs to the earlier scenario where that understands it, else to the later one; `all=POLICY` holds in both. An error says
/// what each of them found wrong with a change that neither understands.
std::expected<PartedChanges, std::string> part_changes(const Changes& given, const Setting& earlier, const Setting& later);

}  // namespace smolny
