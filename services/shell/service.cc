#include "services/shell/service.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <future>
#include <thread>

#include "services/shell/exit_code.h"
#include "services/shell/interrupts.h"
#include "services/shell/measured.h"
#include "services/shell/private_files.h"
#include "services/shell/readiness.h"
#include "services/shell/state_watch.h"
#include "services/shell/step_telemetry.h"
#include "services/shell/version.h"

namespace tijdig::shell {
namespace {

using http::Request;
using http::Response;

class SlotTelemetry final : public runtime::CrewObserver {
 public:
  explicit SlotTelemetry(telemetry::Telemetry& telemetry) : telemetry_(telemetry) {}
  void slots_changed(const flow::StageInfo& stage, runtime::SlotChange change, std::size_t owned,
                     bool all_ended) override {
    telemetry_.emit(telemetry::SlotsChanged{stage, word_of(change), owned, all_ended});
  }
  void group_trouble(const flow::StageInfo& stage, const Error& why) override {
    telemetry_.emit(telemetry::GroupTrouble{stage, why});
  }

 private:
  static telemetry::Word word_of(runtime::SlotChange change) {
    switch (change) {
      case runtime::SlotChange::assigned:
        return "assigned";
      case runtime::SlotChange::revoked:
        return "revoked";
      case runtime::SlotChange::lost:
        break;
    }
    return "lost";
  }

  telemetry::Telemetry& telemetry_;
};

using Sides = std::vector<std::unique_ptr<Side>>;

std::optional<Error> failure_of(const runtime::Crew& crew, const Sides& sides) {
  if (auto failure = crew.failure()) return failure;
  for (const auto& side : sides)
    if (auto failure = side->failure()) return failure;
  return std::nullopt;
}

http::Router routes(const runtime::Crew& crew, const Sides& sides, Readiness& readiness, const StateWatch& state,
                    const telemetry::Metrics& metrics) {
  http::Router router;
  router.get("/live", [&crew, &sides](const Request&) {
    return failure_of(crew, sides) ? http::problem(503, "De verwerking is gestopt.") : http::text_response(200, "ok\n");
  });
  router.get("/ready", [&crew, &sides, &readiness, &state](const Request&) {
    const bool ready = readiness.is_ready() && state.is_ready() && !failure_of(crew, sides) &&
                       std::all_of(sides.begin(), sides.end(), [](const auto& side) { return side->is_ready(); });
    return ready ? http::text_response(200, "ok\n") : http::problem(503, "De verwerking loopt nog niet.");
  });
  router.get("/metrics", [&metrics](const Request&) {
    return http::text_response(200, metrics.text(), std::string(telemetry::metrics_content_type));
  });
  for (const auto& side : sides) side->add_to(router);
  return router;
}

void say_where(const std::string& address, std::uint16_t port, bool json) {
  if (json)
    fmt::print("{{\"address\":\"{}\",\"port\":{}}}\n", address, port);
  else
    fmt::print("listening on http://{}:{}\n", address, port);
  std::fflush(stdout);
}

// Requests in hand, steps in hand and what the sides are at end side by side. False: something hangs; its threads are
// left to it.
bool drain(http::Server& server, runtime::Crew& crew, const Sides& sides, StateWatch& state,
           std::chrono::milliseconds wait_max) {
  const auto until = std::chrono::steady_clock::now() + wait_max;
  const auto ended = std::make_shared<std::promise<void>>();  // outlives this call where something hangs
  const auto end = ended->get_future();
  std::thread others([&server, &sides, &state, ended] {
    server.drain();
    for (const auto& side : sides) side->stop();
    state.stop();
    ended->set_value();
  });
  const bool crew_left = crew.stop(wait_max);
  const bool others_ended = end.wait_until(until) == std::future_status::ready;
  if (others_ended) {
    others.join();
  } else {
    others.detach();
  }
  return crew_left && others_ended;
}

}  // namespace

Result<> serve(const ServiceProgram& program, const ServiceOptions& options, const config::Settings& settings) {
  const Interrupts interrupts;
  telemetry::Log log(level_of(settings));
  telemetry::Metrics metrics;
  telemetry::Telemetry telemetry(log, metrics);
  StepTelemetry steps(telemetry);
  SlotTelemetry slots(telemetry);
  TIJDIG_TRY(const auto servers, Distributed::open(settings, telemetry));
  TIJDIG_TRY(const auto crew, servers->start(program.stages(), {&steps, &slots}));
  Sides sides;
  for (const MakeSide& make : program.sides) {
    TIJDIG_TRY(auto side, make({options, settings, telemetry, *servers, *crew}));
    sides.push_back(std::move(side));
  }
  Readiness readiness([&crew] { return crew->report(); });
  StateWatch state([&servers] { return servers->keeps_state(); }, telemetry);
  TIJDIG_TRY(auto server, http::Server::start(server_options(settings),
                                              measured(routes(*crew, sides, readiness, state, metrics), telemetry)));
  telemetry.emit(telemetry::ProcessStarted{version(), servers->back_end().partitions(), servers->slots()});
  say_where(settings.http_address.value(), server->port(), options.json);
  while (!interrupts.came_within_a_second() && !failure_of(*crew, sides)) {
    readiness.tell(telemetry);
    telemetry.emit(servers->measured());
  }
  const auto failure = failure_of(*crew, sides);
  const bool drained =
      drain(*server, *crew, sides, state, std::chrono::milliseconds(settings.http_drain_ms_max.value()));
  if (failure) telemetry.emit(telemetry::WorkStopped{*failure});
  telemetry.emit(telemetry::ProcessStopped{drained});
  if (drained) return failure ? Result<>(*failure) : Result<>();
  // Something hangs, and waiting for its thread would too. What it had in hand is refused or done again elsewhere.
  std::fflush(nullptr);
  std::_Exit(exit_failed);
}

int run_service(int argc, char** argv, const ServiceProgram& program) {
  keep_files_private();
  CLI::App app(std::string(program.about) + "\nExit codes: 0 done, 1 failed, 2 settings or topics are wrong.",
               std::string(program.name));
  app.set_version_flag("--version", std::string(version().text()));
  ServiceOptions options;
  app.add_option("--config", options.settings.file, "settings of this installation")->type_name("FILE");
  app.add_option("--set", options.settings.set, "one setting, over file and environment; may be given again")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  if (program.takes_policy)
    app.add_option("--policy", options.policy, "rules to put in force; without, the newest in the log")
        ->type_name("FILE");
  app.add_flag("--explain-config", options.explain_config, "print every setting, its value, source and meaning");
  app.add_flag("--json", options.json, "print where it listens as JSON");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong) == 0 ? exit_done : exit_failed;
  }
  const auto settings = settings_of(options.settings);
  if (!settings) return failed(program.name, settings.error());
  if (options.explain_config) {
    fmt::print("{}", config::explain(*settings));
    return exit_done;
  }
  const Result<> served = serve(program, options, *settings);
  return served ? exit_done : failed(program.name, served.error());
}

}  // namespace tijdig::shell
