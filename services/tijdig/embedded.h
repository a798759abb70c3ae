// All six services in one process on one data folder: what `tijdig run`, `import` and `demo` stand on.
//
//   TIJDIG_TRY(auto town, Embedded::open({.data = "data", .policy_file = "deploy/policies/zoetermeer.yaml"}));
//   TIJDIG_DO(town->pump().settle());
//
// Layout of the folder: `store/` holds log and state (libs/backends/rocksdb). The rules given are activated at once
// when they differ from those in force; without a policy file the newest rules in the log stay in force, and a folder
// that has none is refused. One thread, apart from what Engine and BackEnd allow.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "libs/config/settings.h"
#include "services/shell/policies.h"
#include "services/shell/town.h"
#include "services/tijdig/stages.h"

namespace tijdig::commands {

struct EmbeddedOptions {
  std::filesystem::path data;
  std::optional<std::filesystem::path> policy_file;
  ports::Partition partitions = 16;
  unsigned workers = 1;
  std::size_t batch_records = 500;
  std::size_t cache_bytes_max = std::size_t{128} << 20;
  runtime::StepObserver* observer = nullptr;
};

// What the settings say of a folder and the engine that works on it; whoever opens a folder to write asks here.
EmbeddedOptions embedded_options(const config::Settings& settings, std::filesystem::path data,
                                 std::optional<std::filesystem::path> policy_file);

// How the engine is set up for a whole process; the benchmarks run with the same.
runtime::EngineOptions engine_options(const EmbeddedOptions& options);

class Embedded final : public shell::Town {
 public:
  static Result<std::unique_ptr<Embedded>> open(const EmbeddedOptions& options);
  // On a back end of the caller's, with rules already loaded (tests, `simulate`).
  static Result<std::unique_ptr<Embedded>> on(std::unique_ptr<ports::BackEnd> back_end, policy::Policy policy,
                                              const EmbeddedOptions& options);

  ports::BackEnd& back_end() override { return *back_end_; }
  runtime::Pump& pump() override { return *engine_; }
  runtime::Calendar& calendar() override { return *calendar_; }
  Result<std::vector<runtime::StageLag>> lag() override { return engine_->lag(); }
  const policy::Policy& policy() const override { return policy_; }

 private:
  Embedded(std::unique_ptr<ports::BackEnd> back_end, policy::Policy policy)
      : back_end_(std::move(back_end)), policy_(std::move(policy)) {}

  std::unique_ptr<ports::BackEnd> back_end_;
  policy::Policy policy_;
  std::unique_ptr<runtime::Engine> engine_;
  std::unique_ptr<runtime::Calendar> calendar_;
};

// A data folder to look at only, also while another process works on it.
Result<std::unique_ptr<ports::BackEnd>> open_folder_to_read(const std::filesystem::path& data);
// One that is there already, to write to without anything running on it.
Result<std::unique_ptr<ports::BackEnd>> open_folder_to_repair(const std::filesystem::path& data);

using shell::policies_in;

}  // namespace tijdig::commands
