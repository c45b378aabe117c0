#pragma once
// A history in a file, in the middle of its life: run 2N equals run N, save, load, run N. The engine's save, with the
// outcomes judged so far, compressed.

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "archive/fault.hpp"
#include "lab/member.hpp"

namespace smolny {

std::string keep_member(const History& history, const Specification& specification);

struct KeptMember {
  Specification specification;  ///< of the history so far; where it ends is left open
  std::string history;          ///< the engine's save
  std::string outcomes;         ///< values judged so far
};

/// Reads the file's bytes: what it says is checked before anything is built from it.
std::expected<KeptMember, std::string> open_kept(std::string_view bytes);

/// Takes the history up where it was left. The setting must be that of the scenario it was saved from.
std::expected<History, std::string> resume_member(const Setting& setting, const KeptMember& kept);

/// Writes a file in one move: the old one stays until the new one is whole.
std::expected<void, Fault> write_file(const std::filesystem::path& path, std::string_view bytes);
std::expected<std::string, Fault> read_file(const std::filesystem::path& path);

}  // namespace smolny
