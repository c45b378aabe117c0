#pragma once
// Writing JSON, with the same bytes everywhere: numbers in their shortest form that reads back exactly, infinity and
// not-a-number as null.

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smolny {

/// Appends values one after the other and puts the commas. With `indent` spaces a level, or none at all.
class JsonWriter {
 public:
  explicit JsonWriter(int indent = 0) : indent_(indent) {}

  JsonWriter& open_object() { return open('{'); }
  JsonWriter& close_object() { return close('}'); }
  JsonWriter& open_array() { return open('['); }
  JsonWriter& close_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);
  JsonWriter& value(bool truth);
  JsonWriter& null();
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  JsonWriter& value(T number) {
    return literal(std::to_string(number));
  }
  /// Text that is JSON already.
  JsonWriter& literal(std::string_view json);

  template <class T>
  JsonWriter& member(std::string_view name, const T& v) {
    key(name);
    return value(v);
  }
  JsonWriter& member(std::string_view name, const std::vector<std::string>& texts);

  const std::string& text() const { return text_; }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void new_line();

  int indent_;
  std::string text_;
  std::vector<bool> filled_;  ///< per open bracket: it has something in it
  bool after_key_ = false;
};

/// The text in JSON's quotes; bytes that are no UTF-8 become U+FFFD.
std::string json_quoted(std::string_view text);

/// The shortest decimal that reads back as the same number; `null` for what JSON cannot say.
std::string json_number(double number);

}  // namespace smolny
