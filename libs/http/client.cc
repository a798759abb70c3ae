#include "libs/http/client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <tuple>

#include "libs/http/beast.h"

namespace tijdig::http {
namespace {

constexpr auto patience = std::chrono::seconds(30);
constexpr std::uint64_t answer_bytes_max = std::uint64_t{256} << 20;

Error error_of(const beast::error_code& error) { return Error::retry("http request failed: " + error.message()); }

wire::request<wire::string_body> written(const std::string& address, const Request& request, BytesView body) {
  wire::request<wire::string_body> out;
  out.version(11);
  out.method_string(request.method);
  out.target(request.query.empty() ? request.path : request.path + "?" + request.query);
  out.set(wire::field::host, address);
  for (const auto& [name, value] : request.headers) out.set(name, value);
  out.keep_alive(false);
  out.body() = std::string(body);
  out.prepare_payload();
  return out;
}

Response read_from(wire::response<wire::string_body>& answer) {
  Response response;
  response.status = static_cast<int>(answer.result_int());
  response.content_type = std::string(answer[wire::field::content_type]);
  for (const auto& field : answer)
    response.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  response.body = std::move(answer.body());
  return response;
}

// Asynchronous, because only asynchronous calls heed the time-out.
asio::awaitable<void> ask(asio::ip::tcp::endpoint to, wire::request<wire::string_body> request,
                          std::optional<Result<Response>>& outcome) {
  beast::tcp_stream stream(co_await asio::this_coro::executor);
  stream.expires_after(patience);
  const auto [refused] = co_await stream.async_connect(to, as_result);
  if (refused) {
    outcome = error_of(refused);
    co_return;
  }
  // A server that refuses early answers before it has read everything; so look for the answer even when writing fails.
  std::ignore = co_await wire::async_write(stream, request, as_result);
  beast::flat_buffer buffer;
  wire::response_parser<wire::string_body> parser;
  parser.body_limit(answer_bytes_max);
  if (request.method() == wire::verb::head) parser.skip(true);
  const auto [error, got] = co_await wire::async_read(stream, buffer, parser, as_result);
  if (error && !parser.is_header_done())
    outcome = error_of(error);
  else
    outcome = read_from(parser.get());
}

}  // namespace

Result<Response> fetch(const std::string& address, std::uint16_t port, const Request& request, BytesView body) {
  beast::error_code error;
  const auto host = asio::ip::make_address(address, error);
  if (error) return error_of(error);
  asio::io_context context;
  std::optional<Result<Response>> outcome;
  asio::co_spawn(context, ask({host, port}, written(address, request, body), outcome), asio::detached);
  context.run();
  return outcome ? *std::move(outcome) : Result<Response>(Error::retry("http request ended without an answer"));
}

}  // namespace tijdig::http
