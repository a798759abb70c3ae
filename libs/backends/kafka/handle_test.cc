// What is said when no broker can be reached or does not let us in.
#include "libs/backends/kafka/handle.h"

#include <gmock/gmock.h>

#include <fstream>

#include "libs/backends/kafka/broker_for_test.h"
#include "libs/backends/kafka/member.h"

namespace tijdig::kafka {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using Clock = std::chrono::steady_clock;

Connection nowhere() {
  Connection connection;
  connection.brokers = "127.0.0.1:1";
  connection.call_ms_max = 500;
  return connection;
}

void expect_soon_and_in_one_line(const Error& error, Clock::time_point begin) {
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(10));
  EXPECT_THAT(error.detail, Not(HasSubstr("\n")));
}

TEST(Connection, SaysThatNobodyAnswersAndWhere) {
  const auto begin = Clock::now();
  const auto reader = Reader::open(nowhere());
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().severity, Severity::retry);
  EXPECT_THAT(reader.error().detail, AllOf(HasSubstr("127.0.0.1:1"), HasSubstr("refused")));
  expect_soon_and_in_one_line(reader.error(), begin);
  for (const Error& error :
       {TransactionalProducer::open(nowhere(), "x").error(), Member::open(nowhere(), {.stage = 1, .slots = 4}).error(),
        check_topics(nowhere(), plan_topics({})).error()}) {
    EXPECT_EQ(error.severity, Severity::retry);
    expect_soon_and_in_one_line(error, begin);
  }
}

TEST(Connection, RefusesSettingsThatLibrdkafkaDoesNotKnow) {
  Connection connection = nowhere();
  connection.security_protocol = "carrier-pigeon";
  const auto reader = Reader::open(connection);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().severity, Severity::refused);
  EXPECT_THAT(reader.error().detail, HasSubstr("carrier-pigeon"));
}

TEST(Connection, LogsWhereItIsToldTo) {
  Connection connection = nowhere();
  std::mutex mutex;
  std::string log;
  connection.log = [&](const LogLine& line) {
    const std::lock_guard lock(mutex);
    log += std::string(line.client) + ": " + std::string(line.text) + "\n";
  };
  ::testing::internal::CaptureStderr();
  EXPECT_FALSE(Reader::open(connection));
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  const std::lock_guard lock(mutex);
  EXPECT_THAT(log, HasSubstr("reader-ends: "));
}

class ConnectionToABroker : public BrokerTest {
 protected:
  // The same broker where it wants a user and a password.
  void use_sasl() {
    const std::string password_file = given("TIJDIG_TEST_KAFKA_PASSWORD_FILE");
    connection().brokers = given("TIJDIG_TEST_KAFKA_SASL");
    connection().security_protocol = "sasl_plaintext";
    connection().user = given("TIJDIG_TEST_KAFKA_USER");
    std::ifstream file(password_file);
    std::getline(file, connection().password);
  }

  static std::string given(const char* name) {
    const char* value = std::getenv(name);
    EXPECT_NE(value, nullptr) << name;
    return value == nullptr ? "" : value;
  }
};

TEST_F(ConnectionToABroker, LetsInWhoHasThePassword) {
  use_sasl();
  connection().sasl_mechanism = "PLAIN";
  const auto opened = Reader::open(connection());
  EXPECT_TRUE(opened) << opened.error().detail;
}

TEST_F(ConnectionToABroker, LetsInByScramOrSaysWhatToDo) {
  use_sasl();
  const auto opened = Reader::open(connection());
  constexpr int mended_version = 0x020601ff;
  if (rd_kafka_version() >= mended_version || given("TIJDIG_TEST_KAFKA_VERSION").starts_with("3.")) {
    EXPECT_TRUE(opened) << opened.error().detail;
  } else {
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().detail, HasSubstr("use PLAIN over TLS"));
  }
}

