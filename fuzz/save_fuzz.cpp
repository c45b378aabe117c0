// Saves without their checksum, which is put on here: damage that a checksum would find is not worth the time.

#include <xxhash.h>

#include "engine/save.hpp"
#include "harbour.hpp"
#include "lab/saves.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smolny;
  std::string bytes(fuzz::text_of(data, size));
  const std::uint64_t sum = XXH3_64bits(bytes.data(), bytes.size());
  bytes.append(reinterpret_cast<const char*>(&sum), sizeof sum);
  const auto resumed = resume_member(fuzz::harbour().setting(), bytes);
  if (!resumed) {
    fuzz::must(!resumed.error().empty(), "a complaint has words");
    return 0;
  }
  const auto again = load_bytes(save_member(resumed->history, resumed->specification));
  fuzz::must(again.has_value(), "what was read can be saved");
  return 0;
}
