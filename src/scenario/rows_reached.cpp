// Rows of what an earlier scenario brings about.

#include "scenario/row.hpp"

namespace smolny {

void read_row(const Row& row, Carry& carry) {
  carry.from = row.text("from");
  carry.what = static_cast<Carried>(row.fields().choice("what", 0));
  carry.body = row.row<Body>("body");
  carry.path = row.text("path");
  carry.as = row.text("as");
  const auto want = [&](std::string_view field, bool wanted, std::string_view why) {
    if (wanted && !row.has(field))
      row.diagnostics().add(row.fields().node().at, row.fields().what() + " lacks the field " + in_quotes(field) + ": " + std::string(why));
    else if (!wanted && row.has(field))
      row.diagnostics().add(row.find(field)->at, row.fields().what() + " cannot have the field " + in_quotes(field));
  };
  const bool seats = carry.what == Carried::seats, members = carry.what == Carried::members, number = carry.what == Carried::number,
             nothing = carry.what == Carried::nothing;
  want("body", seats || members, "the body of this scenario that is meant");
  want("path", number, "the number that is carried, such as proposition.alarm.prior");
  want("as", seats || number || nothing, seats ? "the id of a body of the earlier scenario, or a tag of such" : "an expression of the earlier scenario");
  if (carry.body.has() && seats && row.setting().bodies[carry.body].blocs.empty())
    row.diagnostics().add(row.find("body")->at, row.fields().what() + ": the body has no blocs; expected one with blocs");
  if (carry.body.has() && members && row.setting().bodies[carry.body].members.empty())
    row.diagnostics().add(row.find("body")->at, row.fields().what() + ": the body has no members; expected one with members");
}

}  // namespace smolny
