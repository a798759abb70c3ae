// The tables of reasons in docs/partner-files.md, from the one place where the reasons stand (reason.cc).
//
//   page = with_reason_tables(page);   // what stands between the markers is replaced, the rest is left alone
//
// Markers: `<!-- generated: row reasons -->`, `<!-- generated: file reasons -->`, each up to `<!-- end generated
// -->`. A page without them comes back as it was. Pure.
#pragma once

#include <string>

namespace tijdig::signal_ingest {

std::string with_reason_tables(std::string page);

}  // namespace tijdig::signal_ingest
