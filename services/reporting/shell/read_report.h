// The report of one municipality out of a store: the shell around ledger_from and build_report.
//
//   TIJDIG_TRY(Report report, read_report(back_end, policy));
//
// Reads committed state only; works on a store opened to look at, while another process goes on.
#pragma once

#include "libs/policy/policy.h"
#include "libs/ports/back_end.h"
#include "services/reporting/table.h"

namespace tijdig::reporting {

Result<Report> read_report(ports::BackEnd& back_end, const policy::Policy& policy);

}  // namespace tijdig::reporting
