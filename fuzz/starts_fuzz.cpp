// Files of starts that were reached: laid over the scenario or refused, and then nothing of the scenario has changed.

#include <cmath>

#include "engine/priors.hpp"
#include "harbour.hpp"
#include "lab/reached.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smolny;
  // The scenario's hash hangs on the engine's parameters: what stands for it is put in here.
  std::string text(fuzz::text_of(data, size));
  const Setting& harbour = fuzz::harbour().setting();
  if (const std::size_t at = text.find("HASH"); at != std::string::npos) text.replace(at, 4, harbour.hash);
  if (const auto by = reached_by(text); by) {
    const auto road = parse_specification(by->road);
    fuzz::must(road && canonical_json(*road) == by->road, "the road's specification comes back as it was");
  } else {
    fuzz::must(!by.error().empty(), "a complaint has words");
  }
  Setting setting = harbour;
  const auto laid = lay_reached(setting, text);
  if (!laid) {
    fuzz::must(!laid.error().empty(), "a complaint has words");
    fuzz::must(setting.uncertain.size() == harbour.uncertain.size() && setting.reached.hash.empty(), "nothing is half laid");
    return 0;
  }
  const Reached& r = setting.reached;
  fuzz::must(!r.hash.empty() && !r.rows.empty() && !r.refused.empty() && r.values.size() == r.rows.size() * r.refused.size(), "it is whole");
  for (std::size_t member = 0; member < r.refused.size() && member < 3; ++member) {
    if (!r.refused[member].empty()) continue;
    Specification s = specification_of(setting);
    s.member = member;
    const MemberRow row = live_member(setting, s, std::make_shared<const Interventions>(), false);
    fuzz::must(!row.failed || !row.reason.empty(), "a history that fails says why");
    fuzz::must(row.failed || row.sampled.size() == setting.uncertain.size(), "what it drew is told");
  }
  return 0;
}
