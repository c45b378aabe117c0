// Run specifications: the JSON that archives and saves carry.

#include "harbour.hpp"
#include "lab/specification.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smolny;
  const auto read = parse_specification(fuzz::text_of(data, size));
  if (!read) {
    fuzz::must(!read.error().empty(), "a complaint has words");
    return 0;
  }
  const auto again = parse_specification(canonical_json(*read));
  fuzz::must(again && *again == *read, "a specification comes back as it was");
  const auto interventions = interventions_of(*read, fuzz::harbour().setting());
  fuzz::must(interventions || !interventions.error().empty(), "a complaint has words");
  return 0;
}
