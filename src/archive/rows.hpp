#pragma once
// Between the tables of an archive's file and the rows of memory. They throw DatabaseError.

#include "archive/archive.hpp"
#include "archive/database.hpp"

namespace smolny {

/// Is it an archive, and of the version that this engine reads.
std::expected<void, Fault> check_identity(Database& database, const std::filesystem::path& path, std::int64_t application,
                                          std::int64_t version);

void write_header(Database& database, const ArchiveHeader& header);
std::expected<void, Fault> read_header(Database& database, const std::filesystem::path& path, ArchiveHeader& header);

/// Into the eleven columns of `member`, sealed by a hash of them.
void bind_member(Statement& statement, const MemberRow& member);
/// From a row of `SELECT * FROM member`; checked against the header. The chronicle is not read.
std::expected<MemberRow, Fault> read_member(Statement& row, const ArchiveHeader& header, const std::filesystem::path& path);

}  // namespace smolny
