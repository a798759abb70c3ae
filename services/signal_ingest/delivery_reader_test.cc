// Also tests delivery_draft.cc
#include "services/signal_ingest/delivery_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tijdig::signal_ingest {
namespace {

using testing::IsEmpty;

const std::string header = "klantnummer;achternaam;postcode;huisnummer;bedrag;ontstaansdatum;signaaldatum\n";
const std::string jansen = "K1;Jansen;2711 AB;12;100,00;2018-08-01;2018-10-10\n";

ReadDelivery read(const std::string& text, const Limits& limits = {}, std::size_t piece = 4096) {
  DeliveryReader reader(Format::by_content, limits);
  for (std::size_t i = 0; i < text.size(); i += piece)
    if (!reader.feed(BytesView(text).substr(i, piece))) break;
  return reader.finish();
}

FileReason refusal_of(const std::string& text, const Limits& limits = {}) {
  const ReadDelivery delivery = read(text, limits);
  return delivery.problems.empty() ? FileReason::count_ : delivery.problems.front().reason;
}

std::string text_of(const DeliveredRow& row, Column column) {
  return std::string(row[column].reveal(Purpose::storage));
}

TEST(DeliveryReader, ReadsCsvAndNdjsonToTheSameRows) {
  const ReadDelivery csv = read(header + jansen);
  const ReadDelivery json = read(
      "{\"klantnummer\":\"K1\",\"achternaam\":\"Jansen\",\"postcode\":\"2711 AB\","
      "\"huisnummer\":12,\"bedrag\":\"100,00\",\"ontstaansdatum\":\"2018-08-01\","
      "\"signaaldatum\":\"2018-10-10\"}\n");
  ASSERT_THAT(csv.problems, IsEmpty());
  ASSERT_THAT(json.problems, IsEmpty());
  DeliveredRow csv_row = csv.draft.row(0);
  EXPECT_EQ(csv_row.line, 2U);
  csv_row.line = 1;
  EXPECT_EQ(csv_row, json.draft.row(0));
  EXPECT_EQ(text_of(csv_row, Column::postcode), "2711 AB");
}

TEST(DeliveryReader, GivesTheSameContentHashInWhateverPiecesItComes) {
  const std::string text = header + jansen + jansen;
  const ReadDelivery whole = read(text);
  EXPECT_EQ(read(text, {}, 1).content, whole.content);
  EXPECT_EQ(read(text, {}, 1).draft.rows(), 2U);
  EXPECT_NE(read(text + jansen).content, whole.content);
}

TEST(DeliveryReader, StripsAByteOrderMarkAndReadsWindows1252) {
  const ReadDelivery marked = read("\xEF\xBB\xBF" + header + "K1;Andr\xC3\xA9;2711AB;1;60;2018-08-01;2018-10-10\n");
  ASSERT_THAT(marked.problems, IsEmpty());
  EXPECT_EQ(text_of(marked.draft.row(0), Column::surname), "Andr\xC3\xA9");
  const ReadDelivery windows = read(header + "K1;Andr\xE9;2711AB;1;60;2018-08-01;2018-10-10\n");
  ASSERT_THAT(windows.problems, IsEmpty());
  EXPECT_EQ(text_of(windows.draft.row(0), Column::surname), "Andr\xC3\xA9");
  EXPECT_EQ(windows.encoding, Encoding::windows_1252);
}

TEST(DeliveryReader, SaysWhatAForeignFileIs) {
  EXPECT_EQ(refusal_of("PK\x03\x04" + std::string(40, 'x')), FileReason::zip);
  EXPECT_EQ(refusal_of("PK\x03\x04....[Content_Types].xml"), FileReason::excel);
  EXPECT_EQ(refusal_of("\x1F\x8B\x08"), FileReason::gzip);
  EXPECT_EQ(refusal_of("%PDF-1.4"), FileReason::pdf);
  EXPECT_EQ(refusal_of("\xFF\xFEk"), FileReason::utf16);
  EXPECT_EQ(refusal_of("<html><body>"), FileReason::markup);
  EXPECT_EQ(refusal_of("\xD0\xCF\x11\xE0"), FileReason::excel);
  EXPECT_EQ(refusal_of("[{\"bedrag\":1}]"), FileReason::json_array);
}

TEST(DeliveryReader, RefusesEmptyAndEndlessFiles) {
  EXPECT_EQ(refusal_of(""), FileReason::empty);
  EXPECT_EQ(refusal_of("\xEF\xBB\xBF\r\n  \n"), FileReason::empty);
  EXPECT_EQ(refusal_of(header), FileReason::no_rows);
  EXPECT_EQ(refusal_of(std::string(1 << 20, 'x')), FileReason::row_too_long);
  Limits limits;
  limits.file_bytes_max = 100;
  EXPECT_EQ(refusal_of(header + jansen, limits), FileReason::file_too_large);
  limits = {};
  limits.rows_max = 1;
  EXPECT_EQ(refusal_of(header + jansen + jansen, limits), FileReason::rows_too_many);
}

TEST(DeliveryReader, MarksRaggedRowsAndRefusesABrokenOffLastOne) {
  const ReadDelivery ragged = read(header + "K1;Jansen;de Boer;2711AB;12;100;2018-08-01;2018-10-10\nK2;x\n" + jansen);
  ASSERT_THAT(ragged.problems, IsEmpty());
  ASSERT_EQ(ragged.draft.rows(), 3U);
  EXPECT_EQ(ragged.draft.row(0).form_problem, "columns_wrong");
  EXPECT_EQ(ragged.draft.row(1).form_problem, "columns_wrong");
  EXPECT_EQ(ragged.draft.row(2).form_problem, "");
  EXPECT_EQ(refusal_of(header + jansen + "K2;Smit;27"), FileReason::truncated);
}

TEST(DeliveryReader, DropsEmptyRowsTrailingSeparatorsStreetAndExcessColumns) {
  const ReadDelivery delivery = read(
      "straat;klantnummer;achternaam;postcode;huisnummer;bedrag;ontstaansdatum;signaaldatum;kenteken\n"
      "Dorpsstraat;K1;Jansen;2711 AB;12;100,00;2018-08-01;2018-10-10;AB-12-CD;;;\n;;;;;;;;\n");
  ASSERT_THAT(delivery.problems, IsEmpty());
  ASSERT_EQ(delivery.draft.rows(), 1U);
  EXPECT_EQ(delivery.excess_columns, 1U);
  EXPECT_EQ(text_of(delivery.draft.row(0), Column::street), "");
  EXPECT_EQ(delivery.draft.row(0).form_problem, "");
}

TEST(DeliveryReader, SaysWhichPartnerTheColumnNames) {
  const std::string named = "signaalpartner;" + header;
  EXPECT_EQ(read(named + "eneco;" + jansen).partner, "eneco");
  EXPECT_EQ(refusal_of(named + "eneco;" + jansen + "dunea;" + jansen), FileReason::several_partners);
}

TEST(DeliveryDraft, CutsChunksOfAtMostFiveHundredRows) {
  DeliveryDraft draft;
  for (std::uint32_t line = 2; line < 1203; ++line) {
    draft.begin_row(line);
    draft.add(Column::customer_number, std::to_string(line));
  }
  ASSERT_EQ(draft.chunks(), 3U);
  const DeliveryChunk last = draft.chunk(2, {});
  EXPECT_EQ(last.chunk, 2U);
  EXPECT_EQ(last.chunks, 3U);
  EXPECT_EQ(last.rows.size(), 201U);
  EXPECT_EQ(last.rows.back().line, 1202U);
  EXPECT_EQ(text_of(last.rows.back(), Column::customer_number), "1202");
}

}  // namespace
}  // namespace tijdig::signal_ingest
