// TLS over a socket that is connected already.
//
//   TIJDIG_TRY(TlsChannel channel, TlsChannel::open(socket, "redis.internal", {.ca = "/etc/tijdig/ca.pem"}));
//   TIJDIG_DO(channel.send(bytes));
//   TIJDIG_TRY(std::size_t count, channel.receive(into));   // waits for at least one byte
//
// TLS 1.2 or newer. The server's certificate must be signed by one of `files.ca` and name the host or the numbers that
// were dialled. The socket stays the caller's, and so do its time limits. Errors: `retry` when the socket is lost or
// silent; `fatal` when a file cannot be used, the certificate is not believed, or the server does not speak TLS with
// us. Their texts are endings of a sentence that names the server. One thread at a time.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "libs/backends/redis/options.h"
#include "libs/base/bytes.h"
#include "libs/base/result.h"

struct ssl_st;

namespace tijdig::redis_store {

// All of it, without the signal that ends a process whose reader is gone.
Result<> send_all(int socket, BytesView bytes);

class TlsChannel {
 public:
  static Result<TlsChannel> open(int socket, const std::string& host, const TlsFiles& files);

  Result<> send(BytesView bytes);
  Result<std::size_t> receive(std::span<char> into);

 private:
  struct Free {
    void operator()(ssl_st* tls) const;
  };
  TlsChannel(ssl_st* tls, int socket) : tls_(tls), socket_(socket) {}

  template <class Act>
  Result<std::size_t> drive(Act act);
  Result<> flush();
  Result<> fill(int flags = 0);
  Error last_words(Error lost);
  Error failure(int error) const;

  std::unique_ptr<ssl_st, Free> tls_;
  int socket_;
};

}  // namespace tijdig::redis_store
