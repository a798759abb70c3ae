#include <fmt/format.h>

#include "services/shell/servers.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

Result<std::size_t> look_after(const TopicsOptions& options) {
  TIJDIG_TRY(const config::Settings settings, settings_of(options));
  telemetry::Log log(telemetry::Log::Level::off);
  telemetry::Metrics metrics;
  telemetry::Telemetry telemetry(log, metrics);
  TIJDIG_TRY(const kafka::Connection connection, shell::connection_of(settings, telemetry));
  const auto plan = kafka::plan_topics(shell::topic_sizes(settings));
  if (options.apply) {
    TIJDIG_DO(kafka::apply_topics(connection, plan));
  } else {
    TIJDIG_DO(kafka::check_topics(connection, plan));
  }
  return plan.size();
}

}  // namespace

int topics(const TopicsOptions& options) {
  const auto count = look_after(options);
  if (!count) return failed(count.error());
  fmt::print("{} topics are there as they should be\n", *count);
  return exit_done;
}

}  // namespace tijdig::commands
