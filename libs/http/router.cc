#include "libs/http/router.h"

#include <algorithm>
#include <set>

namespace tijdig::http {
namespace {

class Question final : public Exchange {
 public:
  explicit Question(Router::Answer answer) : answer_(std::move(answer)) {}
  std::optional<Response> on_headers(const Request& request) override { return answer_(request); }
  std::optional<Response> on_body(BytesView) override { return std::nullopt; }
  Response on_end() override { return problem(500, ""); }  // never reached: on_headers answers

 private:
  Router::Answer answer_;
};

}  // namespace

void Router::get(std::string path, Answer answer) {
  on("GET", std::move(path), 0, [answer = std::move(answer)] { return std::make_unique<Question>(answer); });
}

void Router::on(std::string method, std::string path, std::size_t body_bytes_max,
                std::function<std::unique_ptr<Exchange>()> open) {
  routes_.push_back({std::move(method), std::move(path), body_bytes_max, std::move(open)});
}

std::variant<const Route*, Response> Router::find(const Request& request) const {
  const std::string& method = request.method == "HEAD" ? std::string("GET") : request.method;
  std::set<std::string> allowed;
  for (const Route& route : routes_) {
    if (route.path != request.path) continue;
    if (route.method == method) return &route;
    allowed.insert(route.method);
    if (route.method == "GET") allowed.insert("HEAD");
  }
  if (allowed.empty()) return problem(404, "Op dit pad is niets te vinden.");
  Response refusal = problem(405, "Deze methode bestaat niet op dit pad; zie de kop Allow.");
  std::string list;
  for (const std::string& one : allowed) list += (list.empty() ? "" : ", ") + one;
  refusal.headers.emplace_back("Allow", list);
  return refusal;
}

}  // namespace tijdig::http
