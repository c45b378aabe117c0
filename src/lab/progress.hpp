#pragma once
// How far an ensemble has come, for a person at a terminal and for a program.

#include <functional>
#include <string_view>

#include "lab/ensemble.hpp"

namespace smolny {

using WriteText = std::function<void(std::string_view)>;

/// One line that is written over, ten times a second at most, and ended at the end.
OnProgress text_progress(WriteText write);

/// A JSON object a line, ten times a second at most, and at the end: `{"done":..,"total":..,"failed":..,"seconds":..}`.
OnProgress json_progress(WriteText write);

}  // namespace smolny
