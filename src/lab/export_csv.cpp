#include <cmath>
#include <fstream>
#include <system_error>

#include "archive/json.hpp"
#include "archive/pack.hpp"
#include "chronicle/sentence.hpp"
#include "lab/export.hpp"
#include "lab/series.hpp"
#include "mechanisms/all.hpp"
#include "scenario/names.hpp"
#include "time/format.h"

namespace smolny {

namespace fs = std::filesystem;

namespace {

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// Empty for what has no value, so that statistics programs read it as missing.
std::string cell(double x) { return std::isfinite(x) ? json_number(x) : std::string(); }

/// A table being written; lines end as RFC 4180 wants them.
class Sheet {
 public:
  Sheet(const fs::path& folder, const char* name) : path_(folder / name), out_(path_, std::ios::binary) {}
  void row(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out_ << (i ? "," : "") << cells[i];
    out_ << "\r\n";
  }
  std::expected<void, Fault> close() {
    out_.close();
    if (!out_) return failure(path_.string() + " cannot be written");
    return {};
  }

 private:
  fs::path path_;
  std::ofstream out_;
};

std::string outcome_cell(const OutcomeRow& o, double v) {
  if (o.kind != OutcomeKind::category) return cell(v);
  return v >= 0 && v < static_cast<double>(o.cases.size()) ? cell(o.cases[static_cast<std::size_t>(v)]) : "other";
}

std::expected<void, Fault> write_members(const ArchiveHeader& h, const std::vector<MemberRow>& members, const fs::path& folder) {
  Sheet sheet(folder, "members.csv");
  std::vector<std::string> head{"member", "status", "reason", "events", "digest"};
  for (const OutcomeRow& o : h.outcomes) head.push_back(cell(o.id));
  sheet.row(head);
  for (const MemberRow& m : members) {
    std::vector<std::string> row{std::to_string(m.number), m.failed ? "failed" : "done", cell(m.reason), std::to_string(m.events), m.digest.hex()};
    for (std::size_t i = 0; i < h.outcomes.size(); ++i) row.push_back(m.failed ? "" : outcome_cell(h.outcomes[i], m.outcomes[i]));
    sheet.row(row);
  }
  return sheet.close();
}

std::expected<void, Fault> write_outcomes(const ArchiveHeader& h, const fs::path& folder) {
  Sheet sheet(folder, "outcomes.csv");
  sheet.row({"id", "name", "kind", "unit"});
  constexpr std::array<const char*, 4> kinds{"boolean", "category", "number", "instant"};
  for (const OutcomeRow& o : h.outcomes)
    sheet.row({cell(o.id), cell(o.name), kinds[static_cast<std::size_t>(o.kind)],
               cell(o.kind == OutcomeKind::instant ? "minutes since " + format_iso(h.start) : o.unit)});
  return sheet.close();
}

std::expected<void, Fault> write_parameters(const ArchiveHeader& h, const std::vector<MemberRow>& members, const fs::path& folder) {
  Sheet sheet(folder, "parameters.csv");
  std::vector<std::string> head{"member"};
  for (const std::string& path : h.uncertain) head.push_back(cell(path));
  sheet.row(head);
  for (const MemberRow& m : members) {
    if (m.failed) continue;
    std::vector<std::string> row{std::to_string(m.number)};
    for (double x : m.sampled) row.push_back(cell(x));
    sheet.row(row);
  }
  return sheet.close();
}

std::expected<void, Fault> write_series(const OpenArchive& open, const std::vector<MemberRow>& members, const fs::path& folder) {
  const Setting& s = open.setting();
  Sheet sheet(folder, "series.csv");
  std::vector<std::string> head{"member", "at", "minutes"};
  const auto columns = series_columns(s);
  for (const SeriesColumn& c : columns) head.push_back(c.name);
  sheet.row(head);
  const auto done = each_series(open, members, [&](const MemberRow& m, const Series& values) {
    for (std::size_t i = 0; i * columns.size() < values.size(); ++i) {
      std::vector<std::string> row{std::to_string(m.number), format_iso(s.start + hours(static_cast<std::int64_t>(i))), std::to_string(i * 60)};
      for (std::size_t c = 0; c < columns.size(); ++c) row.push_back(cell(values[i * columns.size() + c]));
      sheet.row(row);
    }
    return true;
  });
  if (!done) return done;
  return sheet.close();
}

std::expected<void, Fault> write_events(const OpenArchive& open, const std::vector<MemberRow>& members, const fs::path& folder) {
  const Setting& s = open.setting();
  Sheet sheet(folder, "events.csv");
  sheet.row({"member", "event", "at", "dates", "kind", "by", "on", "place", "side", "detail", "amount", "mechanism", "causes", "text"});
  const auto name = [&](Entity x) -> std::string {
    if (x.kind == EntityKind::squad || x.kind == EntityKind::contest || x.kind == EntityKind::item) return "born:" + std::to_string(x.index);
    return x.has() ? cell(entity_text(s, x)) : "";
  };
  for (const MemberRow& light : members) {
    if (light.failed) continue;
    const auto m = open.archive.member(light.number, Parts::whole);
    if (!m) return std::unexpected(m.error());
    const auto c = unpack_chronicle(m->chronicle, s);
    if (!c) return bad_input(c.error());
    const auto squads = squad_origins(*c);
    for (std::size_t i = 0; i < c->events.size(); ++i) {
      const Recorded& e = c->events[i];
      std::string causes;
      for (const Cause& cause : c->causes_of(e))
        if (cause.event >= 0) causes += (causes.empty() ? "" : " ") + std::to_string(cause.event);
      const bool of_mechanism = e.mechanism >= 0 && static_cast<std::size_t>(e.mechanism) < mechanisms().size();
      sheet.row({std::to_string(m->number), std::to_string(i), format_iso(e.at), cell(format_both(e.at)), cell(name_of(e.kind)), name(e.by), name(e.on),
                 name(entity(e.place)), name(entity(e.side)), std::to_string(e.detail), cell(e.amount),
                 of_mechanism ? cell(mechanisms()[static_cast<std::size_t>(e.mechanism)].name) : "clockwork", causes, cell(sentence(s, e, squads))});
    }
  }
  return sheet.close();
}

}  // namespace

std::expected<void, Fault> export_csv(const OpenArchive& open, const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !(fs::is_directory(folder, error) && fs::is_empty(folder, error)))
    return bad_input(folder.string() + " exists already and is not an empty folder");
  const auto members = open.archive.members(Parts::outcomes);
  if (!members) return std::unexpected(members.error());
  const fs::path draft = (folder.has_filename() ? folder : folder.parent_path()).string() + ".part";
  fs::remove_all(draft, error);
  if (!fs::create_directory(draft, error)) return failure(draft.string() + " cannot be made: " + error.message());
  const ArchiveHeader& h = open.archive.header();
  auto done = write_members(h, *members, draft);
  if (done) done = write_outcomes(h, draft);
  if (done) done = write_parameters(h, *members, draft);
  if (done) done = write_series(open, *members, draft);
  if (done) done = write_events(open, *members, draft);
  if (done) {
    fs::remove(folder, error);  // an empty one
    fs::rename(draft, folder, error);
    if (error) done = failure(folder.string() + " cannot be made: " + error.message());
  }
  if (!done) fs::remove_all(draft, error);
  return done;
}

}  // namespace smolny
