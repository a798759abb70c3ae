#include "services/tijdig/serving.h"

#include "services/reporting/shell/report_pages.h"
#include "services/shell/interrupts.h"
#include "services/shell/measured.h"
#include "services/shell/settings_of.h"
#include "services/shell/today.h"
#include "services/signal_ingest/reason.h"
#include "services/signal_ingest/shell/deliveries_door.h"

namespace tijdig::commands {
namespace {

using http::Request;
using http::Response;

http::Router routes(shell::Town& town, const shell::Steward& steward, const telemetry::Metrics& metrics) {
  http::Router router;
  reporting::add_report_pages(router, {town.back_end(), [&town] { return Result<policy::Policy>(town.policy()); }});
  router.get("/live", [&steward](const Request&) {
    return steward.failure() ? http::problem(503, "De verwerking is gestopt.") : http::text_response(200, "ok\n");
  });
  router.get("/ready", [&steward](const Request&) {
    return steward.is_ready() ? http::text_response(200, "ok\n") : http::problem(503, "De verwerking loopt nog niet.");
  });
  router.get("/metrics", [&metrics](const Request&) {
    return http::text_response(200, metrics.text(), std::string(telemetry::metrics_content_type));
  });
  return router;
}

signal_ingest::DeliveriesDoorOptions door_options(shell::Town& town, shell::Steward& steward,
                                                  telemetry::Telemetry& telemetry, const ServingOptions& options) {
  signal_ingest::DeliveriesDoorOptions door;
  door.partner_of_key = [&options](std::string_view key) { return shell::partner_with_key(options.partner_keys, key); };
  door.policy = [rules = std::make_shared<const policy::Policy>(town.policy())] { return rules; };
  door.today = [] { return shell::today(); };
  door.on_delivered = [&steward, &telemetry](const signal_ingest::PreparedDelivery& delivery) {
    telemetry.emit(telemetry::DeliveryReceived{"http", delivery.id, delivery.rows, delivery.refused.size()});
    steward.wake();
  };
  door.limits = options.limits;
  return door;
}

}  // namespace

Result<> serve_until_interrupted(shell::Town& town, telemetry::Telemetry& telemetry, const telemetry::Metrics& metrics,
                                 const ServingOptions& options) {
  shell::Interrupts interrupts;
  const auto reasons = signal_ingest::reason_codes();
  shell::StewardOptions duties;
  duties.keep_days = options.keep_days;
  duties.reasons = reasons;
  shell::Steward steward(town, telemetry, duties);
  signal_ingest::DeliveriesDoor door(town.back_end(), door_options(town, steward, telemetry, options));
  http::Router router = routes(town, steward, metrics);
  door.add_to(router);
  TIJDIG_TRY(auto server, http::Server::start(options.server, shell::measured(router, telemetry)));
  if (options.on_listening) options.on_listening(server->port());
  while (!interrupts.came_within_a_second() && !steward.failure()) continue;
  server->drain();
  steward.stop();
  if (const auto failure = steward.failure()) return *failure;
  return {};
}

}  // namespace tijdig::commands
