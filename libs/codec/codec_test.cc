// Also tests described.h, described_facts.h, link_verdicts.cc, match.cc, parts.cc and register_facts.cc.
#include "libs/codec/codec.h"

#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "libs/codec/parts.h"
#include "tests/harness/generators.h"

namespace tijdig::codec {
namespace {

template <class Message>
void read_back(const Message& message) {
  const Bytes wire = encode(message);
  const Result<Message> again = decode<Message>(wire);
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == message);
  RC_ASSERT(encode(*again) == wire);
}

RC_GTEST_PROP(Codec, ReadsBackEveryDelivery, ()) { read_back(harness::any_deliveries_message()); }
RC_GTEST_PROP(Codec, ReadsBackEverySignal, ()) { read_back(harness::any_signals_message()); }
RC_GTEST_PROP(Codec, ReadsBackEveryLookup, ()) { read_back(harness::any_lookups_message()); }
RC_GTEST_PROP(Codec, ReadsBackEveryMatch, ()) { read_back(harness::any_matches_message()); }
RC_GTEST_PROP(Codec, ReadsBackEveryCase, ()) { read_back(harness::any_cases_message()); }
RC_GTEST_PROP(Codec, ReadsBackAllWork, ()) { read_back(harness::any_work_message()); }
RC_GTEST_PROP(Codec, ReadsBackEveryFact, ()) { read_back(harness::any_facts_message()); }

RC_GTEST_PROP(Codec, ReadsBackEveryOutlet, ()) {
  read_back(harness::any_receipt());
  read_back(harness::any_feedback());
  read_back(harness::any_review_task());
  read_back(harness::any_breach_task());
  read_back(harness::any_link_label());
  read_back(harness::any_assignment());
  read_back(harness::any_late_signal());
  read_back(harness::any_enriched_case());
  read_back(harness::any_match());
  read_back(harness::any_signal());
}

RC_GTEST_PROP(Codec, WritesAKindAsTheInboxThatHoldsIt, ()) {
  const Signal signal = harness::any_signal();
  RC_ASSERT(encode_kind<SignalsMessage>(signal) == encode(SignalsMessage(signal)));
  const Match match = harness::any_match();
  RC_ASSERT(encode_kind<MatchesMessage>(match) == encode(MatchesMessage(match)));
  MatchMade made;
  made.match = match.id;
  made.municipality = match.municipality;
  RC_ASSERT(encode_kind<FactsMessage>(made) == encode(FactsMessage(made)));
  const EnrichedCase enriched = harness::any_enriched_case();
  RC_ASSERT(encode_kind<CasesMessage>(enriched) == encode(CasesMessage(enriched)));
  const Assignment assignment = harness::any_assignment();
  RC_ASSERT(encode_kind<WorkMessage>(assignment) == encode(WorkMessage(assignment)));
}

RC_GTEST_PROP(Codec, ReadsIntoAMessageOfAnotherKind, ()) {
  SignalsMessage into = harness::any_signals_message();
  const SignalsMessage message = harness::any_signals_message();
  RC_ASSERT(decode(encode(message), into).has_value());
  RC_ASSERT(into == message);
}

// The envelope is written by hand; the generated code is the judge.
template <class Wire, class Message>
void generated_code_agrees(const Message& message) {
  Wire wire;
  RC_ASSERT(wire.ParseFromString(encode(message)));
  RC_ASSERT(static_cast<std::size_t>(wire.message_case()) == message.index() + 1);
  RC_ASSERT(wire.SerializeAsString() == encode(message));
}

RC_GTEST_PROP(Codec, WritesTheEnvelopeThatTheContractSays, ()) {
  generated_code_agrees<v1::DeliveriesMessage>(harness::any_deliveries_message());
  generated_code_agrees<v1::SignalsMessage>(harness::any_signals_message());
  generated_code_agrees<v1::LookupsMessage>(harness::any_lookups_message());
  generated_code_agrees<v1::MatchesMessage>(harness::any_matches_message());
  generated_code_agrees<v1::CasesMessage>(harness::any_cases_message());
  generated_code_agrees<v1::WorkMessage>(harness::any_work_message());
  generated_code_agrees<v1::FactsMessage>(harness::any_facts_message());
}

RC_GTEST_PROP(Codec, NeverEndsOnAnyBytes, (const std::string& bytes)) {
  RC_ASSERT(!decode<SignalsMessage>(bytes) || !bytes.empty());
  static_cast<void>(decode<DeliveriesMessage>(bytes).has_value());
  static_cast<void>(decode<FactsMessage>(bytes).has_value());
}

RC_GTEST_PROP(Codec, RefusesWhatWasCutOff, ()) {
  const Bytes wire = encode(harness::any_signals_message());
  const auto size = harness::any_between<std::size_t>(0, wire.size() - 1);
  RC_ASSERT(!decode<SignalsMessage>(wire.substr(0, size)));
}

// Bytes that nobody should send, made of bytes that somebody did: cut off, bent, doubled, filled in.
Bytes spoilt(Bytes wire) {
  for (int left = harness::any_between(1, 4); left > 0; --left) {
    const auto at = harness::any_between<std::size_t>(0, wire.size());
    const auto more = harness::any_between<std::size_t>(0, wire.size() - at);
    switch (harness::any_between(0, 4)) {
      case 0:
        wire.resize(at);
        break;
      case 1:
        if (at < wire.size()) wire[at] = static_cast<char>(harness::any_between(-128, 127));
        break;
      case 2:
        wire.insert(harness::any_between<std::size_t>(0, wire.size()), Bytes(wire, at, more));
        break;
      case 3:
        wire.insert(at, *rc::gen::arbitrary<std::string>());
        break;
      default:
        wire += wire;
    }
  }
  return wire;
}

// Whatever the bytes: what the generated code makes of them is what we make of them.
template <class Message>
void generated_code_agrees_on(const Bytes& wire) {
  const google::protobuf::LogSilencer quiet;
  typename WireOf<Message>::type generated;
  const bool parsed = generated.ParseFromString(wire);
  generated.DiscardUnknownFields();
  const Result<Message> expected = decode<Message>(generated.SerializeAsString());
  const Result<Message> found = decode<Message>(wire);
  RC_ASSERT(found.has_value() == (parsed && expected.has_value()));
  if (found) RC_ASSERT(*found == *expected);
}

RC_GTEST_PROP(Codec, ReadsSpoiltBytesAsTheGeneratedCodeDoes, ()) {
  generated_code_agrees_on<Signal>(spoilt(encode(harness::any_signal())));
  generated_code_agrees_on<Match>(spoilt(encode(harness::any_match())));
  generated_code_agrees_on<EnrichedCase>(spoilt(encode(harness::any_enriched_case())));
  generated_code_agrees_on<Assignment>(spoilt(encode(harness::any_assignment())));
  generated_code_agrees_on<DeliveryReceipt>(spoilt(encode(harness::any_receipt())));
  generated_code_agrees_on<Feedback>(spoilt(encode(harness::any_feedback())));
}

Signal golden_signal() {
  Signal signal;
  signal.id = SignalId::of(StableHasher("signal").add("golden"));
  signal.municipality = *MunicipalityCode::parse("GM0637");
  signal.partner = *PartnerId::parse("dunea");
  signal.kind = PartnerKind::water;
  signal.customer = CustomerId::of(StableHasher("customer").add("golden"));
  signal.person.surname = PrivateText("Jansen");
  signal.person.birth_date = Date(1980, 2, 29);
  signal.address = {*Postcode::parse("2711AB"), *HouseNumber::parse("12", "A", "3")};
  signal.amount = Cents(12345);
  signal.arrears_origin_date = Date(2018, 8, 1);
  signal.signal_date = Date(2018, 10, 20);
  signal.received = Date(2018, 10, 21);
  return signal;
}

TEST(Codec, ReadsLegalProtobufThatNoWriterOfOursWrites) {
  const Bytes wire = encode(golden_signal());
  const Bytes twice = wire + wire;                               // the last value counts, messages are merged
  const Bytes other_type = wire + Bytes("\x45\0\0\0\0", 5);      // an amount as fixed32: an unknown field
  const Bytes group = wire + Bytes("\x9b\x06\x08\x01\x9c\x06");  // field 99
  for (const Bytes& odd : {twice, other_type, group}) {
    const auto read = decode<Signal>(odd);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, golden_signal());
  }
}

