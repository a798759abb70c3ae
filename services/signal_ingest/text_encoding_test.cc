#include "services/signal_ingest/text_encoding.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace tijdig::signal_ingest {
namespace {

CsvRow row_of(std::initializer_list<BytesView> fields) {
  CsvRow row;
  row.line = 2;
  for (const BytesView field : fields) {
    row.bytes.append(field);
    row.end_field();
  }
  return row;
}

TEST(TextEncoding, ConvertsWindows1252FieldByField) {
  TextEncoding encoding;
  CsvRow row = row_of({"Jos\xE9", "1", "\x80 12"});
  EXPECT_EQ(encoding.to_utf8(row), std::nullopt);
  EXPECT_EQ(row.field(0), "Jos\xC3\xA9");
  EXPECT_EQ(row.field(1), "1");
  EXPECT_EQ(row.field(2), "\xE2\x82\xAC 12");
  EXPECT_EQ(row.line, 2U);
  EXPECT_EQ(encoding.found(), Encoding::windows_1252);
}

TEST(TextEncoding, LeavesUtf8AndAsciiAsTheyAre) {
  TextEncoding encoding;
  CsvRow ascii = row_of({"Jansen"});
  CsvRow utf8 = row_of({"Jos\xC3\xA9"});
  EXPECT_EQ(encoding.to_utf8(ascii), std::nullopt);
  EXPECT_EQ(encoding.found(), Encoding::ascii);
  EXPECT_EQ(encoding.to_utf8(utf8), std::nullopt);
  EXPECT_EQ(encoding.found(), Encoding::utf8);
}

TEST(TextEncoding, RefusesBothEncodingsInOneFile) {
  CsvRow utf8 = row_of({"Jos\xC3\xA9"});
  CsvRow windows = row_of({"Jos\xE9"});
  TextEncoding one;
  EXPECT_EQ(one.to_utf8(utf8), std::nullopt);
  EXPECT_EQ(one.to_utf8(windows), FileReason::mixed_encodings);
  TextEncoding other;
  windows = row_of({"Jos\xE9"});
  EXPECT_EQ(other.to_utf8(windows), std::nullopt);
  EXPECT_EQ(other.to_utf8(utf8), FileReason::mixed_encodings);
  TextEncoding marked;
  marked.decide_utf8();
  windows = row_of({"Jos\xE9"});
  EXPECT_EQ(marked.to_utf8(windows), FileReason::mixed_encodings);
}

TEST(TextEncoding, RefusesBothEncodingsInOneRow) {
  TextEncoding encoding;
  CsvRow row = row_of({"Jos\xE9", "Ren\xC3\xA9"});
  EXPECT_EQ(encoding.to_utf8(row), FileReason::mixed_encodings);
}

TEST(TextEncoding, RefusesBytesThatNeitherEncodingHas) {
  TextEncoding encoding;
  CsvRow row = row_of({"a\x81z"});
  EXPECT_EQ(encoding.to_utf8(row), FileReason::encoding_unknown);
}

}  // namespace
}  // namespace tijdig::signal_ingest
