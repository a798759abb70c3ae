#include "services/shell/servers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <vector>

#include "services/shell/settings_of.h"

namespace tijdig::shell {
namespace {

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// The files of one server's TLS; `without`: why it is not spoken, nothing when it is.
struct TlsSettings {
  const config::FilePath& ca;
  const config::FilePath& certificate;
  const config::FilePath& key;
  std::string without;
};

// Somebody who names such files believes that TLS is spoken. Every problem stands in the one line.
Result<> expect_usable(const TlsSettings& tls) {
  std::vector<std::string> problems;
  for (const config::FilePath* file : {&tls.ca, &tls.certificate, &tls.key}) {
    if (file->value().empty()) continue;
    if (!tls.without.empty()) {
      problems.push_back(fmt::format("{} is of no use while {}", file->name(), tls.without));
    } else if (!std::ifstream(file->value())) {
      problems.push_back(fmt::format("{} cannot be read: {}", file->name(), file->value()));
    }
  }
  if (!tls.key.value().empty() && tls.certificate.value().empty())
    problems.push_back(fmt::format("{} is given without {}", tls.key.name(), tls.certificate.name()));
  if (problems.empty()) return {};
  return Error::refused(fmt::format("{}", fmt::join(problems, "; ")));
}

}  // namespace

Result<kafka::Connection> connection_of(const config::Settings& settings, telemetry::Telemetry& telemetry) {
  kafka::Connection connection;
  connection.brokers = settings.kafka_brokers.value();
  connection.security_protocol = lower(settings.kafka_security_protocol.shown());
  connection.sasl_mechanism = settings.kafka_sasl_mechanism.shown();
  connection.user = settings.kafka_user.value();
  if (const std::string& file = settings.kafka_password_file.value(); !file.empty()) {
    TIJDIG_TRY(connection.password, read_secret(file));
  }
  connection.ca_file = settings.kafka_ca_file.value();
  connection.certificate_file = settings.kafka_certificate_file.value();
  connection.key_file = settings.kafka_key_file.value();
  const std::string& protocol = connection.security_protocol;
  TIJDIG_DO(expect_usable({settings.kafka_ca_file, settings.kafka_certificate_file, settings.kafka_key_file,
                           protocol.ends_with("ssl") ? "" : "kafka.security_protocol is " + protocol}));
  connection.prefix = settings.kafka_prefix.value();
  connection.transaction_timeout_ms = static_cast<int>(settings.kafka_transaction_timeout_ms.value());
  connection.log = [&telemetry](const kafka::LogLine& line) {
    telemetry.emit(telemetry::ClientSaid{line.level, line.client, line.text});
  };
  return connection;
}

kafka::TopicSizes topic_sizes(const config::Settings& settings) {
  kafka::TopicSizes sizes;
  sizes.partitions = settings.engine_partitions.value();
  sizes.slots = settings.kafka_slots.value();
  sizes.replicas = settings.kafka_replication_factor.value();
  sizes.replicas_in_sync = settings.kafka_min_insync_replicas.value();
  return sizes;
}

Result<redis_store::RedisOptions> redis_of(const config::Settings& settings) {
  redis_store::RedisOptions redis;
  redis.address = settings.redis_address.value();
  redis.user = settings.redis_user.value();
  if (const std::string& file = settings.redis_password_file.value(); !file.empty()) {
    TIJDIG_TRY(redis.password, read_secret(file));
  }
  redis.tls = settings.redis_tls.value();
  redis.tls_files = {.ca = settings.redis_ca_file.value(),
                     .certificate = settings.redis_certificate_file.value(),
                     .key = settings.redis_key_file.value()};
  TIJDIG_DO(expect_usable({settings.redis_ca_file, settings.redis_certificate_file, settings.redis_key_file,
                           redis.tls ? "" : "redis.tls is no"}));
  redis.prefix = settings.redis_prefix.value();
  return redis;
}

}  // namespace tijdig::shell
