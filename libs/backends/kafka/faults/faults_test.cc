// A broker of our own that sleeps, dies and comes back, while we write and read.
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <set>
#include <thread>

#include "libs/backends/kafka/broker_for_test.h"
#include "libs/backends/kafka/member.h"

namespace tijdig::kafka {
namespace {

using ::testing::Contains;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

// `kill`, `start`, `pause`, `resume`.
void tell_broker(const std::string& verb) {
  const std::string command = "python3 tests/servers/servers.py " + verb + " kafka-1 > /dev/null";
  // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): the way servers.py is told things.
  ASSERT_EQ(std::system(command.c_str()), 0) << verb;
}

// Writes transactions of three records into two topics, one after the other, as long as it may, and remembers what
// became of each.
class Writer {
 public:
  void write_one(TransactionalProducer& producer) {
    const int number = next_++;
    const std::string value = std::to_string(number);
    const auto written =
        producer.commit({.records = {produced(records_of(1), 0, value), produced(records_of(2), 0, value),
                                     produced(records_of(1), 0, value)}});
    if (written) {
      committed.push_back(number);
      last_offsets = *written;
      return;
    }
    failed.push_back(written.error());
    ASSERT_NE(written.error().severity, Severity::refused) << written.error().detail;
    ASSERT_NE(written.error().severity, Severity::fatal) << written.error().detail;
  }

  std::vector<int> committed;
  std::vector<Error> failed;
  std::vector<ports::Offset> last_offsets;  // of what was committed last
  int count() const { return next_; }

 private:
  int next_ = 0;
};

class FaultyBroker : public BrokerTest {
 protected:
  void SetUp() override {
    BrokerTest::SetUp();
    connection().call_ms_max = 2000;
  }

  // Every transaction is there whole or not at all, in order and once; those that were said to be there are.
  void expect_whole(const Writer& writer) {
    connection().call_ms_max = 20'000;
    const auto look = reader();
    ASSERT_NE(look, nullptr);
    look->expect({records_of(1), 0}, writer.last_offsets.at(2));
    look->expect({records_of(2), 0}, writer.last_offsets.at(1));
    const std::vector<int> first = numbers(read_all(*look, 1, 0).values);
    const std::vector<int> second = numbers(read_all(*look, 2, 0).values);
    std::vector<int> twice;
    for (const int number : second) twice.insert(twice.end(), 2, number);
    EXPECT_EQ(first, twice);
    EXPECT_TRUE(std::is_sorted(second.begin(), second.end(), std::less_equal<>())) << "something is there twice";
    const std::set<int> found(second.begin(), second.end());
    for (const int number : writer.committed) EXPECT_THAT(found, Contains(number));
    EXPECT_GE(found.size(), writer.committed.size());
    std::printf("%d transactions: %zu said to be committed, %zu found\n", writer.count(), writer.committed.size(),
                found.size());
  }

 private:
  static std::vector<int> numbers(const std::vector<std::string>& values) {
    std::vector<int> numbers;
    for (const std::string& value : values) numbers.push_back(std::stoi(value));
    return numbers;
  }
};

TEST_F(FaultyBroker, ThatSleepsLosesAnswersAndTheNextCommitGoesOnCleanly) {
  make_topics(1);
  const auto writing = producer();
  Writer writer;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 20; ++i) writer.write_one(*writing);
    // Falls asleep somewhere between two transactions or in the middle of one.
    std::atomic<bool> asleep = false;
    std::thread sleeper([&] {
      tell_broker("pause");
      asleep = true;
    });
    while (!asleep) writer.write_one(*writing);
    sleeper.join();
    const auto begin = Clock::now();
    writer.write_one(*writing);
    EXPECT_LT(Clock::now() - begin, seconds(6));
    tell_broker("resume");
  }
  EXPECT_FALSE(writer.failed.empty());
  const auto deadline = Clock::now() + seconds(30);
  const std::size_t before = writer.committed.size();
  while (writer.committed.size() < before + 10 && Clock::now() < deadline) writer.write_one(*writing);
  EXPECT_GE(writer.committed.size(), before + 10);
  expect_whole(writer);
}

