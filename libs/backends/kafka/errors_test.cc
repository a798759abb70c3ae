// What we make of errors that a real broker gives too seldom: librdkafka's own mock of a cluster gives them to order.
// It knows the protocol and not what transactions mean, so nothing here looks at what can be read.
#include <gmock/gmock.h>

#include "libs/backends/kafka/handle.h"
#include "libs/backends/kafka/mock_for_test.h"
#include "libs/backends/kafka/producer.h"
#include "libs/backends/kafka/reader.h"

namespace tijdig::kafka {
namespace {

using ::testing::HasSubstr;
using Clock = std::chrono::steady_clock;

// Of the protocol: what kind of question.
constexpr std::int16_t produce = 0;
constexpr std::int16_t init_producer_id = 22;
constexpr std::int16_t add_partitions = 24;
constexpr std::int16_t end_transaction = 26;

class Mock : public ::testing::Test {
 protected:
  static constexpr int brokers = 3;

  Mock() {
    connection_.brokers = cluster_.brokers();
    connection_.call_ms_max = 5000;
    connection_.log = [](const LogLine&) {};
    for (const LogTopic topic : {records_of(1), records_of(2)}) cluster_.make_topic(connection_.names().of(topic), 2);
    auto opened = TransactionalProducer::open(connection_, "writer");
    EXPECT_TRUE(opened) << opened.error().detail;
    writer_ = *std::move(opened);
    EXPECT_TRUE(write());
  }

  Result<std::vector<ports::Offset>> write() {
    return writer_->commit({.records = {{.to = {records_of(1), 0}, .key = "key", .value = "a"},
                                        {.to = {records_of(2), 1}, .key = "key", .value = "b"}}});
  }
  void answer_once(std::int16_t question, rd_kafka_resp_err_t error) {
    rd_kafka_mock_push_request_errors(cluster_.get(), question, 1, error);
  }
  // The next answer to this question comes late.
  void answer_late(std::int16_t question, int late_ms) {
    for (int broker = 1; broker <= brokers; ++broker)
      EXPECT_EQ(rd_kafka_mock_broker_push_request_error_rtts(cluster_.get(), broker, question, 1,
                                                             RD_KAFKA_RESP_ERR_NO_ERROR, late_ms),
                RD_KAFKA_RESP_ERR_NO_ERROR);
  }

  Connection connection_;
  MockCluster cluster_{brokers};
  std::unique_ptr<TransactionalProducer> writer_;
};

TEST_F(Mock, PassingTroubleOfACoordinatorIsNotSeen) {
  for (const auto& [question, error] : {std::pair{end_transaction, RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS},
                                        {end_transaction, RD_KAFKA_RESP_ERR_NOT_COORDINATOR},
                                        {add_partitions, RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS},
                                        {add_partitions, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE},
                                        {produce, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION},
                                        {produce, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS}}) {
    answer_once(question, error);
    const auto written = write();
    EXPECT_TRUE(written) << question << ": " << rd_kafka_err2name(error) << ": " << written.error().detail;
  }
}

TEST_F(Mock, WhoIsReplacedStopsForGood) {
  for (const auto& [question, error] : {std::pair{end_transaction, RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH},
                                        {end_transaction, RD_KAFKA_RESP_ERR_PRODUCER_FENCED},
                                        {add_partitions, RD_KAFKA_RESP_ERR_PRODUCER_FENCED}}) {
    answer_once(question, error);
    const auto written = write();
    ASSERT_FALSE(written) << rd_kafka_err2name(error);
    EXPECT_EQ(written.error().severity, Severity::fatal) << rd_kafka_err2name(error) << written.error().detail;
  }
}

TEST_F(Mock, WhoMayNotWriteStopsForGoodAndSaysSo) {
  answer_once(produce, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
  const auto written = write();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().severity, Severity::fatal);
  EXPECT_THAT(written.error().detail, HasSubstr("authorization failed"));
}

TEST_F(Mock, ARecordThatTheBrokerDoesNotTakeIsRefusedAndTheNextCommitIsFine) {
  answer_once(produce, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
  const auto written = write();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().severity, Severity::refused) << written.error().detail;
  const auto next = write();
  EXPECT_TRUE(next) << next.error().detail;
}

TEST_F(Mock, ALateAnswerToTheCommitAbortsTheBatchInTimeAndTheNextCommitIsFine) {
  connection_.call_ms_max = 500;
  auto opened = TransactionalProducer::open(connection_, "impatient");
  ASSERT_TRUE(opened);
  writer_ = *std::move(opened);
  ASSERT_TRUE(write());
  answer_late(end_transaction, 60'000);
  const auto begin = Clock::now();
  const auto written = write();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().severity, Severity::abort_batch) << written.error().detail;
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(5));
  const auto deadline = Clock::now() + std::chrono::seconds(20);
  Result<std::vector<ports::Offset>> next = write();
  while (!next && next.error().severity == Severity::retry && Clock::now() < deadline) next = write();
  EXPECT_TRUE(next) << next.error().detail;
}

TEST_F(Mock, AForbiddenIdIsFatal) {
  answer_once(init_producer_id, RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
  const auto opened = TransactionalProducer::open(connection_, "somebody-elses");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().severity, Severity::fatal);
}

TEST_F(Mock, AMovedLeaderIsFollowedByWritersAndReaders) {
  const std::string name = connection_.names().of(records_of(1));
  auto opened = Reader::open(connection_);
  ASSERT_TRUE(opened);
  const LogPartition place{records_of(1), 0};
  for (const int leader : {1, 2, 3}) {
    ASSERT_EQ(rd_kafka_mock_partition_set_leader(cluster_.get(), name.c_str(), 0, leader), RD_KAFKA_RESP_ERR_NO_ERROR);
    const auto written = write();
    ASSERT_TRUE(written) << written.error().detail;
    const auto ends = (*opened)->ends({&place, 1});
    ASSERT_TRUE(ends) << ends.error().detail;
    EXPECT_GT((*ends)[0], (*written)[0]);
  }
}

}  // namespace
}  // namespace tijdig::kafka
