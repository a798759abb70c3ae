// The HTTP side of one process: the page, the reports, health, metrics and the partner door, while the services work.
//
//   TIJDIG_DO(serve_until_interrupted(town, telemetry, metrics, options));   // SIGINT or SIGTERM ends it, drained
//
// `/` the report as a page, `/v1/report` as JSON, `/live` and `/ready` for probes, `/metrics` for Prometheus, and
// `POST /v1/deliveries` for partners with a key. Signals are taken by the calling thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "libs/config/partner_keys.h"
#include "libs/http/server.h"
#include "libs/telemetry/events.h"
#include "services/shell/steward.h"
#include "services/signal_ingest/limits.h"

namespace tijdig::commands {

struct ServingOptions {
  http::ServerOptions server;
  signal_ingest::Limits limits;
  std::vector<config::PartnerKey> partner_keys;
  bool keep_days = false;  // close days as they pass (run); a demo's year is over
  std::function<void(std::uint16_t port)> on_listening;
};

Result<> serve_until_interrupted(shell::Town& town, telemetry::Telemetry& telemetry, const telemetry::Metrics& metrics,
                                 const ServingOptions& options);

}  // namespace tijdig::commands
