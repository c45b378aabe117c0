// Rows of what is expected of those in office, and of how they are judged: levers, classes, problems, elections; of bread
// and work: granaries, markets.

#include "scenario/row.hpp"

namespace smolny {

void read_row(const Row& row, Lever& lever) {
  lever.value = row.number("value");
  if (const int role = row.fields().choice("role"); role >= 0) lever.role = static_cast<LeverRole>(role + 1);
}

void read_row(const Row& row, PeopleClass& c) {
  c.franchise = row.number("franchise");
  c.turnout = row.number("turnout");
  c.wage_earners = row.flag("wage_earners");
  c.feeds_itself = row.flag("feeds_itself");
  c.reads = row.number("reads");
  c.unrest = row.number("unrest");
  row.numbers_by_row("salience", [&](std::int32_t problem, Number n) { c.salience[static_cast<std::size_t>(problem)] = n; });
  row.numbers_by_row("position", [&](std::int32_t issue, Number n) { c.position[static_cast<std::size_t>(issue)] = n; });
}

void read_row(const Row& row, Problem& problem) {
  problem.issue = row.row<Issue>("issue");
  problem.level = row.number("level");
  problem.settled_by = row.row<Lever>("settled_by");
  problem.raised_by = row.row<Lever>("raised_by");
  if (const int from = row.fields().choice("from"); from >= 0) problem.from = static_cast<Feed>(from + 1);
  problem.as_believed = row.row<Proposition>("as_believed");
  problem.felt_in = row.rows<District>("felt_in");
  std::sort(problem.felt_in.begin(), problem.felt_in.end());
}

void read_row(const Row& row, Election& election) {
  election.poll = row.row<CalendarEntry>("poll");
  election.districts = row.rows<District>("districts");
  std::sort(election.districts.begin(), election.districts.end());
  election.seats = static_cast<int>(row.fields().plain("seats", 0));
  election.rule = static_cast<SeatRule>(row.fields().choice("rule", static_cast<int>(SeatRule::dhondt)));
  election.parties = row.rows<Party>("parties");
  std::sort(election.parties.begin(), election.parties.end());
  double sum = 0;
  row.numbers_by_row("before", [&](std::int32_t party, Number n) {
    election.before[static_cast<std::size_t>(party)] = n;
    sum += n.central;
  });
  if (sum > 1 + 1e-9)
    row.diagnostics().add(row.find("before")->at, row.fields().what() + ": the shares of the poll before sum to more than 1");
  election.turnout_before = row.number("turnout_before");
  if (std::adjacent_find(election.districts.begin(), election.districts.end()) != election.districts.end())
    row.diagnostics().add(row.find("districts")->at, row.fields().what() + " names a district twice");
}

void read_row(const Row& row, Granary& granary) {
  granary.place = row.row<Place>("place");
  granary.stock = row.number("stock");
  granary.harvest = row.number("harvest");
  granary.reaped = row.row<CalendarEntry>("reaped");
  granary.paid_more = row.row<Lever>("paid_more");
  if (row.has("harvest") && !row.has("reaped"))
    row.diagnostics().add(row.find("harvest")->at, row.fields().what() + " has a harvest but does not say when it is reaped; expected the field 'reaped'");
}

void read_row(const Row& row, Market& market) {
  market.place = row.row<Place>("place");
  market.districts = row.rows<District>("districts");
  std::sort(market.districts.begin(), market.districts.end());
  market.stock = row.number("stock");
  market.ration = row.number("ration");
  market.supply = row.number("supply");
  market.index = row.number("index");
  market.cut = row.row<Lever>("cut");
  market.raised = row.row<Lever>("raised");
  market.concession = row.row<Lever>("concession");
}

}  // namespace smolny
