#include "services/tijdig/doors/table_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

#include "tests/harness/test_bsns.h"

namespace tijdig::doors {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Of each problem: line, field, reason.
std::vector<std::string> told(Problems problems) {
  std::vector<std::string> words;
  for (const Problem& problem : std::move(problems).told())
    words.push_back(std::to_string(problem.line) + " " + problem.field + " " + problem.reason);
  return words;
}

std::vector<std::string> wrong_with(const std::string& content, const TableColumns& columns) {
  Problems problems;
  read_table(content, columns, problems, [](const TableRow&) {});
  return told(std::move(problems));
}

TEST(TableFile, GivesTrimmedCellsByColumnWhateverTheirOrder) {
  Problems problems;
  std::vector<std::string> cells;
  read_table(
      "\xEF\xBB\xBF"
      "Datum; ZAAKNUMMER ;anders\n2018-10-25; a ;x\n",
      {.required = {"zaaknummer", "datum"}, .optional = {"bereikt"}}, problems, [&](const TableRow& row) {
        EXPECT_EQ(row.line(), 2U);
        for (const char* column : {"zaaknummer", "datum", "bereikt"}) cells.emplace_back(row.at(column));
      });
  EXPECT_FALSE(problems.any());
  EXPECT_THAT(cells, ElementsAre("a", "2018-10-25", ""));
}

TEST(TableFile, NamesEveryColumnThatIsMissingOrDoubleOrMisspelt) {
  const TableColumns columns{.required = {"zaaknummer", "datum", "soort"}, .optional = {"resultaat", "flyer"}};
  EXPECT_THAT(wrong_with("datum;iets;Datum;resultat;iets\n", columns),
              ElementsAre("1 datum column_double", "1 zaaknummer column_missing", "1 soort column_missing",
                          "1 resultaat column_misspelt"));
  EXPECT_THAT(wrong_with("zaaknumer;datum;soort\n", columns), ElementsAre("1 zaaknummer column_misspelt"));
}

TEST(TableFile, SaysWhereAMisspeltColumnStandsAndRepeatsNothing) {
  Problems problems;
  read_table("datum;flyers\n", {.required = {"datum"}, .optional = {"flyer"}}, problems, [](const TableRow&) {});
  const std::vector<Problem> all = std::move(problems).told();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(all[0].advice, HasSubstr("kolom 2"));
  EXPECT_EQ(all[0].advice.find("flyers"), std::string::npos);
}

TEST(TableFile, IgnoresAColumnThatIsNearOneThatIsThere) {
  EXPECT_THAT(wrong_with("datum;datums;team\n", {.required = {"datum"}, .optional = {}}), IsEmpty());
}

TEST(TableFile, AsksForOneOfSeveralColumnsAndForWhatAColumnNeeds) {
  const TableColumns columns{.required = {},
                             .optional = {"soort", "bereikt", "resultaat"},
                             .any_of = {"soort", "resultaat"},
                             .needs_other = {{"soort", "bereikt"}, {"bereikt", "soort"}}};
  EXPECT_THAT(wrong_with("anders\n", columns), ElementsAre("1 soort column_missing"));
  EXPECT_THAT(wrong_with("soort\n", columns), ElementsAre("1 bereikt column_missing"));
  EXPECT_THAT(wrong_with("resultaat;bereikt\n", columns), ElementsAre("1 soort column_missing"));
  EXPECT_THAT(wrong_with("resultaat\n", columns), IsEmpty());
}

TEST(TableFile, RefusesARowOfAnotherWidthAndNothingAtAll) {
  const TableColumns columns{.required = {"a"}, .optional = {"b"}};
  EXPECT_THAT(wrong_with("a;b\n1;2;3\n1;2\n1\n", columns), ElementsAre("2  columns_wrong", "4  columns_wrong"));
  EXPECT_THAT(wrong_with("", columns), ElementsAre("0  empty"));
}

TEST(TableFile, NamesWhatIsNoTableByItsKind) {
  EXPECT_THAT(wrong_with("PK\x03\x04 and more", {}), ElementsAre("0  zip"));
}

TEST(TableFile, ReadsNoMoreRowsThanATownMayHave) {
  std::string content = "a\n";
  for (std::uint32_t i = 0; i <= table_rows_max; ++i) content += "1\n";
  EXPECT_THAT(wrong_with(content, {.required = {"a"}, .optional = {}}), ElementsAre("2000002  rows_too_many"));
}

TEST(TableFile, ReadsWhatASpreadsheetOfTheWestSaved) {
  Problems problems;
  std::string name;
  read_table("a;b\nM\xFCller;2\n", {.required = {"a"}, .optional = {}}, problems,
             [&](const TableRow& row) { name = row.at("a"); });
  EXPECT_FALSE(problems.any());
  EXPECT_EQ(name, "M\xC3\xBCller");
}

// One row with the columns given, to be checked by `look`; gives what was wrong.
std::vector<Problem> checked(const std::string& header, const std::string& cells,
                             const std::function<void(RowCheck&)>& look) {
  TableColumns columns;
  for (std::string_view rest = header; !rest.empty();) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    columns.optional.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  Problems problems;
  read_table(header + "\n" + cells + "\n", columns, problems, [&](const TableRow& row) {
    RowCheck check(row, problems);
    look(check);
    EXPECT_EQ(check.ok(), !problems.any());
  });
  return std::move(problems).told();
}

TEST(RowCheck, ReadsEachKindOfCell) {
  const auto wrong = checked("ja;dag;postcode;huisnummer;huisletter;bsn;lijst",
                             "JA;25-10-2018;2711 xy;12;a;" + std::string(harness::test_bsn(0)) + ";een | twee ||drie",
                             [](RowCheck& check) {
                               EXPECT_TRUE(check.yes_no("ja"));
                               EXPECT_EQ(check.date("dag"), Date(2018, 10, 25));
                               EXPECT_EQ(check.address().postcode, *Postcode::parse("2711XY"));
                               EXPECT_TRUE(check.optional_bsn("bsn"));
                               EXPECT_THAT(check.several("lijst"), ElementsAre("een", "twee", "drie"));
                               EXPECT_THAT(check.several("niet-daar"), IsEmpty());
                             });
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(RowCheck, TellsEveryProblemWithLineFieldAndReasonAndNoValue) {
  const auto wrong =
      checked("ja;dag;postcode;huisnummer;bsn", "misschien;2018-02-30;geheim;nul;geheim", [](RowCheck& check) {
        check.yes_no("ja");
        check.date("dag");
        check.address();
        check.optional_bsn("bsn");
      });
  std::vector<std::string> words;
  for (const Problem& problem : wrong) {
    words.push_back(problem.field + " " + problem.reason);
    EXPECT_EQ(problem.line, 2U);
    EXPECT_EQ(problem.advice.find("geheim"), std::string::npos);
  }
  EXPECT_THAT(words, ElementsAre("ja yes_no_malformed", "dag date_malformed", "postcode postcode_malformed",
                                 "huisnummer house_number_malformed", "bsn bsn_invalid"));
}

TEST(RowCheck, LacksADateThatMustBeThere) {
  const auto wrong = checked("dag;x", ";1", [](RowCheck& check) { check.date("dag"); });
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong[0].reason, "missing");
}

}  // namespace
}  // namespace tijdig::doors
