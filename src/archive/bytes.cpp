#include "archive/bytes.hpp"

#include <zstd.h>

#include <memory>
#include <stdexcept>

namespace smolny {

std::string squeeze(std::string_view letters, std::uint8_t version, std::string_view bytes, int level) {
  std::string out(letters);
  out += static_cast<char>(version);
  put_varint(out, bytes.size());
  const std::size_t begin = out.size();
  out.resize(begin + ZSTD_compressBound(bytes.size()));
  // A context a thread: making one costs more than squeezing a member.
  static thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  if (!context) throw std::bad_alloc();
  const std::size_t n = ZSTD_compressCCtx(context.get(), out.data() + begin, out.size() - begin, bytes.data(), bytes.size(), level);
  if (ZSTD_isError(n)) throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(n));
  out.resize(begin + n);
  return out;
}

std::expected<std::string, std::string> unsqueeze(std::string_view letters, std::uint8_t version, std::string_view bytes,
                                                  std::size_t most) {
  if (!bytes.starts_with(letters)) return std::unexpected("it does not begin with " + std::string(letters));
  ByteReader in{bytes.substr(letters.size())};
  const std::uint8_t found = in.byte();
  if (!in.bad && found != version)
    return std::unexpected("it is of version " + std::to_string(found) + "; this engine reads version " + std::to_string(version));
  const std::uint64_t size = in.varint();
  if (in.bad || size > most) return std::unexpected("it is damaged");
  // A frame of n bytes never holds more than some 2^17 times as much; what claims to is not worth its memory.
  if (size / 131072 > in.in.size()) return std::unexpected("it is damaged");
  std::string out(static_cast<std::size_t>(size), '\0');
  const std::size_t n = ZSTD_decompress(out.data(), out.size(), in.in.data(), in.in.size());
  if (ZSTD_isError(n) || n != out.size()) return std::unexpected("it is damaged");
  return out;
}

}  // namespace smolny
