#pragma once
// Integers of variable length (LEB128, zigzag for those with a sign), and compressed blobs with a name, a version and a
// size that is checked before memory is spent.

#include <cstdint>
#include <cstring>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace smolny {

inline void put_varint(std::string& out, std::uint64_t x) {
  while (x >= 0x80) {
    out += static_cast<char>(x | 0x80);
    x >>= 7;
  }
  out += static_cast<char>(x);
}
inline void put_signed(std::string& out, std::int64_t x) {
  put_varint(out, (static_cast<std::uint64_t>(x) << 1) ^ static_cast<std::uint64_t>(x >> 63));
}
inline void put_raw(std::string& out, std::uint64_t x) {
  char b[8];
  std::memcpy(b, &x, 8);
  out.append(b, 8);
}

/// Takes what was put; after the end, or on a malformed integer, gives 0 and is `bad` from then on.
struct ByteReader {
  std::string_view in;
  bool bad = false;

  std::uint8_t byte() {
    if (in.empty()) return bad = true, std::uint8_t{0};
    const auto b = static_cast<std::uint8_t>(in.front());
    in.remove_prefix(1);
    return b;
  }
  std::uint64_t varint() {
    std::uint64_t x = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t b = byte();
      if (bad) return 0;
      x |= static_cast<std::uint64_t>(b & 0x7f) << shift;
      if (b < 0x80) return x;
    }
    bad = true;
    return 0;
  }
  std::int64_t signed_varint() {
    const std::uint64_t x = varint();
    return static_cast<std::int64_t>((x >> 1) ^ (~(x & 1) + 1));
  }
  std::uint64_t raw() {
    std::uint64_t x = 0;
    if (in.size() < 8) return bad = true, x;
    std::memcpy(&x, in.data(), 8);
    in.remove_prefix(8);
    return x;
  }
  std::string_view text(std::uint64_t size) {
    if (size > in.size()) return bad = true, std::string_view{};
    const std::string_view t = in.substr(0, static_cast<std::size_t>(size));
    in.remove_prefix(static_cast<std::size_t>(size));
    return t;
  }
};

/// The bytes of words of eight, as they lie in memory (little-endian).
template <class T>
std::string bytes_of(const std::vector<T>& values) {
  static_assert(sizeof(T) == 8);
  std::string out(values.size() * 8, '\0');
  if (!values.empty()) std::memcpy(out.data(), values.data(), out.size());
  return out;
}

/// Reads them back; false when they are no whole number of words.
template <class T>
bool values_of(std::string_view bytes, std::vector<T>& values) {
  static_assert(sizeof(T) == 8);
  if (bytes.size() % 8 != 0) return false;
  values.resize(bytes.size() / 8);
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  return true;
}

/// Four letters, a version, the size and a zstd frame.
std::string squeeze(std::string_view letters, std::uint8_t version, std::string_view bytes, int level);
/// Reads it back; refuses other letters, versions, and more than `most` bytes.
std::expected<std::string, std::string> unsqueeze(std::string_view letters, std::uint8_t version, std::string_view bytes,
                                                  std::size_t most);

}  // namespace smolny
