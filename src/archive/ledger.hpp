#pragma once
// What a long piece of work has run so far, so that it can be taken up again: one SQLite file, one transaction a run. A row
// is named by the stage of the work and its place in it. Killed at any instant it holds whole runs only.

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/fault.hpp"

namespace smolny {

/// What a run gave: numbers, or why it failed.
using LedgerRow = std::expected<std::vector<double>, std::string>;

class Ledger {
 public:
  /// Makes the file, or goes on with one of the same `work` (a text that fixes all that is done). That of another work is
  /// bad input.
  static std::expected<Ledger, Fault> open(const std::filesystem::path& path, const std::string& work);

  std::optional<LedgerRow> find(const std::string& stage, std::uint64_t place) const;
  std::expected<void, Fault> add(const std::string& stage, std::uint64_t place, const LedgerRow& row);
  std::size_t rows() const;
  /// Folds the log into the file and gives up the lock.
  std::expected<void, Fault> finish();

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

 private:
  struct State;
  explicit Ledger(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace smolny
