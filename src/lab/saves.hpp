#pragma once
// A history on disk between two runs: the engine's save, with the run specification and the outcomes judged so far.
// Run 2N equals run N, save, load, run N.

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "archive/fault.hpp"
#include "lab/member.hpp"

namespace smolny {

/// The saved form of a history that stands at its `simulation.world.now`.
std::string save_member(const History& history, const Specification& specification);

struct Resumed {
  Specification specification;  ///< as saved: no `until`
  History history;
};

/// Only the specification of a save: its readings tell how to load the scenario.
std::expected<Specification, std::string> specification_in(std::string_view bytes);

/// Goes on from a save. Refuses one of another scenario, engine or version, and one that is damaged.
std::expected<Resumed, std::string> resume_member(const Setting& setting, std::string_view bytes);

/// Writes bytes beside the target and moves them into place, so that nothing half-written is ever there.
std::expected<void, Fault> write_file(const std::filesystem::path& path, std::string_view bytes);
std::expected<std::string, Fault> read_file(const std::filesystem::path& path, std::size_t most);

}  // namespace smolny
