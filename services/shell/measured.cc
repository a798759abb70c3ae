#include "services/shell/measured.h"

#include <chrono>
#include <memory>

namespace tijdig::shell {
namespace {

using http::Request;
using http::Response;

class MeasuredExchange final : public http::Exchange {
 public:
  MeasuredExchange(std::unique_ptr<http::Exchange> inner, telemetry::Telemetry& telemetry, telemetry::Word route)
      : inner_(std::move(inner)), telemetry_(telemetry), route_(route) {}

  std::optional<Response> on_headers(const Request& request) override { return told(inner_->on_headers(request)); }
  std::optional<Response> on_body(BytesView piece) override { return told(inner_->on_body(piece)); }
  Response on_end() override {
    Response response = inner_->on_end();
    tell(response);
    return response;
  }

 private:
  std::optional<Response> told(std::optional<Response> response) {
    if (response) tell(*response);
    return response;
  }
  void tell(const Response& response) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
    telemetry_.emit(telemetry::RequestAnswered{route_, response.status, took.count()});
  }

  std::unique_ptr<http::Exchange> inner_;
  telemetry::Telemetry& telemetry_;
  telemetry::Word route_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace

http::Router measured(const http::Router& plain, telemetry::Telemetry& telemetry) {
  std::vector<std::string> paths;
  for (const http::Route& route : plain.routes()) paths.push_back(route.path);
  const auto words =
      std::make_shared<const telemetry::Vocabulary>(std::vector<std::string_view>(paths.begin(), paths.end()));
  http::Router router;
  for (const http::Route& route : plain.routes())
    router.on(route.method, route.path, route.body_bytes_max, [&telemetry, words, route] {
      return std::make_unique<MeasuredExchange>(route.open(), telemetry, words->word(route.path));
    });
  return router;
}

}  // namespace tijdig::shell
