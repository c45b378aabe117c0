#pragma once
// Questions put to an ensemble: what share, what price, on what day. Each is answered by an interval over its histories, which are
// lived again up to the day that is asked about.

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/fault.hpp"
#include "lab/opening.hpp"

namespace smolny {

/// What may be asked:
///   vote-share   party; election, or where and at: of the votes, or of those who would vote that day
///   turnout      election, or where and at
///   price-index  where, at
///   outbreaks    where, from, to
///   men          where, at; class: only people of that class
/// `where` is the id of a district, group or market, or a tag that such rows bear. `actual` may go with any of them, and `last`:
/// the figure that was known before, such as last month's. `id` names a question, and `given` those whose actual figures are known when
/// this one is answered: the answer is then conditional on them (lab/conditional.hpp).
struct Question {
  std::vector<std::pair<std::string, std::string>> asked;  ///< fields as written, `actual`, `last` and `given` left out
  std::string id;                                          ///< empty: nobody speaks of it
  std::vector<std::string> given;                          ///< ids of others
  std::vector<std::size_t> known;                          ///< the same, as places in the list
  std::optional<double> actual, last;
  std::string what, error;  ///< error: why it cannot be answered; empty otherwise
  ElectionId election{};
  PartyId party{};
  std::vector<GroupId> groups;
  std::vector<MarketId> markets;
  std::vector<DistrictId> districts;
  Instant at{};                   ///< of outbreaks: to
  std::optional<Instant> from;    ///< what had come about by then is taken off
};

struct Prediction {
  double low = 0, median = 0, high = 0;   ///< 5, 50 and 95 per cent of the histories, weighted and adjusted where something is given
  double persistence = 0;                 ///< what nobody's change would give: `last`, the poll before, or the first day; NaN: not known
  std::optional<double> quantile{};       ///< share of histories below `actual`, half of those at it counted
  std::optional<double> crps{};           ///< of the histories as a forecast of `actual`, in its units; a single figure's is its error
  std::optional<double> effective{};      ///< where something is given: how many histories of equal weight the answer is worth
  bool extrapolated = false;              ///< what is given lies beyond all histories
  std::string error{};                    ///< why the histories cannot answer what could be asked; empty otherwise
};

/// Reads a list of questions (YAML or JSON), alone or under the key `questions`. What cannot be answered says why in its `error`;
/// what is no list of questions is bad input.
std::expected<std::vector<Question>, Fault> read_questions(std::string_view text, const std::string& name, const Setting& setting);

/// Answers them, in their order; of a question with an error the answer is empty (NaN). `threads` 0: all cores.
std::expected<std::vector<Prediction>, Fault> predict(const OpenArchive& open, const std::vector<Question>& questions, unsigned threads);

std::string predictions_json(const std::vector<Question>& questions, const std::vector<Prediction>& predictions);
std::string predictions_text(const std::vector<Question>& questions, const std::vector<Prediction>& predictions);

}  // namespace smolny
