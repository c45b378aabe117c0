#include "politics/agenda.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "politics/require.hpp"

namespace smolny::politics {
namespace {

// rank[x]: 0 for the best.
std::vector<std::size_t> ranks(const Faction& faction, std::size_t alternatives) {
  require(faction.order.size() == alternatives, "agenda: an order must name every alternative once");
  std::vector<std::size_t> rank(alternatives, alternatives);
  for (std::size_t place = 0; place < alternatives; ++place) {
    const Alternative x = faction.order[place];
    require(x < alternatives && rank[x] == alternatives, "agenda: an order must name every alternative once");
    rank[x] = place;
  }
  return rank;
}

// reach[x * n + y]: a chain of steps leads from x to y (Warshall 1962).
template <class Step>
std::vector<bool> closure(const Pairwise& majority, Step step) {
  const std::size_t n = majority.alternatives();
  std::vector<bool> reach(n * n);
  for (Alternative x = 0; x < n; ++x) {
    for (Alternative y = 0; y < n; ++y) reach[x * n + y] = step(x, y);
  }
  for (Alternative via = 0; via < n; ++via) {
    for (Alternative x = 0; x < n; ++x) {
      for (Alternative y = 0; y < n; ++y) {
        if (reach[x * n + via] && reach[via * n + y]) reach[x * n + y] = true;
      }
    }
  }
  return reach;
}

// Where the game goes from each (standing, votes already taken), seen from its end.
class Foresight {
 public:
  Foresight(const Pairwise& majority, std::span<const Alternative> agenda) : majority_(majority), agenda_(agenda) {}

  Alternative outcome(Alternative standing, std::size_t next) {
    if (next == agenda_.size()) return standing;
    const auto known = seen_.find({standing, next});
    if (known != seen_.end()) return known->second;
    const Alternative kept = outcome(standing, next + 1), changed = outcome(agenda_[next], next + 1);
    const Alternative result = majority_.beats(changed, kept) ? changed : kept;
    seen_.emplace(std::pair{standing, next}, result);
    return result;
  }

 private:
  const Pairwise& majority_;
  std::span<const Alternative> agenda_;
  std::map<std::pair<Alternative, std::size_t>, Alternative> seen_;
};

}  // namespace

Pairwise::Pairwise(std::span<const Faction> factions, std::size_t alternatives)
    : size_(alternatives), votes_(alternatives * alternatives, 0) {
  require(alternatives >= 1 && alternatives <= 32, "agenda: 1 to 32 alternatives");
  for (const Faction& faction : factions) {
    const std::vector<std::size_t> rank = ranks(faction, alternatives);
    for (Alternative x = 0; x < alternatives; ++x) {
      for (Alternative y = 0; y < alternatives; ++y) votes_[x * size_ + y] += rank[x] < rank[y] ? faction.votes : 0;
    }
  }
}

std::optional<Alternative> condorcet_winner(const Pairwise& majority) {
  for (Alternative x = 0; x < majority.alternatives(); ++x) {
    bool beats_all = true;
    for (Alternative y = 0; y < majority.alternatives(); ++y) beats_all = beats_all && (x == y || majority.beats(x, y));
    if (beats_all) return x;
  }
  return std::nullopt;
}

std::vector<Alternative> top_cycle(const Pairwise& majority) {
  const std::size_t n = majority.alternatives();
  const auto reach = closure(majority, [&](Alternative x, Alternative y) { return x == y || !majority.beats(y, x); });
  std::vector<Alternative> top;
  for (Alternative x = 0; x < n; ++x) {
    bool reaches_all = true;
    for (Alternative y = 0; y < n; ++y) reaches_all = reaches_all && reach[x * n + y];
    if (reaches_all) top.push_back(x);
  }
  return top;
}

bool has_majority_cycle(const Pairwise& majority) {
  const std::size_t n = majority.alternatives();
  const auto reach = closure(majority, [&](Alternative x, Alternative y) { return majority.beats(x, y); });
  for (Alternative x = 0; x < n; ++x) {
    if (reach[x * n + x]) return true;
  }
  return false;
}

AgendaOutcome amendment_agenda(const Pairwise& majority, std::span<const Alternative> agenda, Voting voting) {
  require(!agenda.empty(), "agenda: empty");
  std::vector<bool> named(majority.alternatives(), false);
  for (const Alternative x : agenda) {
    require(x < majority.alternatives() && !named[x], "agenda: names an alternative twice, or one that does not exist");
    named[x] = true;
  }
  Foresight foresight(majority, agenda);
  const auto leads_to = [&](Alternative standing, std::size_t next) {
    return voting == Voting::sincere ? standing : foresight.outcome(standing, next);
  };

  AgendaOutcome result{agenda[0], {}, false};
  for (std::size_t next = 1; next < agenda.size(); ++next) {
    const Alternative kept = leads_to(result.decided, next + 1), changed = leads_to(agenda[next], next + 1);
    result.tied = result.tied || majority.ties(kept, changed);
    if (majority.beats(changed, kept)) result.decided = agenda[next];
    result.floor.push_back(result.decided);
  }
  return result;
}

ByParts vote_by_parts(std::span<const Faction> factions, Alternative status_quo, Alternative bare, Alternative ridden,
                      std::size_t alternatives) {
  const Pairwise majority(factions, alternatives);
  require(status_quo < alternatives && bare < alternatives && ridden < alternatives && status_quo != bare &&
              status_quo != ridden && bare != ridden,
          "agenda: voting by parts needs three different alternatives");
  std::uint64_t yes = 0, no = 0;
  for (const Faction& faction : factions) {
    const std::vector<std::size_t> rank = ranks(faction, alternatives);
    (std::min(rank[bare], rank[ridden]) < rank[status_quo] ? yes : no) += faction.votes;
  }
  if (yes <= no) return {false, false, false, status_quo};
  const bool rider = majority.beats(ridden, bare);
  const Alternative stands = rider ? ridden : bare;
  const bool whole = majority.beats(stands, status_quo);
  return {true, rider, whole, whole ? stands : status_quo};
}

}  // namespace smolny::politics
