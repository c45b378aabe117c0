#include "lab/wording.hpp"

#include <charconv>
#include <cmath>

namespace smolny {

std::string thousands(std::int64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t i = digits.size(); i > 3 && digits[i - 4] != '-'; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string in_frequency(double share, std::uint64_t members) {
  if (members == 0) return "unknown";
  if (share <= 0) return std::string("never in ") + thousands(static_cast<std::int64_t>(members));
  if (share >= 1) return "always";
  const auto count = [&](int of) { return static_cast<std::int64_t>(std::llround(share * of)); };
  if (members < 100) {
    const auto n = static_cast<std::int64_t>(std::llround(share * static_cast<double>(members)));
    return thousands(n) + " in " + thousands(static_cast<std::int64_t>(members));
  }
  if (share < 0.015 || share > 0.985) {
    const int of = members < 1000 ? static_cast<int>(members) : 1000;
    const std::int64_t n = count(of);
    if (n >= 1 && n < of) return thousands(n) + " in " + thousands(of);
    return share < 0.5 ? "fewer than 1 in 1,000" : "more than 999 in 1,000";
  }
  return std::to_string(count(100)) + " in 100";
}

std::string interval_in_words(const Share& share) {
  const auto low = std::llround(100 * share.low), high = std::llround(100 * share.high);
  return low == high ? std::to_string(low) + " in 100" : std::to_string(low) + " to " + std::to_string(high) + " in 100";
}

std::string plain_number(double x) {
  if (std::isinf(x)) return x > 0 ? "beyond" : "below";
  if (std::isnan(x)) return "unknown";
  if (std::fabs(x) >= 1000 && std::fabs(x) < 1e15) return thousands(std::llround(x));
  char buffer[40];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, x == 0 ? 0 : x, std::chars_format::general, 3).ptr};
}

std::size_t columns(std::string_view text) {
  std::size_t n = 0;
  for (char c : text) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return n;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t n = columns(text);
  return std::string(text) + std::string(n < width ? width - n : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t width) {
  const std::size_t n = columns(text);
  return std::string(n < width ? width - n : 0, ' ') + std::string(text);
}

std::string bar(double share, std::size_t width) {
  const auto filled = static_cast<std::size_t>(std::llround(share * static_cast<double>(width)));
  std::string out;
  for (std::size_t i = 0; i < width; ++i) out += i < filled ? "█" : "·";
  return out;
}

}  // namespace smolny
