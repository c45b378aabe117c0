// Expressions over the example: what compiles has a value at the beginning, and an error points into the text.

#include "engine/evaluate.hpp"
#include "harbour.hpp"
#include "scenario/expressions.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smolny;
  const std::string_view text = fuzz::text_of(data, size);
  static const History history = fuzz::beginning();
  const auto expression = parse_expression(text, fuzz::harbour().setting());
  if (expression) {
    fuzz::must(expression->nodes.size() <= kMostOperations, "an expression is no longer than allowed");
    evaluate(history.simulation, *expression);
  } else {
    fuzz::must(!expression.error().message.empty() && expression.error().at <= text.size(), "an error points into the text");
  }
  return 0;
}
