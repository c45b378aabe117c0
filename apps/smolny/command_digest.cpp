#include "archive/json.hpp"
#include "options.hpp"
#include "shared.hpp"

namespace smolny {

int command_digest(Arguments arguments) {
  std::string path;
  bool json = false;
  Options options("digest",
                  "The fingerprint of what happened in an archive: the same for the same run specification whatever the\n"
                  "threads, shards, restarts or machine. Every member is read, and held against its own fingerprint.",
                  "smolny digest october.sqlite");
  options.positional("ARCHIVE", path, "an archive that `smolny ensemble` wrote");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  const auto archive = Archive::read(path);
  if (!archive) return complain(archive.error());
  std::vector<MemberRow> members;
  for (std::uint64_t number : archive->present()) {
    auto row = archive->member(number, Parts::whole);
    if (!row) return complain(row.error());
    row->chronicle.clear();
    members.push_back(std::move(*row));
  }
  if (auto all = archive->members(Parts::outcomes); !all) return complain(all.error());
  const std::string digest = ensemble_digest(members);
  if (json) {
    JsonWriter out(2);
    out.open_object().member("digest", digest).member("members", members.size()).member("complete", archive->complete());
    print(out.close_object().text());
  } else {
    print(digest);
    if (!archive->complete()) complain(path + " is not finished: " + std::to_string(members.size()) + " members so far", 0);
  }
  return 0;
}

}  // namespace smolny
