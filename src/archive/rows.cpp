#include "archive/rows.hpp"

#include <xxhash.h>

#include "archive/bytes.hpp"

namespace smolny {

namespace {

/// A hash of the small row, so that a flipped bit in an outcome is found without reading the chronicle.
std::int64_t seal_of(const MemberRow& m) {
  std::string flat = bytes_of(m.outcomes) + bytes_of(m.sampled) + bytes_of(m.daily) + bytes_of(m.observed) + m.reason;
  const auto put = [&](std::uint64_t x) { flat.append(reinterpret_cast<const char*>(&x), 8); };
  put(m.number);
  put(m.failed);
  put(m.digest.high);
  put(m.digest.low);
  put(m.events);
  for (std::size_t n : {m.outcomes.size(), m.sampled.size(), m.daily.size(), m.observed.size()}) put(n);
  return static_cast<std::int64_t>(XXH3_64bits(flat.data(), flat.size()));
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += w + '\n';
  return out;
}

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

std::expected<void, Fault> check_identity(Database& db, const std::filesystem::path& path, std::int64_t application,
                                          std::int64_t version) {
  const std::int64_t found = db.integer("PRAGMA application_id");
  if (found == 0 && db.integer("SELECT count(*) FROM sqlite_master") == 0)
    return bad_input(path.string() + " is an archive without content: it was begun and never written");
  if (found != application) return bad_input(path.string() + " is an SQLite file, but not an archive of Smolny");
  const std::int64_t its = db.integer("PRAGMA user_version");
  if (its != version)
    return bad_input(path.string() + " is an archive of version " + std::to_string(its) + "; this engine reads version " +
                     std::to_string(version));
  return {};
}

void write_header(Database& db, const ArchiveHeader& h) {
  Statement put(db.get(), "INSERT INTO header VALUES (?,?)");
  const auto text = [&](std::string_view name, std::string_view value) { put.bind(1, name).bind(2, value).run(); };
  const auto number = [&](std::string_view name, std::uint64_t value) { put.bind(1, name).bind(2, static_cast<std::int64_t>(value)).run(); };
  text("specification", h.specification);
  number("members", h.members);
  number("shard", h.shard.index);
  number("shards", h.shard.count);
  text("scenario", h.scenario_id);
  text("name", h.scenario_name);
  number("start", static_cast<std::uint64_t>(h.start.minutes));
  number("end", static_cast<std::uint64_t>(h.end.minutes));
  put.bind(1, std::string_view("files")).bind_blob(2, h.files).run();
  Statement outcome(db.get(), "INSERT INTO outcome VALUES (?,?,?,?,?,?)");
  for (std::size_t i = 0; i < h.outcomes.size(); ++i) {
    const OutcomeRow& o = h.outcomes[i];
    outcome.bind(1, static_cast<std::int64_t>(i)).bind(2, o.id).bind(3, o.name).bind(4, o.unit);
    outcome.bind(5, static_cast<std::int64_t>(o.kind)).bind(6, joined(o.cases)).run();
  }
  Statement uncertain(db.get(), "INSERT INTO uncertain VALUES (?,?)");
  for (std::size_t i = 0; i < h.uncertain.size(); ++i) uncertain.bind(1, static_cast<std::int64_t>(i)).bind(2, h.uncertain[i]).run();
}

std::expected<void, Fault> read_header(Database& db, const std::filesystem::path& path, ArchiveHeader& h) {
  Statement get(db.get(), "SELECT name, value FROM header");
  int known = 0;
  while (get.step()) {
    const std::string name = get.bytes(0);
    const auto number = static_cast<std::uint64_t>(get.integer(1));
    ++known;
    if (name == "specification") h.specification = get.bytes(1);
    else if (name == "members") h.members = number;
    else if (name == "shard") h.shard.index = number;
    else if (name == "shards") h.shard.count = number;
    else if (name == "scenario") h.scenario_id = get.bytes(1);
    else if (name == "name") h.scenario_name = get.bytes(1);
    else if (name == "start") h.start.minutes = static_cast<std::int64_t>(number);
    else if (name == "end") h.end.minutes = static_cast<std::int64_t>(number);
    else if (name == "files") h.files = get.bytes(1);
    else --known;
  }
  const bool sound = known == 9 && h.shard.count >= 1 && h.shard.index >= 1 && h.shard.index <= h.shard.count &&
                     h.members <= (std::uint64_t{1} << 40);
  if (!sound) return bad_input(path.string() + " is truncated or damaged: its header is not whole");
  Statement outcomes(db.get(), "SELECT id, name, unit, kind, cases FROM outcome ORDER BY position");
  while (outcomes.step()) {
    OutcomeRow o{outcomes.bytes(0), outcomes.bytes(1), outcomes.bytes(2), OutcomeKind::boolean, parted(outcomes.bytes(4))};
    const std::int64_t kind = outcomes.integer(3);
    if (kind < 0 || kind > static_cast<std::int64_t>(OutcomeKind::instant))
      return bad_input(path.string() + " is truncated or damaged: an outcome is of no kind");
    o.kind = static_cast<OutcomeKind>(kind);
    h.outcomes.push_back(std::move(o));
  }
  Statement uncertain(db.get(), "SELECT path FROM uncertain ORDER BY position");
  while (uncertain.step()) h.uncertain.push_back(uncertain.bytes(0));
  return {};
}

void bind_member(Statement& s, const MemberRow& m) {
  std::string digest = bytes_of(std::vector{m.digest.high, m.digest.low});
  s.bind(1, static_cast<std::int64_t>(m.number)).bind(2, std::int64_t{m.failed}).bind(3, m.reason);
  s.bind_blob(4, bytes_of(m.outcomes)).bind_blob(5, bytes_of(m.sampled)).bind_blob(6, bytes_of(m.daily)).bind_blob(7, digest);
  s.bind(8, std::int64_t{m.events}).bind(9, m.cpu_seconds).bind(10, seal_of(m)).bind_blob(11, bytes_of(m.observed));
}

std::expected<MemberRow, Fault> read_member(Statement& s, const ArchiveHeader& h, const std::filesystem::path& path) {
  MemberRow m;
  m.number = static_cast<std::uint64_t>(s.integer(0));
  m.failed = s.integer(1) != 0;
  m.reason = s.bytes(2);
  std::vector<std::uint64_t> digest;
  const bool whole = values_of(s.bytes(3), m.outcomes) && values_of(s.bytes(4), m.sampled) && values_of(s.bytes(5), m.daily) &&
                     values_of(s.bytes(6), digest) && digest.size() == 2 && values_of(s.bytes(10), m.observed);
  if (whole) m.digest = {digest[0], digest[1]};
  m.events = static_cast<std::uint32_t>(s.integer(7));
  m.cpu_seconds = s.real(8);
  const bool fits = m.failed || (m.outcomes.size() == h.outcomes.size() && m.sampled.size() == h.uncertain.size());
  if (!whole || !fits || m.number >= h.members || !h.shard.holds(m.number) || seal_of(m) != s.integer(9))
    return bad_input(path.string() + " is truncated or damaged at member " + std::to_string(m.number));
  return m;
}

}  // namespace smolny
