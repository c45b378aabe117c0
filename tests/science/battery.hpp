#pragma once
// What the battery of validity shares: its scenario, its sizes, histories looked at one by one, and the report.
//
// A test asserts what must hold whatever the numbers of a scenario are: a symmetry, an invariance, a null. What a model
// happens to say is a finding: it goes into the report and is never asserted. SMOLNY_SCIENCE=1 asks for the whole form,
// SMOLNY_SCIENCE=0.2 for one with a fifth of its histories.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "lab/claims.hpp"
#include "lab/member.hpp"
#include "lab/opening.hpp"
#include "lab/parallel.hpp"
#include "scenario/names.hpp"

namespace smolny::science {

inline const std::filesystem::path kRoot = SMOLNY_ROOT;
inline const std::filesystem::path kPetrograd = kRoot / "scenarios/petrograd-1917";

/// 0 in the short form, 1 in the whole.
double scale();
/// So many histories in the short form, so many in the whole.
inline std::uint64_t sized(std::uint64_t few, std::uint64_t many) {
  return std::max(few, static_cast<std::uint64_t>(scale() * static_cast<double>(many)));
}

/// One line of the report, in build/science/report.txt (the short form: short.txt).
void say(const std::string& line);
template <class... Args>
void say(fmt::format_string<Args...> text, Args&&... args) {
  say(fmt::format(text, std::forward<Args>(args)...));
}
/// A heading of the report.
void heading(const std::string& text);

/// The flagship scenario with its record, loaded once.
struct Flagship {
  LoadedScenario loaded;
  Record record;
};
const Flagship& flagship();
inline const Setting& petrograd() { return flagship().loaded.setting; }

Specification with(const Setting& setting, std::vector<std::string> commands, std::vector<std::string> without = {},
                   std::vector<std::string> policies = {});

std::size_t outcome_index(const Setting& setting, std::string_view id);
std::int32_t case_index(const Setting& setting, std::string_view outcome, std::string_view id);
PatternId pattern_id(const Setting& setting, std::string_view id);

/// One history to its end; `observed`: the probes, each when the clock stands at its instant.
History lived(const Setting& setting, const Specification& specification, std::span<const Probe> probes,
              std::vector<double>& observed);

/// Lives members 0 to count - 1 and calls `look(History&, observed)` on each, on all cores; the answers in order of member.
template <class Look>
auto each_history(const Setting& setting, const Specification& specification, std::uint64_t count, Look look,
                  std::span<const Probe> probes = {}) {
  using Answer = decltype(look(std::declval<const History&>(), std::span<const double>()));
  std::vector<Answer> answers;
  in_order(
      count, 0,
      [&](std::uint64_t i) {
        Specification s = specification;
        s.member = i;
        std::vector<double> observed;
        const History h = lived(setting, s, probes, observed);
        return look(h, std::span<const double>(observed));
      },
      [&](std::uint64_t, Answer answer) {
        answers.push_back(std::move(answer));
        return true;
      });
  return answers;
}
/// An ensemble as its outcomes, by member.
using Outcomes = std::vector<OutcomeValues>;
Outcomes outcomes_of(const Setting& setting, const Specification& specification, std::uint64_t count);

/// An ensemble of the flagship as it is: outcomes, and what each claim of the record finds. Lived once.
struct Ensemble {
  Outcomes outcomes;
  Readings readings;
};
Ensemble ensemble_of(const Setting& setting, const Record& record, const Specification& specification, std::uint64_t count);
const Ensemble& as_it_is();

}  // namespace smolny::science
