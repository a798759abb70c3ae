// Which path is answered by whom.
//
//   Router router;
//   router.get("/live", [](const Request&) { return text_response(200, "ok\n"); });
//   router.on("POST", "/v1/deliveries", 64 << 20, [&] { return std::make_unique<DeliveryExchange>(door); });
//
// A path matches exactly; one with a slash too many is another path (API Design Rules, /core/no-trailing-slash).
// HEAD is answered as GET, without the body. What is known under another method gets 405 with Allow. An exchange is
// made per request and used by one thread at a time; the functions that make one are called from several.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "libs/http/message.h"

namespace tijdig::http {

// One request being answered. The body comes in pieces and is never held whole by the server. Returning a response
// early ends the exchange: the rest of the body is not read.
class Exchange {
 public:
  virtual ~Exchange() = default;
  virtual std::optional<Response> on_headers(const Request& request) = 0;
  virtual std::optional<Response> on_body(BytesView piece) = 0;
  virtual Response on_end() = 0;
};

struct Route {
  std::string method;
  std::string path;
  std::size_t body_bytes_max = 0;
  std::function<std::unique_ptr<Exchange>()> open;
};

class Router {
 public:
  using Answer = std::function<Response(const Request&)>;

  void get(std::string path, Answer answer);
  void on(std::string method, std::string path, std::size_t body_bytes_max,
          std::function<std::unique_ptr<Exchange>()> open);
  const std::vector<Route>& routes() const { return routes_; }

  // The route, or the answer that says why there is none.
  std::variant<const Route*, Response> find(const Request& request) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace tijdig::http
