#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <system_error>

#include "services/reporting/shell/read_report.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/progress.h"
#include "services/tijdig/published.h"
#include "services/tijdig/serving.h"
#include "services/tijdig/town_year.h"
#include "services/tijdig/zoetermeer_policy.h"

namespace tijdig::commands {
namespace {

// In memory when there is room: the folder goes with the demo, and a year closes some four hundred days, each synced
// several times, which on a busy disk is minutes of waiting for nothing that anybody keeps.
std::filesystem::path scratch_root() {
  constexpr std::uintmax_t room_bytes = std::uintmax_t{1} << 30;
  const std::filesystem::path memory = "/dev/shm";
  std::error_code absent;
  const auto space = std::filesystem::space(memory, absent);
  const bool usable = !absent && space.available >= room_bytes && access(memory.c_str(), W_OK) == 0;
  return usable ? memory : std::filesystem::temp_directory_path();
}

// A folder of its own for one demo; gone when the demo ends.
class ScratchFolder {
 public:
  ScratchFolder() : path_(scratch_root() / fmt::format("tijdig-demo-{}", getpid())) {}
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Result<> write_policy(const std::filesystem::path& path) {
  TIJDIG_TRY(const policy::Policy policy, zoetermeer_policy());
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << policy.yaml;
  out.flush();
  if (!out) return Error::fatal(fmt::format("{}: cannot be written", path.string()));
  return {};
}

Result<> write_tables(const DemoOptions& options, const reporting::Report& report) {
  if (options.out.empty()) return {};
  const std::filesystem::path path = options.out / "tables.json";
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << tables_json(compare(report, Published(published_zoetermeer)));
  out.flush();
  if (!out) return Error::fatal(fmt::format("{}: cannot be written", path.string()));
  return {};
}

Result<YearSummary> live(const DemoOptions& options, Embedded& town) {
  town::YearOfZoetermeer year(options.seed);
  ProgressBar bar("a year of Zoetermeer");
  YearOptions how;
  if (!options.out.empty()) how.out = options.out / "town";
  how.on_day = [&](Date day, int percent) { bar.show(percent, day.to_string()); };
  return live_through(year, town, how);
}

Result<> serve(Embedded& town, const DemoOptions& options) {
  constexpr std::uint16_t usual_port = 8080;
  telemetry::Log log(telemetry::Log::Level::warning);
  telemetry::Metrics metrics;
  telemetry::Telemetry telemetry(log, metrics);
  ServingOptions serving;
  serving.server.port = options.port.value_or(usual_port);
  serving.on_listening = [](std::uint16_t port) {
    fmt::print("\nThe same as a page: http://127.0.0.1:{} (Ctrl-C ends)\n", port);
    std::fflush(stdout);
  };
  return serve_until_interrupted(town, telemetry, metrics, serving);
}

constexpr std::string_view about_the_comparison =
    "Beside our figures: = where the municipality printed the same, else how much ours is more or less.\n"
    "Two cells that it misprinted stand as its own sums have them: July of 2.1 is 926 (printed 962), and February of\n"
    "2.8 is 40.0 % (printed 55.0).\n\n";

Result<> show(const DemoOptions& options) {
  const ScratchFolder scratch;
  std::error_code failed;
  std::filesystem::create_directories(options.out.empty() ? scratch.path() : options.out, failed);
  std::filesystem::create_directories(scratch.path(), failed);
  EmbeddedOptions embedded;
  embedded.data = scratch.path() / "data";
  embedded.policy_file = scratch.path() / "zoetermeer.yaml";
  TIJDIG_DO(write_policy(*embedded.policy_file));
  TIJDIG_TRY(auto town, Embedded::open(embedded));
  TIJDIG_TRY(const YearSummary summary, live(options, *town));
  TIJDIG_TRY(const reporting::Report report, reporting::read_report(town->back_end(), town->policy()));
  fmt::print("{} files: {} rows taken, {} known already, {} refused\n", summary.files, summary.rows_taken,
             summary.rows_repeated, summary.rows_refused);
  fmt::print("Log and state lay in {} while it ran, and are gone with the demo.\n", scratch.path().string());
  fmt::print("{}{}", about_the_comparison, comparison_text(report, Published(published_zoetermeer)));
  TIJDIG_DO(write_tables(options, report));
  if (!options.serve) return {};
  return serve(*town, options);
}

}  // namespace

int demo(const DemoOptions& options) {
  const auto shown = show(options);
  return shown ? exit_done : failed(shown.error());
}

}  // namespace tijdig::commands
