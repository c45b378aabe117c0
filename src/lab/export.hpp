#pragma once
// An ensemble for other programs.

#include <filesystem>

#include "archive/fault.hpp"
#include "lab/opening.hpp"

namespace smolny {

/// One NetCDF-4 file by the CF conventions 1.8: hourly series over (time, member), outcomes and drawn numbers over
/// member. Times are minutes since the start, in the Gregorian calendar.
std::expected<void, Fault> export_netcdf(const OpenArchive& open, const std::filesystem::path& file);

/// A folder, which must not exist or be empty: members.csv, outcomes.csv, parameters.csv, series.csv, events.csv (RFC
/// 4180, UTF-8).
std::expected<void, Fault> export_csv(const OpenArchive& open, const std::filesystem::path& folder);

}  // namespace smolny
