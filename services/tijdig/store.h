// Where a command finds log and state: a data folder, or Kafka and Redis.
//
//   TIJDIG_TRY(const OpenStore store, open_to_read(options));     // `tijdig report --data data`, or `--backend kafka`
//   TIJDIG_TRY(const auto policies, policies_in(*store));
//   TIJDIG_TRY(const OpenTown town, open_town(options, rules_file));     // to write through the doors
//
// A data folder may be read while another process works on it; a town in a folder is worked off by this process, one in
// Kafka by the services, which must run. Errors: `refused` when settings, folder or topics are wrong. One thread.
#pragma once

#include <memory>

#include "libs/config/settings.h"
#include "libs/ports/scanned_queues.h"
#include "libs/ports/survey.h"
#include "services/shell/distributed_town.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/embedded.h"

namespace tijdig::commands {

Result<config::Settings> settings_of(const StoreOptions& options);
// Refuses when no data folder was given.
Result<> needs_data_folder(const StoreOptions& options);

class OpenStore {
 public:
  explicit OpenStore(std::unique_ptr<ports::BackEnd> folder);
  ports::BackEnd& operator*() const { return *back_end_; }
  ports::BackEnd* operator->() const { return back_end_; }
  ports::Queues& queues();  // what caseworkers work from
  ports::Survey& survey();  // where every lane stands

  struct Servers;
  explicit OpenStore(std::shared_ptr<Servers> servers);

 private:
  std::shared_ptr<Servers> servers_;
  std::unique_ptr<ports::BackEnd> folder_;
  ports::BackEnd* back_end_;
  std::unique_ptr<ports::Queues> scanned_;
  std::unique_ptr<ports::Survey> lane_by_lane_;
};

Result<OpenStore> open_to_read(const StoreOptions& options);

class OpenTown {
 public:
  explicit OpenTown(std::unique_ptr<shell::Town> town) : town_(std::move(town)) {}
  OpenTown(std::shared_ptr<OpenStore::Servers> servers, std::unique_ptr<shell::Town> town)
      : servers_(std::move(servers)), town_(std::move(town)) {}
  shell::Town& operator*() const { return *town_; }
  shell::Town* operator->() const { return town_.get(); }

 private:
  std::shared_ptr<OpenStore::Servers> servers_;  // before the town, so that it outlives it
  std::unique_ptr<shell::Town> town_;
};

Result<OpenTown> open_town(const StoreOptions& options, const std::optional<std::filesystem::path>& policy);

}  // namespace tijdig::commands
