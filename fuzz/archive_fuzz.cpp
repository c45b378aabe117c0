// Archives as SQLite files, read as `summary` and `why` would, and then written to as `ensemble` would.

#include "harbour.hpp"
#include "lab/ensemble.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace smolny;
  const fuzz::fs::path path = fuzz::harbour().folder.path / "archive.sqlite";
  fuzz::write(path, fuzz::text_of(data, size));
  if (auto archive = Archive::read(path)) {
    archive->complete();
    if (const auto members = archive->members(Parts::whole)) ensemble_digest(*members);
  }
  if (const auto open = open_archive(path)) fuzz::must(open->scenario->valid(), "an open archive has a sound scenario");
  const EnsemblePlan plan{specification_of(fuzz::harbour().setting()), 3, {}, 1, {}};
  if (auto archive = Archive::write(path, header_of(plan, fuzz::harbour().setting(), {})))
    fuzz::must(archive->header().members == 3, "what is written to has the members asked for");
  for (const char* suffix : {"-wal", "-shm", "-journal"}) fuzz::fs::remove(path.string() + suffix);
  return 0;
}
