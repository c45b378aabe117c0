#include "scenario/diagnostics.hpp"

#include <algorithm>
#include <array>

namespace smolny {

std::string to_text(const Diagnostic& d) {
  if (d.line <= 0) return d.file + ": " + d.message;
  return d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + ": " + d.message;
}

std::int32_t Diagnostics::add_file(std::string name) {
  files_.push_back(std::move(name));
  return static_cast<std::int32_t>(files_.size()) - 1;
}

void Diagnostics::add(Position at, std::string message) {
  if (kept_.size() < kKept) {
    kept_.push_back({at, std::move(message)});
    return;
  }
  more_ = true;
  if (stop_when_full) throw Full{};
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> result;
  result.reserve(kept_.size() + 1);
  for (const Entry& e : kept_)
    result.push_back({e.at.file >= 0 ? file(e.at.file) : std::string("scenario"), e.at.line, e.at.column, e.message});
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  if (more_)
    result.push_back({"scenario", 0, 0, "more than " + std::to_string(kKept) + " problems; the rest are left out"});
  return result;
}

namespace {

/// Length of the well-formed UTF-8 character at the start of the text; 0 when it is broken or a control character.
std::size_t printable_length(std::string_view s) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  if (byte(0) < 0x20 || byte(0) == 0x7f) return 0;
  if (byte(0) < 0x80) return 1;
  const std::size_t n = byte(0) >= 0xf0 ? 4 : byte(0) >= 0xe0 ? 3 : byte(0) >= 0xc2 ? 2 : 0;
  if (n == 0 || n > s.size() || byte(0) > 0xf4) return 0;
  for (std::size_t i = 1; i < n; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  return n;
}

}  // namespace

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 60;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result = "'";
  while (!text.empty()) {
    if (result.size() > longest) return result + "...'";
    if (const std::size_t n = printable_length(text)) {
      result += text.substr(0, n);
      text.remove_prefix(n);
    } else {
      const auto byte = static_cast<unsigned char>(text[0]);
      result += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
      text.remove_prefix(1);
    }
  }
  return result + "'";
}

std::string with_article(std::string_view noun) {
  const bool vowel = !noun.empty() && std::string_view("aeio").find(noun[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(noun);
}

namespace {

/// Counts slips against one word, 64 cells of the table at a time (Hyyro 2003, "A bit-vector algorithm for computing
/// Levenshtein and Damerau edit distances"): a scenario may have thousands of names and a thousand slips.
class Slips {
 public:
  static constexpr std::size_t kLongest = 63;

  explicit Slips(std::string_view word) : size_(word.size()) {
    for (std::size_t i = 0; i < size_ && i <= kLongest; ++i) at_[static_cast<unsigned char>(word[i])] |= 1ULL << i;
  }
  /// Names beyond the longest are never near: the distance is then that of their lengths, or more.
  std::size_t to(std::string_view other) const {
    if (size_ > kLongest || other.size() > kLongest) return std::max(size_, other.size());
    if (size_ == 0) return other.size();
    std::uint64_t up = ~0ULL, down = 0, diagonal = 0, before = 0;
    std::size_t distance = size_;
    const std::uint64_t last = 1ULL << (size_ - 1);
    for (char c : other) {
      const std::uint64_t here = at_[static_cast<unsigned char>(c)];
      const std::uint64_t swapped = ((~diagonal & here) << 1) & before;
      diagonal = (((here & up) + up) ^ up) | here | down | swapped;
      std::uint64_t right = down | ~(diagonal | up), left = diagonal & up;
      if (right & last) ++distance;
      if (left & last) --distance;
      right = (right << 1) | 1;
      left <<= 1;
      up = left | ~(diagonal | right);
      down = right & diagonal;
      before = here;
    }
    return distance;
  }

 private:
  std::array<std::uint64_t, 256> at_{};  ///< per letter: where it stands in the word
  std::size_t size_;
};

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) { return Slips(a).to(b); }

std::string_view nearest_name(std::string_view written, const std::vector<std::string_view>& valid) {
  std::string_view best;
  std::size_t least = 1 + std::max<std::size_t>(1, std::min<std::size_t>(written.size(), 24) / 3);
  const Slips slips(written);
  for (std::string_view name : valid) {
    if (std::max(name.size(), written.size()) - std::min(name.size(), written.size()) > least) continue;
    const std::size_t d = slips.to(name);
    if (d < least || (d == least && !best.empty() && name < best)) {
      best = name;
      least = d;
    }
  }
  return best;
}

std::string suggestion(std::string_view written, std::vector<std::string_view> valid) {
  if (const std::string_view near = nearest_name(written, valid); !near.empty())
    return "; did you mean " + in_quotes(near) + "?";
  if (valid.empty()) return "; there are none";
  std::sort(valid.begin(), valid.end());
  std::string result = "; expected one of ";
  const std::size_t shown = std::min<std::size_t>(valid.size(), 12);
  for (std::size_t i = 0; i < shown; ++i) result += (i ? ", " : "") + std::string(valid[i]);
  if (shown < valid.size()) result += " and " + std::to_string(valid.size() - shown) + " more";
  return result;
}

}  // namespace smolny
