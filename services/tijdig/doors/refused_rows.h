// The refused rows of a partner file, given back: each row as it was, and why it was refused.
//
//   TIJDIG_TRY(auto path, write_refused_rows(outcome, data / "refused"));   // data/refused/<name>.refused.csv
//
// UTF-8, `;`, one line per problem: the columns of the file, then regel, veld, reden, advies. A row of an NDJSON file
// stands in one column. A cell that a spreadsheet would take for a formula gets an apostrophe in front. The file holds
// personal data, as the delivery did: it belongs to the partner. When the same file comes again it is overwritten, or
// removed when nothing of it is refused any more.
#pragma once

#include "services/tijdig/doors/town_doors.h"

namespace tijdig::doors {

// An empty path when nothing was refused row by row.
Result<std::filesystem::path> write_refused_rows(const FileOutcome& outcome, const std::filesystem::path& folder);

}  // namespace tijdig::doors
