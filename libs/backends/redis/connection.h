// One connection to Redis: commands go out together, their answers come back in order.
//
//   TIJDIG_TRY(Connection connection, Connection::open(options));
//   TIJDIG_TRY(std::vector<Reply> replies, connection.call({Command{"GET", key}, Command{"HLEN", other}}));
//
// Errors: `retry` when the server cannot be reached or does not answer in time, or says that it is loading, full or
// read-only just now; `fatal` when it refuses the user or the password, shows a certificate that nobody vouches for, or
// does not understand us. After `retry` from `call` nobody knows which commands took effect, and the connection is not
// to be used again (`is_broken`). An error that Redis gives for one command stands in that command's Reply. One thread
// at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/backends/redis/options.h"
#include "libs/backends/redis/tls.h"
#include "libs/base/bytes.h"
#include "libs/base/result.h"

struct redisContext;
struct redisReply;

namespace tijdig::redis_store {

using Command = std::vector<BytesView>;  // looked at only during the call

// What Redis answered to one command. Views live as long as the Reply.
class Reply {
 public:
  explicit Reply(redisReply* reply) : owned_(reply), reply_(reply) {}

  bool is_nil() const;
  std::optional<std::string> error_code() const;  // its first word, as WRONGTYPE; nothing else of it is repeated
  BytesView text() const;                         // of a string or status; empty for anything else
  std::int64_t number() const;                    // of an integer; 0 for anything else
  std::size_t size() const;                       // of an array; 0 for anything else
  Reply at(std::size_t i) const;                  // looks into this one, which must outlive it
  Reply view() const;                             // the same, not owned

 private:
  struct Free {
    void operator()(redisReply* reply) const;
  };
  Reply() = default;
  std::unique_ptr<redisReply, Free> owned_;
  const redisReply* reply_ = nullptr;
};

// What an error code of Redis means to us.
Error error_of(const std::string& code, const std::string& address);

class Connection {
 public:
  static Result<Connection> open(const RedisOptions& options);

  Result<std::vector<Reply>> call(const std::vector<Command>& commands);
  bool is_broken() const { return broken_; }

 private:
  struct Free {
    void operator()(redisContext* context) const;
  };
  Connection(redisContext* context, std::string address) : context_(context), address_(std::move(address)) {}
  Result<> protect(const RedisOptions& options);
  Result<> greet(const RedisOptions& options);
  Result<Reply> next_reply();
  Error lost(const std::string& why);

  std::unique_ptr<redisContext, Free> context_;
  std::string address_;
  std::optional<TlsChannel> tls_;
  Bytes out_;
  bool broken_ = false;
};

}  // namespace tijdig::redis_store
