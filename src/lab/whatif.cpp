#include "lab/whatif.hpp"

#include <fmt/format.h>

#include <cmath>

#include "archive/json.hpp"
#include "scenario/names.hpp"
#include "time/format.h"

namespace smolny {

std::expected<WhatIf, Fault> what_if(const Setting& setting, const ComparisonPlan& plan, const Change& change,
                                     const std::function<void(std::uint64_t, std::uint64_t)>& on_progress) {
  const auto compared = compare_worlds(setting, plan, {change}, on_progress);
  if (!compared) return std::unexpected(compared.error());
  WhatIf answer;
  answer.commands = change.commands;
  answer.members = plan.members * plan.branches;
  for (const Pair& p : compared->pairs[0]) answer.failed += p.failed;
  answer.option_probability = option_probability(setting, change, compared->base_options);
  answer.effects = effects_of(setting, compared->pairs[0], plan.specification.seed);
  for (const Effect& e : answer.effects) {
    const OutcomeId id{find_row(setting, Section::outcomes, e.id)};
    std::uint64_t n = 0;
    for (double d : differences_in(compared->pairs[0], setting, id, 0)) n += !std::isnan(d);
    answer.compared.push_back(n);
  }
  return answer;
}

std::string what_if_json(const WhatIf& answer) {
  JsonWriter json(2);
  json.open_object().member("members", answer.members);
  json.key("option_probability");
  if (answer.option_probability) json.value(*answer.option_probability);
  else json.null();
  json.key("outcomes").open_array();
  for (const Effect& e : answer.effects) {
    json.open_object().member("id", e.id).key("value");
    if (e.value.empty()) json.null();
    else json.value(e.value);
    json.member("base", e.base).member("twin", e.twin).member("difference", e.difference).member("low", e.low).member("high", e.high);
    json.member("changed", e.changed).member("counterfactual_share", e.counterfactual_share).close_object();
  }
  json.close_array().close_object();
  return json.text() + "\n";
}

namespace {

std::string percent(double share) {
  return std::isnan(share) ? "-" : fmt::format("{:.0f} %", share * 100);
}

std::string plain(double x) {
  if (std::isnan(x)) return "-";
  return std::abs(x) >= 100 ? fmt::format("{:.0f}", x) : fmt::format("{:.2f}", x);
}

/// A figure of the outcome's kind: a share in per cent, a date, or a plain number.
std::string figure(const Setting& setting, const Outcome& outcome, double x) {
  if (outcome.kind == OutcomeKind::boolean || outcome.kind == OutcomeKind::category) return percent(x);
  if (outcome.kind == OutcomeKind::instant && !std::isnan(x))
    return format_short(setting.start + minutes(static_cast<std::int64_t>(std::llround(x))));
  return plain(x);
}

std::string change_of(const Outcome& outcome, const Effect& e) {
  if (std::isnan(e.difference)) return "-";
  if (outcome.kind == OutcomeKind::boolean || outcome.kind == OutcomeKind::category)
    return fmt::format("{:+.0f} ({:+.0f} to {:+.0f}) points", e.difference * 100, e.low * 100, e.high * 100);
  const char* unit = outcome.kind == OutcomeKind::instant ? " min" : "";
  const auto signed_figure = [&](double x) { return std::abs(x) >= 100 || outcome.kind == OutcomeKind::instant ? fmt::format("{:+.0f}", x) : fmt::format("{:+.2f}", x); };
  return fmt::format("{} ({} to {}){}", signed_figure(e.difference), signed_figure(e.low), signed_figure(e.high), unit);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& t : texts) all += (all.empty() ? "" : ", ") + t;
  return all;
}

}  // namespace

std::string what_if_text(const Setting& setting, const WhatIf& answer) {
  std::string text = fmt::format("What if: {}\n{} histories, each lived twice with the same chance.\n", joined(answer.commands), answer.members);
  if (answer.option_probability) {
    text += fmt::format("Left to itself the model takes this option in {} of the histories in which the question arises",
                        *answer.option_probability > 0 && *answer.option_probability < kMiracle ? "under 1 %" : percent(*answer.option_probability));
    text += answer.miracle() ? ": forcing it is a miracle, and the answer a thought experiment.\n" : ".\n";
  }
  if (answer.failed > 0) text += fmt::format("{} of them failed in one world and are left out.\n", answer.failed);
  text += fmt::format("\n{:<44} {:>13} {:>13}  {:<32} {:>8} {:>8}\n", "outcome", "as it is", "changed", "difference (90 % interval)", "differs", "same");
  for (std::size_t i = 0; i < answer.effects.size(); ++i) {
    const Effect& e = answer.effects[i];
    const Outcome& outcome = setting.outcomes[OutcomeId{find_row(setting, Section::outcomes, e.id)}];
    const std::string label = e.value.empty() ? e.id : e.id + ": " + e.value;
    text += fmt::format("{:<44} {:>13} {:>13}  {:<32} {:>8} {:>8}", label, figure(setting, outcome, e.base), figure(setting, outcome, e.twin),
                        change_of(outcome, e), percent(e.changed), percent(e.counterfactual_share));
    if (answer.compared[i] < answer.members - answer.failed) text += fmt::format("  in {} histories", answer.compared[i]);
    text += "\n";
  }
  text += "\n\"differs\": the share of histories whose outcome is another one. \"same\": the share in which every draw behind the\n"
          "outcome was made in both worlds, so that the answer is about the same history and not only about the same kind of\n"
          "history. Numbers and dates are means over the histories that have them in both worlds.\n";
  return text;
}

}  // namespace smolny
