// Rows of those who send deputies and of the ranks of parties: curiae, organizations.

#include "scenario/row.hpp"

namespace smolny {

void read_row(const Row& row, Curia& curia) { curia.electors = row.selector("electors"); }

void read_row(const Row& row, Organization& organization) {
  organization.party = row.row<Party>("party");
  organization.above = row.row<Organization>("above");
  organization.ground = row.selector("ground");
  organization.members = row.number("members");
  organization.line = row.row<Lever>("line");
  organization.stands = row.number("stands");
  if (organization.line.has() && organization.above.has())
    row.diagnostics().add(row.find("line")->at, row.fields().what() + " has a line of its own but stands under another; expected it of a centre");
  if (row.has("stands") && !organization.line.has())
    row.diagnostics().add(row.find("stands")->at, row.fields().what() + " says where its directive stands but has none; expected the field 'line'");
  if (!organization.ground.empty() && !row.has("members"))
    row.diagnostics().add(row.fields().node().at, row.fields().what() + " works among people but has no members; expected the field 'members'");
}

}  // namespace smolny
