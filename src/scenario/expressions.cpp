// A recursive descent over the text of an expression.
//
//   either  = both {"or" both}             both   = denial {"and" denial}        denial = ["not"] relation
//   relation = sum [("<" | ">" | "<=" | ">=" | "=" | "==" | "!=") sum]
//   sum     = product {("+" | "-") product}   product = sign {("*" | "/") sign}   sign   = ["-"] value
//   value   = number | "true" | "false" | "(" either ")" | function "(" ... ")" | path

#include "scenario/expressions.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "scenario/names.hpp"
#include "time/parse.h"

namespace smolny {

namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr std::array<std::string_view, 11> functions{"min",        "max",   "clamp", "logistic", "sum", "mean",
                                                    "per_person", "count", "total", "first",    "last"};

class Parser {
 public:
  Parser(std::string_view text, const Setting& setting) : text_(text), setting_(setting) {}

  Expression run() {
    const std::int32_t result = either();
    skip();
    if (at_ < text_.size()) {
      if (text_[at_] == ')') fail(at_, "this ) closes nothing");
      fail(at_, "expected an operator or the end, found " + in_quotes(text_.substr(at_)));
    }
    if (result != static_cast<std::int32_t>(out_.nodes.size()) - 1) fail(0, "an expression that leaves something over");
    out_.text = text_;
    return std::move(out_);
  }

 private:
  [[noreturn]] void fail(std::size_t at, std::string message) const { throw TextError{at, std::move(message)}; }

  void skip() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(std::string_view sign) {
    skip();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }
  /// A word such as `and`: not the beginning of a longer one.
  bool take_word(std::string_view word) {
    skip();
    if (!text_.substr(at_).starts_with(word)) return false;
    const std::size_t end = at_ + word.size();
    if (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '.' || text_[end] == '-'))
      return false;
    at_ = end;
    return true;
  }

  std::int32_t add(ExpressionNode node, std::size_t at) {
    if (out_.nodes.size() >= kMostOperations)
      fail(at, "an expression of more than " + std::to_string(kMostOperations) + " operations");
    out_.nodes.push_back(node);
    return static_cast<std::int32_t>(out_.nodes.size()) - 1;
  }
  std::int32_t add(Op op, std::int32_t a, std::int32_t b, std::size_t at) {
    ExpressionNode node;
    node.op = op;
    node.a = a;
    node.b = b;
    return add(node, at);
  }

  struct Deeper {
    explicit Deeper(Parser& p) : parser(p) {
      if (++parser.depth_ > kDeepestExpression)
        parser.fail(parser.at_, "nested deeper than " + std::to_string(kDeepestExpression) + " levels");
    }
    ~Deeper() { --parser.depth_; }
    Deeper(const Deeper&) = delete;
    Parser& parser;
  };

  std::int32_t either() {
    const Deeper deeper(*this);
    std::int32_t a = both();
    for (std::size_t at = at_; take_word("or"); at = at_) a = add(Op::either, a, both(), at);
    return a;
  }
  std::int32_t both() {
    std::int32_t a = denial();
    for (std::size_t at = at_; take_word("and"); at = at_) a = add(Op::both, a, denial(), at);
    return a;
  }
  std::int32_t denial() {
    const std::size_t at = at_;
    if (!take_word("not")) return relation();
    const Deeper deeper(*this);
    return add(Op::negation, denial(), -1, at);
  }
  std::int32_t relation() {
    const std::int32_t a = sum();
    skip();
    const std::size_t at = at_;
    struct Sign {
      std::string_view text;
      Op op;
    };
    constexpr std::array<Sign, 7> signs{{{"<=", Op::less_equal},
                                         {">=", Op::greater_equal},
                                         {"!=", Op::equal},
                                         {"==", Op::equal},
                                         {"<", Op::less},
                                         {">", Op::greater},
                                         {"=", Op::equal}}};
    for (const Sign& sign : signs) {
      if (!take(sign.text)) continue;
      const std::int32_t b = add(sign.op, a, sum(), at);
      skip();
      if (at_ < text_.size() && (text_[at_] == '<' || text_[at_] == '>' || text_[at_] == '='))
        fail(at_, "a second comparison; join two with `and`");
      return sign.text == "!=" ? add(Op::negation, b, -1, at) : b;
    }
    return a;
  }
  std::int32_t sum() {
    std::int32_t a = product();
    for (;;) {
      skip();
      const std::size_t at = at_;
      if (take("+"))
        a = add(Op::add, a, product(), at);
      else if (take("-"))
        a = add(Op::subtract, a, product(), at);
      else
        return a;
    }
  }
  std::int32_t product() {
    std::int32_t a = sign();
    for (;;) {
      skip();
      const std::size_t at = at_;
      if (take("*")) {
        a = add(Op::multiply, a, sign(), at);
      } else if (take("/")) {
        const std::int32_t b = sign();
        const ExpressionNode& divisor = out_.nodes[static_cast<std::size_t>(b)];
        if (divisor.op == Op::constant && divisor.number == 0) fail(at, "a division by nought");
        a = add(Op::divide, a, b, at);
      } else {
        return a;
      }
    }
  }
  std::int32_t sign() {
    skip();
    const std::size_t at = at_;
    if (!take("-")) return value();
    const Deeper deeper(*this);
    return add(Op::negate, sign(), -1, at);
  }

