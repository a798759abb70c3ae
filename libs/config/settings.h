// Every setting of the service, declared once. What a municipality decides is not here but in its policy file.
//
//   TIJDIG_TRY(Settings settings, load_settings({.file = "tijdig.yaml", .file_text = text,
//                                                .environment = {{"TIJDIG_HTTP_PORT", "8081"}},
//                                                .command_line = {{"log.level", "debug"}}}));
//   settings.http_port.value() == 8081
//
// Default, then file, then environment, then command line; the later one wins. An unknown key refuses, also an unknown
// TIJDIG_... variable of a section that exists here. All problems are told at once, each with its place. Reading
// files and the environment is the caller's work. One thread while loading; afterwards immutable.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/result.h"
#include "libs/config/setting.h"

namespace tijdig::config {

enum class LogLevel { debug, info, warning, error, off };
enum class BackendKind { embedded, kafka };
enum class KafkaSecurity { plaintext, ssl, sasl_plaintext, sasl_ssl };
enum class SaslMechanism { plain, scram_sha_256, scram_sha_512 };

struct Settings {
  Choice<BackendKind> backend{"backend",
                              BackendKind::embedded,
                              {{"embedded", BackendKind::embedded}, {"kafka", BackendKind::kafka}},
                              "Where log and state live: in the data folder of this process, or in Kafka and Redis."};

