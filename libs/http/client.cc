#include "libs/http/client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>

namespace tijdig::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;

Error broken(const beast::error_code& error) { return Error::retry("http request failed: " + error.message()); }

}  // namespace

Result<Response> fetch(const std::string& address, std::uint16_t port, const Request& request, BytesView body) {
  asio::io_context context;
  beast::tcp_stream stream(context);
  beast::error_code error;
  stream.expires_after(std::chrono::seconds(30));
  const auto host = asio::ip::make_address(address, error);
  if (!error) stream.connect({host, port}, error);
  if (error) return broken(error);

  wire::request<wire::string_body> out;
  out.version(11);
  out.method_string(request.method);
  out.target(request.query.empty() ? request.path : request.path + "?" + request.query);
  out.set(wire::field::host, address);
  for (const auto& [name, value] : request.headers) out.set(name, value);
  out.keep_alive(false);
  out.body() = std::string(body);
  out.prepare_payload();
  wire::write(stream, out, error);
  // A server that refuses early answers before it has read everything; so look for the answer all the same.
  beast::flat_buffer buffer;
  wire::response_parser<wire::string_body> parser;
  parser.body_limit(std::uint64_t{256} << 20);
  if (request.method == "HEAD") parser.skip(true);
  wire::read(stream, buffer, parser, error);
  if (error && !parser.is_header_done()) return broken(error);

  Response response;
  response.status = static_cast<int>(parser.get().result_int());
  response.content_type = std::string(parser.get()[wire::field::content_type]);
  for (const auto& field : parser.get())
    response.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  response.body = std::move(parser.get().body());
  return response;
}

}  // namespace tijdig::http
