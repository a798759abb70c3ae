// An HTTP/1.1 server with threads of its own: routes, streamed bodies, limits, time-outs, graceful drain.
//
//   TIJDIG_TRY(auto server, Server::start({.address = "127.0.0.1", .port = 0}, router));
//   log(server->port());         // with port 0 the system chose one
//   server->drain();             // stops accepting, lets requests in hand finish, closes the rest
//
// Exchanges run on the server's threads and may block there (a durable append does); `threads` bounds how many do at
// once. Every answer carries `API-Version` on paths under /v1, `Cache-Control: no-store` and
// `X-Content-Type-Options: nosniff`. A request that is no HTTP gets 400, headers too large 431, a body over the
// route's limit 413, one connection too many 503; a client that is too slow is cut off without an answer. TLS
// belongs to the proxy in front. The destructor drains.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "libs/base/result.h"
#include "libs/http/router.h"

namespace tijdig::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  unsigned threads = 8;
  std::size_t connections_max = 512;
  std::uint32_t header_bytes_max = 16'384;
  std::uint32_t idle_ms_max = 30'000;   // between two requests, for the headers, and between two pieces of a body
  std::uint32_t body_ms_max = 300'000;  // for a whole body, however steadily it drips
  std::uint32_t drain_ms_max = 9'000;
  std::string api_version = "1.0.0";
};

class Server {
 public:
  static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Router router);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  void drain();  // once or more often; from any thread but the server's own

 private:
  class Loop;
  explicit Server(std::unique_ptr<Loop> loop);
  std::unique_ptr<Loop> loop_;
};

}  // namespace tijdig::http
