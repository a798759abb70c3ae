// Counts and times what is answered over HTTP.
//
//   auto server = http::Server::start(options, measured(router, telemetry));
//
// The same routes; each answer becomes a RequestAnswered with the route's path, never the one asked for. What finds no
// route is not counted. `telemetry` outlives the server; exchanges run on any thread.
#pragma once

#include "libs/http/router.h"
#include "libs/telemetry/events.h"

namespace tijdig::shell {

http::Router measured(const http::Router& plain, telemetry::Telemetry& telemetry);

}  // namespace tijdig::shell
