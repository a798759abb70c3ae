#include "services/tijdig/serving.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <csignal>

#include "services/reporting/page.h"
#include "services/reporting/print.h"
#include "services/reporting/shell/read_report.h"
#include "services/signal_ingest/shell/deliveries_door.h"
#include "services/tijdig/measured.h"
#include "services/tijdig/today.h"
#include "services/tijdig/worker.h"

namespace tijdig::commands {
namespace {

using http::Request;
using http::Response;

// SIGINT and SIGTERM, noted instead of ending the process. A handler and not a mask: the store's threads are older than
// this object and would take a masked signal with its default action.
class Interrupts {
 public:
  Interrupts() {
    came_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct sigaction note {};
    note.sa_handler = [](int) {
      const std::uint64_t one = 1;
      [[maybe_unused]] const auto written = write(came_, &one, sizeof one);
    };
    note.sa_flags = SA_RESTART;
    sigaction(SIGINT, &note, &interrupt_before_);
    sigaction(SIGTERM, &note, &terminate_before_);
  }
  ~Interrupts() {
    sigaction(SIGINT, &interrupt_before_, nullptr);
    sigaction(SIGTERM, &terminate_before_, nullptr);
    close(came_);
  }
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  bool came_within_a_second() const {
    pollfd waiting{came_, POLLIN, 0};
    return poll(&waiting, 1, 1000) > 0;
  }

 private:
  static inline std::atomic<int> came_ = -1;  // one per process, as signals are
  struct sigaction interrupt_before_ {};
  struct sigaction terminate_before_ {};
};

Response page_response(Embedded& town) {
  const auto report = reporting::read_report(town.back_end(), town.policy());
  // What is shown must not be taken back by a power loss.
  if (!report || !town.back_end().sync()) return http::problem(503, "Het rapport is nu niet te lezen.");
  Response response = http::text_response(200, reporting::page(*report, {}), "text/html; charset=utf-8");
  response.headers.emplace_back("Content-Security-Policy", reporting::page_content_security_policy);
  return response;
}

Response report_response(Embedded& town) {
  const auto report = reporting::read_report(town.back_end(), town.policy());
  if (!report || !town.back_end().sync()) return http::problem(503, "Het rapport is nu niet te lezen.");
  return http::json_response(200, reporting::print(*report, reporting::Format::json));
}

http::Router routes(Embedded& town, const Worker& worker, const telemetry::Metrics& metrics) {
  http::Router router;
  router.get("/", [&town](const Request&) { return page_response(town); });
  router.get("/style.css", [](const Request&) {
    return http::text_response(200, std::string(reporting::page_style()), "text/css; charset=utf-8");
  });
  router.get("/v1/report", [&town](const Request&) { return report_response(town); });
  router.get("/live", [&worker](const Request&) {
    return worker.failure() ? http::problem(503, "De verwerking is gestopt.") : http::text_response(200, "ok\n");
  });
  router.get("/ready", [&worker](const Request&) {
    return worker.is_ready() ? http::text_response(200, "ok\n") : http::problem(503, "De verwerking loopt nog niet.");
  });
  router.get("/metrics", [&metrics](const Request&) {
    return http::text_response(200, metrics.text(), std::string(telemetry::metrics_content_type));
  });
  return router;
}

signal_ingest::DeliveriesDoorOptions door_options(Embedded& town, Worker& worker, telemetry::Telemetry& telemetry,
                                                  const ServingOptions& options) {
  signal_ingest::DeliveriesDoorOptions door;
  door.partner_of_key = [&options](std::string_view key) -> std::optional<PartnerId> {
    const auto partner = config::partner_of(options.partner_keys, key);
    if (!partner) return std::nullopt;
    const auto id = PartnerId::parse(*partner);
    return id ? std::optional<PartnerId>(*id) : std::nullopt;
  };
  door.policy = [rules = std::make_shared<const policy::Policy>(town.policy())] { return rules; };
  door.today = [] { return today(); };
  door.on_delivered = [&worker, &telemetry](const signal_ingest::PreparedDelivery& delivery) {
    telemetry.emit(telemetry::DeliveryReceived{"http", delivery.id, delivery.rows, delivery.refused.size()});
    worker.wake();
  };
  door.limits = options.limits;
  return door;
}

}  // namespace

Result<> serve_until_interrupted(Embedded& town, telemetry::Telemetry& telemetry, const telemetry::Metrics& metrics,
                                 const ServingOptions& options) {
  Interrupts interrupts;
  Worker worker(town, telemetry, {.keep_days = options.keep_days});
  signal_ingest::DeliveriesDoor door(town.back_end(), door_options(town, worker, telemetry, options));
  http::Router router = routes(town, worker, metrics);
  door.add_to(router);
  TIJDIG_TRY(auto server, http::Server::start(options.server, measured(router, telemetry)));
  if (options.on_listening) options.on_listening(server->port());
  while (!interrupts.came_within_a_second() && !worker.failure()) continue;
  server->drain();
  worker.stop();
  if (const auto failure = worker.failure()) return *failure;
  return {};
}

}  // namespace tijdig::commands
