// The tables of the Zoetermeer evaluation, for any municipality with this kind of policy.
//
//   Report report = build_report(ledger, policy);
//
// Ids: "funnel", "2.1" ... "2.11", "fig2.4", "refused" (signals not taken, by reason) and "late" (taken, but after
// their window). Rows of months carry the Dutch name, with the year when the ledger spans more than twelve. Row totals
// are computed, never copied, so the misprints of the published tables cannot occur. Pure: the same ledger and policy
// give the same bytes.
#pragma once

#include "libs/policy/policy.h"
#include "services/reporting/ledger.h"
#include "services/reporting/table.h"

namespace tijdig::reporting {

Report build_report(const Ledger& ledger, const policy::Policy& policy);

// The pieces, in the order of the report.
Table funnel(const Ledger& ledger, const policy::Policy& policy);
Table signals_per_month(const Ledger& ledger, const policy::Policy& policy);      // 2.1
Table matches_per_month(const Ledger& ledger);                                    // 2.2
Table cases_by_signal_count(const Ledger& ledger);                                // 2.3
Table signals_against_cases(const Ledger& ledger, const policy::Policy& policy);  // 2.4
Table cases_by_combination(const Ledger& ledger);                                 // 2.5
Table arrears_per_partner(const Ledger& ledger, const policy::Policy& policy);    // 2.6
Table end_results(const Ledger& ledger, const policy::Policy& policy);            // 2.7
Table walk_list(const Ledger& ledger);                                            // 2.8
Table arrears_by_result(const Ledger& ledger, const policy::Policy& policy);      // 2.9
Table composition_by_result(const Ledger& ledger, const policy::Policy& policy);  // 2.10
Table causes(const Ledger& ledger, const policy::Policy& policy);                 // 2.11
Table lead_times(const Ledger& ledger);                                           // fig2.4
Table refusals(const Ledger& ledger, const policy::Policy& policy);               // refused
Table late_signals(const Ledger& ledger);                                         // late

// "september", or "september 2018" when the ledger spans more than twelve months.
std::string month_name(YearMonth month, const Ledger& ledger);

}  // namespace tijdig::reporting
