#pragma once
// The options that fix a history, which several commands share: --seed, --do, --policy, --without, --reading,
// --parameters, --fixed-parameters, --blind-codings.

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
  std::optional<std::string> parameters;  ///< the file of a posterior, or the name of one of the scenario's
  std::string posterior;                  ///< its text, once it has been laid over the setting
  bool fixed_parameters = false, blind_codings = false;

  void declare(Options& options);
  /// Lays the posterior that --parameters names over the setting of a scenario; nothing to do without it.
  std::expected<void, Fault> lay(Setting& setting, const std::string& scenario);
  /// Resolved once, so that what is wrong with a command is told before anything is run.
  std::expected<Specification, Fault> specification(const Setting& setting) const;
};

}  // namespace smolny
