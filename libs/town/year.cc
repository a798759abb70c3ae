#include "libs/town/year.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "libs/town/arrears.h"
#include "libs/town/customers.h"
#include "libs/town/partner_files.h"
#include "libs/town/register_files.h"

namespace tijdig::town {

YearOfZoetermeer::YearOfZoetermeer(std::uint64_t seed, const TownShape& shape) : caseworkers_(seed) {
  const Town town = build_town(seed, shape);
  const Customers customers(town);
  files_ = partner_files(town, customers, draw_arrears(town, customers, calibration));
  std::vector<TownFile> municipal = register_files(town);
  files_.insert(files_.end(), std::make_move_iterator(municipal.begin()), std::make_move_iterator(municipal.end()));
  std::sort(files_.begin(), files_.end(), [](const TownFile& a, const TownFile& b) {
    return std::tie(a.received, a.name) < std::tie(b.received, b.name);
  });
}

Date YearOfZoetermeer::first_day() const { return month_of(0).first_day(); }

Date YearOfZoetermeer::last_day() const { return month_of(months_of_register - 1).first_day(); }

std::span<const TownFile> YearOfZoetermeer::files_on(Date day) const {
  const auto before = [](const TownFile& file, Date wanted) { return file.received < wanted; };
  const auto from = std::lower_bound(files_.begin(), files_.end(), day, before);
  const auto to = std::lower_bound(from, files_.end(), day.plus_days(1), before);
  return {from, to};
}

std::optional<TownFile> YearOfZoetermeer::desk_file(Date day, std::span<const Assignment> new_on_list) {
  const std::vector<DeskRow> rows = caseworkers_.act(day, new_on_list);
  if (rows.empty()) return std::nullopt;
  return TownFile{day, day.to_string() + "_desk.csv", desk_csv(rows)};
}

}  // namespace tijdig::town
