#pragma once
// SQLite with owners and exceptions; the exceptions do not leave archive/.

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "archive/fault.hpp"

namespace smolny {

struct DatabaseError {
  int code = 0;         ///< SQLite's primary result code
  int system = 0;       ///< errno of the call that failed, or 0
  std::string message;  ///< SQLite's own words
};

class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);
  Statement& bind(int position, std::int64_t value);
  Statement& bind(int position, double value);
  Statement& bind(int position, std::string_view text);
  Statement& bind_blob(int position, std::string_view bytes);
  bool step();  ///< true: there is a row
  void reset();
  /// One run without rows.
  void run() {
    step();
    reset();
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(get(), column); }
  double real(int column) const { return sqlite3_column_double(get(), column); }
  std::string bytes(int column) const;  ///< of a text or a blob

 private:
  sqlite3_stmt* get() const { return statement_.get(); }
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement_;
};

class Database {
 public:
  /// `flags` of sqlite3_open_v2.
  Database(const std::filesystem::path& path, int flags);
  void run(const char* sql);
  std::int64_t integer(const char* sql);
  std::string text(const char* sql);
  sqlite3* get() const { return database_.get(); }

 private:
  std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)> database_;
};

/// What to tell the user: a full disk, a lock, a file that is none.
Fault fault_of(const DatabaseError& error, const std::filesystem::path& path);

}  // namespace smolny
