#include "lab/importance.hpp"

#include <algorithm>

namespace smolny {

double importance(const Setting& setting, const Event& e) {
  using enum EventKind;
  // At a place, what happens matters as much as the place does.
  const double place = e.place.has() ? setting.places[e.place].importance.central : 0.3;
  switch (e.kind) {
    case government_fell:
    case proclaimed:
    case cabinet_formed:
    case seat_fell: return 1;
    case decided: return 0.6;
    case walked_out:
    case cabinet_broke:
    case besieged:
    case surrendered: return 0.7;
    case carried:
    case mandated:
    case rule_declared:
    case shelled:
    case won_over:
    case postponed:
    case paper_closed: return 0.5;
    case captured: return 0.25 + 0.5 * place;
    case killed: return std::min(0.3 + e.amount / 50, 0.9);
    case opened:
    case lost:
    case joined:
    case refused:
    case rule_withdrawn:
    case recognised:
    case arrested:
    case released:
    case escaped:
    case cancelled:
    case turned_round:
    case troops_arrived:
    case entrained:
    case paper_reopened:
    case way_raised:
    case raising_prevented:
    case demanded:
    case answered:
    case offered:
    case presidium_chosen:
    case committee_elected: return 0.4;
    case calendar_entry:
    case summoned:
    case committee_stopped:
    case train_halted:
    case pledged:
    case let_pass:
    case way_lowered:
    case entered:
    case disarmed: return 0.3;
    default: return 0.1;
  }
}

}  // namespace smolny
