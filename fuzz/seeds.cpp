// fuzz_seeds FOLDER: beginnings that depend on formats and hashes, made by the program as it is: FOLDER/NAME/*.

#include "archive/bytes.hpp"
#include "archive/files.hpp"
#include "archive/pack.hpp"
#include "engine/save.hpp"
#include "harbour.hpp"
#include "lab/ensemble.hpp"
#include "lab/saves.hpp"

namespace {

using namespace smolny;
using fuzz::fs::path;

void put(const path& folder, const char* name, std::string_view bytes) {
  fuzz::fs::create_directories(folder);
  fuzz::write(folder / name, bytes);
}

void put_scenario(const path& folder) {
  std::string whole;
  for (const ExampleFile& f : example_scenario("harbour", parameter_tables())) {
    whole += "=== " + f.name.substr(0, f.name.find('.')) + "\n" + f.text;
    put(folder / "scenario", f.name.c_str(), f.text);
  }
  put(folder / "scenario", "whole", whole);
}

void put_saves(const path& folder) {
  const Setting& setting = fuzz::harbour().setting();
  const Specification specification = specification_of(setting);
  put(folder / "specification", "plain", canonical_json(specification));
  History history = fuzz::beginning();
  for (int days : {0, 2}) {
    advance_member(history, setting.start + hours(24 * days));
    const std::string bytes = save_member(history, specification);
    put(folder / "save", days ? "later" : "early", std::string_view(bytes).substr(0, bytes.size() - 8));
  }
  const std::string packed = pack_chronicle(history.simulation);
  put(folder / "chronicle", "squeezed", std::string(1, '\0') + packed);
  put(folder / "chronicle", "plain", "\1" + *unsqueeze("SMCH", fuzz::version_of(packed), packed, 1 << 20));
  const std::string files = pack_files({{"a.yaml", "camps: []\n"}});
  put(folder / "chronicle", "files", "\3" + *unsqueeze("SMFI", fuzz::version_of(files), files, 1 << 20));
}

void put_starts(const path& folder) {
  const std::string head = "{\"format\":\"smolny-reached-1\",\"scenario\":\"harbour\",\"scenario_hash\":\"HASH\",\"made_by\":\"smolny bridge\",\"road\":" +
                           canonical_json(specification_of(fuzz::harbour().setting())) + ",\"numbers\":";
  put(folder / "starts", "one", head + R"(["unit.marines.attitude"],"points":[{"values":[0.25]}]})");
  put(folder / "starts", "several", head + R"(["unit.marines.attitude","unit.marines.men","group.dockers.size"],"points":[{"values":[-1,200,9e3]},{"no_start":"a reason"},{"values":[1,0,0]}]})");
  put(folder / "starts", "shares", head + R"(["group.dockers.slate.labour","group.dockers.slate.harbour","body.cabinet.member.president"],"points":[{"values":[0.5,0.25,1]}]})");
}

void put_archive(const path& folder) {
  const Setting& setting = fuzz::harbour().setting();
  const EnsemblePlan plan{specification_of(setting), 2, {}, 1, {}};
  const path file = fuzz::harbour().folder.path / "seed.sqlite";
  auto archive = Archive::write(file, header_of(plan, setting, pack_files(*scenario_files(fuzz::harbour().scenario()))));
  fuzz::must(archive && run_ensemble(plan, setting, *archive), "the example can be lived");
  fuzz::fs::create_directories(folder / "archive");
  fuzz::fs::copy_file(file, folder / "archive" / "two-members", fuzz::fs::copy_options::overwrite_existing);
}

/// What would be too large for a repository; run once each.
void put_large(const path& folder) {
  const auto times = [](std::size_t n, std::string_view text) {
    std::string all;
    for (std::size_t i = 0; i < n; ++i) all += text;
    return all;
  };
  put(folder / "scenario", "ten-megabyte-key", times(10U << 20, "k") + ": 1\n");
  put(folder / "scenario", "megabyte-key", times(1'000'000, "k") + ": 1\n");
  put(folder / "scenario", "megabyte-text", "scenario: {name: " + times(1'000'000, "n") + "}\n");
  put(folder / "scenario", "open-lists", "camps: " + times(1'000'000, "["));
  put(folder / "scenario", "open-maps", "camps: " + times(300'000, "{a: "));
  put(folder / "scenario", "open-keys", times(500'000, "? "));
  put(folder / "scenario", "open-dashes", times(500'000, "- "));
  put(folder / "scenario", "anchors", "camps: [" + times(200'000, "&a ,") + "]\n");
  put(folder / "scenario", "tags", "camps: " + times(500'000, "! ") + "\n");
  put(folder / "scenario", "quotes", "camps: \"" + times(250'000, "\\x41") + "\"\n");
  put(folder / "scenario", "indents", [] {
    std::string text;
    for (std::size_t i = 0; i < 1400; ++i) text += std::string(i, ' ') + "a:\n";
    return text;
  }());
  put(folder / "scenario", "keys", [] {
    std::string text;
    for (std::size_t i = 0; i < 90'000; ++i) text += "k" + std::to_string(i) + ": 1\n";
    return text;
  }());
  put(folder / "scenario", "same-rows", "ways:\n" + times(25'000, "- {from: a, to: b, mode: foot}\n"));
  put(folder / "scenario", "document-ends", times(250'000, "...\n"));
  put(folder / "scenario", "documents", times(250'000, "---\n"));
  put(folder / "expression", "long-sum", "1" + times(100'000, " + 1"));
  put(folder / "expression", "brackets", times(100'000, "("));
  put(folder / "intervention", "brackets", "forbid:shots[" + times(100'000, "by=marines,") + "]");
  put(folder / "date", "digits", times(1'000'000, "9") + " h");
  put(folder / "date", "days", times(200'000, "1 d "));
  put(folder / "starts", "lists", times(1'000'000, "["));
  put(folder / "starts", "points", "{\"points\":[" + times(500'000, "{},"));
  put(folder / "specification", "lists", times(1'000'000, "["));
  put(folder / "specification", "text", "{\"scenario\":\"" + times(1'000'000, "\\u0041") + "\"}");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("fuzz_seeds FOLDER\n", stderr), 2;
  put_scenario(argv[1]);
  put_saves(argv[1]);
  put_archive(argv[1]);
  put_starts(argv[1]);
  put_large(path(argv[1]) / "large");
}
