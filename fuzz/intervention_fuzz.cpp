// Interventions, one a line, four at most: what is understood is lived with for the first half day.

#include "harbour.hpp"
#include "scenario/intervention.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smolny;
  std::string_view text = fuzz::text_of(data, size);
  const Setting& setting = fuzz::harbour().setting();
  Interventions all;
  bool any = false;
  for (int lines = 0; lines < 4 && !text.empty(); ++lines) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto intervention = parse_intervention(text.substr(0, end), setting);
    if (intervention) {
      add(*intervention, all);
      any = true;
    } else {
      fuzz::must(!intervention.error().empty(), "a complaint has words");
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (!any) return 0;
  History history = fuzz::beginning(std::make_shared<const Interventions>(std::move(all)));
  advance_member(history, setting.start + hours(12));
  judge_member(history);
  return 0;
}
