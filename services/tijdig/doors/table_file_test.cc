#include "services/tijdig/doors/table_file.h"

#include <gmock/gmock.h>

#include <memory>

#include "tests/harness/test_bsns.h"

namespace tijdig::doors {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TableFile, GivesTrimmedCellsByColumnWhateverTheirOrder) {
  TableFile file;
  read_table(
      "\xEF\xBB\xBF"
      "Datum; ZAAKNUMMER ;anders\n2018-10-25; a ;x\n",
      {"zaaknummer", "datum"}, file);
  EXPECT_THAT(file.problems, IsEmpty());
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].line(), 2U);
  EXPECT_EQ(file.rows[0].at("zaaknummer"), "a");
  EXPECT_EQ(file.rows[0].at("datum"), "2018-10-25");
  EXPECT_EQ(file.rows[0].at("bereikt"), "");
}

TEST(TableFile, NamesEveryColumnThatIsMissing) {
  TableFile file;
  read_table("datum;iets\n", {"zaaknummer", "datum", "soort"}, file);
  ASSERT_EQ(file.problems.size(), 2U);
  EXPECT_EQ(file.problems[0].field, "zaaknummer");
  EXPECT_EQ(file.problems[1].field, "soort");
  EXPECT_EQ(file.problems[0].reason, "column_missing");
}

TEST(TableFile, RefusesARowOfAnotherWidthAndNothingAtAll) {
  TableFile ragged;
  read_table("a;b\n1;2;3\n", {"a"}, ragged);
  ASSERT_EQ(ragged.problems.size(), 1U);
  EXPECT_EQ(ragged.problems[0].line, 2U);
  TableFile empty;
  read_table("", {"a"}, empty);
  EXPECT_EQ(empty.problems.size(), 1U);
}

TEST(TableFile, ReadsWhatASpreadsheetOfTheWestSaved) {
  TableFile file;
  read_table("a;b\nM\xFCller;2\n", {"a"}, file);
  EXPECT_THAT(file.problems, IsEmpty());
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rows[0].at("a"), "M\xC3\xBCller");
}

class OneRow : public testing::Test {
 protected:
  // One row with the columns given, ready to be checked.
  RowCheck& row(const std::string& header, const std::string& cells) {
    file_ = std::make_unique<TableFile>();
    problems_.clear();
    read_table(header + "\n" + cells + "\n", {}, *file_);
    check_ = std::make_unique<RowCheck>(file_->rows.at(0), problems_);
    return *check_;
  }
  std::unique_ptr<TableFile> file_;
  std::unique_ptr<RowCheck> check_;
  std::vector<Problem> problems_;
};

TEST_F(OneRow, ReadsEachKindOfCell) {
  RowCheck& check = row("ja;dag;postcode;huisnummer;huisletter;bsn;lijst",
                        "JA;25-10-2018;2711 xy;12;a;" + std::string(harness::test_bsn(0)) + ";een | twee ||drie");
  EXPECT_TRUE(check.yes_no("ja"));
  EXPECT_EQ(check.date("dag"), Date(2018, 10, 25));
  EXPECT_EQ(check.address().postcode, *Postcode::parse("2711XY"));
  EXPECT_TRUE(check.optional_bsn("bsn"));
  EXPECT_THAT(check.several("lijst"), ElementsAre("een", "twee", "drie"));
  EXPECT_THAT(check.several("niet-daar"), IsEmpty());
  EXPECT_TRUE(check.ok());
}

TEST_F(OneRow, TellsEveryProblemWithLineFieldAndReasonAndNoValue) {
  RowCheck& check = row("ja;dag;postcode;huisnummer;bsn", "misschien;2018-02-30;geheim;nul;geheim");
  check.yes_no("ja");
  check.date("dag");
  check.address();
  check.optional_bsn("bsn");
  EXPECT_FALSE(check.ok());
  std::vector<std::string> told;
  for (const Problem& problem : problems_) {
    told.push_back(problem.field + " " + problem.reason);
    EXPECT_EQ(problem.line, 2U);
    EXPECT_EQ(problem.advice.find("geheim"), std::string::npos);
  }
  EXPECT_THAT(told, ElementsAre("ja yes_no_malformed", "dag date_malformed", "postcode postcode_malformed",
                                "huisnummer house_number_malformed", "bsn bsn_invalid"));
}

TEST_F(OneRow, LacksADateThatMustBeThere) {
  row("dag;x", ";1").date("dag");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].reason, "missing");
}

}  // namespace
}  // namespace tijdig::doors
