#include <fstream>
#include <sstream>

#include "lab/patterns_report.hpp"
#include "lab/readings.hpp"
#include "lab/score.hpp"
#include "lab/score_words.hpp"
#include "options.hpp"
#include "shared.hpp"

namespace smolny {

namespace {

std::expected<TwinResults, Fault> read_twins(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return bad_input("cannot read " + path);
  std::stringstream text;
  text << in.rdbuf();
  auto results = parse_twin_results(text.str());
  if (!results) return bad_input(path + ": " + results.error());
  return std::move(*results);
}

/// The readings of an archive against its own record; the record is given back with what it found.
struct Held {
  OpenArchive open;
  Record record;
  Readings readings;
};

std::expected<Held, Fault> hold_against_record(const std::string& path, unsigned threads) {
  auto open = open_archive(path);
  if (!open) return std::unexpected(open.error());
  Record record = read_record(*open->scenario);
  if (!open->scenario->valid()) return bad_input(path + ": the record of its scenario cannot be read: " + to_text(open->scenario->report.errors[0]));
  if (record.claims.empty()) return bad_input(path + ": its scenario has no record to score against");
  auto readings = read_archive(*open, record, threads);
  if (!readings) return std::unexpected(readings.error());
  return Held{std::move(*open), std::move(record), std::move(*readings)};
}

/// `NAME=ARCHIVE` ensembles, e.g. with a mechanism left out, scored on the same claims.
std::expected<void, Fault> add_others(const std::vector<std::string>& others, const Held& held, unsigned threads, Score& score) {
  for (const std::string& text : others) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos || sign == 0) return bad_input("--against wants NAME=ARCHIVE, found '" + text + "'");
    auto other = hold_against_record(text.substr(sign + 1), threads);
    if (!other) return std::unexpected(other.error());
    if (other->open.specification.scenario_hash != held.open.specification.scenario_hash)
      return bad_input(text.substr(sign + 1) + " is of another scenario, or of another version of it");
    hold_against(score, text.substr(0, sign), held.record, held.open.setting(), other->open.setting(), other->readings);
  }
  return {};
}

}  // namespace

int command_score(Arguments arguments) {
  std::string path;
  std::optional<std::string> twins_file;
  std::vector<std::string> others;
  std::uint64_t threads = 0;
  bool patterns = false, claims = false, json = false;
  Options options("score",
                  "Holds an ensemble against the record of its scenario: what is given, assumed and forecast, never added up;\n"
                  "its skill against forecasts that need no model; what a coin would have had. See docs/record.md.",
                  "smolny score october.sqlite --claims");
  options.positional("ARCHIVE", path, "an archive that `smolny ensemble` wrote");
  options.flag("--patterns", patterns, "instead: how the ensemble stands to what historians see");
  options.flag("--claims", claims, "with a line for each claim");
  options.option("--twins", twins_file, "FILE", "what `smolny twins` found: without it twin claims are not evaluated");
  options.list("--against", others, "NAME=ARCHIVE", "another ensemble of the scenario as a baseline, e.g. without a mechanism");
  options.option("--threads", threads, "T", "0: as many as there are cores");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  const auto held = hold_against_record(path, static_cast<unsigned>(threads));
  if (!held) return complain(held.error());
  if (patterns) {
    const auto findings = patterns_report(held->record, held->readings);
    print(json ? patterns_json(findings) : patterns_text(findings));
    return 0;
  }
  std::optional<TwinResults> twins;
  if (twins_file) {
    auto read = read_twins(*twins_file);
    if (!read) return complain(read.error());
    twins = std::move(*read);
  }
  Score score = score_record(held->record, held->open.setting(), held->readings, twins ? &*twins : nullptr);
  if (const auto added = add_others(others, *held, static_cast<unsigned>(threads), score); !added) return complain(added.error());
  print(json ? score_json(held->record, held->open.setting(), score) : score_text(held->record, held->open.setting(), score, claims));
  return 0;
}

}  // namespace smolny