TEST_F(FaultyBroker, ThatDiesAndComesBackHasAllThatItSaidAndNothingHalf) {
  make_topics(1);
  const auto writing = producer();
  Writer writer;
  const auto look = reader();
  for (int i = 0; i < 20; ++i) writer.write_one(*writing);
  std::atomic<bool> is_back = false;
  std::thread killer([&] {
    tell_broker("kill");
    tell_broker("start");
    is_back = true;
  });
  const auto deadline = Clock::now() + seconds(90);
  ports::Offset next = 0;
  std::vector<ports::InRecord> seen;
  while (!is_back && Clock::now() < deadline) {
    writer.write_one(*writing);
    if (const auto read = look->read(2, 0, next, 100, seen)) next = *read;
  }
  killer.join();
  const std::size_t before = writer.committed.size();
  while (writer.committed.size() < before + 20 && Clock::now() < deadline) writer.write_one(*writing);
  EXPECT_GE(writer.committed.size(), before + 20);
  // The reader that was open all the time goes on, and has seen nothing that is not there.
  while (Clock::now() < deadline && (seen.empty() || std::stoi(seen.back().value) < writer.committed.back())) {
    if (const auto read = look->read(2, 0, next, 100, seen)) next = *read;
  }
  const auto fresh = reader();
  const Found all = read_all(*fresh, 2, 0);
  ASSERT_EQ(all.values.size(), seen.size());
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i].value, all.values[i]);
  expect_whole(writer);
}

class ThreeBrokers : public FaultyBroker {};

TEST_F(ThreeBrokers, GoOnWhileOneIsDead) {
  connection().call_ms_max = 10'000;
  make_topics(3);
  const auto writing = producer();
  const auto look = reader();
  const auto write_everywhere = [&](const std::string& value) {
    std::vector<ProducedRecord> records;
    for (ports::Partition partition = 0; partition < 3; ++partition)
      records.push_back(produced(records_of(1), partition, value));
    const auto where = writing->commit({.records = records});
    if (!where) return false;
    for (std::size_t i = 0; i < records.size(); ++i) look->expect(records[i].to, (*where)[i]);
    return true;
  };
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(write_everywhere("before"));
  tell_broker("kill");
  const auto deadline = Clock::now() + seconds(60);
  int written = 0;
  int unknown = 0;
  while (written < 10 && Clock::now() < deadline) (write_everywhere("without") ? written : unknown) += 1;
  EXPECT_EQ(written, 10);
  const LogPartition places[] = {{records_of(1), 0}, {records_of(1), 1}, {records_of(1), 2}};
  const auto ends = look->ends(places);
  EXPECT_TRUE(ends) << ends.error().detail;
  for (ports::Partition partition = 0; partition < 3; ++partition) {
    const std::vector<std::string> values = read_all(*look, 1, partition).values;
    EXPECT_EQ(std::count(values.begin(), values.end(), "before"), 10);
    const auto without = std::count(values.begin(), values.end(), "without");
    EXPECT_GE(without, 10);
    EXPECT_LE(without, 10 + unknown);  // those whose answer was lost
  }
  tell_broker("start");
}

TEST_F(FaultyBroker, ThatSleepsHoldsUpNobodyForLong) {
  make_topics(1);
  auto writing = producer();
  auto look = reader();
  auto opened = Member::open(connection(), {.stage = 1, .slots = 4, .session_timeout_ms = 6000});
  ASSERT_TRUE(opened);
  auto member = *std::move(opened);
  struct Owner final : ports::SlotOwner {
    void assigned(const std::vector<ports::Slot>& slots) override { held = slots.size(); }
    void revoked(const std::vector<ports::Slot>&) override { held = 0; }
    void lost(const std::vector<ports::Slot>&) override { held = 0; }
    std::size_t held = 0;
  } owner;
  const auto deadline = Clock::now() + seconds(20);
  while (owner.held < 4 && Clock::now() < deadline) EXPECT_TRUE(member->poll(milliseconds(20), owner));
  ASSERT_EQ(owner.held, 4U);
  const auto where = writing->commit({.records = {produced(records_of(1), 0, "a")}});
  ASSERT_TRUE(where);
  look->expect({records_of(1), 0}, (*where)[0]);
  EXPECT_EQ(read_all(*look, 1, 0).values.size(), 1U);
  tell_broker("pause");
  const auto bounded = [](const char* what, const auto& call) {
    const auto begin = Clock::now();
    call();
    const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - begin).count();
    EXPECT_LT(took, 6000) << what;
  };
  std::vector<ports::InRecord> records;
  const LogPartition place{records_of(1), 0};
  bounded("commit", [&] { EXPECT_FALSE(writing->commit({.records = {produced(records_of(1), 0, "b")}})); });
  bounded("commit again", [&] {
    const auto again = writing->commit({.records = {produced(records_of(1), 0, "c")}});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().severity, Severity::retry) << again.error().detail;
  });
  bounded("ends", [&] { EXPECT_FALSE(look->ends({&place, 1})); });
  bounded("read elsewhere", [&] { EXPECT_FALSE(look->read(1, 0, 0, 1, records)); });
  bounded("open", [&] { EXPECT_FALSE(Reader::open(connection())); });
  bounded("leave", [&] { (void)member->leave(owner); });
  EXPECT_EQ(owner.held, 0U);
  bounded("close member", [&] { member.reset(); });
  bounded("close producer", [&] { writing.reset(); });
  bounded("close reader", [&] { look.reset(); });
  tell_broker("resume");
}

}  // namespace
}  // namespace tijdig::kafka
