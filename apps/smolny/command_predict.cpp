#include <fstream>
#include <iterator>

#include "lab/predict.hpp"
#include "options.hpp"
#include "shared.hpp"

namespace smolny {

int command_predict(Arguments arguments) {
  std::string path, query;
  std::uint64_t threads = 0;
  bool json = false;
  Options options("predict",
                  "Answers questions from an ensemble: 5, 50 and 95 per cent of its histories, which are lived again up to the day\n"
                  "that is asked about. A question may carry `actual`, and its quantile comes back; `given` makes its answer\n"
                  "conditional on the actual figures of others. See docs/command-line.md.",
                  "smolny predict road.sqlite --query questions.yaml --json");
  options.positional("ARCHIVE", path, "an archive that `smolny ensemble` wrote");
  options.option("--query", query, "FILE", "a list of questions, YAML or JSON");
  options.required("--query");
  options.option("--threads", threads, "T", "0: as many as there are cores");
  options.flag("--json", json, "machine-readable output");
  if (const auto status = options.parse(arguments)) return *status;
  std::ifstream in(query, std::ios::binary);
  if (!in) return complain(query + " cannot be read");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto open = open_archive(path);
  if (!open) return complain(open.error());
  const auto questions = read_questions(text, query, open->setting());
  if (!questions) return complain(questions.error());
  const auto predictions = predict(*open, *questions, static_cast<unsigned>(threads));
  if (!predictions) return complain(predictions.error());
  print(json ? predictions_json(*questions, *predictions) : predictions_text(*questions, *predictions));
  bool any = false;
  for (std::size_t i = 0; i < questions->size(); ++i) {
    const std::string& error = (*questions)[i].error.empty() ? (*predictions)[i].error : (*questions)[i].error;
    any = any || error.empty();
    if (!error.empty() && !json) complain("a question cannot be answered: " + error, 0);
  }
  return any || questions->empty() ? 0 : 2;
}

}  // namespace smolny
