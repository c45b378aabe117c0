#pragma once
// A chronicle as bytes: columns of variable-length integers, then zstd. Lossless but for the draws' hashes, of which
// only the number behind each event is kept (running the member again gives them back). Reading never trusts the bytes.

#include <expected>
#include <string>
#include <string_view>

#include "archive/archive.hpp"
#include "engine/simulation.hpp"

namespace smolny {

/// The packed chronicle of a history.
std::string pack_chronicle(const Simulation& sim);

/// Reads it back, as far as it can be read without the scenario: keys are 0 and nothing is matched to patterns.
std::expected<Chronicle, std::string> unpack_chronicle(std::string_view bytes);

/// The same with each event's key and, per pattern of the setting, the events that match.
std::expected<Chronicle, std::string> unpack_chronicle(std::string_view bytes, const Setting& setting);

/// What identifies the course of a history: chronicle, daily states, outcomes and drawn numbers.
MemberDigest digest_of(const Chronicle& chronicle, const MemberRow& member);

}  // namespace smolny
