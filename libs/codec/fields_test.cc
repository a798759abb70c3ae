// Also tests wire_format.h and described.cc; codec_test.cc holds whole messages to the generated code.
#include "libs/codec/fields.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "libs/codec/described.h"
#include "tests/harness/generators.h"

namespace tijdig::codec {
namespace {

struct Lists {
  std::vector<YearMonth> months;
  std::vector<std::uint64_t> hashes;
  std::vector<SignalId> ids;
  Bytes blob;
};

template <Is<Lists> Self, class Each>
void fields(Self& lists, Each& each) {
  each(1, lists.months);
  each(2, lists.hashes);
  each(3, lists.ids);
  each.raw(4, lists.blob);
}

Bytes signal_wire() {
  Signal signal;
  signal.municipality = MunicipalityCode::from_number(637);
  signal.partner = *PartnerId::parse("dunea");
  signal.address = {*Postcode::parse("2711AB"), *HouseNumber::parse("12", "", "")};
  return to_wire(signal);
}

TEST(Fields, ReadNumbersOneByOneAsWellAsPacked) {
  const YearMonth march(2018, 3);
  WireWriter out;
  out.begin();
  out.signed_number_always(1, wire_of(march));
  out.signed_number_always(1, wire_of(march.plus_months(1)));
  out.fixed64(2, 77);
  out.fixed64(2, 78);
  Lists lists;
  ASSERT_TRUE(from_wire(out.take(), lists));
  EXPECT_EQ(lists.months, (std::vector{march, march.plus_months(1)}));
  EXPECT_EQ(lists.hashes, (std::vector<std::uint64_t>{77, 78}));
  Lists again;
  ASSERT_TRUE(from_wire(to_wire(lists), again));
  EXPECT_EQ(again.months, lists.months);
  EXPECT_EQ(again.hashes, lists.hashes);
}

TEST(Fields, ReadAListThatOtherFieldsInterrupt) {
  const Bytes id(16, 'i');
  WireWriter out;
  out.begin();
  out.bytes(3, id);
  out.bytes(4, "\xff");
  out.bytes(3, id);
  Lists lists;
  ASSERT_TRUE(from_wire(out.take(), lists));
  EXPECT_EQ(lists.ids.size(), 2U);
  EXPECT_EQ(lists.blob, "\xff");
}

TEST(Fields, ReplaceWhatWasThereBefore) {
  Lists lists{{YearMonth(2018, 3)}, {77}, {SignalId()}, "blob"};
  ASSERT_TRUE(from_wire("", lists));
  EXPECT_TRUE(lists.months.empty() && lists.hashes.empty() && lists.ids.empty() && lists.blob.empty());
}

TEST(Fields, PassOverWhatANewerWriterAdded) {
  const Bytes varint("\x98\x06\x01", 3);                                // field 99
  const Bytes fixed32("\x9d\x06\x01\x02\x03\x04", 6);                   // field 99
  const Bytes fixed64("\x99\x06\x01\x02\x03\x04\x05\x06\x07\x08", 10);  // field 99
  const Bytes text("\x9a\x06\x02hi", 5);                                // field 99
  Signal signal;
  EXPECT_TRUE(from_wire(varint + fixed32 + signal_wire() + fixed64 + text, signal));
  EXPECT_EQ(signal.partner.text(), "dunea");
}

TEST(Fields, RefuseAFieldOfAnotherType) {
  WireWriter out;
  out.begin();
  out.number(1, 5);  // an id is bytes
  Signal signal;
  EXPECT_FALSE(from_wire(signal_wire() + out.take(), signal));
  out.begin();
  out.bytes(8, "12");  // an amount is a number
  EXPECT_FALSE(from_wire(signal_wire() + out.take(), signal));
}

TEST(Fields, RefuseTextThatIsNotUtf8) {
  Person person;
  EXPECT_TRUE(from_wire("\x0a\x03\xe2\x82\xac", person));  // a euro sign
  EXPECT_FALSE(from_wire("\x0a\x02\xe2\x82", person));     // two thirds of it
}

// Text is looked at in pieces; what is not ASCII must be seen in each place of each piece.
TEST(Utf8, IsToldApartAtEveryPlace) {
  for (std::size_t size = 2; size < 20; ++size) {
    for (std::size_t at = 0; at + 2 <= size; ++at) {
      std::string text(size, 'a');
      EXPECT_TRUE(is_utf8(text));
      text.replace(at, 2, "\xC3\xA9");
      EXPECT_TRUE(is_utf8(text)) << size << " " << at;
      text[at + 1] = 'a';
      EXPECT_FALSE(is_utf8(text)) << size << " " << at;
    }
  }
}

TEST(Fields, RefuseARowWithMoreValuesThanColumns) {
  DeliveryChunk chunk;
  chunk.municipality = MunicipalityCode::from_number(637);
  chunk.rows.resize(1);
  chunk.rows[0][Column::amount] = PrivateText("50,00");
  const Bytes wire = to_wire(chunk);
  WireWriter row;
  row.begin();
  row.message(8, [&] {
    row.bytes(2, "one");
    row.bytes(2, "two");
  });
  EXPECT_TRUE(from_wire(wire, chunk));
  EXPECT_FALSE(from_wire(wire + row.take(), chunk));
}

RC_GTEST_PROP(Fields, AreRefusedWhenCutOffInsideOne, ()) {
  const Bytes wire = to_wire(harness::any_match());
  std::vector<std::size_t> whole{0};  // where a field ends
  WireReader in(wire);
  while (in.next()) whole.push_back(in.begin_of_field());
  const auto size = harness::any_between<std::size_t>(0, wire.size() - 1);
  Match match;
  if (std::find(whole.begin(), whole.end(), size) == whole.end()) RC_ASSERT(!from_wire(wire.substr(0, size), match));
}

RC_GTEST_PROP(Fields, NeverEndOnAnyBytes, (const std::string& bytes)) {
  Match match;
  DeliveryChunk chunk;
  Lists lists;
  RC_ASSERT(!from_wire(bytes, match));  // it has no id, or worse
  static_cast<void>(from_wire(bytes, chunk));
  static_cast<void>(from_wire(bytes, lists));
}

RC_GTEST_PROP(WireWriter, MakesRoomForLongMessages, (const std::string& text)) {
  const Bytes filling(300, 'x');
  WireWriter out;
  out.begin();
  out.message(1, [&] {
    out.message(2, [&] { out.bytes(3, filling + text); });
    out.bytes(4, text);
  });
  WireReader whole(out.written());
  RC_ASSERT(whole.next());
  WireReader outer(whole.bytes());
  RC_ASSERT(outer.next());
  WireReader inner(outer.bytes());
  RC_ASSERT(inner.next());
  RC_ASSERT(inner.bytes() == filling + text);
  RC_ASSERT(outer.next() == !text.empty());
  if (!text.empty()) RC_ASSERT(outer.bytes() == text);
  RC_ASSERT(!whole.next());
}

}  // namespace
}  // namespace tijdig::codec
