#include "services/signal_ingest/json_reader.h"

#include <gtest/gtest.h>

#include "libs/domain/money.h"

namespace tijdig::signal_ingest {
namespace {

struct Outcome {
  std::vector<JsonRow> rows;
  std::optional<FileProblem> problem;
  std::size_t excess = 0;
};

Outcome cut(const std::string& text, const Limits& limits = {}) {
  Outcome out;
  JsonReader reader(limits, [&out](JsonRow& row) {
    out.rows.push_back(row);
    return true;
  });
  for (std::size_t i = 0; i < text.size(); i += 5)
    if (!reader.feed(BytesView(text).substr(i, 5))) break;
  reader.finish();
  out.problem = reader.problem();
  out.excess = reader.excess_names();
  return out;
}

std::string field(const JsonRow& row, Column column) { return row.fields[static_cast<std::size_t>(column)]; }

TEST(JsonReader, ReadsScalarsAsTheTextOfACsv) {
  const Outcome out =
      cut("{\"klantnummer\": 12, \"bedrag\":51.20,\"crisissignaal\":true,\"bsn\":null,"
          "\"achternaam\":\"Jos\\u00e9\",\"warmeOverdracht\":false}\n\n{\"klantnummer\":\"13\"}");
  ASSERT_EQ(out.rows.size(), 2U);
  EXPECT_EQ(out.rows[0].problem, std::nullopt);
  EXPECT_EQ(field(out.rows[0], Column::customer_number), "12");
  EXPECT_EQ(field(out.rows[0], Column::amount), "51.20");
  EXPECT_EQ(field(out.rows[0], Column::crisis), "ja");
  EXPECT_EQ(field(out.rows[0], Column::warm_transfer), "nee");
  EXPECT_EQ(field(out.rows[0], Column::surname), "Jos\xC3\xA9");
  EXPECT_EQ(out.rows[1].line, 3U);
  EXPECT_EQ(out.excess, 1U);
}

TEST(JsonReader, ReadsNoNumberAsThousands) {
  const auto amount_of = [](const std::string& value) {
    const Outcome out = cut("{\"bedrag\":" + value + "}");
    EXPECT_EQ(out.rows.at(0).problem, std::nullopt) << value;
    const auto amount = Cents::parse(field(out.rows.at(0), Column::amount));
    return amount ? amount->to_string() : "no amount";
  };
  EXPECT_EQ(amount_of("99"), "99.00");
  EXPECT_EQ(amount_of("99.1"), "99.10");
  EXPECT_EQ(amount_of("99.12"), "99.12");
  EXPECT_EQ(amount_of("-5"), "-5.00");
  for (const char* number : {"99.125", "99.100", "-1.234", "99.1234", "1e3", "1.5e3", "1.2e1"})
    EXPECT_EQ(amount_of(number), "no amount") << number;
  EXPECT_EQ(amount_of("\"99.125\""), "99125.00") << "a text is read as in a CSV";
}

TEST(JsonReader, MarksTheLinesItCannotRead) {
  const Outcome out =
      cut("{\"bedrag\":NaN}\n{\"bedrag\":[1]}\n{\"bedrag\":1,\"bedrag\":2}\n12\n{\"bedrag\":1}{}\n"
          "{\"bedrag\":1\n{\"kenteken\":{\"a\":[1,{\"b\":2}]},\"bedrag\":1}\n");
  ASSERT_EQ(out.rows.size(), 7U);
  EXPECT_EQ(out.rows[0].problem, Reason::json_malformed);
  EXPECT_EQ(out.rows[1].problem, Reason::json_nested);
  EXPECT_EQ(out.rows[2].problem, Reason::json_duplicate_name);
  EXPECT_EQ(out.rows[3].problem, Reason::json_malformed);
  EXPECT_EQ(out.rows[4].problem, Reason::json_malformed);
  EXPECT_EQ(out.rows[5].problem, Reason::json_malformed);
  EXPECT_EQ(out.rows[6].problem, std::nullopt);
  EXPECT_EQ(field(out.rows[6], Column::amount), "1");
}

TEST(JsonReader, BearsDeepNestingInBoundedMemory) {
  const std::string deep = "{\"bedrag\":" + std::string(10'000, '[') + std::string(10'000, ']') + "}\n";
  const Outcome out = cut(deep);
  ASSERT_EQ(out.rows.size(), 1U);
  EXPECT_TRUE(out.rows[0].problem.has_value());
}

TEST(JsonReader, RefusesAListABrokenOffLineAndALineWithoutEnd) {
  EXPECT_EQ(cut("[{\"bedrag\":1}]").problem->reason, FileReason::json_array);
  EXPECT_EQ(cut("{\"bedrag\":1}\n{\"bedr").problem, (FileProblem{FileReason::truncated, 2, "", 0}));
  EXPECT_EQ(cut("{\"a\":\"" + std::string(100'000, 'x')).problem->reason, FileReason::row_too_long);
  EXPECT_EQ(cut(std::string("{\"a\":\0}\n", 8)).problem->reason, FileReason::binary);
  EXPECT_EQ(cut("{\"achternaam\":\"Jos\xE9\"}\n").problem->reason, FileReason::encoding_unknown);
}

}  // namespace
}  // namespace tijdig::signal_ingest