  std::int32_t value() {
    skip();
    const std::size_t at = at_;
    if (at_ >= text_.size()) fail(at, "expected a number, a quantity or a bracket, found the end");
    if (take("(")) {
      const std::int32_t inner = either();
      close(at);
      return inner;
    }
    if (is_digit(text_[at_])) return number();
    if (is_letter(text_[at_])) return name();
    fail(at, "expected a number, a quantity or a bracket, found " + in_quotes(text_.substr(at_, 1)));
  }
  void close(std::size_t opened) {
    skip();
    if (take(")")) return;
    if (at_ >= text_.size()) fail(opened, "this ( is not closed");
    fail(at_, "expected ), found " + in_quotes(text_.substr(at_)));
  }
  std::int32_t number() {
    ExpressionNode node;
    const std::size_t at = at_;
    const auto [stop, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), node.number);
    at_ = static_cast<std::size_t>(stop - text_.data());
    if (error != std::errc() || !std::isfinite(node.number)) fail(at, "a number out of range");
    if (at_ < text_.size() && is_letter(text_[at_]))
      fail(at_, "a number runs into a name; expected a space or an operator");
    return add(node, at);
  }

  /// The letters of a name or path: hyphens belong to it where no space stands beside them.
  std::string_view word() {
    const std::size_t start = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool inside = at_ > start && at_ + 1 < text_.size() && !is_space(text_[at_ + 1]);
      if (is_letter(c) || is_digit(c) || ((c == '-' || c == '.' || c == '@') && inside))
        ++at_;
      else
        break;
    }
    return text_.substr(start, at_ - start);
  }
  std::int32_t name() {
    const std::size_t at = at_;
    const std::string_view w = word();
    if (w == "true" || w == "false") {
      ExpressionNode node;
      node.number = w == "true" ? 1 : 0;
      return add(node, at);
    }
    skip();
    if (at_ < text_.size() && text_[at_] == '(') return call(w, at);
    return quantity(w, at);
  }
  std::int32_t quantity(std::string_view path, std::size_t at) {
    ExpressionNode node;
    node.op = Op::quantity;
    node.quantity = resolve(path, at);
    if (node.quantity.tag != 0) fail(at, "a quantity over a tag stands inside sum( ), mean( ) or per_person( )");
    return add(node, at);
  }
  Quantity resolve(std::string_view path, std::size_t at) const {
    auto q = parse_quantity(path, setting_);
    if (!q) fail(at + q.error().at, q.error().message);
    return *q;
  }

  std::int32_t call(std::string_view function, std::size_t at) {
    const std::size_t opened = at_;
    ++at_;
    const Deeper deeper(*this);
    if (function == "min" || function == "max") {
      std::int32_t a = either();
      int count = 1;
      for (; take(","); ++count) a = add(function == "min" ? Op::minimum : Op::maximum, a, either(), at);
      close(opened);
      if (count < 2) fail(at, std::string(function) + " of one value; expected two or more");
      return a;
    }
    if (function == "clamp") {
      ExpressionNode node;
      node.op = Op::clamp;
      node.a = either();
      comma("clamp(value, low, high)");
      node.b = either();
      comma("clamp(value, low, high)");
      node.c = either();
      close(opened);
      return add(node, at);
    }
    if (function == "logistic") {
      const std::int32_t a = either();
      close(opened);
      return add(Op::logistic, a, -1, at);
    }
    if (function == "sum" || function == "mean" || function == "per_person") return over_tag(function, at, opened);
    if (function == "count" || function == "total" || function == "first" || function == "last") return over_events(function, at, opened);
    fail(at, "unknown function " + in_quotes(function) + suggestion(function, {functions.begin(), functions.end()}));
  }
  void comma(std::string_view form) {
    if (!take(",")) fail(at_, "expected a comma, as in " + std::string(form));
  }
  std::int32_t over_tag(std::string_view function, std::size_t at, std::size_t opened) {
    skip();
    const std::size_t start = at_;
    ExpressionNode node;
    node.op = function == "sum" ? Op::sum : function == "mean" ? Op::mean : Op::per_person;
    node.quantity = resolve(word(), start);
    if (node.quantity.tag == 0)
      fail(start, std::string(function) + " takes a quantity over a tag, as in " + std::string(function) + "(unit@garrison.out)");
    if (node.op == Op::per_person && node.quantity.of.kind != EntityKind::group && node.quantity.of.kind != EntityKind::unit)
      fail(start, "per_person is a mean over persons; expected a quantity of groups or units");
    close(opened);
    return add(node, at);
  }
  std::int32_t over_events(std::string_view function, std::size_t at, std::size_t opened) {
    skip();
    const std::size_t start = at_;
    ExpressionNode node;
    node.op = function == "count" ? Op::count : function == "total" ? Op::total : function == "first" ? Op::first : Op::last;
    const auto row = require_row(setting_, Section::patterns, word());
    if (!row) fail(start, row.error());
    node.pattern = {*row};
    if ((function == "count" || function == "total") && take(",")) {
      skip();
      const std::size_t from = at_;
      const std::size_t end = std::min(text_.find(')', at_), text_.size());
      const auto window = parse_duration(text_.substr(from, end - from));
      if (!window) fail(from, window.error());
      if (window->minutes <= 0) fail(from, "a window must be longer than nothing");
      node.number = static_cast<double>(window->minutes);
      at_ = end;
    }
    close(opened);
    return add(node, at);
  }

  std::string_view text_;
  const Setting& setting_;
  Expression out_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

std::expected<Expression, TextError> parse_expression(std::string_view text, const Setting& setting) {
  if (text.size() > 4000) return std::unexpected(TextError{0, "an expression of more than 4000 letters"});
  try {
    return Parser(text, setting).run();
  } catch (TextError& error) {
    return std::unexpected(std::move(error));
  }
}

}  // namespace smolny
