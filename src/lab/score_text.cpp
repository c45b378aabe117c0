#include <fmt/format.h>

#include <algorithm>

#include "lab/score.hpp"
#include "lab/score_words.hpp"

namespace smolny {

namespace {

std::string cell(const ColumnScore& c) {
  if (c.claims == 0) return "-";
  return fmt::format("{} of {}", c.supported, c.checkable) + (c.checkable < c.claims ? fmt::format(" ({})", c.claims) : "");
}

SystemScore total(const Score& score) {
  SystemScore t;
  const auto add = [](ColumnScore& into, const ColumnScore& c) {
    into.claims += c.claims;
    into.checkable += c.checkable;
    into.supported += c.supported;
  };
  for (const auto& [id, s] : score.systems) {
    add(t.given, s.given);
    add(t.assumed, s.assumed);
    add(t.forecast, s.forecast);
    add(t.checks, s.checks);
    add(t.never, s.never);
  }
  return t;
}

std::string line(std::string_view name, const SystemScore& s) {
  return fmt::format("{:<8}{:<14}{:<14}{:<16}{:<16}{:<10}\n", name, cell(s.given), cell(s.assumed), cell(s.forecast), cell(s.checks),
                     cell(s.never));
}

std::string_view word(const Verdict& v) {
  if (!v.supported) return "?";
  return *v.supported ? "yes" : "no";
}

std::string rival_line(const std::string& name, const Against& r) {
  return fmt::format("  {:<16}{:8.3f}   the model's is higher by {:.3f} ({:.3f} to {:.3f})\n", name, r.score, r.gain, r.low, r.high);
}

/// The same by what fitting may do with a claim.
std::string parts_lines(const Score& score) {
  std::string text = "\nThe same by part: fitting may use `calibrates`, and may not look at `checks`\n";
  text += fmt::format("  {:<14}{:>7}{:>8}  {:<20}", "", "claims", "model", "");
  for (std::size_t b = 0; b < score.skill.baselines.size(); ++b) text += fmt::format("{:>12}", name_of(static_cast<Baseline>(b)));
  text += "  in the 90 % interval\n";
  for (const auto& [part, skill] : score.parts) {
    text += fmt::format("  {:<14}{:>7}{:8.3f}  {:<20}", part, skill.claims, skill.model, fmt::format("({:.3f} to {:.3f})", skill.low, skill.high));
    for (double b : skill.baselines) text += fmt::format("{:12.3f}", b);
    text += fmt::format("  {} of {}\n", skill.inside, skill.figures);
    for (const auto& [name, rival] : skill.models) text += "  " + rival_line("against " + name, rival);
  }
  return text;
}

/// Whether histories were drawn from a posterior, so that what figures had is not what the prior gave them.
bool fitted(const Score& score) { return std::any_of(score.prior_predictive.begin(), score.prior_predictive.end(), [](const PriorFigure& f) { return f.posterior.has_value(); }); }

/// What each calibrating figure had before any fitting, and after.
std::string prior_lines(const Record& record, const Score& score) {
  const auto shown = [](const std::optional<double>& p) { return p ? fmt::format("{:6.3f}", *p) : std::string("     -"); };
  std::string text = fitted(score) ? "\nThe probability of the record, to its precision, before any fitting (-: hold an ensemble from the priors against it) and after\n"
                                   : "\nPrior predictive: the probability of the record, to its precision, before any fitting\n";
  for (const PriorFigure& f : score.prior_predictive) {
    const Claim& c = record.claims[f.claim];
    text += fmt::format("  {:<5}{:<34}{}{}  {}\n", c.system, c.id, shown(f.prior), fitted(score) ? "  " + shown(f.posterior) : "",
                        f.built_in() ? "built in" : f.bought() ? "bought" : "");
  }
  return text;
}

std::string claim_lines(const Record& record, const Score& score) {
  std::string text = "\nClaim by claim: does the ensemble support it, and what does it say\n";
  for (const Verdict& v : score.verdicts) {
    const Claim& c = record.claims[v.claim];
    text += fmt::format("  {:<4}{:<5}{:<10}{:<34} {}\n", word(v), c.system, name_of(c.use), c.id,
                        v.supported || v.reason.empty() ? v.says : v.reason);
  }
  return text;
}

}  // namespace

std::string score_text(const Record& record, const Setting& setting, const Score& score, bool claims) {
  std::string text = fmt::format("{}: the record against {} histories\n\n", setting.name, score.members);
  text += "Claims supported, of those that can be checked (of all). The columns are never added up: what is given a run\n"
          "cannot get wrong, the signs of what is assumed were built in; only forecasts are success.\n\n";
  text += fmt::format("{:<8}{:<14}{:<14}{:<16}{:<16}{:<10}\n", "system", "given", "assumed", "forecast", "never fitted to", "never");
  for (const auto& [id, s] : score.systems) text += line(id, s);
  text += line("all", total(score));
  text += fmt::format("\nA coin would have had {:.0f} % of the checkable forecasts supported.\n", 100 * score.null_supported);
  text += fmt::format("Share of forecasts supported: 90 % interval {:.0f} to {:.0f} % (blocks of day and system).\n",
                      100 * score.supported_low, 100 * score.supported_high);
  text += fmt::format("\nMean prequential log score over {} claims, worth {:.1f} independent ones (higher is better):\n",
                      score.steps.size(), score.effective_claims);
  text += fmt::format("  {:<16}{:8.3f}   ({:.3f} to {:.3f})\n", "model", score.skill.model, score.skill.low, score.skill.high);
  for (std::size_t b = 0; b < score.skill.baselines.size(); ++b)
    text += fmt::format("  {:<16}{:8.3f}\n", name_of(static_cast<Baseline>(b)), score.skill.baselines[b]);
  for (const auto& [name, rival] : score.skill.models) text += rival_line(name, rival);
  text += parts_lines(score);
  if (score.coverage90)
    text += fmt::format("\n{:.0f} % of {} dates and figures lie in the 90 % intervals.\n", 100 * *score.coverage90, score.covered_of);
  int built_in = 0, bought = 0, known = 0;
  for (const PriorFigure& f : score.prior_predictive) built_in += f.built_in(), bought += f.bought(), known += f.prior.has_value();
  if (fitted(score) && known == 0)
    text += "Its histories were drawn from a posterior: what was built in and what was bought is seen beside an ensemble from the priors (--against).\n";
  else
    text += fmt::format("Of {} calibrating figures {} were built in: the prior gives them 0.95 or more before any fitting.\n", score.prior_predictive.size(), built_in);
  if (fitted(score) && known > 0) text += fmt::format("{} were bought: under 0.05 before fitting and over 0.5 after.\n", bought);
  return claims ? text + prior_lines(record, score) + claim_lines(record, score) : text;
}

}  // namespace smolny
