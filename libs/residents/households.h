// Who lives together behind one door: households derived from relations and evidence, never from a given id.
//
//   DoorHouseholds found = households_at(residents_of_the_door, together);
//   found.household[i]        // the founder's reference: equal for those who live together
//   household_id(found.household[i])
//
// Evidence, strongest first (docs/linking.md):
//   1 partner, parent or child in the register, both behind this door; parents of one child
//   2 two grown people, near in age or with a shared surname part, to whom signals give one telephone or mail address,
//     and to nobody else here (`together`); of at most four who are neither married to somebody here nor children here
//   3 two people without other residents who came on one day and share a surname part or differ little in age; or who
//     came within a year, when both are at least `settled_years`: those who share a house with friends are young. With
//     other residents only if both are that old and came on a day that nobody else did. Of both the day must be known
//     (ResidentForm::is_arrival_known): in a register file without days of arrival everybody came on one day
//   4 a shared surname part and birth years in the range of parent and child
// A grown child (from `own_household_from` years) is a household of its own, with or without evidence of 3 and 4: it
// has its own income and its own debts; but not when the register has seen it move here of age, from one door with a
// parent and on one day [A]. One address alone is never evidence. A door with more than two unrelated groups is a
// shared dwelling (a grown child is related): every signal must name somebody there (decision.h). Whom sure links place
// elsewhere (ResidentForm::heard) is no longer of the household of who is not: one left, or all did and the rest was
// not heard of yet. Those heard of at one door are together, whatever else is heard of them; two heads, or a grown
// child and a parent, who are heard of at one door moved there together. The founder is who lives here longest (then
// the eldest, then by reference), so that the id outlives births, deaths of others, and a move together. The answer
// depends on the set of residents and evidence, not on their order. Pure.
#pragma once

#include <span>
#include <vector>

#include "libs/residents/forms.h"

namespace tijdig::residents {

inline constexpr int own_household_from = 21;  // from the year of this birthday, in the parents' home [A]
inline constexpr int of_age_from = 18;         // from the year of this birthday: BW 1:233, Zvw art. 16 lid 2
inline constexpr int settled_years = 45;       // from the year of this birthday, past sharing a house [A]

// Signals give these two one telephone or e-mail address (hearsay.h).
struct Together {
  ShortRef one = 0;
  ShortRef other = 0;
  auto operator<=>(const Together&) const = default;
};

struct DoorHouseholds {
  std::vector<ShortRef> household;  // of each resident given, in that order
  bool is_shared_dwelling = false;
};

// Until the year of that birthday, so that the answer does not change on the day. Unknown: of age.
bool is_under_age(const ResidentForm& who, Date today);

// `residents` live behind one door now (ResidentForm::lives_here); `today` decides who is grown.
DoorHouseholds households_at(std::span<const ResidentForm* const> residents, std::span<const Together> together,
                             Date today);

HouseholdId household_id(ShortRef founder);

}  // namespace tijdig::residents
