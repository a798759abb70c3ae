#include "libs/http/message.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tijdig::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const auto& header) {
    return std::equal(header.first.begin(), header.first.end(), name.begin(), name.end(),
                      [](char one, char other) { return lower(one) == lower(other); });
  });
  return found == headers.end() ? std::string_view() : found->second;
}

Response text_response(int status, std::string body, std::string content_type) {
  return {status, std::move(content_type), {}, std::move(body)};
}

Response json_response(int status, std::string body) { return {status, "application/json", {}, std::move(body)}; }

Response problem(int status, std::string_view detail) {
  nlohmann::ordered_json body;
  body["type"] = "about:blank";
  body["title"] = title_of(status);
  body["status"] = status;
  body["detail"] = detail;
  return {status, "application/problem+json", {}, body.dump()};
}

std::string_view title_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 202:
      return "Accepted";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Unknown";
  }
}

}  // namespace tijdig::http
