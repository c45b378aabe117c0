#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace smolny {

namespace {

/// A number from 0 on; a sign would be read round the back of the scale.
CLI::Validator whole_number() {
  return CLI::Validator(
      [](const std::string& text) {
        const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
        return digits ? std::string() : "expected a whole number from 0 on, found '" + text + "'";
      },
      "");
}

}  // namespace

struct Options::State {
  CLI::App app;
  State(std::string_view summary, std::string_view command) : app(std::string(summary), (command.starts_with("smolny") ? "" : "smolny ") + std::string(command)) {}
};

Options::Options(std::string_view command, std::string_view summary, std::string_view example)
    : state_(std::make_unique<State>(summary, command)) {
  state_->app.footer("Example:\n  " + std::string(example));
  state_->app.set_help_flag("-h,--help", "this text");
}

Options::~Options() = default;

void Options::positional(std::string_view name, std::string& value, std::string_view help, bool required) {
  auto* option = state_->app.add_option(std::string(name), value, std::string(help))->type_name("");
  option->option_text(required ? " " : "[optional]");
  option->required(required);
}

void Options::positionals(std::string_view name, std::vector<std::string>& values, std::string_view help) {
  state_->app.add_option(std::string(name), values, std::string(help))->type_name("")->required()->option_text("...");
}

void Options::flag(std::string_view name, bool& value, std::string_view help) {
  state_->app.add_flag(std::string(name), value, std::string(help));
}

void Options::option(std::string_view name, std::string& value, std::string_view placeholder, std::string_view help) {
  state_->app.add_option(std::string(name), value, std::string(help))->option_text(std::string(placeholder));
}
void Options::option(std::string_view name, std::optional<std::string>& value, std::string_view placeholder, std::string_view help) {
  state_->app.add_option(std::string(name), value, std::string(help))->option_text(std::string(placeholder));
}
void Options::option(std::string_view name, std::uint64_t& value, std::string_view placeholder, std::string_view help) {
  state_->app.add_option(std::string(name), value, std::string(help))->option_text(std::string(placeholder))->check(whole_number());
}
void Options::option(std::string_view name, std::optional<std::uint64_t>& value, std::string_view placeholder, std::string_view help) {
  state_->app.add_option(std::string(name), value, std::string(help))->option_text(std::string(placeholder))->check(whole_number());
}
void Options::list(std::string_view name, std::vector<std::string>& values, std::string_view placeholder, std::string_view help) {
  // One value to a mention, so that what follows is not taken for more of it.
  state_->app.add_option(std::string(name), values, std::string(help))
      ->option_text(std::string(placeholder))
      ->expected(1)
      ->take_all();
}
void Options::required(std::string_view name) { state_->app.get_option(std::string(name))->required(); }

std::optional<int> Options::parse(Arguments arguments) {
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    state_->app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    std::fputs(state_->app.help().c_str(), stdout);
    return 0;
  } catch (const CLI::ParseError& e) {
    std::fprintf(stderr, "smolny: %s\nSee %s --help.\n", e.what(), state_->app.get_name().c_str());
    return 2;
  }
  return std::nullopt;
}

}  // namespace smolny
