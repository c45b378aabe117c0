#pragma once
// Why something could not be done, and whose fault it was: the exit status follows from it.

#include <expected>
#include <string>

namespace smolny {

struct Fault {
  std::string message;
  bool input = false;  ///< bad input (exit status 2); else a failure (exit status 1)
  int status() const { return input ? 2 : 1; }
};

inline std::unexpected<Fault> bad_input(std::string message) { return std::unexpected(Fault{std::move(message), true}); }
inline std::unexpected<Fault> failure(std::string message) { return std::unexpected(Fault{std::move(message), false}); }

}  // namespace smolny