  IpAddress http_address{"http.address", "127.0.0.1",
                         "Address to listen on; put a proxy with TLS in front of any other."};
  WholeNumber<std::uint16_t> http_port{"http.port", 8080, 0, 65535,
                                       "Port to listen on; 0 takes a free one and says which."};
  WholeNumber<std::uint32_t> http_threads{"http.threads", 8, 1, 256, "Requests worked on at the same time."};
  WholeNumber<std::uint32_t> http_connections_max{"http.connections_max", 512, 1, 65535,
                                                  "Open connections; one more is answered 503."};
  ByteSize http_body_bytes_max{"http.body_bytes_max", 64ULL << 20, 1024, 1ULL << 30,
                               "Largest delivery over HTTP; a larger one is answered 413."};
  WholeNumber<std::uint32_t> http_rows_max{"http.rows_max", 50'000, 1, 10'000'000, "Most rows in one delivery."};
  WholeNumber<std::uint32_t> http_idle_ms_max{"http.idle_ms_max", 30'000, 100, 600'000,
                                              "Milliseconds that a connection may be silent."};
  WholeNumber<std::uint32_t> http_drain_ms_max{"http.drain_ms_max", 9'000, 0, 600'000,
                                               "Milliseconds that work in hand gets when the process stops."};

  Choice<LogLevel> log_level{"log.level",
                             LogLevel::info,
                             {{"debug", LogLevel::debug},
                              {"info", LogLevel::info},
                              {"warning", LogLevel::warning},
                              {"error", LogLevel::error},
                              {"off", LogLevel::off}},
                             "Least important log line that is written."};

  WholeNumber<std::uint16_t> engine_partitions{"engine.partitions", 16, 1, 1024,
                                               "Partitions of every topic; fixed when folder or topics are made."};
  WholeNumber<std::uint32_t> engine_batch_records{"engine.batch_records", 500, 1, 100'000,
                                                  "Records that one step takes at most."};
  ByteSize engine_cache_bytes_max{"engine.cache_bytes_max", 128ULL << 20, 1ULL << 20, 64ULL << 30,
                                  "Memory, about, for state that was read and is soon read again."};
  WholeNumber<std::uint32_t> engine_workers{"engine.workers", 1, 1, 64, "Threads that work on partitions, embedded."};

  Text kafka_brokers{"kafka.brokers", "127.0.0.1:9092", "host:port, several separated by commas", &is_broker_list,
                     "Brokers to ask first; they name the others."};
  Choice<KafkaSecurity> kafka_security_protocol{"kafka.security_protocol",
                                                KafkaSecurity::plaintext,
                                                {{"plaintext", KafkaSecurity::plaintext},
                                                 {"ssl", KafkaSecurity::ssl},
                                                 {"sasl_plaintext", KafkaSecurity::sasl_plaintext},
                                                 {"sasl_ssl", KafkaSecurity::sasl_ssl}},
                                                "How brokers are spoken to; personal data travels, so use sasl_ssl."};
  Choice<SaslMechanism> kafka_sasl_mechanism{"kafka.sasl_mechanism",
                                             SaslMechanism::plain,
                                             {{"PLAIN", SaslMechanism::plain},
                                              {"SCRAM-SHA-256", SaslMechanism::scram_sha_256},
                                              {"SCRAM-SHA-512", SaslMechanism::scram_sha_512}},
                                             "How user and password are proven, with a sasl protocol."};
  Text kafka_user{"kafka.user", "", "letters, digits, dots, dashes, underscores", &is_plain_word,
                  "User of the brokers."};
  FilePath kafka_password_file{"kafka.password_file", "File with the user's password; its last line end is dropped."};
  FilePath kafka_ca_file{"kafka.ca_file", "Certificates, as PEM, that brokers are believed by; none: the system's."};
  FilePath kafka_certificate_file{"kafka.certificate_file",
                                  "Certificate, as PEM, shown to brokers that ask who we are, with an ssl protocol."};
  FilePath kafka_key_file{"kafka.key_file", "Its key, as PEM, not encrypted; none: it stands beside the certificate."};
  Text kafka_prefix{"kafka.prefix", "", "letters, digits, dots, dashes, underscores", &is_plain_word,
                    "Put before every name of topic, group and transaction, where a cluster is shared."};
  WholeNumber<std::uint16_t> kafka_replication_factor{"kafka.replication_factor", 3, 1, 15,
                                                      "Copies of every topic that `tijdig topics apply` makes."};
  WholeNumber<std::uint16_t> kafka_min_insync_replicas{"kafka.min_insync_replicas", 2, 1, 15,
                                                       "Copies that must be in step; with fewer, writes are refused."};
  WholeNumber<std::uint16_t> kafka_slots{"kafka.slots", 4, 1, 1024,
                                         "Parts in which each stage is shared among processes; fixed with the topics."};
  Text kafka_instance{"kafka.instance", "", "letters, digits, dots, dashes, underscores", &is_plain_word,
                      "Name of this process that outlives it: a restart within the session keeps its slots. None: its "
                      "slots go to others as it leaves."};
  WholeNumber<std::uint32_t> kafka_session_timeout_ms{"kafka.session_timeout_ms", 45'000, 6'000, 300'000,
                                                      "Milliseconds after which a silent process is taken for dead."};
  WholeNumber<std::uint32_t> kafka_transaction_timeout_ms{
      "kafka.transaction_timeout_ms", 30'000, 1'000, 900'000,
      "Milliseconds after which the broker gives up a transaction whose process is gone."};

  Text redis_address{"redis.address", "127.0.0.1:6379", "host:port or unix:/path", &is_store_address,
                     "Where state is kept, as a copy that Kafka can make again."};
  Text redis_user{"redis.user", "", "letters, digits, dots, dashes, underscores", &is_plain_word,
                  "User of Redis; none: default."};
  FilePath redis_password_file{"redis.password_file", "File with the user's password; its last line end is dropped."};
  Choice<bool> redis_tls{"redis.tls",
                         false,
                         {{"yes", true}, {"no", false}},
                         "Whether Redis is spoken to over TLS; personal data travels, so yes over any network."};
  FilePath redis_ca_file{"redis.ca_file", "Certificates, as PEM, that Redis is believed by; none: the system's."};
  FilePath redis_certificate_file{"redis.certificate_file",
                                  "Certificate, as PEM, shown to a Redis that asks who we are, with TLS."};
  FilePath redis_key_file{"redis.key_file", "Its key, as PEM, not encrypted; none: it stands beside the certificate."};
  Text redis_prefix{"redis.prefix", "tijdig.", "letters, digits, dots, dashes, underscores", &is_plain_word,
                    "Put before every key, where a Redis is shared."};

  WholeNumber<std::uint64_t> doors_unread_records_max{
      "doors.unread_records_max", 500'000, 1, 1'000'000'000,
      "Records that may wait in all inboxes together, on Kafka; with more, deliveries are answered 503 until there are "
      "fewer. Embedded they wait on the disk of the data folder."};

  Choice<bool> calendar_closes_days{
      "calendar.closes_days",
      true,
      {{"yes", true}, {"no", false}},
      "Whether a running service closes each day when it is over. No: days are closed by whoever imports."};

  FilePath partner_keys_file{
      "partners.keys_file",
      "File with one partner:hash per line: who may deliver over HTTP. Readable by this service only."};
  PartnerKeyList partner_keys{"partners.keys", "The same, in place; both count."};

  std::vector<Setting*> all();  // in the order of docs/config.md
  std::vector<const Setting*> all() const;
};

struct Sources {
  std::string file;                                               // its name, for messages; "" when there is none
  std::string file_text;                                          // YAML
  std::map<std::string, std::string> environment;                 // all of it; what is not ours is passed over
  std::vector<std::pair<std::string, std::string>> command_line;  // {"http.port", "8081"}
};

Result<Settings> load_settings(const Sources& sources);  // the error text holds all problems, one per line

// `--explain-config`: every setting with value, origin and meaning, aligned; secrets hidden.
std::string explain(const Settings& settings);
std::string settings_reference();  // docs/config.md
// The same as JSON Schema (draft 7) of an object with one member per setting, for whoever writes settings by program;
// a secret is `writeOnly`.
std::string settings_schema();

}  // namespace tijdig::config
