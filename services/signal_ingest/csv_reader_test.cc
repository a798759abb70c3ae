#include "services/signal_ingest/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig::signal_ingest {
namespace {

using testing::ElementsAre;

using Row = std::vector<std::string>;

struct Outcome {
  std::vector<Row> rows;
  std::vector<std::uint32_t> lines;
  std::optional<FileProblem> problem;
};

Outcome cut(const std::string& text, const Limits& limits = {}, std::size_t piece = 7) {
  Outcome out;
  CsvReader reader(limits, [&out](CsvRow& row) {
    Row fields;
    for (std::size_t i = 0; i < row.size(); ++i) fields.emplace_back(row.field(i));
    out.rows.push_back(fields);
    out.lines.push_back(row.line);
    return true;
  });
  for (std::size_t i = 0; i < text.size(); i += piece)
    if (!reader.feed(BytesView(text).substr(i, piece))) break;
  reader.finish();
  out.problem = reader.problem();
  return out;
}

TEST(CsvReader, TakesTheSeparatorThatOccursMostInTheFirstLine) {
  EXPECT_THAT(cut("a;b;c\n1,0;2;3\n").rows, ElementsAre(Row{"a", "b", "c"}, Row{"1,0", "2", "3"}));
  EXPECT_THAT(cut("a,b\n1,2\n").rows, ElementsAre(Row{"a", "b"}, Row{"1", "2"}));
  EXPECT_THAT(cut("a\tb\n1\t2\n").rows, ElementsAre(Row{"a", "b"}, Row{"1", "2"}));
  EXPECT_THAT(cut("\"a;;;;\",b\n1,2\n").rows, ElementsAre(Row{"a;;;;", "b"}, Row{"1", "2"}));
  EXPECT_THAT(cut("sep=,\na,b\n").rows, ElementsAre(Row{"a", "b"}));
}

TEST(CsvReader, EndsRowsWithAnyLineEndAndCountsLines) {
  const Outcome mixed = cut("a;b\r\n1;2\r3;4\n\n5;6");
  EXPECT_THAT(mixed.rows, ElementsAre(Row{"a", "b"}, Row{"1", "2"}, Row{"3", "4"}, Row{"5", "6"}));
  EXPECT_THAT(mixed.lines, ElementsAre(1, 2, 3, 5));
}

TEST(CsvReader, KeepsLineEndsSeparatorsAndDoubledQuotesInsideQuotes) {
  const Outcome quoted = cut("a;b\n\"1;\"\"x\"\"\r\ny\";2\n3;4\n");
  EXPECT_THAT(quoted.rows, ElementsAre(Row{"a", "b"}, Row{"1;\"x\"\r\ny", "2"}, Row{"3", "4"}));
  EXPECT_THAT(quoted.lines, ElementsAre(1, 2, 4));
}

TEST(CsvReader, NamesTheLineWhereAQuoteWasOpenedAndNeverClosed) {
  EXPECT_EQ(cut("a;b\n1;\"2\n3;4\n").problem, (FileProblem{FileReason::quote_unclosed, 2, "", 0}));
}

TEST(CsvReader, RefusesAQuoteInTheMiddleOfAField) {
  EXPECT_EQ(cut("a;b\n1;2\"3\n").problem, (FileProblem{FileReason::quote_misplaced, 2, "", 0}));
  EXPECT_EQ(cut("a;b\n1;\"2\"3\n").problem, (FileProblem{FileReason::quote_misplaced, 2, "", 0}));
}

TEST(CsvReader, RefusesNulBytes) {
  EXPECT_EQ(cut(std::string("a;b\n1;\0\n", 8)).problem->reason, FileReason::binary);
  EXPECT_EQ(cut(std::string("a;\0\n", 4)).problem->reason, FileReason::binary);
}

TEST(CsvReader, StopsAtALimitInsteadOfGrowing) {
  Limits limits;
  limits.field_bytes_max = 10;
  limits.row_bytes_max = 30;
  limits.columns_max = 5;
  EXPECT_EQ(cut("a;b\n1;12345678901\n", limits).problem, (FileProblem{FileReason::field_too_long, 2, "", 10}));
  EXPECT_EQ(cut(std::string(1000, 'x'), limits).problem, (FileProblem{FileReason::row_too_long, 1, "", 30}));
  EXPECT_EQ(cut("a;b;c;d;e;f\n", limits).problem, (FileProblem{FileReason::columns_too_many, 1, "", 5}));
}

RC_GTEST_PROP(CsvReader, GivesBackWhatWasWrittenInWhateverPiecesItComes, ()) {
  const auto cell = rc::gen::container<std::string>(rc::gen::element('a', ';', ',', '"', '\n', '\r', ' ', '\xC3'));
  const auto rows =
      *rc::gen::container<std::vector<std::vector<std::string>>>(rc::gen::container<std::vector<std::string>>(3, cell));
  std::string text = "a;b;c\n";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string quoted;
      for (const char c : row[i]) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += (i == 0 ? "\"" : ";\"") + quoted + "\"";
    }
    text += "\n";
  }
  const auto piece = *rc::gen::inRange<std::size_t>(1, 9);
  const Outcome out = cut(text, {}, piece);
  RC_ASSERT(!out.problem);
  RC_ASSERT(out.rows.size() == rows.size() + 1);
  for (std::size_t i = 0; i < rows.size(); ++i) RC_ASSERT(out.rows[i + 1] == rows[i]);
}

}  // namespace
}  // namespace tijdig::signal_ingest
