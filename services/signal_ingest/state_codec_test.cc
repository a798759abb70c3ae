#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include "services/signal_ingest/state.h"
#include "tijdig/v1/signal_ingest_state.pb.h"

namespace tijdig::signal_ingest {
namespace {

KnownSignal known() {
  KnownSignal known;
  known.address = {*Postcode::parse("2711AB"), *HouseNumber::parse("12", "A", "3")};
  known.amount = Cents(12345);
  known.month = YearMonth(2018, 10);
  known.kind = PartnerKind::rent;
  known.contents = {7, 0, 0xffffffffffffffffU};
  known.withdrawn = true;
  return known;
}

TEST(KnownSignal, ReadsBackWhatItWrote) { EXPECT_TRUE(*decode_known_signal(encode_state(known())) == known()); }

TEST(KnownSignal, IsWrittenAsTheContractSays) {
  v1::IngestedSignal wire;
  ASSERT_TRUE(wire.ParseFromString(encode_state(known())));
  EXPECT_EQ(wire.SerializeAsString(), encode_state(known()));
  EXPECT_EQ(wire.contents_size(), 3);
  EXPECT_EQ(wire.GetReflection()->GetUnknownFields(wire).field_count(), 0);
}

TEST(KnownSignal, IsRefusedWithoutAddress) { EXPECT_FALSE(decode_known_signal(encode_state(KnownSignal()))); }

TEST(KnownChunk, ReadsBackWhatItWrote) {
  const KnownChunk chunk{{{7, {{Reason::amount_absurd, Column::amount, 100'000}, {Reason::columns_wrong, {}, 0}}}}};
  EXPECT_TRUE(*decode_known_chunk(encode_state(chunk)) == chunk);
}

}  // namespace
}  // namespace tijdig::signal_ingest
