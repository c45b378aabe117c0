#include "archive/database.hpp"

#include <cstring>

namespace smolny {

namespace {

[[noreturn]] void raise(sqlite3* database) {
  throw DatabaseError{sqlite3_errcode(database) & 0xff, sqlite3_system_errno(database), sqlite3_errmsg(database)};
}

}  // namespace

Statement::Statement(sqlite3* database, std::string_view sql) : database_(database), statement_(nullptr, &sqlite3_finalize) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK) raise(database);
  statement_.reset(statement);
}

Statement& Statement::bind(int position, std::int64_t value) {
  if (sqlite3_bind_int64(get(), position, value) != SQLITE_OK) raise(database_);
  return *this;
}
Statement& Statement::bind(int position, double value) {
  if (sqlite3_bind_double(get(), position, value) != SQLITE_OK) raise(database_);
  return *this;
}
Statement& Statement::bind(int position, std::string_view text) {
  if (sqlite3_bind_text64(get(), position, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK) raise(database_);
  return *this;
}
Statement& Statement::bind_blob(int position, std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();  // a null pointer would bind NULL
  if (sqlite3_bind_blob64(get(), position, data, bytes.size(), SQLITE_TRANSIENT) != SQLITE_OK) raise(database_);
  return *this;
}

bool Statement::step() {
  switch (sqlite3_step(get())) {
    case SQLITE_ROW: return true;
    case SQLITE_DONE: return false;
    default: raise(database_);
  }
}

void Statement::reset() {
  sqlite3_reset(get());
  sqlite3_clear_bindings(get());
}

std::string Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(get(), column);
  const int size = sqlite3_column_bytes(get(), column);
  return data ? std::string(static_cast<const char*>(data), static_cast<std::size_t>(size)) : std::string{};
}

Database::Database(const std::filesystem::path& path, int flags) : database_(nullptr, &sqlite3_close_v2) {
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);
  if (!database) throw std::bad_alloc();
  if (code != SQLITE_OK) raise(database);
  // The file may come from a stranger.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 64 << 20);
  sqlite3_busy_timeout(database, 200);
}

void Database::run(const char* sql) {
  if (sqlite3_exec(get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) raise(get());
}

std::int64_t Database::integer(const char* sql) {
  Statement s(get(), sql);
  return s.step() ? s.integer(0) : 0;
}

std::string Database::text(const char* sql) {
  Statement s(get(), sql);
  return s.step() ? s.bytes(0) : std::string{};
}

Fault fault_of(const DatabaseError& e, const std::filesystem::path& path) {
  const std::string name = path.string();
  const auto because = [&] { return e.system != 0 ? std::string(std::strerror(e.system)) : e.message; };
  switch (e.code) {
    case SQLITE_NOTADB: return {name + " is not an archive of Smolny", true};
    case SQLITE_CORRUPT: return {name + " is truncated or damaged", true};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {name + " is being written by another process", false};
    case SQLITE_FULL: return {"the disk is full: " + name + " holds the members written so far; the same command goes on from there", false};
    case SQLITE_READONLY:
    case SQLITE_PERM: return {name + " cannot be written: " + because(), false};
    case SQLITE_CANTOPEN: return {name + " cannot be opened: " + because(), false};
    case SQLITE_IOERR: return {name + " cannot be read or written: " + because(), false};
    case SQLITE_NOMEM: throw std::bad_alloc();
    case SQLITE_ERROR:  // a table or a column that is not there
    case SQLITE_TOOBIG: return {name + " is not a whole archive of Smolny: " + e.message, true};
    default: return {name + ": " + e.message, false};
  }
}

}  // namespace smolny
