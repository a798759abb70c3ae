// How to reach one Redis, and how long to wait for it.
//
//   RedisOptions options{.address = "redis.internal:6379", .password = read_from_a_file, .tls = true};
//   RedisOptions beside{.address = "unix:/run/redis/redis.sock"};
//
// Personal data travels: use TLS wherever a network lies between. What the ACL user needs stands in README.md of this
// folder.
#pragma once

#include <chrono>
#include <string>

namespace tijdig::redis_store {

struct TlsFiles {
  std::string ca = {};           // who vouches for the server; empty: the system's
  std::string certificate = {};  // who we are, shown when the server asks; empty: nothing is shown
  std::string key = {};          // of that certificate, not encrypted; empty: in the same file
};

struct RedisOptions {
  std::string address = "127.0.0.1:6379";  // host:port, or unix:/path/of/socket
  std::string user;                        // empty: the default user
  std::string password;                    // empty: none is asked for; never shown
  bool tls = false;                        // for host:port
  TlsFiles tls_files;                      // PEM
  std::string prefix = "tijdig:";          // of every key, so that one Redis may serve several installations
  std::chrono::milliseconds connect_timeout{2'000};
  std::chrono::milliseconds answer_timeout{10'000};
  std::chrono::milliseconds wait_min{20};  // before another try to connect; doubles up to wait_max
  std::chrono::milliseconds wait_max{1'000};
};

}  // namespace tijdig::redis_store
