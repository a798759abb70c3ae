#include "services/reporting/tables.h"

#include <fmt/format.h>

#include <set>

#include "services/reporting/table_parts.h"

namespace tijdig::reporting {

std::string month_name(YearMonth month, const Ledger& ledger) {
  if (ledger.months().size() <= 12) return month.dutch_name();
  return fmt::format("{} {}", month.dutch_name(), month.year());
}

Report build_report(const Ledger& ledger, const policy::Policy& policy) {
  Report report;
  report.municipality = policy.name;
  report.as_of = ledger.as_of;
  report.tables = {funnel(ledger, policy),
                   signals_per_month(ledger, policy),
                   matches_per_month(ledger),
                   cases_by_signal_count(ledger),
                   signals_against_cases(ledger, policy),
                   cases_by_combination(ledger),
                   arrears_per_partner(ledger, policy),
                   end_results(ledger, policy),
                   walk_list(ledger),
                   arrears_by_result(ledger, policy),
                   composition_by_result(ledger, policy),
                   causes(ledger, policy),
                   lead_times(ledger),
                   refusals(ledger, policy),
                   late_signals(ledger)};
  return report;
}

Table funnel(const Ledger& ledger, const policy::Policy& policy) {
  Table table = start_table(ledger, "funnel", "Van signaal tot plan van aanpak", "zie rij", "stap");
  std::int64_t signals = 0, withdrawn = 0;
  for (const SignalTally& tally : ledger.signals) {
    if (tally.reason.empty()) signals += tally.signals;
    if (tally.reason == withdrawn_reason) withdrawn += tally.signals;
  }
  std::int64_t case_signals = 0, approached = 0, contact = 0, plan = 0, flyers = 0, after_flyer = 0;
  for (const CaseRow& row : ledger.cases) {
    case_signals += static_cast<std::int64_t>(row.assigned.signals.size());
    if (row.had_flyer()) ++flyers;
    if (row.had_contact_after_flyer()) ++after_flyer;
    if (!row.was_approached()) continue;
    ++approached;
    if (row.had_contact()) ++contact;
    const policy::ResultCode* result = row.closed ? policy.result(row.closed->local_code) : nullptr;
    if (result != nullptr && result->is_plan) ++plan;
  }
  const auto matches = static_cast<std::int64_t>(ledger.matches.size());
  const auto cases = static_cast<std::int64_t>(ledger.cases.size());
  const auto step = [&](const char* name, std::int64_t n, std::int64_t of) {
    table.rows.push_back({name, {Figure::count("n", n), Figure::percent("%", n, of)}, false});
  };
  table.rows.push_back({"signalen", {Figure::count("n", signals)}, false});
  if (withdrawn != 0) table.rows.push_back({"waarvan ingetrokken", {Figure::count("n", withdrawn)}, false});
  table.rows.push_back({"matches", {Figure::count("n", matches)}, false});
  step("dossiers", cases, matches);
  table.rows.push_back({"signalen in dossiers", {Figure::count("n", case_signals)}, false});
  step("benaderd", approached, cases);
  step("contact", contact, approached);
  step("plan van aanpak", plan, approached);
  table.rows.push_back({"flyers", {Figure::count("n", flyers)}, false});
  step("contact na flyer", after_flyer, flyers);
  return table;
}

Table signals_per_month(const Ledger& ledger, const policy::Policy& policy) {
  Table table = start_table(ledger, "2.1", "Aantal signalen per maand en partner", "signalen", "maand");
  Grid grid;
  for (const SignalTally& tally : ledger.signals)
    if (tally.reason.empty())
      grid.add(month_name(tally.month, ledger), partner_name(policy, tally.partner), tally.signals);
  fill_grid(table, grid, month_names(ledger), partner_names(policy));
  return table;
}

Table matches_per_month(const Ledger& ledger) {
  Table table = start_table(ledger, "2.2", "Aantal huishoudens met een match per maand", "huishoudens", "maand");
  Grid grid;
  for (const MatchMade& match : ledger.matches)
    grid.add(month_name(match.month, ledger),
             match.match_class == MatchClass::consecutive ? "three_months" : "same_month", 1);
  const auto add = [&](const std::string& name, std::int64_t same, std::int64_t three, bool is_total) {
    table.rows.push_back({name,
                          {Figure::count("same_month", same), Figure::count("three_months", three),
                           Figure::count("totaal", same + three), Figure::percent("%", three, same + three)},
                          is_total});
  };
  for (const std::string& month : month_names(ledger))
    add(month, grid.at(month, "same_month"), grid.at(month, "three_months"), false);
  add("totaal", grid.column_total("same_month"), grid.column_total("three_months"), true);
  return table;
}

Table cases_by_signal_count(const Ledger& ledger) {
  Table table = start_table(ledger, "2.3", "Aantal dossiers naar aantal signalen", "dossiers", "maand");
  Grid grid;
  std::set<std::size_t> sizes{1, 2, 3};
  for (const CaseRow& row : ledger.cases) sizes.insert(row.assigned.signals.size());
  for (const CaseRow& row : ledger.cases)
    grid.add(month_name(row.assigned.id.month, ledger), std::to_string(row.assigned.signals.size()), 1);
  std::vector<std::string> columns;
  for (std::size_t size : sizes) columns.push_back(std::to_string(size));
  fill_grid(table, grid, month_names(ledger), columns);
  return table;
}

Table signals_against_cases(const Ledger& ledger, const policy::Policy& policy) {
  Table table = start_table(ledger, "2.4", "Signalen en signalen in dossiers per partner", "signalen", "partner");
  Grid grid;
  for (const SignalTally& tally : ledger.signals)
    if (tally.reason.empty()) grid.add(partner_name(policy, tally.partner), "signalen", tally.signals);
  for (const CaseRow& row : ledger.cases)
    for (const FactSignal& signal : row.assigned.signals) grid.add(partner_name(policy, signal.partner), "dossiers", 1);
  const std::int64_t all = grid.column_total("signalen");
  const std::int64_t in_cases = grid.column_total("dossiers");
  const auto add = [&](const std::string& name, std::int64_t n, std::int64_t m, bool is_total) {
    table.rows.push_back({name,
                          {Figure::count("signalen", n), Figure::percent("signalen %", n, all),
                           Figure::count("dossiers", m), Figure::percent("dossiers %", m, in_cases)},
                          is_total});
  };
  for (const std::string& name : partner_names(policy))
    add(name, grid.at(name, "signalen"), grid.at(name, "dossiers"), false);
  add("totaal", all, in_cases, true);
  return table;
}

Table cases_by_combination(const Ledger& ledger) {
  Table table = start_table(ledger, "2.5", "Dossiers naar combinatie van signalen", "dossiers", "combinatie");
  Grid grid;
  for (const CaseRow& row : ledger.cases) grid.add(combination_of(row.assigned.signals), "dossiers", 1);
  add_shares(table, grid, grid.rows_by_size("dossiers"), "dossiers");
  return table;
}

Table refusals(const Ledger& ledger, const policy::Policy& policy) {
  Table table = start_table(ledger, "refused", "Niet overgenomen signalen naar reden", "signalen", "reden");
  Grid grid;
  for (const SignalTally& tally : ledger.signals)
    if (tally.was_refused()) grid.add(tally.reason, partner_name(policy, tally.partner), tally.signals);
  fill_grid(table, grid, grid.rows(), partner_names(policy));
  return table;
}

Table late_signals(const Ledger& ledger) {
  Table table = start_table(ledger, "late", "Signalen die na hun matchperiode kwamen", "signalen", "maand");
  std::int64_t all = 0;
  for (const auto& [month, count] : ledger.late) {
    table.rows.push_back({month.to_string(), {Figure::count("n", count)}, false});
    all += count;
  }
  table.rows.push_back({"totaal", {Figure::count("n", all)}, true});
  return table;
}

}  // namespace tijdig::reporting
