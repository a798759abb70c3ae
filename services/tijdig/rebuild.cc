#include "libs/runtime/rebuild.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "libs/backends/memory/memory.h"
#include "libs/domain/ids.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/embedded.h"

namespace tijdig::commands {
namespace {

Result<runtime::RebuildReport> derive_again(const std::filesystem::path& data) {
  TIJDIG_TRY(auto live, open_to_read(data));
  memory::MemoryOptions options;
  options.partitions = live->partitions();
  memory::Memory fresh(options);
  return runtime::rebuild(*live, all_stages(), fresh, {});
}

Result<Hash128> hash_of(const std::filesystem::path& data) {
  TIJDIG_TRY(auto live, open_to_read(data));
  return runtime::state_hash(*live, flow::stages);
}

}  // namespace

int rebuild(const DataOptions& options) {
  const auto report = derive_again(options.data);
  if (!report) return failed(report.error());
  if (options.json) {
    const nlohmann::ordered_json out{{"records", report->records},
                                     {"outputs", report->outputs},
                                     {"live", id_text(report->live)},
                                     {"rebuilt", id_text(report->rebuilt)},
                                     {"equal", report->is_equal()}};
    fmt::print("{}\n", out.dump(2));
  } else {
    fmt::print("read again  {} records\nderived     {} records, {} those in the log\nlive        {}\nrebuilt     {}\n{}\n",
               report->records, report->outputs, report->outputs_equal ? "equal to" : "NOT equal to",
               id_text(report->live), id_text(report->rebuilt),
               report->is_equal() ? "equal" : "NOT EQUAL: the store does not follow from the log");
  }
  return report->is_equal() ? exit_done : exit_failed;
}

int state_hash(const DataOptions& options) {
  const auto hash = hash_of(options.data);
  if (!hash) return failed(hash.error());
  if (options.json)
    fmt::print("{}\n", nlohmann::ordered_json{{"stateHash", id_text(*hash)}}.dump(2));
  else
    fmt::print("{}\n", id_text(*hash));
  return exit_done;
}

}  // namespace tijdig::commands