std::string hexadecimal(BytesView bytes) {
  std::string text;
  for (const char byte : bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    text.push_back(digits[static_cast<unsigned char>(byte) >> 4]);
    text.push_back(digits[static_cast<unsigned char>(byte) & 15]);
  }
  return text;
}

// A change of these bytes makes every log on disk unreadable to the version before.
TEST(Codec, KeepsTheBytesOfASignalForEver) {
  EXPECT_EQ(hexadecimal(encode(SignalsMessage(golden_signal()))),
            "1a5f0a106845141255b6b6d3da9558c9b281f04310fd041a0564756e6561200a2a10c64b45b5e07bb5d76ce46a9a"
            "291beae5320b0a064a616e73656e28fe393a100a06323731314142100c1a014122013340f2c00148a0950250c0960258c29602");
}

TEST(Codec, KeepsTheBytesOfADayForEver) {
  EXPECT_EQ(hexadecimal(encode(SignalsMessage(DayClosed{*MunicipalityCode::parse("GM0637"), Date(2018, 10, 25)}))),
            "120708fd0410ca9602");
}

// Each makes a signal that no writer of ours could have made.
class BrokenSignal : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(wire_.ParseFromString(encode(golden_signal()))); }
  Result<Signal> decoded() const { return decode<Signal>(wire_.SerializeAsString()); }
  v1::Signal wire_;
};

