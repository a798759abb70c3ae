#include "services/tijdig/store.h"

#include <fmt/format.h>

#include "libs/flow/flow.h"
#include "services/outcome_tracker/queues.h"
#include "services/shell/distributed.h"
#include "services/shell/settings_of.h"

namespace tijdig::commands {

// A command says what went wrong itself, in one line; the clients' own words would only be in the way.
struct OpenStore::Servers {
  telemetry::Log log{telemetry::Log::Level::off};
  telemetry::Metrics metrics;
  telemetry::Telemetry telemetry{log, metrics};
  std::unique_ptr<shell::Distributed> distributed;
};

namespace {

Result<std::shared_ptr<OpenStore::Servers>> open_servers(const config::Settings& settings) {
  auto servers = std::make_shared<OpenStore::Servers>();
  TIJDIG_TRY(servers->distributed, shell::Distributed::open(settings, servers->telemetry));
  return servers;
}

bool is_in_kafka(const config::Settings& settings) { return settings.backend.value() == config::BackendKind::kafka; }

}  // namespace

Result<config::Settings> settings_of(const StoreOptions& options) {
  shell::SettingSources sources{options.config, options.set};
  if (options.backend) sources.set.push_back("backend=" + *options.backend);
  TIJDIG_TRY(config::Settings settings, shell::settings_of(sources));
  return settings;
}

Result<> needs_data_folder(const StoreOptions& options) {
  if (options.data.empty()) return Error::refused("--data DIR is needed");
  return {};
}

OpenStore::OpenStore(std::unique_ptr<ports::BackEnd> folder) : folder_(std::move(folder)), back_end_(folder_.get()) {}

OpenStore::OpenStore(std::shared_ptr<Servers> servers)
    : servers_(std::move(servers)), back_end_(&servers_->distributed->back_end()) {}

ports::Queues& OpenStore::queues() {
  if (servers_) return servers_->distributed->queues();
  if (!scanned_) {
    const ports::QueueRules rules{{flow::outcome_tracker.id, outcome_tracker::open_cases}};
    scanned_ = std::make_unique<ports::ScannedQueues>(*back_end_, rules);
  }
  return *scanned_;
}

ports::Survey& OpenStore::survey() {
  if (servers_) return servers_->distributed->survey();
  if (!lane_by_lane_) lane_by_lane_ = std::make_unique<ports::LaneByLaneSurvey>(*back_end_);
  return *lane_by_lane_;
}

Result<OpenStore> open_to_read(const StoreOptions& options) {
  TIJDIG_TRY(const config::Settings settings, settings_of(options));
  if (is_in_kafka(settings)) {
    TIJDIG_TRY(auto servers, open_servers(settings));
    return OpenStore(std::move(servers));
  }
  TIJDIG_DO(needs_data_folder(options));
  TIJDIG_TRY(auto folder, open_folder_to_read(options.data));
  return OpenStore(std::move(folder));
}

Result<OpenTown> open_town(const StoreOptions& options, const std::optional<std::filesystem::path>& policy) {
  TIJDIG_TRY(const config::Settings settings, settings_of(options));
  if (!is_in_kafka(settings)) {
    TIJDIG_DO(needs_data_folder(options));
    TIJDIG_TRY(std::unique_ptr<shell::Town> town, Embedded::open(embedded_options(settings, options.data, policy)));
    return OpenTown(std::move(town));
  }
  std::optional<policy::Policy> rules;
  if (policy) {
    TIJDIG_TRY(rules, policy::load_policy(policy->string()));
  }
  TIJDIG_TRY(auto servers, open_servers(settings));
  ports::BackEnd& back_end = servers->distributed->back_end();
  if (!rules) {
    TIJDIG_TRY(auto known, policies_in(back_end));
    if (known.empty()) return Error::refused("no rules in force yet; give --policy FILE");
    rules = std::move(known.front());
  }
  auto town = std::make_unique<shell::DistributedTown>(back_end, servers->distributed->survey(), *std::move(rules),
                                                       runtime::SharedPumpOptions());
  TIJDIG_DO(town->settle_in());
  return OpenTown(std::move(servers), std::move(town));
}

}  // namespace tijdig::commands
