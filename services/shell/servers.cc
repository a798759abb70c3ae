#include "services/shell/servers.h"

#include <fmt/format.h>

#include "services/shell/settings_of.h"

namespace tijdig::shell {
namespace {

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

using Files = std::initializer_list<const config::FilePath*>;

// Somebody who names such files believes that TLS is spoken.
Result<> expect_not_in_vain(bool has_tls, const std::string& without, Files files) {
  std::string named;
  for (const config::FilePath* file : files)
    if (!has_tls && !file->value().empty()) named += (named.empty() ? "" : ", ") + std::string(file->name());
  if (named.empty()) return {};
  return Error::refused(fmt::format("{}: of no use while {}", named, without));
}

Result<> expect_certificate_of(const config::FilePath& key, const config::FilePath& certificate) {
  if (key.value().empty() || !certificate.value().empty()) return {};
  return Error::refused(fmt::format("{} is given without {}", key.name(), certificate.name()));
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
  TIJDIG_DO(expect_not_in_vain(connection.security_protocol.ends_with("ssl"),
                               "kafka.security_protocol is " + connection.security_protocol,
                               {&settings.kafka_ca_file, &settings.kafka_certificate_file, &settings.kafka_key_file}));
  TIJDIG_DO(expect_certificate_of(settings.kafka_key_file, settings.kafka_certificate_file));
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
  TIJDIG_DO(expect_not_in_vain(redis.tls, "redis.tls is no",
                               {&settings.redis_ca_file, &settings.redis_certificate_file, &settings.redis_key_file}));
  TIJDIG_DO(expect_certificate_of(settings.redis_key_file, settings.redis_certificate_file));
  redis.prefix = settings.redis_prefix.value();
  return redis;
}

}  // namespace tijdig::shell
