// The tables about what happened to cases: 2.6 to 2.11 and figure 2.4.
#include <algorithm>
#include <array>
#include <map>

#include "services/reporting/table_parts.h"
#include "services/reporting/tables.h"

namespace tijdig::reporting {
namespace {

struct Bucket {
  int days_min;
  int days_max;
  const char* name;
};
constexpr std::array<Bucket, 6> lead_time_buckets{{{0, 1, "0-1"},
                                                   {2, 9, "2-9"},
                                                   {10, 19, "10-19"},
                                                   {20, 29, "20-29"},
                                                   {30, 39, "30-39"},
                                                   {40, 1'000'000, "40 en meer"}}};

// In the order of the policy; then codes that cases have but the rules no longer do, and open cases.
std::vector<std::string> result_labels(const policy::Policy& policy, const Ledger& ledger) {
  std::vector<std::string> labels;
  const auto add = [&](const std::string& label) {
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  };
  for (const policy::ResultCode& result : policy.results) add(result.label);
  for (const CaseRow& row : ledger.cases)
    if (row.closed) add(result_label(policy, row));
  for (const CaseRow& row : ledger.cases)
    if (!row.closed) add(result_label(policy, row));
  return labels;
}

}  // namespace

Table arrears_per_partner(const Ledger& ledger, const policy::Policy& policy) {
  Table table = start_table(ledger, "2.6", "Achterstand per signaal in dossiers, in euro", "signalen", "partner");
  std::map<std::string, Spread> per_partner;
  Spread all;
  for (const CaseRow& row : ledger.cases)
    for (const FactSignal& signal : row.assigned.signals) {
      per_partner[partner_name(policy, signal.partner)].add(signal.amount);
      all.add(signal.amount);
    }
  for (const std::string& name : partner_names(policy))
    if (name != unknown_partner || per_partner.count(name) != 0)
      table.rows.push_back({name, per_partner[name].figures(), false});
  table.rows.push_back({"totaal", all.figures(), true});
  return table;
}

Table end_results(const Ledger& ledger, const policy::Policy& policy) {
  Table table = start_table(ledger, "2.7", "Dossiers naar eindresultaat", "dossiers", "resultaat");
  Grid grid;
  for (const CaseRow& row : ledger.cases) grid.add(result_label(policy, row), "n", 1);
  add_shares(table, grid, result_labels(policy, ledger), "n");
  return table;
}

Table walk_list(const Ledger& ledger) {
  Table table = start_table(ledger, "2.8", "Looplijst: contact en geen contact per maand", "dossiers", "maand");
  std::map<YearMonth, std::pair<std::int64_t, std::int64_t>> months;
  for (const CaseRow& row : ledger.cases) {
    if (!row.was_approached()) continue;
    auto& [contact, none] = months[row.assigned.id.month.plus_months(1)];
    ++(row.had_contact() ? contact : none);
  }
  std::int64_t contact_total = 0, none_total = 0;
  const auto add = [&](const std::string& name, std::int64_t contact, std::int64_t none, bool is_total) {
    table.rows.push_back({name,
                          {Figure::count("contact", contact), Figure::count("geen contact", none),
                           Figure::count("totaal", contact + none), Figure::percent("%", contact, contact + none)},
                          is_total});
  };
  for (const auto& [month, counts] : months) {
    add(month_name(month, ledger), counts.first, counts.second, false);
    contact_total += counts.first;
    none_total += counts.second;
  }
  add("totaal", contact_total, none_total, true);
  return table;
}

Table arrears_by_result(const Ledger& ledger, const policy::Policy& policy) {
  Table table =
      start_table(ledger, "2.9", "Totale achterstand per dossier naar resultaat, in euro", "dossiers", "resultaat");
  std::map<std::string, Spread> per_result;
  Spread all;
  for (const CaseRow& row : ledger.cases) {
    per_result[result_label(policy, row)].add(row.total_arrears());
    all.add(row.total_arrears());
  }
  for (const std::string& label : result_labels(policy, ledger))
    table.rows.push_back({label, per_result[label].figures(), false});
  table.rows.push_back({"totaal", all.figures(), true});
  return table;
}

Table composition_by_result(const Ledger& ledger, const policy::Policy& policy) {
  Table table = start_table(ledger, "2.10", "Huishoudsamenstelling naar resultaat", "dossiers", "resultaat");
  Grid grid;
  for (const CaseRow& row : ledger.cases)
    if (row.closed && !row.closed->composition.empty()) grid.add(result_label(policy, row), row.closed->composition, 1);
  fill_grid(table, grid, result_labels(policy, ledger), policy.compositions);
  return table;
}

Table causes(const Ledger& ledger, const policy::Policy& policy) {
  Table table = start_table(ledger, "2.11", "Oorzaken van schulden (meer dan een mogelijk)", "dossiers", "oorzaak");
  Grid grid;
  std::int64_t cases = 0;
  for (const CaseRow& row : ledger.cases) {
    if (!row.closed || row.closed->causes.empty()) continue;
    ++cases;
    for (const std::string& cause : row.closed->causes) grid.add(cause, "n", 1);
  }
  for (const std::string& cause : with_unlisted(policy.causes, grid.rows()))
    table.rows.push_back(
        {cause, {Figure::count("n", grid.at(cause, "n")), Figure::percent("%", grid.at(cause, "n"), cases)}, false});
  table.rows.push_back({"dossiers met oorzaak", {Figure::count("n", cases), Figure::percent("%", cases, cases)}, true});
  return table;
}

Table lead_times(const Ledger& ledger) {
  Table table = start_table(ledger, "fig2.4", "Doorlooptijd van looplijst tot resultaat", "dossiers", "dagen");
  Grid grid;
  for (const CaseRow& row : ledger.cases) {
    if (!row.closed) continue;
    // A result dated before the walk list is an entry error; it still is a case that was dealt with at once.
    const int days = std::max(0, days_between(row.assigned.assigned_on, row.closed->day));
    for (const Bucket& bucket : lead_time_buckets)
      if (days >= bucket.days_min && days <= bucket.days_max) grid.add(bucket.name, "n", 1);
  }
  std::vector<std::string> names;
  for (const Bucket& bucket : lead_time_buckets) names.emplace_back(bucket.name);
  add_shares(table, grid, names, "n");
  return table;
}

}  // namespace tijdig::reporting
