#include "libs/runtime/rebuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "libs/domain/ids.h"
#include "libs/runtime/log_hash.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

runtime::RebuildOptions with_all_processors() {
  runtime::RebuildOptions rebuilding;
  rebuilding.workers = std::max(1U, std::thread::hardware_concurrency());  // 0: the system does not say
  return rebuilding;
}

Result<runtime::RebuildReport> derive_again(const StoreOptions& options) {
  TIJDIG_TRY(auto live, open_to_read(options));
  return runtime::rebuild(*live, all_stages(), nullptr, with_all_processors());
}

// Writes what was derived over the state that differs. Refused where the stages would publish something else now: the
// state would not fit what cases and partners were told.
Result<> repair(const StoreOptions& options, const runtime::RebuildReport& found) {
  if (!found.outputs_equal)
    return Error::refused(
        "not repaired: this version decides otherwise than the one that wrote the log. Use that version, or import "
        "into a new folder");
  TIJDIG_TRY(const auto store, open_folder_to_repair(options.data));
  runtime::RebuildOptions rebuilding = with_all_processors();
  rebuilding.compare_outputs = false;  // done, in `found`
  TIJDIG_DO(runtime::rebuild(*store, all_stages(), store.get(), rebuilding));
  TIJDIG_DO(store->sync());
  TIJDIG_TRY(const Hash128 now, runtime::state_hash(*store, flow::stages));
  if (now != found.rebuilt) return Error::fatal("repaired, and still not what was derived; restore a backup");
  return {};
}

struct Hashes {
  Hash128 state{};
  runtime::TopicHashes topics;
};

Result<Hashes> hashes_of(const StoreOptions& options) {
  TIJDIG_TRY(auto live, open_to_read(options));
  Hashes hashes;
  TIJDIG_TRY(hashes.state, runtime::state_hash(*live, flow::stages));
  TIJDIG_TRY(hashes.topics, runtime::hash_in_place(*live));
  return hashes;
}

std::string_view verdict_on(const runtime::RebuildReport& report, bool repaired) {
  if (report.is_equal()) return "equal";
  return repaired ? "repaired: the state is what follows from the log"
                  : "NOT EQUAL: the store does not follow from the log";
}

void print(const runtime::RebuildReport& report, bool repaired, bool as_json) {
  if (as_json) {
    const nlohmann::ordered_json out{{"records", report.records},     {"outputs", report.outputs},
                                     {"live", id_text(*report.live)}, {"rebuilt", id_text(report.rebuilt)},
                                     {"equal", report.is_equal()},    {"repaired", repaired}};
    fmt::print("{}\n", out.dump(2));
    return;
  }
  fmt::print(
      "read again  {} records\nderived     {} records, {} those in the log\nlive        {}\nrebuilt     {}\n{}\n",
      report.records, report.outputs, report.outputs_equal ? "equal to" : "NOT equal to", id_text(*report.live),
      id_text(report.rebuilt), verdict_on(report, repaired));
}

}  // namespace

int rebuild(const RebuildOptions& options) {
  if (options.repair) {
    const auto settings = settings_of(options);
    if (!settings) return failed(settings.error());
    if (settings->backend.value() == config::BackendKind::kafka)
      return failed(Error::refused("--repair is for a data folder; with Kafka, empty Redis: see docs/operations.md"));
  }
  const auto report = derive_again(options);
  if (!report) return failed(report.error());
  const bool is_to_repair = options.repair && !report->is_equal();
  if (is_to_repair)
    if (const auto repaired = repair(options, *report); !repaired) return failed(repaired.error());
  print(*report, is_to_repair, options.json);
  return report->is_equal() || is_to_repair ? exit_done : exit_failed;
}

int state_hash(const DataOptions& options) {
  const auto hashes = hashes_of(options);
  if (!hashes) return failed(hashes.error());
  if (!options.json) {
    fmt::print("{}\n", id_text(hashes->state));
    return exit_done;
  }
  nlohmann::ordered_json out{{"stateHash", id_text(hashes->state)}};
  for (const auto& [topic, hash] : hashes->topics)
    out["topics"][std::string(flow::topics::find(topic)->name)] = id_text(hash);
  fmt::print("{}\n", out.dump(2));
  return exit_done;
}

}  // namespace tijdig::commands