TEST_F(ConnectionToABroker, LetsInOverTls) {
  use_sasl();
  connection().brokers = given("TIJDIG_TEST_KAFKA_TLS");
  connection().security_protocol = "sasl_ssl";
  connection().sasl_mechanism = "PLAIN";
  connection().ca_file = given("TIJDIG_TEST_KAFKA_CA_FILE");
  const auto opened = Reader::open(connection());
  EXPECT_TRUE(opened) << opened.error().detail;
  connection().ca_file.clear();  // nobody vouches for this broker then
  connection().call_ms_max = 3000;
  const auto stranger = Reader::open(connection());
  ASSERT_FALSE(stranger);
  EXPECT_EQ(stranger.error().severity, Severity::refused);
}

TEST_F(ConnectionToABroker, LetsInWhoShowsACertificateItKnows) {
  connection().brokers = given("TIJDIG_TEST_KAFKA_MUTUAL_TLS");
  connection().security_protocol = "ssl";
  connection().ca_file = given("TIJDIG_TEST_KAFKA_CA_FILE");
  connection().certificate_file = given("TIJDIG_TEST_KAFKA_CA_FILE");
  connection().key_file = given("TIJDIG_TEST_KAFKA_KEY_FILE");
  const auto opened = Reader::open(connection());
  EXPECT_TRUE(opened) << opened.error().detail;
  connection().certificate_file.clear();
  connection().call_ms_max = 3000;
  const auto begin = Clock::now();
  const auto stranger = Reader::open(connection());
  ASSERT_FALSE(stranger);
  // "bad certificate" of a broker on an older Java, "certificate required" on a newer one.
  EXPECT_THAT(stranger.error().detail, ContainsRegex("alert (bad )?certificate"));
  expect_soon_and_in_one_line(stranger.error(), begin);
}

TEST_F(ConnectionToABroker, SaysInOneLineThatThereIsNoSuchCertificate) {
  connection().security_protocol = "ssl";
  connection().certificate_file = "/nowhere/certificate.pem";
  const auto begin = Clock::now();
  const auto opened = Reader::open(connection());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().severity, Severity::refused);
  EXPECT_THAT(opened.error().detail, HasSubstr("certificate"));
  expect_soon_and_in_one_line(opened.error(), begin);
}

TEST_F(ConnectionToABroker, SaysSoonThatThePasswordIsWrongAndDoesNotShowIt) {
  use_sasl();
  connection().password = "hunter2-wrong";
  const auto begin = Clock::now();
  const auto opened = Reader::open(connection());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().severity, Severity::refused);
  EXPECT_THAT(opened.error().detail, AllOf(HasSubstr("does not let this program in"), Not(HasSubstr("hunter2"))));
  expect_soon_and_in_one_line(opened.error(), begin);
  const auto topics = check_topics(connection(), plan_topics({}));
  ASSERT_FALSE(topics);
  EXPECT_EQ(topics.error().severity, Severity::refused);
}

TEST_F(ConnectionToABroker, GivesStatisticsWhenAskedTo) {
  make_topics(1);
  connection().statistics_every_ms = 50;
  std::mutex mutex;
  std::vector<Statistics> seen;
  connection().statistics = [&](const Statistics& now) {
    const std::lock_guard lock(mutex);
    seen.push_back(now);
  };
  const auto writer = producer();
  const auto where = writer->commit({.records = {produced(records_of(1), 0, "a")}});
  ASSERT_TRUE(where);
  const auto look = reader();
  look->expect({records_of(1), 0}, (*where)[0]);
  EXPECT_EQ(read_all(*look, 1, 0).values.size(), 1U);
  bool found = false;
  for (int i = 0; i < 200 && !found; ++i) {
    (void)look->wait_for_news(look->news(), 20);
    const std::lock_guard lock(mutex);
    for (const Statistics& now : seen)
      for (const PartitionStatistics& partition : now.partitions)
        found = found || (now.client == "reader" && partition.end_offset == 2);
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace tijdig::kafka
