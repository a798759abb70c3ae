#include "services/tijdig/outlet.h"

#include <gmock/gmock.h>

#include "services/tijdig/test_town.h"

namespace tijdig::commands {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);

class ReceiptsOfDunea : public testing::Test {
 protected:
  ReceiptsOfDunea() : back_end_(options()), outlet_(back_end_, flow::topics::receipts, key("dunea")) {}

  static memory::MemoryOptions options() {
    memory::MemoryOptions options;
    options.partitions = 1;
    return options;
  }
  static flow::PartnerKey key(const char* partner) { return {zoetermeer, *PartnerId::parse(partner)}; }

  // A receipt as a stage publishes it: the output of the record at `chunk` of an inbox.
  void publish(const char* partner, std::uint32_t chunk) {
    DeliveryReceipt receipt;
    receipt.partner = *PartnerId::parse(partner);
    receipt.received = Date(2018, 10, 12);
    receipt.chunk = chunk;
    ports::OutRecord record;
    record.cause = {flow::topics::deliveries.info.id, 0, chunk, 0, 0};
    record.topic = flow::topics::receipts.info.id;
    record.key = flow::key_bytes(key(partner));
    record.value = codec::encode(receipt);
    ASSERT_TRUE(back_end_.append_durably({record}));
  }
  std::vector<std::uint32_t> chunks() {
    std::vector<std::uint32_t> read;
    const auto receipts = outlet_.read_new();
    EXPECT_TRUE(receipts);
    for (const DeliveryReceipt& receipt : *receipts) read.push_back(receipt.chunk);
    return read;
  }

  memory::Memory back_end_;
  Outlet<flow::PartnerKey, DeliveryReceipt> outlet_;
};

TEST_F(ReceiptsOfDunea, AreReadOnceInOrder) {
  publish("dunea", 1);
  publish("dunea", 2);
  EXPECT_THAT(chunks(), ElementsAre(1U, 2U));
  EXPECT_THAT(chunks(), IsEmpty());
  publish("dunea", 3);
  EXPECT_THAT(chunks(), ElementsAre(3U));
}

TEST_F(ReceiptsOfDunea, AreReadOnceWhenTheyStandThereTwice) {
  publish("dunea", 1);
  publish("dunea", 2);
  publish("dunea", 1);
  publish("dunea", 2);
  publish("dunea", 3);
  EXPECT_THAT(chunks(), ElementsAre(1U, 2U, 3U));
}

TEST_F(ReceiptsOfDunea, AreAllReadWhereADoorBroughtThem) {
  for (const std::uint32_t chunk : {1U, 2U}) {
    DeliveryReceipt receipt;
    receipt.partner = *PartnerId::parse("dunea");
    receipt.chunk = chunk;
    ports::OutRecord record;
    record.topic = flow::topics::receipts.info.id;
    record.key = flow::key_bytes(key("dunea"));
    record.value = codec::encode(receipt);
    ASSERT_TRUE(back_end_.append_durably({record}));
  }
  EXPECT_THAT(chunks(), ElementsAre(1U, 2U));
}

TEST_F(ReceiptsOfDunea, LeaveOutThoseOfAnotherPartnerInTheSamePartition) {
  publish("vestia", 1);
  publish("dunea", 2);
  EXPECT_THAT(chunks(), ElementsAre(2U));
}

TEST_F(ReceiptsOfDunea, CanBeSkippedOrReadFromAPlace) {
  publish("dunea", 1);
  publish("dunea", 2);
  ASSERT_TRUE(outlet_.skip_to_end());
  EXPECT_THAT(chunks(), IsEmpty());
  outlet_.start_at(1);
  EXPECT_THAT(chunks(), ElementsAre(2U));
}

}  // namespace
}  // namespace tijdig::commands
