// A file of claims beside the example: `record:` and what follows.

#include "harbour.hpp"
#include "scenario/record.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smolny::fuzz;
  write(harbour().scenario() / "record.yaml", text_of(data, size));
  auto loaded = smolny::open_scenario(harbour().scenario());
  const smolny::Record record = read_record(loaded);
  complaints_are_clear(loaded);
  for (const smolny::Claim& claim : record.claims) must(record.find(claim.id) != nullptr, "a claim is found by its id");
  return 0;
}
