#pragma once
// How a run may depart from the model: an option forced, an event forbidden or forced, a quantity set or held, a
// mechanism left out, a policy changed. `do(X)` in the sense of Pearl (2009).

#include <string>
#include <vector>

#include "world/setting.hpp"

namespace smolny {

enum class Policy : std::uint8_t { model, historical, uniform, outside };

struct ForcedOption {
  DecisionId decision{};
  std::int32_t option = -1;
};

struct ForcedNode {
  NodeId node{};
  std::int32_t option = -1;
};

struct ForcedEvent {
  Event event;
  Instant at{};
};

struct Assignment {
  Quantity quantity;
  double value = 0;
  bool hold = false;  ///< `:=`: held for the whole run
};

struct DecisionPolicy {
  DecisionId decision{};  ///< none: all
  Policy policy = Policy::model;
};

struct Interventions {
  std::vector<ForcedOption> options;
  std::vector<ForcedNode> nodes;
  std::vector<Pattern> forbidden;
  std::vector<ForcedEvent> forced;
  std::vector<Assignment> assignments;
  std::vector<DecisionPolicy> policies;
  std::vector<std::string> without;  ///< mechanisms left out
};

}  // namespace smolny
