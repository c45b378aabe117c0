#pragma once
// What fixes a history, bit for bit. Its canonical JSON (sorted keys, no spaces) is hashed with SHA-256; archives and
// saves carry it, and any member can be run again from it.

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/sha256.hpp"
#include "engine/interventions.hpp"
#include "time/instant.h"
#include "world/setting.hpp"

namespace smolny {

inline constexpr std::string_view kEngineVersion = "0.1.0";
inline constexpr std::string_view kExecutors[] = {"counts", "individuals"};

/// An error says that there is no such executor, and the nearest that there is.
std::expected<void, std::string> known_executor(std::string_view name);

/// From `at` on, another branch of chance or other interventions: what a history that was saved and taken up again had
/// done to it.
struct Fork {
  Instant at{};
  std::uint64_t branch = 0;           ///< of all draws from then on; 0: those of the member
  std::vector<std::string> commands;  ///< as in Specification::commands
  bool operator==(const Fork&) const = default;
};

struct Specification {
  std::string scenario;                ///< its id
  std::string scenario_hash;           ///< SHA-256 of its content, readings included
  std::uint64_t seed = 1;
  std::uint64_t member = 0;
  std::uint64_t branch = 0;
  bool fixed_parameters = false;       ///< central values instead of draws from the priors
  std::string posterior;               ///< SHA-256 of the file of `--parameters`; empty: draws from the priors
  std::string reached;                 ///< SHA-256 of the file of `--reached`; empty: the start is the one that the scenario gives
  bool blind_codings = false;          ///< numbers graded hindsight are replaced by the mean of their kind
  std::vector<std::string> readings;   ///< in the order in which they were laid over the scenario
  std::vector<std::string> without;    ///< mechanisms left out
  std::vector<std::string> commands;   ///< `do X`, as given, in their order; see scenario/intervention.hpp
  std::vector<std::string> policies;   ///< `DECISION=POLICY` or `all=POLICY`; model, historical, uniform
  std::vector<Fork> forks;
  std::optional<Instant> until;        ///< stops before the end of the frame
  std::string executor = "counts";     ///< how the people of groups are moved: counts or individuals (docs/people.md)
  std::string grouping = "scenario";
  std::string engine{kEngineVersion};
  bool operator==(const Specification&) const = default;
};

/// The specification of a run of the scenario with every default.
Specification specification_of(const Setting& setting);

std::string canonical_json(const Specification& specification);
/// Where its histories have their uncertain numbers from: `prior`, `posterior:` with the SHA-256 of its file, or `fixed`.
std::string parameters_of(const Specification& specification);
/// The same for people: `drawn from their priors`, `drawn from the posterior 0123456789ab` (the hash cut short), `at their central values`.
std::string parameters_in_words(const Specification& specification);
/// SHA-256 of the canonical JSON, in hex.
std::string hash_of(const Specification& specification);
std::expected<Specification, std::string> parse_specification(std::string_view json);

/// The interventions that a specification stands for, forks left out; an error names the command that is wrong, or says
/// that the posterior laid over the setting is not the specification's.
std::expected<Interventions, std::string> interventions_of(const Specification& specification, const Setting& setting);
/// Adds commands (`DECISION=OPTION` and the like) to interventions.
std::expected<void, std::string> add_commands(const std::vector<std::string>& commands, const Setting& setting,
                                              Interventions& interventions);

}  // namespace smolny
