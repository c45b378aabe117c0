#include "archive/ledger.hpp"

#include <map>
#include <system_error>

#include "archive/bytes.hpp"
#include "archive/database.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kApplication = 0x534d4c47;  // "SMLG"

}  // namespace

struct Ledger::State {
  fs::path path;
  Database database;
  std::map<std::pair<std::string, std::uint64_t>, LedgerRow> rows;
  std::optional<Statement> add;
  explicit State(fs::path p) : path(std::move(p)), database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}
};

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

std::expected<Ledger, Fault> Ledger::open(const fs::path& path, const std::string& work) {
  std::error_code error;
  if (fs::is_directory(path, error)) return bad_input(path.string() + " is a folder");
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) return bad_input("there is no folder " + folder.string());
  try {
    auto state = std::make_unique<State>(path);
    Database& db = state->database;
    db.run("PRAGMA locking_mode=EXCLUSIVE");
    db.run("BEGIN EXCLUSIVE");
    if (db.integer("SELECT count(*) FROM sqlite_master") == 0 && db.integer("PRAGMA application_id") == 0) {
      db.run("CREATE TABLE work (text TEXT);"
             "CREATE TABLE run (stage TEXT, place INTEGER, failed INTEGER, content BLOB, PRIMARY KEY (stage, place)) WITHOUT ROWID;");
      Statement(db.get(), "INSERT INTO work VALUES (?)").bind(1, work).run();
      db.run(("PRAGMA application_id=" + std::to_string(kApplication)).c_str());
      db.run("COMMIT");
    } else {
      db.run("COMMIT");
      if (db.integer("PRAGMA application_id") != kApplication) return bad_input(path.string() + " is not a ledger of Smolny");
      if (db.text("SELECT text FROM work") != work)
        return bad_input(path.string() + " holds other work: the scenario, the engine or an option differs; name another file, or remove it");
      Statement all(db.get(), "SELECT stage, place, failed, content FROM run");
      while (all.step()) {
        const std::string content = all.bytes(3);
        LedgerRow row = std::vector<double>();
        if (all.integer(2) != 0) row = std::unexpected(content);
        else if (!values_of(content, *row)) return bad_input(path.string() + " is damaged at run " + std::to_string(all.integer(1)) + " of " + all.bytes(0));
        state->rows.insert_or_assign({all.bytes(0), static_cast<std::uint64_t>(all.integer(1))}, std::move(row));
      }
    }
    db.run("PRAGMA journal_mode=WAL");
    db.run("PRAGMA synchronous=NORMAL");
    state->add.emplace(db.get(), "INSERT INTO run VALUES (?,?,?,?)");
    return Ledger(std::move(state));
  } catch (const DatabaseError& e) {
    return std::unexpected(fault_of(e, path));
  }
}

std::optional<LedgerRow> Ledger::find(const std::string& stage, std::uint64_t place) const {
  const auto at = state_->rows.find({stage, place});
  if (at == state_->rows.end()) return std::nullopt;
  return at->second;
}

std::expected<void, Fault> Ledger::add(const std::string& stage, std::uint64_t place, const LedgerRow& row) {
  try {
    state_->add->bind(1, stage).bind(2, static_cast<std::int64_t>(place)).bind(3, static_cast<std::int64_t>(!row));
    state_->add->bind_blob(4, row ? bytes_of(*row) : row.error()).run();
    state_->rows.insert_or_assign({stage, place}, row);
    return {};
  } catch (const DatabaseError& e) {
    return std::unexpected(fault_of(e, state_->path));
  }
}

std::size_t Ledger::rows() const { return state_->rows.size(); }

std::expected<void, Fault> Ledger::finish() {
  try {
    state_->add.reset();
    Database& db = state_->database;
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
    db.run("PRAGMA journal_mode=DELETE");
    db.run("PRAGMA locking_mode=NORMAL");
    db.integer("SELECT count(*) FROM work");
    return {};
  } catch (const DatabaseError& e) {
    return std::unexpected(fault_of(e, state_->path));
  }
}

}  // namespace smolny
