// One connection: reads requests, asks the router, streams the body into the exchange, writes the answer. For
// server.cc.
//
// Lives in a strand of the server's loop; everything but `close_when_idle` is called there. The server outlives it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <memory>

#include "libs/http/router.h"
#include "libs/http/server.h"

namespace tijdig::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, const ServerOptions& options, const Router& router)
      : stream_(std::move(socket)), options_(options), router_(router) {}

  boost::asio::awaitable<void> run();
  boost::asio::awaitable<void> refuse(Response response);  // one answer, and close
  void close_when_idle();                                  // any thread: no further request after the one in hand

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
  enum class Then : unsigned char { next_request, close };

  boost::asio::awaitable<Then> serve();
  boost::asio::awaitable<Response> answer(Parser& parser, const Request& request);
  boost::asio::awaitable<std::optional<Response>> read_body(Parser& parser, const Route& route, Exchange& exchange);
  boost::asio::awaitable<bool> write(const Request& request, Response response, bool keep_alive);
  boost::asio::awaitable<void> linger();
  void allow_ms(std::uint32_t ms) { stream_.expires_after(std::chrono::milliseconds(ms)); }

  boost::beast::tcp_stream stream_;
  const ServerOptions& options_;
  const Router& router_;
  boost::beast::flat_buffer buffer_;
  bool idle_ = true;
  bool closing_ = false;
};

}  // namespace tijdig::http
