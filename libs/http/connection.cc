#include "libs/http/connection.h"

#include <array>
#include <boost/asio/dispatch.hpp>

#include "libs/http/beast.h"

namespace tijdig::http {
namespace {

constexpr std::size_t piece_bytes = 65'536;
constexpr std::uint32_t linger_ms_max = 2'000;
constexpr std::size_t linger_bytes_max = std::size_t{16} << 20;

Request request_of(const wire::request_header<>& header) {
  Request request;
  request.method = std::string(header.method_string());
  const std::string target(header.target());
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos) request.query = target.substr(question + 1);
  for (const auto& field : header)
    request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  return request;
}

// What a client is told when its bytes were no request; nullopt: it is gone or was too slow, nobody listens.
std::optional<Response> refusal_of(beast::error_code error) {
  if (error == wire::error::header_limit) return problem(431, "De kopregels zijn te lang.");
  if (error == wire::error::body_limit) return problem(413, "De inhoud is te groot; lever haar in delen aan.");
  if (error == wire::error::partial_message || error == wire::error::end_of_stream) return std::nullopt;
  if (error.category() == wire::make_error_code(wire::error::bad_method).category())
    return problem(400, "Dit is geen geldig HTTP-verzoek.");
  return std::nullopt;
}

}  // namespace

asio::awaitable<void> Connection::run() {
  const auto self = shared_from_this();
  while (!closing_)
    if (co_await serve() == Then::close) break;
  beast::error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
}

asio::awaitable<void> Connection::refuse(Response response) {
  const auto self = shared_from_this();
  if (co_await write(Request(), std::move(response), false)) co_await linger();
}

void Connection::close_when_idle() {
  asio::dispatch(stream_.get_executor(), [self = shared_from_this()] {
    self->closing_ = true;
    if (self->idle_) self->stream_.cancel();
  });
}

asio::awaitable<Connection::Then> Connection::serve() {
  Parser parser;
  parser.header_limit(options_.header_bytes_max);
  parser.body_limit(boost::none);  // the route sets the limit; read_body counts
  idle_ = true;
  allow_ms(options_.idle_ms_max);
  const auto [header_error, header_bytes] = co_await wire::async_read_header(stream_, buffer_, parser, as_result);
  idle_ = false;
  if (header_error) {
    const bool begun = parser.got_some();
    auto refusal = refusal_of(header_error);
    if (refusal && begun && co_await write(Request(), *std::move(refusal), false)) co_await linger();
    co_return Then::close;
  }
  const Request request = request_of(parser.get());
  Response response = co_await answer(parser, request);
  if (response.status == 0) co_return Then::close;  // the client went away in the middle of its body
  const bool whole = parser.is_done();
  const bool keep_alive = whole && !closing_ && parser.get().keep_alive();
  if (!co_await write(request, std::move(response), keep_alive)) co_return Then::close;
  if (!whole) co_await linger();
  co_return keep_alive ? Then::next_request : Then::close;
}

asio::awaitable<Response> Connection::answer(Parser& parser, const Request& request) {
  const auto found = router_.find(request);
  if (const auto* refusal = std::get_if<Response>(&found)) co_return *refusal;
  const Route& route = *std::get<const Route*>(found);
  const auto announced = parser.content_length();
  if (announced && *announced > route.body_bytes_max && route.body_bytes_max > 0)
    co_return problem(413, "De inhoud is te groot; lever haar in delen aan.");
  const std::unique_ptr<Exchange> exchange = route.open();
  if (auto early = exchange->on_headers(request)) co_return *std::move(early);
  if (parser.get()[wire::field::expect] == "100-continue") {
    wire::response<wire::empty_body> go_on{wire::status::continue_, 11};
    const auto [error, bytes] = co_await wire::async_write(stream_, go_on, as_result);
    if (error) co_return Response{0, "", {}, ""};
  }
  if (auto early = co_await read_body(parser, route, *exchange)) co_return *std::move(early);
  co_return exchange->on_end();
}

asio::awaitable<std::optional<Response>> Connection::read_body(Parser& parser, const Route& route, Exchange& exchange) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.body_ms_max);
  std::vector<char> piece(piece_bytes);
  std::size_t total = 0;
  while (!parser.is_done()) {
    parser.get().body().data = piece.data();
    parser.get().body().size = piece.size();
    parser.get().body().more = true;
    allow_ms(options_.idle_ms_max);
    auto [error, bytes] = co_await wire::async_read_some(stream_, buffer_, parser, as_result);
    if (error == wire::error::need_buffer) error = {};
    if (!error && std::chrono::steady_clock::now() > deadline) error = beast::error::timeout;
    if (error) {
      auto refusal = refusal_of(error);
      co_return refusal ? *std::move(refusal) : Response{0, "", {}, ""};
    }
    const BytesView got(piece.data(), piece.size() - parser.get().body().size);
    total += got.size();
    if (total > route.body_bytes_max) co_return problem(413, "De inhoud is te groot; lever haar in delen aan.");
    if (got.empty()) continue;
    if (auto early = exchange.on_body(got)) co_return early;
  }
  co_return std::nullopt;
}

asio::awaitable<bool> Connection::write(const Request& request, Response response, bool keep_alive) {
  wire::response<wire::string_body> out{static_cast<wire::status>(response.status), 11};
  for (const auto& [name, value] : response.headers) out.insert(name, value);
  if (!response.content_type.empty()) out.set(wire::field::content_type, response.content_type);
  out.set(wire::field::cache_control, "no-store");
  out.set("X-Content-Type-Options", "nosniff");
  if (request.path.rfind("/v1/", 0) == 0) out.set("API-Version", options_.api_version);
  out.keep_alive(keep_alive);
  out.body() = std::move(response.body);
  out.prepare_payload();
  if (request.method == "HEAD") out.body().clear();  // the length stays that of the answer to GET
  wire::response_serializer<wire::string_body> serializer(out);
  if (request.method == "HEAD") serializer.split(true);
  allow_ms(options_.idle_ms_max);
  if (request.method == "HEAD") {
    const auto [error, bytes] = co_await wire::async_write_header(stream_, serializer, as_result);
    co_return !error;
  }
  const auto [error, bytes] = co_await wire::async_write(stream_, serializer, as_result);
  co_return !error;
}

// A client that is still sending would lose our answer to a reset; so read on for a while, and throw away.
asio::awaitable<void> Connection::linger() {
  beast::error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  std::vector<char> away(piece_bytes);
  std::size_t total = 0;
  allow_ms(linger_ms_max);
  while (total < linger_bytes_max) {
    const auto [error, bytes] = co_await stream_.async_read_some(asio::buffer(away), as_result);
    if (error) co_return;
    total += bytes;
  }
}

}  // namespace tijdig::http
