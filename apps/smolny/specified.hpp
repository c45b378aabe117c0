#pragma once
// The options that fix a history, which several commands share: --seed, --do, --policy, --without, --reading,
// --parameters, --reached, --fixed-parameters, --blind-codings, --grouping, --executor.

#include <optional>
#include <string>
#include <vector>

#include "archive/fault.hpp"
#include "lab/specification.hpp"
#include "options.hpp"

namespace smolny {

struct Specified {
  std::uint64_t seed = 1;
  std::vector<std::string> commands, policies, without, readings;
  std::optional<std::string> parameters;  ///< the file of a posterior, the name of one of the scenario's, or `prior`; what the scenario names unless told
  std::optional<std::string> reached;     ///< the file of starts that were reached
  std::string starts;                     ///< its text, once it has been laid over the setting
  std::string posterior;                  ///< its text, once it has been laid over the setting
  std::uint64_t grouping = 0;             ///< groups are cut into parts of at most so many persons; 0: not
  bool fixed_parameters = false, blind_codings = false;
  std::string executor = "counts";

  void declare(Options& options);
  /// Lays the posterior that --parameters names, or that which the scenario names, and the starts that --reached names over the setting of
  /// a scenario.
  std::expected<void, Fault> lay(Setting& setting, const std::string& scenario);
  /// Resolved once, so that what is wrong with a command is told before anything is run; so is a memory too small for `at_once` histories.
  std::expected<Specification, Fault> specification(const Setting& setting, std::uint64_t at_once = 1) const;

 private:
  std::expected<void, Fault> lay_parameters(Setting& setting, const std::string& scenario);
};

}  // namespace smolny
