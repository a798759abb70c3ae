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

Result<runtime::RebuildReport> derive_again(const StoreOptions& options) {
  TIJDIG_TRY(auto live, open_to_read(options));
  runtime::RebuildOptions rebuilding;
  rebuilding.workers = std::max(1U, std::thread::hardware_concurrency());  // 0: the system does not say
  return runtime::rebuild(*live, all_stages(), nullptr, rebuilding);
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

}  // namespace

int rebuild(const DataOptions& options) {
  const auto report = derive_again(options);
  if (!report) return failed(report.error());
  if (options.json) {
    const nlohmann::ordered_json out{{"records", report->records},
                                     {"outputs", report->outputs},
                                     {"live", id_text(*report->live)},
                                     {"rebuilt", id_text(report->rebuilt)},
                                     {"equal", report->is_equal()}};
    fmt::print("{}\n", out.dump(2));
  } else {
    fmt::print(
        "read again  {} records\nderived     {} records, {} those in the log\nlive        {}\nrebuilt     {}\n{}\n",
        report->records, report->outputs, report->outputs_equal ? "equal to" : "NOT equal to", id_text(*report->live),
        id_text(report->rebuilt), report->is_equal() ? "equal" : "NOT EQUAL: the store does not follow from the log");
  }
  return report->is_equal() ? exit_done : exit_failed;
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
