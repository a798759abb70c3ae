// How to reach one Redis, and how long to wait for it.
//
//   RedisOptions options{.address = "redis.internal:6379", .user = "tijdig", .password = read_from_a_file};
//   RedisOptions beside{.address = "unix:/run/redis/redis.sock"};
//
// The connection is not encrypted (the library of Debian 12 cannot): keep Redis on a network of its own or behind a
// tunnel. What the ACL user needs stands in README.md of this folder.
#pragma once

#include <chrono>
#include <string>

namespace tijdig::redis_store {

struct RedisOptions {
  std::string address = "127.0.0.1:6379";  // host:port, or unix:/path/of/socket
  std::string user;                        // empty: the default user
  std::string password;                    // empty: none is asked for; never shown
  std::string prefix = "tijdig:";          // of every key, so that one Redis may serve several installations
  std::chrono::milliseconds connect_timeout{2'000};
  std::chrono::milliseconds answer_timeout{10'000};
  std::chrono::milliseconds wait_min{20};  // before another try to connect; doubles up to wait_max
  std::chrono::milliseconds wait_max{1'000};
};

}  // namespace tijdig::redis_store
