// A precondition of a pure function. Inputs that come from files are checked where they are read; a value
// that reaches this floor out of its documented range is a programming error, and throws.
#pragma once

#include <stdexcept>

namespace smolny::politics {

inline void require(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

}  // namespace smolny::politics
