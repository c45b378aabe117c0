#pragma once
// Text to Expression (docs/scenarios.md: "Quantities"). Errors say at which letter they are.

#include <expected>
#include <string>
#include <string_view>

#include "world/setting.hpp"

namespace smolny {

struct TextError {
  std::size_t at = 0;  ///< byte of the text
  std::string message;
};

/// At most so many operations in one expression: what the evaluator holds on its stack.
inline constexpr std::size_t kMostOperations = 64;
inline constexpr std::size_t kDeepestExpression = 32;

/// Compiles an expression. Numbers, paths, tags, patterns and functions are resolved against the setting.
std::expected<Expression, TextError> parse_expression(std::string_view text, const Setting& setting);

/// A path such as `unit.pavlovsky.legitimacy.mrc`, or over a tag, `unit@garrison.resolve`.
std::expected<Quantity, TextError> parse_quantity(std::string_view path, const Setting& setting);

}  // namespace smolny
