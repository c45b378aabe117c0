#pragma once
// What is wrong with a scenario: every problem, each with its place in the files, what was expected and the nearest
// valid name. Nothing here throws; the reader goes on after a problem, so that one run shows them all.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smolny {

/// A place in the files of a scenario: line and column count from 1 (columns in bytes); line 0: the file as a whole.
struct Position {
  std::int32_t file = -1;  ///< index of Diagnostics::files; -1: the scenario as a whole
  std::int32_t line = 0, column = 0;
  constexpr auto operator<=>(const Position&) const = default;
};

struct Diagnostic {
  std::string file;
  int line = 0, column = 0;
  std::string message;
  auto operator<=>(const Diagnostic&) const = default;
};

/// `file:line:column: message`; without line and column where the file as a whole is meant.
std::string to_text(const Diagnostic& diagnostic);

class Diagnostics {
 public:
  /// At most so many are kept.
  static constexpr std::size_t kKept = 1000;

  /// Thrown by `add` when no more can be kept, where `stop_when_full` is set: a reader of rows gives up then.
  struct Full {};
  bool stop_when_full = false;

  std::int32_t add_file(std::string name);
  const std::string& file(std::int32_t index) const { return files_[static_cast<std::size_t>(index)]; }
  void add(Position at, std::string message);
  std::size_t count() const { return kept_.size() + (more_ ? 1 : 0); }
  bool empty() const { return kept_.empty(); }
  /// By file, line, column and message, without duplicates; the last line says if there were more.
  std::vector<Diagnostic> sorted() const;

 private:
  struct Entry {
    Position at;
    std::string message;
  };
  std::vector<std::string> files_;
  std::vector<Entry> kept_;
  bool more_ = false;
};

/// The text in single quotes, cut to sixty bytes, with control characters and broken UTF-8 shown as escapes.
std::string in_quotes(std::string_view text);

/// The noun with `a` or `an` before it.
std::string with_article(std::string_view noun);

/// How many letters must be put in, left out, changed or swapped with a neighbour to turn one into the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The valid name closest to what was written, or "" when none is close. Ties go to the first in the alphabet.
std::string_view nearest_name(std::string_view written, const std::vector<std::string_view>& valid);

/// What to say after "unknown WHAT 'name'": `; did you mean 'x'?`, or, when none is close, `; expected one of a, b, c`
/// (at most twelve), or `; there are none`.
std::string suggestion(std::string_view written, std::vector<std::string_view> valid);

}  // namespace smolny
