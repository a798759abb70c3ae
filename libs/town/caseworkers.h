// The people of Meldpunt EMMA: what they do with the walk list, drawn by the published rates.
//
//   Caseworkers team(seed);
//   std::vector<DeskRow> entries = team.act(day, new_on_list);   // every day in order, also without new addresses
//
// What becomes of a case depends on (seed, case id, day of assignment) only: met or not by table 2.8, result by 2.7,
// household by 2.10, causes by 2.11, days until the end by figure 2.4. Two visits at most; from May they telephone when
// nobody is home; from June they also come in the early evening; after a second vain visit most leave a flyer. Who
// refuses or solves it alone is closed on the spot. Reserve addresses are not visited while they are reserve. A few
// cases without contact are left to the clock. Entries of a day are ordered by case. One thread.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "libs/domain/case.h"

namespace tijdig::town {

// One line of the desk file: an attempt, or a result, or both.
struct DeskRow {
  CaseId id;
  Date day;
  std::optional<ContactAttempt> attempt;
  std::optional<CaseResult> result;
  bool operator==(const DeskRow&) const = default;
};

// zaaknummer;datum;soort;bereikt;dagdeel;flyer;resultaat;oorzaken;samenstelling;andereproblemen
std::string desk_csv(std::span<const DeskRow> rows);

class Caseworkers {
 public:
  explicit Caseworkers(std::uint64_t seed) : seed_(seed) {}
  std::vector<DeskRow> act(Date day, std::span<const Assignment> new_on_list);

 private:
  std::uint64_t seed_;
  std::map<CaseId, Date> known_;  // assigned on; a second appearance changes nothing
  std::multimap<std::pair<Date, CaseId>, DeskRow> agenda_;
};

}  // namespace tijdig::town