TEST_F(BrokenSignal, IsReadWhenItIsWhole) { EXPECT_EQ(*decoded(), golden_signal()); }

TEST_F(BrokenSignal, IsRefusedForAnIdOfAnotherSize) {
  wire_.set_id("short");
  EXPECT_FALSE(decoded());
}

TEST_F(BrokenSignal, IsRefusedForAnImpossibleDate) {
  wire_.set_signal_date(1'000'000);
  EXPECT_EQ(decoded().error().detail, "Signal: a date outside 1850 to 2199");
}

TEST_F(BrokenSignal, IsRefusedForAPartnerKindOfTheFuture) {
  wire_.set_kind(static_cast<v1::PartnerKind>(12));
  EXPECT_EQ(decoded().error().detail, "Signal: an enum value that this version does not know");
}

TEST_F(BrokenSignal, IsRefusedForAMissingPartnerKind) {
  wire_.clear_kind();
  EXPECT_FALSE(decoded());
}

TEST_F(BrokenSignal, IsRefusedWithoutMunicipality) {
  wire_.clear_municipality();
  EXPECT_FALSE(decoded());
}

TEST_F(BrokenSignal, IsRefusedWithoutAddress) {
  wire_.clear_address();
  EXPECT_EQ(decoded().error().detail, "Signal: no address");
}

TEST_F(BrokenSignal, IsRefusedWithoutPartner) {
  wire_.clear_partner();
  EXPECT_FALSE(decoded());
}

TEST_F(BrokenSignal, IsRefusedForAPostcodeThatIsNoneAndDoesNotSayWhich) {
  wire_.mutable_address()->set_postcode("Jansen");
  ASSERT_FALSE(decoded());
  EXPECT_EQ(decoded().error().severity, Severity::refused);
  EXPECT_EQ(decoded().error().detail.find("Jansen"), std::string::npos);
}

TEST_F(BrokenSignal, IsRefusedForABsnThatFailsTheElevenTestAndDoesNotSayWhich) {
  wire_.mutable_person()->set_bsn("999999999");
  ASSERT_FALSE(decoded());
  EXPECT_EQ(decoded().error().detail.find("999999999"), std::string::npos);
}

TEST_F(BrokenSignal, IsReadWhenANewerWriterAddedAField) {
  wire_.GetReflection()->MutableUnknownFields(&wire_)->AddVarint(99, 1);
  EXPECT_EQ(*decoded(), golden_signal());
}

TEST(Codec, RefusesAKindOfMessageThatItDoesNotKnow) {
  EXPECT_EQ(decode<SignalsMessage>(BytesView("\x7a\x00", 2)).error().detail,
            "inbox message: no kind that this version knows");
}

TEST(Codec, RefusesTwoMessagesInOneEnvelope) {
  const Bytes one = encode(SignalsMessage(golden_signal()));
  EXPECT_EQ(decode<SignalsMessage>(one + one).error().detail, "inbox message: more than one message in it");
}

TEST(Codec, RefusesADeliveredRowThatDoesNotFitItsColumns) {
  v1::DeliveriesMessage wire;
  const DeliveryChunk empty{DeliveryId(), *MunicipalityCode::parse("637"), PartnerId(), Date(), 0, 1, {}};
  ASSERT_TRUE(wire.ParseFromString(encode(DeliveriesMessage(empty))));
  ASSERT_TRUE(decode<DeliveriesMessage>(wire.SerializeAsString()));
  v1::DeliveryChunk* chunk = wire.mutable_delivery_chunk();
  chunk->add_columns(v1::COLUMN_AMOUNT);
  chunk->add_rows()->set_line(1);
  EXPECT_FALSE(decode<DeliveriesMessage>(wire.SerializeAsString()));
  chunk->mutable_rows(0)->add_values("50,00");
  EXPECT_TRUE(decode<DeliveriesMessage>(wire.SerializeAsString()));
  chunk->add_columns(v1::COLUMN_BSN);
  chunk->mutable_rows(0)->add_values("");
  EXPECT_FALSE(decode<DeliveriesMessage>(wire.SerializeAsString()));
}

}  // namespace
}  // namespace tijdig::codec
