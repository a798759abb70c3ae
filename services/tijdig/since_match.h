// What the town learned about a household between its match and the visit.
//
//   TIJDIG_TRY(const std::string reason, known_since(back_end, enriched));    // "opted_out", or "" for nothing
//
// Lists and register are asked when a match is made, and no stage asks again (docs/rules.md, "Not carried out yet").
// Who shows a case looks into the state of register desk and signal-ingest then, by the rules of enrichment, so that
// whoever is about to go sees it: deceased, not_resident, excluded, opted_out, known_in_debt_help,
// under_administration, moved_within, or signals_withdrawn when partners took back all that the case stands on.
// Reads only; errors are those of the store. Any thread that may read.
#pragma once

#include <string>

#include "libs/domain/case.h"
#include "libs/ports/back_end.h"

namespace tijdig::commands {

Result<std::string> known_since(ports::BackEnd& back_end, const EnrichedCase& enriched);

}  // namespace tijdig::commands
