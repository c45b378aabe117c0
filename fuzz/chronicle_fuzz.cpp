// Packed chronicles and packed files. The first byte says how the rest is to be taken: as it is, or as what is inside
// the compression, which no random change would get through.

#include "archive/bytes.hpp"
#include "archive/files.hpp"
#include "archive/pack.hpp"
#include "harbour.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smolny;
  if (size == 0) return 0;
  std::string bytes(fuzz::text_of(data + 1, size - 1));
  static const std::uint8_t of_files = fuzz::version_of(pack_files({}));
  static const std::uint8_t of_chronicles = fuzz::version_of(pack_chronicle(fuzz::beginning().simulation));
  if (data[0] & 1) bytes = data[0] & 2 ? squeeze("SMFI", of_files, bytes, 1) : squeeze("SMCH", of_chronicles, bytes, 1);
  if (const auto chronicle = unpack_chronicle(bytes)) digest_of(*chronicle, {});
  if (const auto chronicle = unpack_chronicle(bytes, fuzz::harbour().setting()))
    for (const Recorded& e : chronicle->events) fuzz::must(!sentence(fuzz::harbour().setting(), e).empty(), "an event has its sentence");
  if (const auto files = unpack_files(bytes))
    for (const PackedFile& f : *files) fuzz::must(f.name.find("..") == f.name.npos || f.name.find('/') == f.name.npos, "no file climbs out");
  return 0;
}
