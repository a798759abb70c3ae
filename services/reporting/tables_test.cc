// Also tests ledger.cc, table.cc, table_parts.cc and tables_results.cc.
#include "services/reporting/tables.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "services/reporting/table_parts.h"
#include "services/reporting/test_ledger.h"
#include "tests/harness/generators.h"

namespace tijdig::reporting {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::SizeIs;

// "september: Vestia=3 Menzis=2 totaal=5"
std::vector<std::string> lines_of(const Table& table) {
  std::vector<std::string> lines;
  for (const Row& row : table.rows) {
    std::string line = row.name + ":";
    for (const Figure& figure : row.figures) line += " " + figure.column + "=" + figure.text();
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> small(const char* id) {
  const Report report = build_report(small_ledger(), small_policy());
  const Table* table = report.find(id);
  return table == nullptr ? std::vector<std::string>{"no such table"} : lines_of(*table);
}

TEST(Table, FunnelFollowsSignalsToPlans) {
  EXPECT_THAT(small("funnel"),
              ElementsAre("signalen: n=10", "matches: n=3", "dossiers: n=3 %=100.0", "signalen in dossiers: n=7",
                          "benaderd: n=2 %=66.7", "contact: n=1 %=50.0", "plan van aanpak: n=1 %=50.0", "flyers: n=1",
                          "contact na flyer: n=1 %=100.0"));
}

TEST(Table, SignalsPerMonthCountsAcceptedOnesOnly) {
  EXPECT_THAT(small("2.1"), ElementsAre("september: Vestia=3 Menzis=2 Dunea=0 totaal=5",
                                        "oktober: Vestia=1 Menzis=0 Dunea=4 totaal=5",
                                        "totaal: Vestia=4 Menzis=2 Dunea=4 totaal=10"));
}

TEST(Table, MatchesPerMonthTellsTheTwoRulesApart) {
  EXPECT_THAT(small("2.2"), ElementsAre("september: same_month=1 three_months=0 totaal=1 %=0.0",
                                        "oktober: same_month=1 three_months=1 totaal=2 %=50.0",
                                        "totaal: same_month=2 three_months=1 totaal=3 %=33.3"));
}

TEST(Table, CasesBySignalCount) {
  EXPECT_THAT(small("2.3"), ElementsAre("september: 1=0 2=1 3=0 totaal=1", "oktober: 1=0 2=1 3=1 totaal=2",
                                        "totaal: 1=0 2=2 3=1 totaal=3"));
}

TEST(Table, SignalsAgainstCases) {
  EXPECT_THAT(small("2.4"), ElementsAre("Vestia: signalen=4 signalen %=40.0 dossiers=3 dossiers %=42.9",
                                        "Menzis: signalen=2 signalen %=20.0 dossiers=2 dossiers %=28.6",
                                        "Dunea: signalen=4 signalen %=40.0 dossiers=2 dossiers %=28.6",
                                        "onbekend: signalen=0 signalen %=0.0 dossiers=0 dossiers %=0.0",
                                        "totaal: signalen=10 signalen %=100.0 dossiers=7 dossiers %=100.0"));
}

TEST(Table, CasesByCombinationNamesSectorsInOneOrder) {
  EXPECT_THAT(small("2.5"), ElementsAre("wonen+water: dossiers=1 %=33.3", "wonen+zorg: dossiers=1 %=33.3",
                                        "wonen+zorg+water: dossiers=1 %=33.3", "totaal: dossiers=3 %=100.0"));
}

TEST(Table, ArrearsPerPartnerRoundsOnce) {
  EXPECT_THAT(small("2.6"), ElementsAre("Vestia: n=3 min=60 max=500 mean=287", "Menzis: n=2 min=80 max=251 mean=165",
                                        "Dunea: n=2 min=20 max=100 mean=60", "totaal: n=7 min=20 max=500 mean=187"));
}

TEST(Table, EndResultsShowOpenCasesToo) {
  EXPECT_THAT(small("2.7"),
              ElementsAre("wil het zelf oplossen: n=1 %=33.3", "wil niet geholpen worden: n=0 %=0.0",
                          "geen contact/onbekend: n=1 %=33.3", "loopt nog: n=1 %=33.3", "totaal: n=3 %=100.0"));
}

TEST(Table, WalkListIsOfTheMonthAfterTheMatch) {
  EXPECT_THAT(small("2.8"), ElementsAre("oktober: contact=1 geen contact=0 totaal=1 %=100.0",
                                        "november: contact=0 geen contact=1 totaal=1 %=0.0",
                                        "totaal: contact=1 geen contact=1 totaal=2 %=50.0"));
}

TEST(Table, ArrearsByResult) {
  EXPECT_THAT(small("2.9"),
              ElementsAre("wil het zelf oplossen: n=1 min=751 max=751 mean=751", "wil niet geholpen worden: n=0",
                          "geen contact/onbekend: n=1 min=400 max=400 mean=400",
                          "loopt nog: n=1 min=160 max=160 mean=160", "totaal: n=3 min=160 max=751 mean=437"));
}

TEST(Table, CompositionByResultCountsKnownOnesOnly) {
  EXPECT_THAT(small("2.10"),
              ElementsAre("wil het zelf oplossen: single=1 couple=0 totaal=1",
                          "wil niet geholpen worden: single=0 couple=0 totaal=0",
                          "geen contact/onbekend: single=0 couple=0 totaal=0", "loopt nog: single=0 couple=0 totaal=0",
                          "totaal: single=1 couple=0 totaal=1"));
}

TEST(Table, CausesAreSharesOfCasesNotOfCauses) {
  EXPECT_THAT(small("2.11"), ElementsAre("adjustment: n=1 %=100.0", "survival: n=1 %=100.0", "language: n=0 %=0.0",
                                         "dossiers met oorzaak: n=1 %=100.0"));
}

TEST(Table, LeadTimesRunFromListToResult) {
  EXPECT_THAT(small("fig2.4"), ElementsAre("0-1: n=0 %=0.0", "2-9: n=1 %=50.0", "10-19: n=0 %=0.0", "20-29: n=0 %=0.0",
                                           "30-39: n=0 %=0.0", "40 en meer: n=1 %=50.0", "totaal: n=2 %=100.0"));
}

TEST(Table, RefusalsAreCountedByReasonAndLateOnesApart) {
  EXPECT_THAT(small("refused"), ElementsAre("amount_below_threshold: Vestia=0 Menzis=2 Dunea=0 totaal=2",
                                            "signal_too_old: Vestia=0 Menzis=1 Dunea=0 totaal=1",
                                            "totaal: Vestia=0 Menzis=3 Dunea=0 totaal=3"));
  EXPECT_THAT(small("late"), ElementsAre("2018-09: n=2", "totaal: n=2"));
}

TEST(Table, WithdrawnSignalsAreAcceptedOnesAndNotRefused) {
  Ledger ledger = small_ledger();
  ledger.signals.push_back({october, partner("vestia"), PartnerKind::rent, std::string(withdrawn_reason), 2, 0});
  const Report report = build_report(ledger, small_policy());
  EXPECT_EQ(report.find("funnel")->find("waarvan ingetrokken", "n")->text(), "2");
  for (const char* id : {"2.1", "2.4", "refused"}) EXPECT_EQ(lines_of(*report.find(id)), small(id)) << id;
}

TEST(Report, CarriesItsDatesOnEveryTable) {
  const Report report = build_report(small_ledger(), small_policy());
  EXPECT_THAT(report.tables, SizeIs(15));
  for (const Table& table : report.tables) {
    EXPECT_EQ(table.as_of, Date(2018, 12, 31));
    EXPECT_EQ(table.from, september);
    EXPECT_EQ(table.until, october);
  }
}

TEST(Report, IsEmptyButWholeBeforeAnythingHappened) {
  Ledger nothing;
  nothing.as_of = Date(2018, 9, 1);
  const Report report = build_report(nothing, small_policy());
  EXPECT_THAT(report.tables, SizeIs(15));
  EXPECT_EQ(report.tables[0].from, september);
  EXPECT_EQ(report.find("funnel")->find("benaderd", "%")->text(), "");
}

TEST(Report, NamesNoDayBeforeOneWasClosed) {
  const Report report = build_report(Ledger{}, small_policy());
  EXPECT_EQ(report.as_of, std::nullopt);
  EXPECT_EQ(report.tables[0].from, std::nullopt);
  EXPECT_EQ(report.tables[0].until, std::nullopt);
}

TEST(Report, PutsTheYearInMonthNamesWhenTheyWouldRepeat) {
  Ledger ledger = small_ledger();
  EXPECT_EQ(month_name(september, ledger), "september");
  ledger.matches.push_back(match(9, YearMonth(2019, 9), MatchClass::same_month));
  EXPECT_EQ(month_name(september, ledger), "september 2018");
}

TEST(Report, ShowsResultsThatTheRulesNoLongerHave) {
  Ledger ledger = small_ledger();
  ledger.cases[0].closed->local_code = "old_code";
  ledger.cases[0].closed->composition = "group";
  ledger.cases[0].closed->causes = {"war"};
  const Report report = build_report(ledger, small_policy());
  EXPECT_THAT(lines_of(*report.find("2.7")), Contains("old_code: n=1 %=33.3"));
  EXPECT_THAT(lines_of(*report.find("2.10")), Contains("old_code: single=0 couple=0 group=1 totaal=1"));
  EXPECT_THAT(lines_of(*report.find("2.11")), Contains("war: n=1 %=100.0"));
}

TEST(Report, CountsASignalOfAnUnknownPartner) {
  Ledger ledger = small_ledger();
  ledger.signals.push_back({october, partner("nobody"), PartnerKind::other, "", 7, 0});
  const Table table = signals_per_month(ledger, small_policy());
  EXPECT_EQ(table.find("oktober", "onbekend")->numerator, 7);
  EXPECT_EQ(table.find("totaal", "totaal")->numerator, 17);
}

TEST(ACaseRow, HasContactByVisitOrByResult) {
  CaseRow row = case_row(1, october, Date(2018, 10, 25), {});
  EXPECT_FALSE(row.had_contact());
  row.closed = closed(row, Date(2018, 11, 1), "alone", EndResult::solves_it_alone);
  EXPECT_TRUE(row.had_contact());
  row.closed->result = EndResult::no_contact;
  EXPECT_FALSE(row.had_contact());
  row.attempts = {tried(row, 1, Date(2018, 11, 1), true, true)};
  EXPECT_TRUE(row.had_contact());
  EXPECT_FALSE(row.had_contact_after_flyer());  // the flyer was handed over, not answered
}

TEST(AFigure, RoundsFromIntegersHalfAwayFromZero) {
  EXPECT_EQ(Figure::percent("%", 103, 215).text(), "47.9");
  EXPECT_EQ(Figure::percent("%", 85, 215).text(), "39.5");
  EXPECT_EQ(Figure::percent("%", 1, 2000).text(), "0.1");  // 0.05 exactly
  EXPECT_EQ(Figure::percent("%", 338, 572).text(), "59.1");
  EXPECT_EQ(Figure::percent("%", 0, 0).text(), "");
  EXPECT_EQ(Figure::euros("max", Cents(25050)).text(), "251");
  EXPECT_EQ(Figure::euros_mean("mean", Cents(33050), 2).text(), "165");
  EXPECT_EQ(Figure::euros_mean("mean", Cents(33050), 2).numerator_text(), "330.50");
  EXPECT_EQ((Figure{"dagen", Unit::days_mean, 7, 2}.text()), "3.5");
}

RC_GTEST_PROP(ATable, AddsUpInRowsAndColumns, ()) {
  Grid grid;
  const std::vector<std::string> names = {"a", "b", "c", "d"};
  for (int i = harness::any_between(0, 20); i > 0; --i)
    grid.add(*rc::gen::elementOf(names), *rc::gen::elementOf(names), harness::any_between(0, 9));
  Table table;
  fill_grid(table, grid, {"a", "b", "a"}, {"b", "c"});
  std::int64_t all = 0;
  for (const Row& row : table.rows) {
    std::int64_t sum = 0;
    for (const Figure& figure : row.figures) sum += figure.column == "totaal" ? -figure.numerator : figure.numerator;
    RC_ASSERT(sum == 0);
    if (!row.is_total) all += row.figures.back().numerator;
  }
  RC_ASSERT(table.rows.back().is_total);
  RC_ASSERT(table.rows.back().figures.back().numerator == all);
}

}  // namespace
}  // namespace tijdig::reporting
