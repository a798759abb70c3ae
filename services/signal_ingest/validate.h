// One delivered row to one Signal, or to every reason why not. Pure: row, policy and day of receipt decide.
//
//   CheckedRow checked = validate(row, {policy, municipality, partner, received});
//   if (checked.problems.empty()) use(checked.signal);
//
// All problems of the row are found, not the first: form per field, then what law, agreement and policy say (L01, L04,
// L07 to L12). The words stand in reason.cc. A withdrawal needs no more than what names the signal; whether an unknown
// partner may withdraw depends on whether the signal is known, so decide.h says it. Free functions; any thread.
#pragma once

#include <vector>

#include "libs/domain/delivery.h"
#include "libs/domain/signal.h"
#include "libs/policy/policy.h"
#include "services/signal_ingest/reason.h"

namespace tijdig::signal_ingest {

enum class RowKind : unsigned char { signal, correction, withdrawal };

struct RowContext {
  const policy::Policy& policy;
  MunicipalityCode municipality;
  PartnerId partner;
  Date received;
};

struct CheckedRow {
  RowKind kind = RowKind::signal;
  bool partner_known = true;  // to the policy
  Signal signal;              // complete when the row is usable; else as far as it could be read, for counting only
  std::vector<Problem> problems;
};

CheckedRow validate(const DeliveredRow& row, const RowContext& context);

// What the partner identifies the signal by: its reference, or else customer number, signal date, amount and origin
// date (L11). Not set when neither can be read. Needs no policy, so that keys can be fetched before the rules are
// known.
SignalId signal_id_of(const DeliveredRow& row, MunicipalityCode municipality, const PartnerId& partner);
CustomerId customer_id_of(BytesView customer_number, MunicipalityCode municipality, const PartnerId& partner);

// A row was understood when it has no problems, or only ones the exchange model has a word for. A delivery in which
// no row was understood is kept out whole (FileReason::no_row_usable).
bool is_usable(const CheckedRow& checked);

}  // namespace tijdig::signal_ingest
