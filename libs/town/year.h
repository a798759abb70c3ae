// A year of Zoetermeer as the municipality lives it: files that arrive day by day, and caseworkers who answer the walk
// list.
//
//   YearOfZoetermeer year(seed);
//   for (Date day = year.first_day(); day <= year.last_day(); day = day.plus_days(1)) {
//     import(year.files_on(day));
//     if (auto desk = year.desk_file(day, new_on_list)) import(*desk);   // walk list as the pipeline made it so far
//     close(day);
//   }
//
// The same seed gives the same files byte for byte, on any machine. `desk_file` is to be called once for every day, in
// order; what it says of a case depends on the seed and the case only. A file arrives on the last day, so that
// importing the folder afterwards goes exactly as far. Building takes less than a second. One thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "libs/town/caseworkers.h"
#include "libs/town/town.h"
#include "libs/town/town_file.h"

namespace tijdig::town {

class YearOfZoetermeer {
 public:
  explicit YearOfZoetermeer(std::uint64_t seed, const TownShape& shape = {});

  Date first_day() const;                                     // 1 September 2018: the register comes in
  Date last_day() const;                                      // 1 November 2019: the last case has ended
  std::span<const TownFile> files() const { return files_; }  // by day, then name
  std::span<const TownFile> files_on(Date day) const;
  // The caseworkers' entries of the day, or nothing when there are none. `new_on_list`: assigned since the last call.
  std::optional<TownFile> desk_file(Date day, std::span<const Assignment> new_on_list);

 private:
  std::vector<TownFile> files_;
  Caseworkers caseworkers_;
};

}  // namespace tijdig::town
