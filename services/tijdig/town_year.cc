#include "services/tijdig/town_year.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "services/tijdig/importer.h"
#include "services/tijdig/outlet.h"

namespace tijdig::commands {
namespace {

Result<> write_file(const std::filesystem::path& folder, const town::TownFile& file) {
  const std::filesystem::path path = folder / file.name;
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << file.bytes;
  out.flush();
  if (!out) return Error::fatal(fmt::format("{}: cannot be written", path.string()));
  return {};
}

// The files of one day; taken in the order in which `import` would take them.
class DayOfFiles {
 public:
  explicit DayOfFiles(const std::filesystem::path& out) : out_(out) {}

  Result<> add(const town::TownFile& file) {
    if (!out_.empty()) TIJDIG_DO(write_file(out_, file));
    auto named = doors::by_name(file.name);
    if (!named) return Error::fatal(fmt::format("{}: the simulator gave a file a name no door knows", file.name));
    files_.emplace_back(*std::move(named), file.bytes);
    return {};
  }

  std::vector<doors::Prepared> prepare(const doors::TownDoors& doors) {
    std::sort(files_.begin(), files_.end(),
              [](const auto& one, const auto& other) { return doors::is_before(one.first, other.first); });
    std::vector<doors::Prepared> prepared;
    for (const auto& [file, bytes] : files_) prepared.push_back(doors.prepare(file, bytes));
    return prepared;
  }

 private:
  const std::filesystem::path& out_;
  std::vector<std::pair<doors::InputFile, std::string>> files_;
};

}  // namespace

Result<YearSummary> live_through(town::YearOfZoetermeer& year, Embedded& embedded, const YearOptions& options) {
  std::error_code ignored;
  if (!options.out.empty()) std::filesystem::create_directories(options.out, ignored);
  const int days = days_between(year.first_day(), year.last_day()) + 1;
  Importer importer(embedded, year.last_day().plus_days(1));
  Outlet walk_list(embedded.back_end(), flow::topics::walk_list, {embedded.municipality()});
  ImportSummary imported;
  for (Date day = year.first_day(); day <= year.last_day(); day = day.plus_days(1)) {
    DayOfFiles files(options.out);
    for (const town::TownFile& file : year.files_on(day)) TIJDIG_DO(files.add(file));
    TIJDIG_TRY(const auto new_on_list, walk_list.read_new());
    if (const auto desk = year.desk_file(day, new_on_list)) TIJDIG_DO(files.add(*desk));
    TIJDIG_DO(importer.take_day(day, files.prepare(importer.doors()), imported));
    TIJDIG_DO(importer.close_until(day));
    if (options.on_day) options.on_day(day, days_between(year.first_day(), day.plus_days(1)) * 100 / days);
  }
  YearSummary summary;
  for (const doors::FileOutcome& file : imported.files) {
    ++summary.files;
    summary.rows_taken += file.rows_taken;
    summary.rows_repeated += file.rows_repeated;
    summary.rows_refused += file.rows_refused;
  }
  return summary;
}

}  // namespace tijdig::commands
