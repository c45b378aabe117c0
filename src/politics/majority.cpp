#include "politics/majority.hpp"

#include <algorithm>

#include "politics/require.hpp"

namespace smolny::politics {

Verdict decide(Tally tally, std::uint32_t members, Rule rule, std::uint32_t quorum) {
  const std::uint64_t yes = tally.yes, no = tally.no, present = yes + no + tally.abstain, all = members;
  require(present <= all, "majority: more votes than members");
  if (present < quorum) return Verdict::no_quorum;
  const auto carried_if = [](bool carried) { return carried ? Verdict::carried : Verdict::rejected; };
  switch (rule) {
    case Rule::simple:
      return yes == no ? Verdict::tied : carried_if(yes > no);
    case Rule::absolute:
      return yes == no && 2 * yes == all ? Verdict::tied : carried_if(2 * yes > all);
    case Rule::two_thirds:
      return carried_if(yes > 0 && 3 * yes >= 2 * (yes + no));
    case Rule::two_thirds_of_members:
      return carried_if(yes > 0 && 3 * yes >= 2 * all);
  }
  require(false, "majority: unknown rule");
  return Verdict::rejected;
}

std::uint32_t more_than(std::uint32_t members, std::uint32_t numerator, std::uint32_t denominator) {
  require(denominator > 0 && numerator < denominator, "majority: a share must be below 1");
  return static_cast<std::uint32_t>(std::uint64_t{members} * numerator / denominator + 1);
}

std::uint32_t at_least(std::uint32_t members, std::uint32_t numerator, std::uint32_t denominator) {
  require(denominator > 0 && numerator <= denominator, "majority: a share must be at most 1");
  return static_cast<std::uint32_t>((std::uint64_t{members} * numerator + denominator - 1) / denominator);
}

std::vector<std::size_t> plurality_leaders(std::span<const std::uint32_t> votes) {
  require(!votes.empty(), "majority: no option");
  const std::uint32_t most = *std::max_element(votes.begin(), votes.end());
  std::vector<std::size_t> leaders;
  for (std::size_t option = 0; option < votes.size(); ++option) {
    if (votes[option] == most) leaders.push_back(option);
  }
  return leaders;
}

}  // namespace smolny::politics
