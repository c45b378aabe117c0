#pragma once
// Shards of one ensemble into one archive.

#include <filesystem>
#include <vector>

#include "archive/fault.hpp"
#include "lab/ensemble.hpp"

namespace smolny {

/// Writes OUT, which must not exist. The archives must agree in all but their shard, no member may be in two of them, and
/// together they must hold every member. On failure there is no OUT.
std::expected<Progress, Fault> merge_archives(const std::filesystem::path& out, const std::vector<std::filesystem::path>& archives,
                                              const OnProgress& on_progress = {});

}  // namespace smolny
