#include "politics/discursive.hpp"

#include "politics/require.hpp"

namespace smolny::politics {

Discourse deliberate(std::span<const Judgment> judgments, unsigned premises, Connective connective) {
  require(premises >= 1 && premises <= 32, "discursive: 1 to 32 premises");
  const auto all = static_cast<std::uint32_t>((std::uint64_t{1} << premises) - 1);
  const auto follows = [&](std::uint32_t held) {
    return connective == Connective::conjunctive ? held == all : held != 0;
  };

  std::uint64_t votes = 0;
  for (const Judgment& judgment : judgments) {
    require((judgment.premises & ~all) == 0, "discursive: a judgment on a premise that does not exist");
    votes += judgment.votes;
  }
  const auto majority_holds = [&](auto holds) {
    std::uint64_t yes = 0;
    for (const Judgment& judgment : judgments) yes += holds(judgment.premises) ? judgment.votes : 0;
    return 2 * yes > votes;
  };

  Discourse result{0, false, false};
  for (unsigned k = 0; k < premises; ++k) {
    if (majority_holds([&](std::uint32_t held) { return (held >> k & 1U) != 0; })) result.premises |= 1U << k;
  }
  result.by_premises = follows(result.premises);
  result.by_conclusion = majority_holds(follows);
  return result;
}

}  // namespace smolny::politics
