#pragma once
// The readings of an archived ensemble: events from the archived chronicles, states as they were
// seen while the members ran, or from running them again where nobody looked.

#include <expected>

#include "lab/claims.hpp"
#include "lab/opening.hpp"

namespace smolny {

/// Members that failed are left out. A member whose course differs when it is run again (another engine) is an error,
/// for then its states are not those of its chronicle. Parallel over members.
std::expected<Readings, Fault> read_archive(const OpenArchive& open, const Record& record, unsigned threads = 0);

}  // namespace smolny
