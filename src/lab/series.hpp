#pragma once
// The state of each member hour by hour: for exports. Members are run again, for an archive keeps events, not states.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "archive/fault.hpp"
#include "lab/opening.hpp"

namespace smolny {

/// What is written down of a member each hour, in the order of `series_columns`.
struct SeriesColumn {
  std::string name;  ///< e.g. `points_held_soviet`; letters, digits and underscores
  std::string meaning, unit;
};

/// Points held, armed strength and dead of each camp; persons out; authorities in being.
std::vector<SeriesColumn> series_columns(const Setting& setting);

/// Hours from the scenario's start to its end, both included.
std::size_t series_length(const Setting& setting);

/// Rows of hours, columns as above; empty for a member that failed.
using Series = std::vector<double>;
Series series_of_member(const Setting& setting, const Specification& specification,
                        std::shared_ptr<const Interventions> interventions);

/// Runs every member of the archive that did not fail again, on all cores, and gives them in order of number. `take`
/// may return false to stop.
std::expected<void, Fault> each_series(const OpenArchive& open, const std::vector<MemberRow>& members,
                                       const std::function<bool(const MemberRow&, const Series&)>& take);

}  // namespace smolny
