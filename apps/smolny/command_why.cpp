#include "lab/opening.hpp"
#include "lab/why.hpp"
#include "options.hpp"
#include "shared.hpp"

namespace smolny {

namespace {

constexpr std::size_t kCausesTried = 12;

}  // namespace

int command_why(Arguments arguments) {
  std::string path, event;
  std::uint64_t member = 0, depth = 12, threads = 0;
  std::optional<std::uint64_t> branches;
  bool json = false;
  Options options("why",
                  "Why an event happened in one history of an archive: its causes, their causes, and what weighed. EVENT is a\n"
                  "pattern of the scenario, a kind of event (the first of it is meant), or the number of an event.",
                  "smolny why october.sqlite --member 7 government-fell --but-for 100");
  options.positional("ARCHIVE", path, "the archive");
  options.positional("EVENT", event, "a pattern, a kind of event, or a number");
  options.option("--member", member, "K", "which history");
  options.required("--member");
  options.option("--but-for", branches, "N", "forbid each cause in turn and live on N times with and N times without it; 0: once, with the same chance");
  options.option("--depth", depth, "N", "how many steps back");
  options.option("--threads", threads, "T", "0, the default: as many as there are cores");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  if (branches && *branches > 100'000) return complain("--but-for: more than 100,000");
  const auto open = open_archive(path);
  if (!open) return complain(open.error());
  if (member >= open->archive.header().members)
    return complain("--member: the archive has " + std::to_string(open->archive.header().members) + " members, from 0 on");
  const Specification specification = specification_of(*open, member);
  const auto history = run_member(open->setting(), specification);
  if (!history) return complain(history.error());
  const auto asked = find_asked(open->setting(), history->simulation.chronicle, event);
  if (!asked) return complain(asked.error());
  const Explainer explainer(*open->scenario, history->simulation);
  const CauseTree tree = tree_of(*history, explainer, asked->event, static_cast<int>(std::min<std::uint64_t>(depth, 1000)));
  std::optional<ButFor> answer;
  if (branches) {
    const ButForPlan plan{specification, asked->event, asked->pattern,
                          causes_worth_trying(open->setting(), history->simulation.chronicle, asked->event, kCausesTried),
                          static_cast<int>(*branches), true, static_cast<unsigned>(threads)};
    auto tried = but_for(open->setting(), plan);
    if (!tried) return complain(tried.error());
    answer = std::move(*tried);
  }
  if (json) {
    print(why_json(*open->scenario, *history, member, tree, answer ? &*answer : nullptr));
    return 0;
  }
  print(tree_text(*open->scenario, *history, tree));
  if (answer) print(but_for_text(open->setting(), *history, *answer));
  return 0;
}

}  // namespace smolny
