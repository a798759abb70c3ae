#include "services/tijdig/town_year.h"

#include <fmt/format.h>

#include <fstream>

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

// Prepares the day's files, and writes them when asked to.
class DayOfFiles {
 public:
  DayOfFiles(const doors::TownDoors& doors, const std::filesystem::path& out) : doors_(doors), out_(out) {}

  Result<> add(const town::TownFile& file) {
    if (!out_.empty()) TIJDIG_DO(write_file(out_, file));
    const auto named = doors::by_name(file.name);
    if (!named) return Error::fatal(fmt::format("{}: the simulator gave a file a name no door knows", file.name));
    prepared_.push_back(doors_.prepare(*named, file.bytes));
    return {};
  }
  std::vector<doors::Prepared> take() { return std::move(prepared_); }

 private:
  const doors::TownDoors& doors_;
  const std::filesystem::path& out_;
  std::vector<doors::Prepared> prepared_;
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
    DayOfFiles files(importer.doors(), options.out);
    for (const town::TownFile& file : year.files_on(day)) TIJDIG_DO(files.add(file));
    TIJDIG_TRY(const auto new_on_list, walk_list.read_new());
    if (const auto desk = year.desk_file(day, new_on_list)) TIJDIG_DO(files.add(*desk));
    TIJDIG_DO(importer.take_day(day, files.take(), imported));
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
