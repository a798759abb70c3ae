// Also tests connection.cc
// Also tests message.cc
// Also tests router.cc
// Also tests client.cc
#include "libs/http/server.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <future>
#include <thread>

#include "libs/http/client.h"

namespace tijdig::http {
namespace {

class Echo final : public Exchange {
 public:
  std::optional<Response> on_headers(const Request& request) override {
    if (request.header("x-refuse") == "yes") return problem(401, "Nee.");
    return std::nullopt;
  }
  std::optional<Response> on_body(BytesView piece) override {
    body_.append(piece);
    return std::nullopt;
  }
  Response on_end() override { return text_response(200, body_); }

 private:
  std::string body_;
};

Router routes() {
  Router router;
  router.get("/live", [](const Request& request) { return text_response(200, "ok " + request.query); });
  router.on("POST", "/v1/echo", 1 << 20, [] { return std::make_unique<Echo>(); });
  return router;
}

std::unique_ptr<Server> started(ServerOptions options = {}, Router router = routes()) {
  options.threads = 3;
  auto server = Server::start(options, std::move(router));
  TIJDIG_CHECK(server.has_value());
  return *std::move(server);
}

Response ask(const Server& server, const std::string& method, const std::string& path, const std::string& body = {},
             std::vector<std::pair<std::string, std::string>> headers = {}) {
  auto response = fetch("127.0.0.1", server.port(), {method, path, "", std::move(headers)}, body);
  TIJDIG_CHECK(response.has_value());
  return *std::move(response);
}

std::string_view header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

// Bytes over a bare socket, and what comes back until the server closes.
std::string talk(const Server& server, const std::string& bytes) {
  namespace asio = boost::asio;
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  socket.connect({asio::ip::make_address("127.0.0.1"), server.port()});
  boost::system::error_code ignored;
  asio::write(socket, asio::buffer(bytes), ignored);
  std::string answer;
  std::array<char, 4096> piece{};
  while (const std::size_t got = socket.read_some(asio::buffer(piece), ignored)) answer.append(piece.data(), got);
  return answer;
}

TEST(Server, ReportsThePortTheSystemChose) {
  const auto server = started();
  EXPECT_NE(server->port(), 0);
  EXPECT_EQ(ask(*server, "GET", "/live").body, "ok ");
}

TEST(Server, AnswersHeadWithoutBodyAndUnknownThingsWithAProblem) {
  const auto server = started();
  const Response head = ask(*server, "HEAD", "/live");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(header_of(head, "Content-Length"), "3");
  const Response nothing = ask(*server, "GET", "/live/");
  EXPECT_EQ(nothing.status, 404);
  EXPECT_EQ(nothing.content_type, "application/problem+json");
  EXPECT_NE(nothing.body.find("\"status\":404"), std::string::npos);
  const Response method = ask(*server, "DELETE", "/v1/echo");
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(header_of(method, "Allow"), "POST");
  EXPECT_EQ(header_of(method, "API-Version"), "1.0.0");
}

TEST(Server, StreamsBodiesUpToTheLimitOfTheRoute) {
  const auto server = started();
  const std::string large(900'000, 'x');
  EXPECT_EQ(ask(*server, "POST", "/v1/echo", large).body, large);
  EXPECT_EQ(ask(*server, "POST", "/v1/echo", std::string(1'048'577, 'x')).status, 413);
  const std::string chunked = talk(*server,
                                   "POST /v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                   "Transfer-Encoding: chunked\r\n\r\n5\r\nhallo\r\n0\r\n\r\n");
  EXPECT_NE(chunked.find("hallo"), std::string::npos);
}

TEST(Server, CutsOffABodyThatNeverSaidHowLongItWouldBe) {
  const auto server = started();
  std::string endless = "POST /v1/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) endless += "10000\r\n" + std::string(65'536, 'x') + "\r\n";
  EXPECT_NE(talk(*server, endless).find("413"), std::string::npos);
}

TEST(Server, AnswersBeforeTheBodyWhenTheHeadersAreEnough) {
  const auto server = started();
  EXPECT_EQ(ask(*server, "POST", "/v1/echo", std::string(500'000, 'x'), {{"X-Refuse", "yes"}}).status, 401);
}

TEST(Server, RefusesWhatIsNoRequest) {
  ServerOptions options;
  options.header_bytes_max = 2'000;
  const auto server = started(options);
  EXPECT_NE(talk(*server, "hallo daar\r\n\r\n").find(" 400 "), std::string::npos);
  EXPECT_NE(talk(*server, "GET / HTTP/1.1\r\nX: " + std::string(5'000, 'x') + "\r\n\r\n").find(" 431 "),
            std::string::npos);
}

TEST(Server, LetsGoOfAClientThatIsTooSlow) {
  ServerOptions options;
  options.idle_ms_max = 50;
  const auto server = started(options);
  EXPECT_EQ(talk(*server, "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"), "");
  EXPECT_EQ(talk(*server, "GET /live HT"), "");
  EXPECT_EQ(ask(*server, "GET", "/live").status, 200);
}

TEST(Server, RefusesOneConnectionTooMany) {
  namespace asio = boost::asio;
  ServerOptions options;
  options.connections_max = 1;
  const auto server = started(options);
  asio::io_context context;
  asio::ip::tcp::socket first(context);
  first.connect({asio::ip::make_address("127.0.0.1"), server->port()});
  asio::write(first, asio::buffer(std::string("GET /live HTTP/1.1\r\nHost: x\r\n\r\n")));
  std::string answer;
  asio::read_until(first, asio::dynamic_buffer(answer), "ok");  // it is in, and stays
  EXPECT_EQ(ask(*server, "GET", "/live").status, 503);
}

TEST(Server, LetsARequestInHandFinishWhileItDrains) {
  std::promise<void> begun;
  std::promise<void> go_on;
  Router router;
  router.get("/slow", [&](const Request&) {
    begun.set_value();
    go_on.get_future().wait();
    return text_response(200, "done");
  });
  const auto server = started({}, std::move(router));
  auto answer = std::async(std::launch::async, [&] { return ask(*server, "GET", "/slow").body; });
  begun.get_future().wait();
  auto drained = std::async(std::launch::async, [&] { server->drain(); });
  go_on.set_value();
  EXPECT_EQ(answer.get(), "done");
  drained.wait();
  EXPECT_FALSE(fetch("127.0.0.1", server->port(), {"GET", "/slow", "", {}}).has_value());
}

TEST(Server, ServesManyClientsAtOnce) {
  const auto server = started();
  std::vector<std::future<int>> clients;
  for (int i = 0; i < 16; ++i)
    clients.push_back(std::async(std::launch::async, [&] {
      int good = 0;
      for (int n = 0; n < 20; ++n) good += ask(*server, "POST", "/v1/echo", "hallo").body == "hallo" ? 1 : 0;
      return good;
    }));
  for (auto& client : clients) EXPECT_EQ(client.get(), 20);
}

TEST(Server, SaysWhyItCannotListen) {
  const auto server = started();
  ServerOptions taken;
  taken.port = server->port();
  EXPECT_FALSE(Server::start(taken, routes()).has_value());
  ServerOptions nonsense;
  nonsense.address = "hier";
  EXPECT_FALSE(Server::start(nonsense, routes()).has_value());
}

}  // namespace
}  // namespace tijdig::http
