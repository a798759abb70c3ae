#include "services/tijdig/embedded.h"

#include <fmt/format.h>

#include <system_error>

#include "libs/backends/rocksdb/open.h"

namespace tijdig::commands {
namespace {

std::filesystem::path store_folder(const std::filesystem::path& data) { return data / "store"; }

}  // namespace

EmbeddedOptions embedded_options(const config::Settings& settings, std::filesystem::path data,
                                 std::optional<std::filesystem::path> policy_file) {
  EmbeddedOptions options;
  options.data = std::move(data);
  options.policy_file = std::move(policy_file);
  options.partitions = settings.engine_partitions.value();
  options.workers = settings.engine_workers.value();
  options.batch_records = settings.engine_batch_records.value();
  options.cache_bytes_max = settings.engine_cache_bytes_max.value();
  return options;
}

runtime::EngineOptions engine_options(const EmbeddedOptions& options) {
  runtime::EngineOptions engine;
  engine.workers = options.workers;
  engine.observer = options.observer;
  engine.limits.records_max = options.batch_records;
  // The addresses of a town stay decoded between batches: a fifth less work.
  engine.limits.cache.together = std::make_shared<runtime::CacheBudget>(options.cache_bytes_max);
  // Two days to close in two towns are two records, and may be a second of work.
  engine.parallel_from_records = 2;
  return engine;
}

namespace {

Result<rocksdb_store::RocksDbOptions> store_that_is_there(const std::filesystem::path& data) {
  if (!std::filesystem::exists(store_folder(data)))
    return Error::refused(fmt::format("{}: no data folder of tijdig; `tijdig import` makes one", data.string()));
  rocksdb_store::RocksDbOptions options;
  options.folder = store_folder(data);
  options.create_if_missing = false;
  return options;
}

}  // namespace

Result<std::unique_ptr<ports::BackEnd>> open_folder_to_read(const std::filesystem::path& data) {
  TIJDIG_TRY(auto options, store_that_is_there(data));
  options.read_only = true;
  TIJDIG_TRY(auto back_end, rocksdb_store::open_rocksdb(options));
  TIJDIG_DO(back_end->sync());  // what is shown must not be taken back by a power loss
  return back_end;
}

Result<std::unique_ptr<ports::BackEnd>> open_folder_to_repair(const std::filesystem::path& data) {
  TIJDIG_TRY(const auto options, store_that_is_there(data));
  return rocksdb_store::open_rocksdb(options);
}

Result<std::unique_ptr<Embedded>> Embedded::open(const EmbeddedOptions& options) {
  std::optional<policy::Policy> rules;
  if (options.policy_file) {
    TIJDIG_TRY(rules, policy::load_policy(options.policy_file->string()));
  } else if (!std::filesystem::exists(store_folder(options.data))) {
    return Error::refused(fmt::format("{}: a new data folder needs rules; give --policy FILE", options.data.string()));
  }
  std::error_code failed;
  std::filesystem::create_directories(options.data, failed);
  if (failed)
    return Error::refused(
        fmt::format("{}: the data folder cannot be made: {}", options.data.string(), failed.message()));
  rocksdb_store::RocksDbOptions store;
  store.folder = store_folder(options.data);
  store.partitions_if_new = options.partitions;
  auto opened = rocksdb_store::open_rocksdb(store);
  // Whatever keeps the store shut (another process, another version), the input is not to blame.
  if (!opened) return Error::fatal(opened.error().detail);
  auto back_end = *std::move(opened);
  if (!rules) {
    TIJDIG_TRY(auto found, policies_in(*back_end));
    if (found.empty())
      return Error::refused(fmt::format("{}: no rules in this folder yet; give --policy FILE", options.data.string()));
    rules = std::move(found.front());
  }
  return on(std::move(back_end), *std::move(rules), options);
}

Result<std::unique_ptr<Embedded>> Embedded::on(std::unique_ptr<ports::BackEnd> back_end, policy::Policy policy,
                                               const EmbeddedOptions& options) {
  std::unique_ptr<Embedded> town(new Embedded(std::move(back_end), std::move(policy)));
  TIJDIG_TRY(town->engine_, runtime::Engine::open(*town->back_end_, all_stages(), engine_options(options)));
  town->calendar_ = std::make_unique<runtime::Calendar>(*town->engine_);
  TIJDIG_DO(town->engine_->settle());
  TIJDIG_DO(town->calendar_->activate(town->policy_.activation()));
  return town;
}

}  // namespace tijdig::commands
