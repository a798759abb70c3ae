#include "services/reporting/print.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "services/reporting/test_ledger.h"

namespace tijdig::reporting {
namespace {

using testing::HasSubstr;
using testing::Not;

Report one_table() {
  Report report;
  report.municipality = "Zoetermeer";
  report.as_of = Date(2018, 12, 31);
  report.tables = {arrears_by_result(small_ledger(), small_policy())};
  report.tables[0].rows.erase(report.tables[0].rows.begin() + 2, report.tables[0].rows.begin() + 4);
  return report;
}

TEST(PrintedReport, IsAlignedText) {
  EXPECT_EQ(print(one_table(), Format::text),
            "Zoetermeer, stand van 2018-12-31\n"
            "\n"
            "2.9  Totale achterstand per dossier naar resultaat, in euro\n"
            "resultaat                 n  min  max  mean\n"
            "-------------------------------------------\n"
            "wil het zelf oplossen     1  751  751   751\n"
            "wil niet geholpen worden  0\n"
            "totaal                    3  160  751   437\n");
}

TEST(PrintedReport, SaysThatNoDayWasClosedYet) {
  const Report report = build_report(Ledger{}, small_policy());
  EXPECT_THAT(print(report, Format::text), HasSubstr(", nog geen dag gesloten\n"));
  const auto json = nlohmann::json::parse(print(report, Format::json));
  EXPECT_TRUE(json["asOf"].is_null());
  EXPECT_TRUE(json["tables"][0]["from"].is_null());
  for (const Format format : {Format::text, Format::json, Format::csv})
    EXPECT_THAT(print(report, format), Not(HasSubstr("1970")));
}

TEST(PrintedReport, AlignsLettersWithAccents) {
  Report report = one_table();
  report.tables[0].rows[0].name = "één oplossing";
  EXPECT_THAT(print(report, Format::text), HasSubstr("één oplossing             1  751"));
}

TEST(PrintedReport, IsOneCsvLinePerFigureWithItsParts) {
  EXPECT_EQ(print(one_table(), Format::csv),
            "table,row,column,value,unit,numerator,denominator,from,until,as_of\n"
            "2.9,wil het zelf oplossen,n,1,count,1,,2018-09,2018-10,2018-12-31\n"
            "2.9,wil het zelf oplossen,min,751,euro,750.50,,2018-09,2018-10,2018-12-31\n"
            "2.9,wil het zelf oplossen,max,751,euro,750.50,,2018-09,2018-10,2018-12-31\n"
            "2.9,wil het zelf oplossen,mean,751,euro_mean,750.50,1,2018-09,2018-10,2018-12-31\n"
            "2.9,wil niet geholpen worden,n,0,count,0,,2018-09,2018-10,2018-12-31\n"
            "2.9,totaal,n,3,count,3,,2018-09,2018-10,2018-12-31\n"
            "2.9,totaal,min,160,euro,160.00,,2018-09,2018-10,2018-12-31\n"
            "2.9,totaal,max,751,euro,750.50,,2018-09,2018-10,2018-12-31\n"
            "2.9,totaal,mean,437,euro_mean,1310.50,3,2018-09,2018-10,2018-12-31\n");
}

TEST(PrintedReport, GivesASpreadsheetNoFormula) {
  Report report = one_table();
  report.tables[0].rows.resize(1);
  report.tables[0].rows[0].figures.resize(1);
  for (const char* evil : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"}) {
    report.tables[0].rows[0].name = evil;
    EXPECT_THAT(print(report, Format::csv), HasSubstr(std::string("'") + evil));
  }
  report.tables[0].rows[0].name = "=HYPERLINK(\"x\",1)";
  EXPECT_THAT(print(report, Format::csv), HasSubstr("\"'=HYPERLINK(\"\"x\"\",1)\""));
}

TEST(PrintedReport, IsJsonWithEveryPartOfAFigure) {
  Report report = one_table();
  report.tables = {walk_list(small_ledger())};
  const auto json = nlohmann::json::parse(print(report, Format::json));
  EXPECT_EQ(json["municipality"], "Zoetermeer");
  EXPECT_EQ(json["asOf"], "2018-12-31");
  const auto& table = json["tables"][0];
  EXPECT_EQ(table["id"], "2.8");
  EXPECT_EQ(table["counts"], "dossiers");
  EXPECT_EQ(table["from"], "2018-09");
  const auto& total = table["rows"][2];
  EXPECT_EQ(total["isTotal"], true);
  EXPECT_EQ(total["figures"][3].dump(),
            R"({"column":"%","denominator":2,"numerator":1,"unit":"percent","value":50.0})");
}

TEST(PrintedReport, SaysNullWhereThereIsNothingToDivideBy) {
  Report report = one_table();
  report.tables = {walk_list(Ledger())};
  const auto json = nlohmann::json::parse(print(report, Format::json));
  EXPECT_TRUE(json["tables"][0]["rows"][0]["figures"][3]["value"].is_null());
  EXPECT_THAT(print(report, Format::text), Not(HasSubstr("nan")));
}

TEST(PrintedReport, LetsTheCallerWriteTheCells) {
  const std::string text =
      print_text_with(one_table(), [](const Table&, const Row&, const Figure& figure) { return figure.text() + "±0"; });
  EXPECT_THAT(text, HasSubstr("wil het zelf oplossen     1±0  751±0  751±0  751±0\n"));
}

TEST(Format, IsOneOfThreeWords) {
  EXPECT_EQ(*parse_format("json"), Format::json);
  EXPECT_EQ(*parse_format("csv"), Format::csv);
  EXPECT_EQ(*parse_format("text"), Format::text);
  EXPECT_FALSE(parse_format("xml"));
}

TEST(PrintedReport, HidesSmallCountsFromAnybodyButNotFromTheMunicipality) {
  const Report report = one_table();
  const auto first = [](const std::string& json) {
    return nlohmann::json::parse(json)["tables"][0]["rows"][0]["figures"];
  };
  const auto exact = first(print(report, Format::json));
  EXPECT_EQ(exact[0]["value"], 1);
  EXPECT_FALSE(exact[0].contains("hidden"));
  for (const auto& figure : first(print_public_json(report))) {  // one case, and what it owed
    EXPECT_EQ(figure["hidden"], true);
    for (const char* number : {"value", "numerator", "denominator"}) EXPECT_TRUE(figure[number].is_null()) << number;
  }
  const auto none = nlohmann::json::parse(print_public_json(report))["tables"][0]["rows"][1]["figures"][0];
  EXPECT_EQ(none["hidden"], false);
  EXPECT_EQ(none["value"], 0);
}

}  // namespace
}  // namespace tijdig::reporting
