#include "services/shell/servers.h"

#include "services/shell/settings_of.h"

namespace tijdig::shell {
namespace {

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
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
  redis.ca_file = settings.redis_ca_file.value();
  redis.prefix = settings.redis_prefix.value();
  return redis;
}

}  // namespace tijdig::shell
