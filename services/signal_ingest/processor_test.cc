#include "services/signal_ingest/processor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "services/signal_ingest/delivery_reader.h"
#include "tests/harness/flow_harness.h"

namespace tijdig::signal_ingest {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
namespace topics = flow::topics;

const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);
const std::string header =
    "signaalId;soort;klantnummer;achternaam;postcode;huisnummer;bedrag;ontstaansdatum;signaaldatum\n";

harness::Stages only_ingest() {
  harness::Stages stages;
  stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor()));
  return stages;
}

// The town's partner door, as far as this stage can see it.
class Town {
 public:
  Town() : flow_(only_ingest()) { change_policy("", ""); }

  // From now on the policy says `to` where that of Zoetermeer says `from`.
  void change_policy(const std::string& from, const std::string& to) {
    std::ifstream in("deploy/policies/zoetermeer.yaml");
    std::string yaml((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    yaml.replace(yaml.find(from), from.size(), to);
    const auto policy = policy::parse_policy(yaml);
    TIJDIG_CHECK(policy.has_value());
    flow_.activate(policy->activation());
  }
  void forget(const std::string& partner) { change_policy("id: " + partner + ",", "id: " + partner + "-old,"); }

  void deliver(const std::string& rows, const std::string& partner = "dunea", Date received = Date(2018, 10, 12)) {
    DeliveryReader reader(Format::csv, Limits{});
    reader.feed(header + rows);
    const ReadDelivery read = reader.finish();
    TIJDIG_CHECK(read.problems.empty());
    DeliveryChunk head;
    head.id = DeliveryId::from_hash(read.content);
    head.municipality = zoetermeer;
    head.partner = *PartnerId::parse(partner);
    head.received = received;
    for (std::size_t i = 0; i < read.draft.chunks(); ++i)
      flow_.send(topics::deliveries, flow::PartnerKey{zoetermeer, head.partner}, read.draft.chunk(i, head));
    flow_.settle();
  }

  template <class Kind>
  std::vector<Kind> signals() {
    return flow_.seen_on<Kind>(topics::signals);
  }
  template <class Kind>
  std::vector<Kind> facts() {
    return flow_.seen_on<Kind>(topics::facts);
  }
  std::vector<DeliveryReceipt> receipts() { return flow_.seen_on(topics::receipts); }
  harness::FlowHarness& flow() { return flow_; }

 private:
  harness::FlowHarness flow_;
};

std::string row(const std::string& reference, const std::string& amount, const std::string& kind = "",
                const std::string& house = "12") {
  return reference + ";" + kind + ";K1;Jansen;2711AB;" + house + ";" + amount + ";2018-08-01;2018-10-10\n";
}

TEST(SignalIngest, SendsEachGoodRowOnceAndAnswersEveryRow) {
  Town town;
  town.deliver(row("R1", "100") + row("R2", "20") + row("R1", "100"));
  EXPECT_THAT(town.signals<Signal>(), SizeIs(1));
  ASSERT_THAT(town.receipts(), SizeIs(testing::Ge(1)));
  const DeliveryReceipt receipt = town.receipts().front();
  EXPECT_FALSE(receipt.already_received);
  ASSERT_THAT(receipt.rows, SizeIs(3));
  EXPECT_EQ(receipt.rows[0].verdict, RowVerdict::accepted);
  EXPECT_EQ(receipt.rows[1].verdict, RowVerdict::refused);
  EXPECT_EQ(receipt.rows[1].ddas_status, "Niet opgepakt: onterecht signaal");
  EXPECT_EQ(receipt.rows[1].problems.front().reason, "below_threshold");
  EXPECT_EQ(receipt.rows[2].verdict, RowVerdict::repeated);
  EXPECT_EQ(town.flow().dead_letters(), 0U);
}

TEST(SignalIngest, CountsNewAndRefusedRowsAndNoRepeats) {
  Town town;
  town.deliver(row("R1", "100") + row("R2", "20") + row("R1", "100"));
  const auto counted = town.facts<SignalsCounted>();
  ASSERT_THAT(counted, SizeIs(1));
  ASSERT_THAT(counted[0].counts, SizeIs(2));
  EXPECT_EQ(counted[0].counts[0], (SignalCount{YearMonth(2018, 10), PartnerKind::water, "", 1, 10'000}));
  EXPECT_EQ(counted[0].counts[1], (SignalCount{YearMonth(2018, 10), PartnerKind::water, "below_threshold", 1, 2'000}));
}

TEST(SignalIngest, HasNoEffectWhenAFileOrARowComesAgain) {
  Town town;
  const std::string february = row("R1", "100") + row("R2", "20");
  town.deliver(february);
  town.deliver(february, "dunea", Date(2018, 10, 20));
  town.deliver(february + row("R3", "70"));
  EXPECT_THAT(town.signals<Signal>(), SizeIs(2));
  std::vector<DeliveryReceipt> again = town.receipts();  // the harness also delivers each chunk twice by itself
  std::erase_if(again, [](const DeliveryReceipt& receipt) { return !receipt.already_received; });
  ASSERT_THAT(again, SizeIs(testing::Ge(3)));
  EXPECT_EQ(again[1].received, Date(2018, 10, 20));
  ASSERT_THAT(again[1].rows, SizeIs(1));  // the refusal of then
  EXPECT_EQ(again[1].rows[0].line, 3U);
}

TEST(SignalIngest, CorrectsWithdrawsAndMovesASignalBetweenAddresses) {
  Town town;
  town.deliver(row("R1", "17693") + row("R2", "100"));
  town.deliver(row("R1", "176,93", "correctie") + row("R2", "", "intrekking") + row("R9", "100", "correctie"));
  ASSERT_THAT(town.signals<SignalCorrected>(), SizeIs(1));
  EXPECT_EQ(town.signals<SignalCorrected>().front().now.amount, Cents(17'693));
  EXPECT_THAT(town.signals<SignalWithdrawn>(), SizeIs(1));
  EXPECT_THAT(town.facts<SignalAmended>(), SizeIs(2));
  town.deliver(row("R1", "176,93", "correctie", "14"));
  EXPECT_THAT(town.signals<SignalCorrected>(), SizeIs(1));
  EXPECT_THAT(town.signals<SignalWithdrawn>(), SizeIs(2));
  EXPECT_FALSE(town.signals<SignalWithdrawn>().front().moved);
  EXPECT_TRUE(town.signals<SignalWithdrawn>().back().moved) << "it stands, elsewhere";
  ASSERT_THAT(town.signals<Signal>(), SizeIs(3));
  EXPECT_EQ(town.signals<Signal>().back().address.house.number(), 14U);
  EXPECT_EQ(town.signals<Signal>().back().id, town.signals<SignalCorrected>().front().id);
}

TEST(SignalIngest, TakesASignalBackWhenItsCorrectionIsRefused) {
  Town town;
  town.deliver(row("R1", "80") + row("R2", "90"));
  town.deliver(row("R1", "8", "correctie") + row("R2", "9o", "correctie"));
  ASSERT_THAT(town.signals<SignalWithdrawn>(), SizeIs(1));
  EXPECT_EQ(town.signals<SignalWithdrawn>()[0].id, town.signals<Signal>()[0].id);
  ASSERT_THAT(town.facts<SignalAmended>(), SizeIs(1));
  EXPECT_EQ(town.facts<SignalAmended>()[0].signals_change, -1);
  EXPECT_EQ(town.facts<SignalAmended>()[0].amount_cents_change, -8'000);
  ASSERT_THAT(town.facts<SignalsCounted>(), SizeIs(2));
  const auto counts = town.facts<SignalsCounted>()[1].counts;
  ASSERT_THAT(counts, SizeIs(2));
  EXPECT_EQ(counts[1], (SignalCount{YearMonth(2018, 10), PartnerKind::water, "below_threshold", 1, 800}));
  std::vector<DeliveryReceipt> receipts = town.receipts();
  std::erase_if(receipts, [](const DeliveryReceipt& receipt) { return receipt.already_received; });
  EXPECT_EQ(receipts.back().rows[0].verdict, RowVerdict::refused);
  EXPECT_EQ(receipts.back().rows[0].problems.front().reason, "below_threshold");
  town.deliver(row("R1", "8", "correctie"));
  EXPECT_THAT(town.signals<SignalWithdrawn>(), SizeIs(1));
}

TEST(SignalIngest, LetsAPartnerThatLeftThePolicyWithdraw) {
  Town town;
  town.deliver(row("R1", "100"));
  town.forget("dunea");
  town.deliver(row("R1", "", "intrekking") + row("R2", "", "intrekking") + row("R3", "100"));
  EXPECT_THAT(town.signals<SignalWithdrawn>(), SizeIs(1));
  EXPECT_THAT(town.signals<Signal>(), SizeIs(1));
  std::vector<DeliveryReceipt> receipts = town.receipts();
  std::erase_if(receipts, [](const DeliveryReceipt& receipt) { return receipt.already_received; });
  EXPECT_EQ(receipts.back().rows[0].verdict, RowVerdict::withdrawn);
  for (const std::size_t i : {1U, 2U})
    EXPECT_EQ(receipts.back().rows[i].problems.front().reason, "partner_unknown") << i;
}

TEST(SignalIngest, LooksAgainAtTheRefusedRowsOfAFileUnderTheRulesInForceNow) {
  Town town;
  town.forget("dunea");
  const std::string file = row("R1", "100") + row("R2", "20") + row("R1", "120", "correctie");
  town.deliver(file);
  EXPECT_THAT(town.signals<Signal>(), IsEmpty());
  town.change_policy("", "");
  town.deliver(file, "dunea", Date(2018, 10, 20));
  ASSERT_THAT(town.signals<Signal>(), SizeIs(1));
  EXPECT_EQ(town.signals<Signal>()[0].received, Date(2018, 10, 20));
  EXPECT_THAT(town.signals<SignalCorrected>(), SizeIs(1));
  const auto counted = town.facts<SignalsCounted>();
  ASSERT_THAT(counted, SizeIs(2));
  EXPECT_EQ(counted[0].counts.at(0).signals, 3U);
  ASSERT_THAT(counted[1].counts, SizeIs(1)) << "what is refused again was counted";
  EXPECT_EQ(counted[1].counts[0], (SignalCount{YearMonth(2018, 10), PartnerKind::water, "", 1, 10'000}));
  const auto receipts = town.receipts();
  const auto again = std::find_if(receipts.begin(), receipts.end(), [](const DeliveryReceipt& receipt) {
    return receipt.received == Date(2018, 10, 20);
  });
  ASSERT_NE(again, receipts.end());
  EXPECT_TRUE(again->already_received);
  ASSERT_THAT(again->rows, SizeIs(3));
  EXPECT_EQ(again->rows[0].verdict, RowVerdict::accepted);
  EXPECT_EQ(again->rows[1].problems.at(0).reason, "below_threshold") << "the reason of today";
  EXPECT_EQ(again->rows[2].verdict, RowVerdict::corrected);
}

TEST(SignalIngest, RemembersOfAFileOnlyWhatIsStillRefused) {
  Town town;
  town.forget("dunea");
  const std::string file = row("R1", "100") + row("R2", "20");
  town.deliver(file);
  town.change_policy("", "");
  town.deliver(file);
  town.deliver(file, "dunea", Date(2018, 10, 20));
  EXPECT_THAT(town.signals<Signal>(), SizeIs(1));
  EXPECT_THAT(town.facts<SignalsCounted>(), SizeIs(2));
  const DeliveryReceipt last = town.receipts().back();
  EXPECT_TRUE(last.already_received);
  ASSERT_THAT(last.rows, SizeIs(1));
  EXPECT_EQ(last.rows[0].line, 3U);
}

TEST(SignalIngest, TakesTheCorrectionAlongOfARowThatIsTakenOnlyNow) {
  Town town;
  const std::string file = row("R1", "30") + row("R1", "80", "correctie");
  town.deliver(file);
  town.change_policy("threshold: 50.00", "threshold: 20.00");
  town.deliver(file);
  ASSERT_THAT(town.signals<SignalCorrected>(), SizeIs(1));
  EXPECT_EQ(town.signals<SignalCorrected>()[0].now.amount, Cents(8'000));
  EXPECT_THAT(town.receipts().back().rows, IsEmpty());
}

// Each correction stands above its signal, so it is refused, and found to name something when the file comes again.
TEST(SignalIngest, ReadsAFileTheSecondTimeAsItDidTheFirst) {
  Town town;
  const std::string file = row("R1", "90", "correctie") + row("R1", "100") + row("R2", "8", "correctie") +
                           row("R2", "100") + row("R3", "", "intrekking") + row("R3", "100");
  town.deliver(file);
  const auto state = town.flow().state_of(Processor::info.id);
  town.deliver(file, "dunea", Date(2018, 10, 20));
  EXPECT_EQ(town.flow().state_of(Processor::info.id), state);
  EXPECT_THAT(town.signals<Signal>(), SizeIs(3));
  EXPECT_THAT(town.signals<SignalCorrected>(), IsEmpty());
  EXPECT_THAT(town.signals<SignalWithdrawn>(), IsEmpty());
  EXPECT_THAT(town.facts<SignalAmended>(), IsEmpty());
  EXPECT_THAT(town.facts<SignalsCounted>(), SizeIs(1));
  EXPECT_THAT(town.receipts().back().rows, SizeIs(3));
}

TEST(SignalIngest, RefusesEveryRowOfAPartnerItDoesNotKnow) {
  Town town;
  town.deliver(row("R1", "100"), "de-buurman");
  EXPECT_THAT(town.signals<Signal>(), IsEmpty());
  EXPECT_EQ(town.receipts().front().rows[0].problems.front().reason, "partner_unknown");
  EXPECT_EQ(town.facts<SignalsCounted>().front().counts.front().reason, "partner_unknown");
}

}  // namespace
}  // namespace tijdig::signal_ingest
