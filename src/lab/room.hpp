#pragma once
// Whether histories of individuals have room in memory.

#include <cstdint>
#include <expected>

#include "archive/fault.hpp"
#include "lab/specification.hpp"

namespace smolny {

/// An error says how much memory so many histories at once would take, when that is more than `available` bytes. Counts always fit.
std::expected<void, Fault> room_for(const Specification& specification, const Setting& setting, std::uint64_t at_once, double available);

}  // namespace smolny
