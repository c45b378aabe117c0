#include "archive/archive.hpp"

#include <fstream>
#include <optional>
#include <system_error>

#include "archive/database.hpp"
#include "archive/pack.hpp"
#include "archive/rows.hpp"
#include "archive/sha256.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kApplication = 0x534d4c4e;  // "SMLN"
constexpr std::int64_t kVersion = 2;

constexpr const char* kSchema =
    "CREATE TABLE header (name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE outcome (position INTEGER PRIMARY KEY, id TEXT, name TEXT, unit TEXT, kind INTEGER, cases TEXT);"
    "CREATE TABLE uncertain (position INTEGER PRIMARY KEY, path TEXT);"
    "CREATE TABLE member (number INTEGER PRIMARY KEY, failed INTEGER, reason TEXT, outcomes BLOB, sampled BLOB,"
    " daily BLOB, digest BLOB, events INTEGER, cpu REAL, seal INTEGER, observed BLOB);"
    "CREATE TABLE chronicle (number INTEGER PRIMARY KEY, packed BLOB);";

template <class F>
auto guarded(const fs::path& path, F f) -> decltype(f()) {
  try {
    return f();
  } catch (const DatabaseError& e) {
    return std::unexpected(fault_of(e, path));
  }
}

/// Whether the file is shorter than it says of itself (file format of SQLite, 1.3: page size at byte 16, pages at byte 28).
/// SQLite alone finds out only when it comes to a page that is missing. With a log beside it the file may be behind.
bool cut_short(const fs::path& path) {
  std::error_code error;
  if (const auto log = fs::file_size(path.string() + "-wal", error); !error && log > 0) return false;
  unsigned char head[32]{};
  std::ifstream in(path, std::ios::binary);
  if (!in.read(reinterpret_cast<char*>(head), sizeof head)) return false;
  const auto number = [&](int at, int bytes) {
    std::uint64_t n = 0;
    for (int i = 0; i < bytes; ++i) n = n << 8 | head[at + i];
    return n;
  };
  const std::uint64_t size = fs::file_size(path, error);
  const std::uint64_t page = number(16, 2) == 1 ? 65536 : number(16, 2);
  return !error && std::string_view(reinterpret_cast<const char*>(head), 15) == "SQLite format 3" && number(28, 4) * page > size;
}

/// What the first difference between two canonical JSONs is about.
std::string first_difference(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  // Back to the key of the value in which they part: the last `"key":` at the outermost level.
  int depth = 0;
  bool quoted = false;
  std::size_t key_begin = 0, key_end = 0, opened = 0;
  for (std::size_t k = 0; k < i && k < a.size(); ++k) {
    const char c = a[k];
    if (quoted) {
      if (c == '\\') ++k;
      else if (c == '"') quoted = false;
      if (!quoted && depth == 1 && k + 1 < a.size() && a[k + 1] == ':') key_begin = opened, key_end = k;
      continue;
    }
    if (c == '"') quoted = true, opened = k + 1;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
  }
  return key_end > key_begin ? std::string(a.substr(key_begin, key_end - key_begin)) : std::string("specification");
}

}  // namespace

struct Archive::State {
  fs::path path;
  Database database;
  ArchiveHeader header;
  bool writing = false;
  std::optional<Statement> add_member, add_chronicle;
  State(fs::path p, int flags) : path(std::move(p)), database(path, flags) {}
};

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;
const ArchiveHeader& Archive::header() const { return state_->header; }

std::expected<Archive, Fault> Archive::read(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return bad_input(path.string() + " does not exist");
  if (fs::is_directory(path, error)) return bad_input(path.string() + " is a folder, not an archive");
  if (fs::file_size(path, error) == 0 && !error) return bad_input(path.string() + " is empty");
  return guarded(path, [&]() -> std::expected<Archive, Fault> {
    auto state = std::make_unique<State>(path, SQLITE_OPEN_READONLY);
    if (auto known = check_identity(state->database, path, kApplication, kVersion); !known) return std::unexpected(known.error());
    if (cut_short(path)) return bad_input(path.string() + " is truncated: its end is missing");
    if (auto read = read_header(state->database, path, state->header); !read) return std::unexpected(read.error());
    return Archive(std::move(state));
  });
}

