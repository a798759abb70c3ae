// A small blocking client, for tests and for scripts of our own: one request, one answer, one connection.
//
//   const Request request{"POST", "/v1/deliveries", "", {{"Content-Type", "text/csv"}}};
//   TIJDIG_TRY(Response answer, fetch("127.0.0.1", port, request, body));
//
// No TLS, no redirects, no pooling; time-out 30 s. Any thread.
#pragma once

#include <cstdint>

#include "libs/base/result.h"
#include "libs/http/message.h"

namespace tijdig::http {

Result<Response> fetch(const std::string& address, std::uint16_t port, const Request& request, BytesView body = {});

}  // namespace tijdig::http
