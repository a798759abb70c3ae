// How to reach the cluster, for everything in this room.
//
//   Connection connection{.brokers = "kafka-1:9092,kafka-2:9092", .prefix = "acceptance."};
//   connection.log = [&](const LogLine& line) { ... };
//
// Every call of this room that asks a broker ends within `call_ms_max` and a little, also when nobody answers. The
// sinks are called from threads of librdkafka: they are safe for any thread, return soon and never call back into the
// room. Log lines name brokers, topics, groups and errors; never a key, a value or the password.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "libs/backends/kafka/names.h"
#include "libs/backends/kafka/statistics.h"

namespace tijdig::kafka {

struct LogLine {
  int level = 6;            // syslog: 3 error, 4 warning, 5 notice, 6 info, 7 debug
  std::string_view client;  // which handle: "reader", "tijdig-matcher-3"
  std::string_view text;
};
using LogSink = std::function<void(const LogLine&)>;
using StatisticsSink = std::function<void(const Statistics&)>;

struct Connection {
  std::string brokers;                           // "host:port", separated by commas
  std::string security_protocol = "plaintext";   // or ssl, sasl_plaintext, sasl_ssl
  std::string sasl_mechanism = "SCRAM-SHA-512";  // or PLAIN, SCRAM-SHA-256; with sasl_* only
  std::string user;
  std::string password;
  std::string ca_file;           // PEM; empty: those of the system
  std::string certificate_file;  // PEM: who we are, with ssl and sasl_ssl; empty: nothing is shown
  std::string key_file;          // its key, PEM, not encrypted; empty: in the same file
  std::string prefix;            // before every topic, group and transactional id
  int call_ms_max = 10'000;
  int transaction_timeout_ms = 30'000;  // a transaction whose process vanished is ended by the broker after this
  int statistics_every_ms = 0;          // 0: none
  LogSink log;
  StatisticsSink statistics;

  Names names() const { return Names(prefix); }
};

}  // namespace tijdig::kafka
