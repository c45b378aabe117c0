// Text to Expression: grammar, paths, errors with their letter; and that what is compiled means what was written.

#include "scenario/expressions.hpp"

#include <random>

#include "scenarios.hpp"

namespace smolny::testing {
namespace {

const Setting& setting() {
  static const LoadedScenario loaded = load(kBase);
  return loaded.setting;
}

Expression compiled(std::string_view text) {
  auto e = parse_expression(text, setting());
  EXPECT_TRUE(e) << text << ": " << (e ? "" : e.error().message);
  return e ? *e : Expression{};
}

std::string wrong(std::string_view text) {
  const auto e = parse_expression(text, setting());
  return e ? "no error" : std::to_string(e.error().at) + ": " + e.error().message;
}

/// What a compiled expression of constants is worth: the plain meaning of each operation.
double worth(const Expression& e) {
  std::vector<double> x;
  for (const ExpressionNode& n : e.nodes) {
    const auto at = [&](std::int32_t i) { return i < 0 ? 0 : x[static_cast<std::size_t>(i)]; };
    const double a = at(n.a), b = at(n.b), c = at(n.c);
    switch (n.op) {
      case Op::constant:
        x.push_back(n.number);
        break;
      case Op::add:
        x.push_back(a + b);
        break;
      case Op::subtract:
        x.push_back(a - b);
        break;
      case Op::multiply:
        x.push_back(a * b);
        break;
      case Op::divide:
        x.push_back(a / b);
        break;
      case Op::negate:
        x.push_back(-a);
        break;
      case Op::minimum:
        x.push_back(std::min(a, b));
        break;
      case Op::maximum:
        x.push_back(std::max(a, b));
        break;
      case Op::clamp:
        x.push_back(a < b ? b : a > c ? c : a);
        break;
      case Op::less:
        x.push_back(a < b);
        break;
      case Op::greater:
        x.push_back(a > b);
        break;
      case Op::less_equal:
        x.push_back(a <= b);
        break;
      case Op::greater_equal:
        x.push_back(a >= b);
        break;
      case Op::equal:
        x.push_back(a == b);
        break;
      case Op::both:
        x.push_back(a != 0 && b != 0);
        break;
      case Op::either:
        x.push_back(a != 0 || b != 0);
        break;
      case Op::negation:
        x.push_back(a == 0);
        break;
      default:
        ADD_FAILURE() << "not a constant expression";
        x.push_back(0);
    }
  }
  return x.empty() ? 0 : x.back();
}

TEST(Expressions, BindAsInArithmetic) {
  EXPECT_EQ(worth(compiled("1 + 2 * 3")), 7);
  EXPECT_EQ(worth(compiled("(1 + 2) * 3")), 9);
  EXPECT_EQ(worth(compiled("8 - 3 - 2")), 3);
  EXPECT_EQ(worth(compiled("8 / 4 / 2")), 1);
  EXPECT_EQ(worth(compiled("-2 * -3")), 6);
  EXPECT_EQ(worth(compiled("5-3")), 2);
  EXPECT_EQ(worth(compiled("1.5e1 / 3")), 5);
}

TEST(Expressions, TruthIsOneAndNought) {
  EXPECT_EQ(worth(compiled("true")), 1);
  EXPECT_EQ(worth(compiled("1 < 2 and 2 <= 2 and 3 > 2 and 2 >= 2")), 1);
  EXPECT_EQ(worth(compiled("1 = 1 and 1 == 1 and 1 != 2")), 1);
  EXPECT_EQ(worth(compiled("false or not false and false")), 0);
  EXPECT_EQ(worth(compiled("not 1 > 2")), 1);
  EXPECT_EQ(worth(compiled("(1 + 1 = 2) + (2 < 1)")), 1);
}

TEST(Expressions, Functions) {
  EXPECT_EQ(worth(compiled("min(3, 1, 2) + max(3, 1, 2)")), 4);
  EXPECT_EQ(worth(compiled("clamp(7, 0, 5) + clamp(-1, 0, 5)")), 5);
  EXPECT_EQ(compiled("logistic(0)").nodes.back().op, Op::logistic);
}

TEST(Expressions, OperandsStandBeforeTheirOperationAndTheResultLast) {
  const Expression e = compiled("clamp(unit.guards.men / 2, 1, max(2, 3)) > 4 and not count(taken) = 0");
  for (std::size_t i = 0; i < e.nodes.size(); ++i)
    for (std::int32_t operand : {e.nodes[i].a, e.nodes[i].b, e.nodes[i].c})
      EXPECT_LT(operand, static_cast<std::int32_t>(i));
  EXPECT_EQ(e.nodes.back().op, Op::both);
  EXPECT_EQ(e.text, "clamp(unit.guards.men / 2, 1, max(2, 3)) > 4 and not count(taken) = 0");
}

/// A random formula with its worth computed as it is made.
std::pair<std::string, double> formula(std::mt19937& rng, int depth) {
  if (depth == 0) {
    const auto n = static_cast<double>(rng() % 9);
    return {std::to_string(static_cast<int>(n)), n};
  }
  const auto [a, x] = formula(rng, depth - 1);
  const auto [b, y] = formula(rng, depth - 1);
  switch (rng() % 9) {
    case 0:
      return {"(" + a + " + " + b + ")", x + y};
    case 1:
      return {"(" + a + " - " + b + ")", x - y};
    case 2:
      return {"(" + a + " * " + b + ")", x * y};
    case 3:
      return {"(" + a + " < " + b + ")", x < y};
    case 4:
      return {"min(" + a + "," + b + ")", std::min(x, y)};
    case 5:
      return {"max( " + a + " , " + b + " )", std::max(x, y)};
    case 6:
      return {"(" + a + " and " + b + ")", x != 0 && y != 0};
    case 7:
      return {"(not " + a + " or " + b + ")", x == 0 || y != 0};
    default:
      return {"(-" + a + ")", -x};
  }
}

TEST(Expressions, MeanWhatTheySay) {
  std::mt19937 rng(5);
  for (int i = 0; i < 2000; ++i) {
    const auto [text, value] = formula(rng, static_cast<int>(rng() % 5));
    const Expression e = compiled(text);
    ASSERT_EQ(worth(e), value) << text;
  }
}

struct PathCase {
  const char* path;
  Field field;
  EntityKind of, about;
};

class Paths : public ::testing::TestWithParam<PathCase> {};

TEST_P(Paths, NameAFieldOfARow) {
  const PathCase& c = GetParam();
  const auto q = parse_quantity(c.path, setting());
  ASSERT_TRUE(q) << c.path << ": " << q.error().message;
  EXPECT_EQ(q->field, c.field);
  EXPECT_EQ(q->of.kind, c.of);
  EXPECT_EQ(q->about.kind, c.about);
}

using enum EntityKind;
INSTANTIATE_TEST_SUITE_P(All, Paths,
                         ::testing::Values(PathCase{"unit.guards.men", Field::men, unit, none},
                                           PathCase{"unit.guards.legitimacy.court", Field::legitimacy, unit, authority},
                                           PathCase{"unit.guards.belief.crown-prevails", Field::belief, unit,
                                                    proposition},
                                           PathCase{"unit.guards.support.crown", Field::support, unit, camp},
                                           PathCase{"unit.guards.obeys.union", Field::obeys, unit, authority},
                                           PathCase{"unit@garrison.resolve", Field::resolve, unit, none},
                                           PathCase{"group.millers.share.diggers", Field::share, group, party},
                                           PathCase{"place.bridge.held.league", Field::held, place, camp},
                                           PathCase{"place.bridge.present-men.crown", Field::present_men, place, camp},
                                           PathCase{"place@points.held.crown", Field::held, place, camp},
                                           PathCase{"leader.regent.present.mill", Field::present, leader, place},
                                           PathCase{"leader.regent.free", Field::free, leader, none},
                                           PathCase{"body.diet.majority.whigs", Field::majority, body, party},
                                           PathCase{"body.diet.in-session", Field::in_session, body, none},
                                           PathCase{"authority.court.active", Field::active, authority, none},
                                           PathCase{"camp.crown.strength", Field::strength, camp, none},
                                           PathCase{"cabinet.formed", Field::formed, none, none},
                                           PathCase{"cabinet.party.whigs", Field::in_cabinet, none, party},
                                           PathCase{"cabinet.under.court", Field::formed, none, authority},
                                           PathCase{"calendar.fair.hours-until", Field::hours_until, calendar, none},
                                           PathCase{"clock.dark", Field::dark, none, none},
                                           PathCase{"parameter.command.belief", Field::parameter, none, none}));

TEST(Expressions, PatternsAndTags) {
  const Expression window = compiled("count(taken, 6 h)");
  EXPECT_EQ(window.nodes[0].op, Op::count);
  EXPECT_EQ(window.nodes[0].number, 360);
  EXPECT_EQ(setting().patterns[window.nodes[0].pattern].id, "taken");
  const Expression total = compiled("total(taken, 1 d)");
  EXPECT_EQ(total.nodes[0].op, Op::total);
  EXPECT_EQ(total.nodes[0].number, 1440);
  EXPECT_EQ(compiled("last( regent-yields )").nodes[0].op, Op::last);
  const Expression mean = compiled("mean(place@points.held.league)");
  EXPECT_EQ(mean.nodes[0].op, Op::mean);
  EXPECT_EQ(mean.nodes[0].quantity.tag, key_of("points"));
  EXPECT_EQ(mean.nodes[0].quantity.about.kind, EntityKind::camp);
  EXPECT_EQ(wrong("per_person(place@points.held.league)"), "11: per_person is a mean over persons; expected a quantity of groups or units");
}

TEST(Expressions, AHyphenInAPathIsALetterAndAMinusStandsFree) {
  EXPECT_EQ(compiled("calendar.fair.hours-until - 3").nodes.size(), 3U);
  EXPECT_EQ(compiled("unit.guards.men - 3").nodes.back().op, Op::subtract);
  EXPECT_EQ(wrong("calendar.fair.hours -until"),
            "14: a calendar has no quantity 'hours'; expected one of hours-until, passed");
}

TEST(Expressions, ErrorsStandAtTheirLetter) {
  EXPECT_EQ(wrong(""), "0: expected a number, a quantity or a bracket, found the end");
  EXPECT_EQ(wrong("1 +"), "3: expected a number, a quantity or a bracket, found the end");
  EXPECT_EQ(wrong("1 + * 2"), "4: expected a number, a quantity or a bracket, found '*'");
  EXPECT_EQ(wrong("(1 + 2"), "0: this ( is not closed");
  EXPECT_EQ(wrong("1 2"), "2: expected an operator or the end, found '2'");
  EXPECT_EQ(wrong("2men"), "1: a number runs into a name; expected a space or an operator");
  EXPECT_EQ(wrong("unit.guards"), "11: expected a dot and a field of the unit");
  EXPECT_EQ(wrong("unit.guards.legitimacy"), "22: expected a dot and the id of an authority");
  EXPECT_EQ(wrong("unit.guards.men.court"), "16: nothing may follow here, found 'court'");
  EXPECT_EQ(wrong("unt.guards.men"), "0: unknown quantity 'unt'; did you mean 'unit'?");
  EXPECT_EQ(wrong("clamp(1, 2)"), "10: expected a comma, as in clamp(value, low, high)");
  EXPECT_EQ(wrong("min(1)"), "0: min of one value; expected two or more");
  EXPECT_EQ(wrong("sum(unit.guards.men)"), "4: sum takes a quantity over a tag, as in sum(unit@garrison.out)");
  EXPECT_EQ(wrong("parameter.command.beleif > 1"),
            "10: unknown parameter 'command.beleif'; did you mean 'command.belief'?");
  EXPECT_EQ(wrong("sum(unit@garison.men)"), "4: no unit bears the tag 'garison'; did you mean 'garrison'?");
  EXPECT_EQ(wrong("1e999"), "0: a number out of range");
}

TEST(Expressions, NoTextIsFatal) {
  std::mt19937 rng(3);
  constexpr std::string_view pieces[] = {"(",    ")",      "unit.guards.men",
                                         "@",    ".",      "-",
                                         "not ", "and",    " or ",
                                         "1",    "count(", ",",
                                         "min(", "6 h",    "\xff",
                                         "=",    "<",      "*",
                                         " "};
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (std::size_t k = 0, n = rng() % 14; k < n; ++k) text += pieces[rng() % std::size(pieces)];
    const auto e = parse_expression(text, setting());
    if (!e) {
      ASSERT_LE(e.error().at, text.size()) << text;
    }
  }
  const std::string deep = std::string(100'000, '(');
  EXPECT_FALSE(parse_expression(deep, setting()));
  EXPECT_FALSE(parse_expression(std::string(3000, '-') + "1", setting()));
}

}  // namespace
}  // namespace smolny::testing
