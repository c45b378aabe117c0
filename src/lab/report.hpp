#pragma once
// The page of a report: a template that is part of the program, filled with data.

#include <expected>
#include <string>
#include <string_view>

#include "archive/fault.hpp"

namespace smolny {

/// The template, web/dist/report.html as it was when the program was built; empty when there was none.
std::string_view report_template();

/// Puts the JSON where the template wants it, each `<` written as \u003c so that no text can end the script early. The
/// template must hold the place for it exactly once.
std::expected<std::string, Fault> fill_template(std::string_view page, std::string_view json);

}  // namespace smolny
