#pragma once
// Numbers as people read them.

#include <cstdint>
#include <string>
#include <string_view>

#include "lab/summary.hpp"

namespace smolny {

/// `12,345`.
std::string thousands(std::int64_t n);

/// A share as a frequency: `63 in 100`, `4 in 1,000`, `fewer than 1 in 400`, `never`, `always`. As fine as the members
/// allow, and no finer than a person takes in.
std::string in_frequency(double share, std::uint64_t members);

/// `60 to 66 in 100`.
std::string interval_in_words(const Share& share);

/// Up to three significant digits, thousands parted; whole numbers as they are.
std::string plain_number(double x);

/// How many columns a UTF-8 text takes on a terminal (no wide letters).
std::size_t columns(std::string_view text);
/// The text with blanks behind it, or before it, up to a width.
std::string padded(std::string_view text, std::size_t width);
std::string padded_left(std::string_view text, std::size_t width);

/// A bar of a share, `width` columns wide.
std::string bar(double share, std::size_t width);

}  // namespace smolny
