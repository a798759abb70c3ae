// How facts are kept (flow::tables::report_rows): one state key per row, the value a fact as libs/codec writes it.
//
// Additive facts (SignalsCounted, SignalAmended, LateCounted) are folded into one row per month, partner and reason;
// the others replace the row of the same id. `fold` is therefore indifferent to the order of different sources.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/inboxes.h"
#include "libs/policy/policy.h"
#include "services/reporting/ledger.h"

namespace tijdig::reporting {

struct RowChange {
  Bytes key;
  FactsMessage fact;  // to be added to the row when `additive`, else to replace it
  bool additive = false;
};

// The rows that one fact touches; none for rules and days.
std::vector<RowChange> rows_of(const FactsMessage& fact);

// Adds an additive fact to what the row held.
FactsMessage fold(const std::optional<FactsMessage>& held, const FactsMessage& added);

// The whole state of one municipality as a ledger. `rows` may hold other municipalities too.
Result<Ledger> ledger_from(MunicipalityCode municipality, std::optional<Date> as_of,
                           const std::vector<std::pair<Bytes, Bytes>>& rows);

// First bytes of every row key of a municipality.
Bytes rows_prefix(MunicipalityCode municipality);

}  // namespace tijdig::reporting
