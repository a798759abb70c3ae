#include "services/signal_ingest/shell/file_door.h"

#include <gtest/gtest.h>

#include "libs/codec/codec.h"
#include "libs/domain/inboxes.h"

namespace tijdig::signal_ingest {
namespace {

const std::string header = "klantnummer;achternaam;postcode;huisnummer;bedrag;ontstaansdatum;signaaldatum";
const std::string good = "K1;Jansen;2711AB;12;100,00;2018-08-01;2018-10-10";

class FileDoorTest : public testing::Test {
 protected:
  PreparedDelivery prepare(const std::string& content, const std::string& partner = "dunea") {
    const FileDoor door(policy_, 4, Limits{});
    return door.prepare(BytesView(content), {partner, Date(2018, 10, 12)});
  }
  FileReason refusal_of(const std::string& content, const std::string& partner = "dunea") {
    const PreparedDelivery delivery = prepare(content, partner);
    EXPECT_TRUE(delivery.records.empty());
    return delivery.problems.empty() ? FileReason::count_ : delivery.problems.front().reason;
  }

  policy::Policy policy_ = *policy::load_policy("deploy/policies/zoetermeer.yaml");
};

TEST_F(FileDoorTest, CutsAFileIntoChunksOfOneDelivery) {
  std::string content = header + "\n";
  for (int i = 0; i < 501; ++i) content += good + "\n";
  const PreparedDelivery delivery = prepare(content);
  ASSERT_EQ(delivery.records.size(), 2U);
  EXPECT_EQ(delivery.rows, 501U);
  const auto message = codec::decode<DeliveriesMessage>(delivery.records[1].value);
  ASSERT_TRUE(message.has_value());
  const auto& chunk = std::get<DeliveryChunk>(*message);
  EXPECT_EQ(chunk.id, delivery.id);
  EXPECT_EQ(chunk.chunk, 1U);
  EXPECT_EQ(chunk.rows.front().line, 502U);
  EXPECT_EQ(delivery.records[0].partition, delivery.records[1].partition);
}

TEST_F(FileDoorTest, LearnsThePartnerFromTheColumnWhenTheNameDoesNotSay) {
  const std::string named = "signaalpartner;" + header + "\nDunea;" + good + "\n";
  EXPECT_EQ(prepare(named, "").partner.text(), "dunea");
  EXPECT_EQ(refusal_of(named, "eneco"), FileReason::partner_other);
  EXPECT_EQ(refusal_of(header + "\n" + good + "\n", ""), FileReason::partner_missing);
}

TEST_F(FileDoorTest, KeepsAFileOutWhenNoRowWasUnderstood) {
  const std::string nonsense = header + "\nK1;Jansen;27;12;100,00;2018-08-01;2018-10-10\n";
  EXPECT_EQ(refusal_of(nonsense), FileReason::no_row_usable);
  EXPECT_EQ(prepare(nonsense).refused.size(), 1U);
  const PreparedDelivery small = prepare(header + "\nK1;Jansen;2711AB;12;10,00;2018-08-01;2018-10-10\n");
  EXPECT_TRUE(small.problems.empty());  // understood, and refused with a word of the exchange model
  EXPECT_EQ(small.refused.size(), 1U);
  EXPECT_EQ(small.records.size(), 1U);
}

TEST_F(FileDoorTest, GivesOneIdPerPartnerAndContent) {
  const std::string content = header + "\n" + good + "\n";
  EXPECT_EQ(prepare(content).id, prepare(content).id);
  EXPECT_NE(prepare(content).id, prepare(content, "eneco").id);
  EXPECT_NE(prepare(content).id, prepare(content + "\n").id);
}

TEST_F(FileDoorTest, SaysWhenAFileCannotBeRead) {
  const FileDoor door(policy_, 4, Limits{});
  const PreparedDelivery delivery = door.prepare(std::filesystem::path("/nergens/bestand.csv"), {"dunea", Date()});
  EXPECT_EQ(delivery.problems.front().reason, FileReason::unreadable);
}

}  // namespace
}  // namespace tijdig::signal_ingest
