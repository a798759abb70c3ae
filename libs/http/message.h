// What a request says and what is answered, without a word about sockets.
//
//   Response ok = json_response(200, R"({"status":"ok"})");
//   Response no = problem(404, "Hier is niets.");            // application/problem+json, RFC 9457
//
// Errors follow the Dutch API Design Rules 2.x: problem+json, 400 for input that is wrong. Nothing of a request body
// or a header value is ever repeated in an answer made here. Plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/base/bytes.h"

namespace tijdig::http {

struct Request {
  std::string method;  // "POST"
  std::string path;    // "/v1/deliveries", without the query
  std::string query;   // what follows the question mark, as sent
  std::vector<std::pair<std::string, std::string>> headers;

  // The first header of that name, without regard to case; "" where there is none.
  std::string_view header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;  // beyond Content-Type and Content-Length
  std::string body;
};

Response text_response(int status, std::string body, std::string content_type = "text/plain; charset=utf-8");
Response json_response(int status, std::string body);
Response problem(int status, std::string_view detail);
// The reason phrase: "Not Found".
std::string_view title_of(int status);

}  // namespace tijdig::http
