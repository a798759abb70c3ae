// Also tests exit_code.cc.
#include "services/shell/servers.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "services/shell/exit_code.h"

namespace tijdig::shell {
namespace {

config::Settings settings_with(std::vector<std::pair<std::string, std::string>> pairs) {
  config::Sources sources;
  sources.command_line = std::move(pairs);
  auto settings = config::load_settings(sources);
  EXPECT_TRUE(settings.has_value()) << settings.error().detail;
  return *settings;
}

class Servers : public testing::Test {
 protected:
  Servers() : path_(std::filesystem::temp_directory_path() / ("tijdig-servers-" + std::to_string(getpid()))) {
    std::ofstream(path_) << "s3cret\n";
  }
  ~Servers() override { std::filesystem::remove(path_); }

  std::filesystem::path path_;
  telemetry::Log log_{telemetry::Log::Level::off};
  telemetry::Metrics metrics_;
  telemetry::Telemetry telemetry_{log_, metrics_};
};

TEST_F(Servers, AreReachedAsTheSettingsSay) {
  const auto settings = settings_with({{"kafka.brokers", "a:1,b:2"},
                                       {"kafka.security_protocol", "sasl_ssl"},
                                       {"kafka.sasl_mechanism", "SCRAM-SHA-256"},
                                       {"kafka.user", "tijdig"},
                                       {"kafka.password_file", path_.string()},
                                       {"kafka.prefix", "test."},
                                       {"redis.address", "unix:/run/redis.sock"},
                                       {"redis.user", "tijdig"},
                                       {"redis.password_file", path_.string()},
                                       {"redis.tls", "yes"},
                                       {"redis.ca_file", path_.string()},
                                       {"redis.certificate_file", path_.string()},
                                       {"redis.key_file", path_.string()},
                                       {"kafka.ca_file", path_.string()},
                                       {"kafka.certificate_file", path_.string()},
                                       {"kafka.key_file", path_.string()}});
  const auto connection = connection_of(settings, telemetry_);
  ASSERT_TRUE(connection.has_value());
  EXPECT_EQ(connection->brokers, "a:1,b:2");
  EXPECT_EQ(connection->security_protocol, "sasl_ssl");
  EXPECT_EQ(connection->sasl_mechanism, "SCRAM-SHA-256");
  EXPECT_EQ(connection->password, "s3cret");
  EXPECT_EQ(connection->prefix, "test.");
  const auto redis = redis_of(settings);
  ASSERT_TRUE(redis.has_value());
  EXPECT_EQ(redis->address, "unix:/run/redis.sock");
  EXPECT_EQ(redis->user, "tijdig");
  EXPECT_EQ(redis->password, "s3cret");
  EXPECT_TRUE(redis->tls);
  EXPECT_EQ(redis->tls_files.ca, path_.string());
  EXPECT_EQ(redis->tls_files.certificate, path_.string());
  EXPECT_EQ(redis->tls_files.key, path_.string());
  EXPECT_EQ(connection->ca_file, path_.string());
  EXPECT_EQ(connection->certificate_file, path_.string());
  EXPECT_EQ(connection->key_file, path_.string());
}

TEST_F(Servers, AreNotReachedInTheClearBySomebodyWhoNamesCertificates) {
  const auto settings = settings_with({{"kafka.ca_file", path_.string()},
                                       {"kafka.key_file", path_.string()},
                                       {"redis.certificate_file", path_.string()}});
  const Error kafka = connection_of(settings, telemetry_).error();
  EXPECT_EQ(kafka.severity, Severity::refused);
  EXPECT_EQ(kafka.detail,
            "kafka.ca_file is of no use while kafka.security_protocol is plaintext; kafka.key_file is of no use while "
            "kafka.security_protocol is plaintext; kafka.key_file is given without kafka.certificate_file");
  EXPECT_EQ(redis_of(settings).error().detail, "redis.certificate_file is of no use while redis.tls is no");
}

TEST_F(Servers, AreNotAskedWhileAFileOfTheirTlsCannotBeRead) {
  const auto settings = settings_with({{"kafka.security_protocol", "ssl"},
                                       {"kafka.certificate_file", "/nowhere/a"},
                                       {"kafka.key_file", "/nowhere/b"},
                                       {"redis.tls", "yes"},
                                       {"redis.ca_file", "/nowhere/c"}});
  EXPECT_EQ(connection_of(settings, telemetry_).error().detail,
            "kafka.certificate_file cannot be read: /nowhere/a; kafka.key_file cannot be read: /nowhere/b");
  EXPECT_EQ(redis_of(settings).error().detail, "redis.ca_file cannot be read: /nowhere/c");
}

TEST_F(Servers, AreNotAskedWithoutThePasswordThatWasNamed) {
  const auto settings =
      settings_with({{"kafka.password_file", "/nowhere/kafka"}, {"redis.password_file", "/nowhere/redis"}});
  EXPECT_THAT(connection_of(settings, telemetry_).error().detail, testing::HasSubstr("/nowhere/kafka"));
  EXPECT_THAT(redis_of(settings).error().detail, testing::HasSubstr("/nowhere/redis"));
}

TEST_F(Servers, HaveTheTopicsThatTheSettingsSay) {
  const kafka::TopicSizes sizes = topic_sizes(settings_with({{"engine.partitions", "6"},
                                                             {"kafka.slots", "3"},
                                                             {"kafka.replication_factor", "5"},
                                                             {"kafka.min_insync_replicas", "4"}}));
  EXPECT_EQ(sizes.partitions, 6);
  EXPECT_EQ(sizes.slots, 3);
  EXPECT_EQ(sizes.replicas, 5);
  EXPECT_EQ(sizes.replicas_in_sync, 4);
}

TEST(ExitCode, TellsInputFromTheRest) {
  EXPECT_EQ(failed("tijdig", Error::refused("a wrong setting")), exit_nothing_taken);
  EXPECT_EQ(failed("tijdig", Error::retry("no broker")), exit_failed);
  EXPECT_EQ(failed("tijdig", Error::fatal("fenced")), exit_failed);
}

}  // namespace
}  // namespace tijdig::shell