namespace {

bool holds_nothing(Database& db) { return db.integer("SELECT count(*) FROM sqlite_master") == 0 && db.integer("PRAGMA application_id") == 0; }

}  // namespace

bool Archive::blank(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return true;
  if (!fs::is_regular_file(path, error)) return false;
  try {
    Database db(path, SQLITE_OPEN_READWRITE);  // what a broken transaction has left is taken back
    return holds_nothing(db);
  } catch (const DatabaseError&) {
    return false;
  }
}

std::expected<Archive, Fault> Archive::write(const fs::path& path, const ArchiveHeader& header) {
  std::error_code error;
  if (fs::is_directory(path, error)) return bad_input(path.string() + " is a folder, not an archive");
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) return bad_input("there is no folder " + folder.string());
  const bool fresh = !fs::exists(path, error);
  auto result = guarded(path, [&]() -> std::expected<Archive, Fault> {
    auto state = std::make_unique<State>(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    Database& db = state->database;
    if (sqlite3_db_readonly(db.get(), "main") == 1) return failure(path.string() + " cannot be written: it is read-only");
    db.run("PRAGMA locking_mode=EXCLUSIVE");
    db.run("PRAGMA page_size=8192");
    db.run("BEGIN EXCLUSIVE");
    if (holds_nothing(db)) {
      db.run(kSchema);
      write_header(db, header);
      db.run(("PRAGMA application_id=" + std::to_string(kApplication)).c_str());
      db.run(("PRAGMA user_version=" + std::to_string(kVersion)).c_str());
      db.run("COMMIT");
      state->header = header;
    } else {
      if (auto known = check_identity(db, path, kApplication, kVersion); !known) return std::unexpected(known.error());
      if (cut_short(path)) return bad_input(path.string() + " is truncated: its end is missing");
      if (auto read = read_header(db, path, state->header); !read) return std::unexpected(read.error());
      const ArchiveHeader& old = state->header;
      if (old.specification != header.specification)
        return bad_input(path.string() + " holds another ensemble: its specification differs in '" +
                         first_difference(old.specification, header.specification) + "'");
      if (old.shard != header.shard)
        return bad_input(path.string() + " holds shard " + std::to_string(old.shard.index) + "/" + std::to_string(old.shard.count));
      if (old.members > header.members)
        return bad_input(path.string() + " holds " + std::to_string(old.members) + " members already; " +
                         std::to_string(header.members) + " were asked for");
      if (old.members < header.members) {
        Statement(db.get(), "UPDATE header SET value=? WHERE name='members'").bind(1, static_cast<std::int64_t>(header.members)).run();
        state->header.members = header.members;
      }
      db.run("COMMIT");
    }
    db.run("PRAGMA journal_mode=WAL");
    db.run("PRAGMA synchronous=NORMAL");
    db.run("PRAGMA wal_autocheckpoint=4000");
    state->writing = true;
    state->add_member.emplace(db.get(), "INSERT INTO member VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    state->add_chronicle.emplace(db.get(), "INSERT INTO chronicle VALUES (?,?)");
    return Archive(std::move(state));
  });
  if (!result && fresh)  // nothing half-written stays behind
    for (const char* suffix : {"", "-wal", "-journal", "-shm"}) fs::remove(path.string() + suffix, error);
  return result;
}

bool Archive::complete() const {
  const auto here = present();
  std::uint64_t wanted = 0;
  const ArchiveHeader& h = state_->header;
  if (h.members >= h.shard.index) wanted = (h.members - h.shard.index) / h.shard.count + 1;
  return here.size() == wanted;
}

std::vector<std::uint64_t> Archive::present() const {
  std::vector<std::uint64_t> numbers;
  try {
    Statement s(state_->database.get(), "SELECT number FROM member ORDER BY number");
    while (s.step()) {
      const auto n = static_cast<std::uint64_t>(s.integer(0));
      if (n < state_->header.members && state_->header.shard.holds(n)) numbers.push_back(n);
    }
  } catch (const DatabaseError&) {
    return {};  // members() says what is wrong
  }
  return numbers;
}

std::expected<void, Fault> Archive::add(const MemberRow& m) {
  return guarded(state_->path, [&]() -> std::expected<void, Fault> {
    Database& db = state_->database;
    try {
      db.run("BEGIN");
      bind_member(*state_->add_member, m);
      state_->add_member->run();
      state_->add_chronicle->bind(1, static_cast<std::int64_t>(m.number)).bind_blob(2, m.chronicle).run();
      db.run("COMMIT");
    } catch (...) {
      state_->add_member->reset();
      state_->add_chronicle->reset();
      sqlite3_exec(db.get(), "ROLLBACK", nullptr, nullptr, nullptr);
      throw;
    }
    return {};
  });
}

std::expected<void, Fault> Archive::finish() {
  return guarded(state_->path, [&]() -> std::expected<void, Fault> {
    state_->add_member.reset();
    state_->add_chronicle.reset();
    Database& db = state_->database;
    db.run("PRAGMA synchronous=FULL");
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
    db.run("PRAGMA journal_mode=DELETE");
    std::error_code ignored;
    fs::remove(state_->path.string() + "-shm", ignored);  // of one who has read while it was written
    db.run("PRAGMA locking_mode=NORMAL");
    db.integer("SELECT count(*) FROM header");  // gives up the lock
    state_->writing = false;
    return {};
  });
}

std::expected<MemberRow, Fault> Archive::member(std::uint64_t number, Parts parts) const {
  return guarded(state_->path, [&]() -> std::expected<MemberRow, Fault> {
    sqlite3* db = state_->database.get();
    Statement s(db, "SELECT * FROM member WHERE number=?");
    s.bind(1, static_cast<std::int64_t>(number));
    if (!s.step()) return bad_input(state_->path.string() + " has no member " + std::to_string(number));
    auto row = read_member(s, state_->header, state_->path);
    if (!row || parts == Parts::outcomes) return row;
    Statement c(db, "SELECT packed FROM chronicle WHERE number=?");
    c.bind(1, static_cast<std::int64_t>(number));
    if (c.step()) row->chronicle = c.bytes(0);
    if (row->failed) return row;
    const auto chronicle = unpack_chronicle(row->chronicle);
    if (!chronicle) return bad_input(state_->path.string() + ", member " + std::to_string(number) + ": " + chronicle.error());
    if (!(digest_of(*chronicle, *row) == row->digest))
      return bad_input(state_->path.string() + ", member " + std::to_string(number) + ": its digest does not agree with its chronicle");
    return row;
  });
}

std::expected<std::vector<MemberRow>, Fault> Archive::members(Parts parts) const {
  return guarded(state_->path, [&]() -> std::expected<std::vector<MemberRow>, Fault> {
    std::vector<MemberRow> rows;
    Statement s(state_->database.get(), "SELECT * FROM member ORDER BY number");
    while (s.step()) {
      auto row = read_member(s, state_->header, state_->path);
      if (!row) return std::unexpected(row.error());
      if (parts == Parts::whole) {
        row = member(row->number, Parts::whole);
        if (!row) return std::unexpected(row.error());
      }
      rows.push_back(std::move(*row));
    }
    return rows;
  });
}

std::string MemberDigest::hex() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (std::uint64_t word : {high, low})
    for (int shift = 60; shift >= 0; shift -= 4) out += digits[(word >> shift) & 15];
  return out;
}

std::string ensemble_digest(const std::vector<MemberRow>& members) {
  std::string text = "smolny ensemble 1\n";
  for (const MemberRow& m : members)
    text += std::to_string(m.number) + (m.failed ? " failed\n" : " " + m.digest.hex() + "\n");
  return sha256_hex(text);
}

}  // namespace smolny
