#include "archive/json.hpp"

#include <charconv>
#include <cmath>

namespace smolny {

namespace {

/// The length of the UTF-8 sequence at the start of the text; 0 when it is none.
std::size_t utf8_length(std::string_view s) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char a = byte(0);
  if (a < 0x80) return 1;
  const std::size_t n = a >= 0xf0 && a < 0xf5 ? 4 : a >= 0xe0 && a < 0xf0 ? 3 : a >= 0xc2 && a < 0xe0 ? 2 : 0;
  if (n == 0 || s.size() < n) return 0;
  for (std::size_t i = 1; i < n; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  if ((a == 0xe0 && byte(1) < 0xa0) || (a == 0xed && byte(1) >= 0xa0) || (a == 0xf0 && byte(1) < 0x90) ||
      (a == 0xf4 && byte(1) >= 0x90))
    return 0;
  return n;
}

}  // namespace

std::string json_quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  while (!text.empty()) {
    const char c = text.front();
    std::size_t n = 1;
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += {digits[static_cast<unsigned char>(c) >> 4], digits[static_cast<unsigned char>(c) & 15]};
    } else if ((n = utf8_length(text)) != 0) {
      out += text.substr(0, n);
    } else {
      out += "\xef\xbf\xbd";
      n = 1;
    }
    text.remove_prefix(n);
  }
  return out + '"';
}

std::string json_number(double number) {
  if (!std::isfinite(number)) return "null";
  if (number == 0) return "0";  // no minus before it
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return {buffer, end};
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  text_ += json_quoted(name);
  text_ += indent_ > 0 ? ": " : ":";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) { return literal(json_quoted(text)); }
JsonWriter& JsonWriter::value(double number) { return literal(json_number(number)); }
JsonWriter& JsonWriter::value(bool truth) { return literal(truth ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return literal("null"); }

JsonWriter& JsonWriter::literal(std::string_view json) {
  separate();
  text_ += json;
  return *this;
}

JsonWriter& JsonWriter::member(std::string_view name, const std::vector<std::string>& texts) {
  key(name).open_array();
  for (const std::string& t : texts) value(t);
  return close_array();
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  filled_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  const bool filled = filled_.back();
  filled_.pop_back();
  if (filled) new_line();
  text_ += bracket;
  return *this;
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (filled_.empty()) return;
  if (filled_.back()) text_ += ',';
  filled_.back() = true;
  new_line();
}

void JsonWriter::new_line() {
  if (indent_ == 0) return;
  text_ += '\n';
  text_.append(filled_.size() * static_cast<std::size_t>(indent_), ' ');
}

}  // namespace smolny
