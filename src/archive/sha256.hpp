#pragma once

#include <string>
#include <string_view>

namespace smolny {

/// SHA-256 of bytes, in hex.
std::string sha256_hex(std::string_view bytes);

}  // namespace smolny
