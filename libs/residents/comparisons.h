// What is compared between a customer and a resident, and which level each comparison can find: the one table that is
// both the score and the explanation.
//
//   Levels found = compare(customer, resident);
//   found.birth == BirthLevel::day_month_swapped
//   surname_words[index(found.surname())]     // "one part equal"
//
// Surname, initials and first name are one joint cell, because within a family they depend on each other. A level says
// what was found, never a value. Weights per level live in the model (model.h). Pure; any thread.
#pragma once

#include <string_view>

#include "libs/residents/forms.h"

namespace tijdig::residents {

enum class SurnameLevel : std::uint8_t {
  own,
  own_and_partner,
  partner,
  one_part,
  close,
  near,
  differs,
  unknown,
  count_
};
enum class InitialsLevel : std::uint8_t {
  equal,
  equal_one,
  begins_with,
  first_only,
  not_first,
  differ,
  unknown,
  count_
};
enum class FirstNameLevel : std::uint8_t { equal, call_name, later_name, close, same_letter, differs, unknown, count_ };
enum class BirthLevel : std::uint8_t {
  equal,
  swapped,    // day and month
  one_digit,  // one figure differs
  year_only,  // 1 January, the year agrees
  same_year,
  within_a_year,
  same_day,  // day and month agree, the year does not
  within_twelve,
  differs,
  unknown,
  of_a_housemate,  // not this resident's, but of somebody who lives with this resident: accounts mix them up
  equal_new_year,  // both say 1 January, which many have who do not know their day
  count_
};
enum class DoorLevel : std::uint8_t {
  equal,
  addition_missing,  // on one side
  other_addition,
  former,           // a door this resident left
  former_number,    // its number, addition missing or other
  number_misread,   // same postcode, number one edit away
  letters_misread,  // same number, one letter of the postcode differs
  same_postcode,
  same_district,
  elsewhere,
  heard,  // where a text places this resident, this one or another customer's (hearsay.h)
  tied,   // where another text with this telephone or mail address is (ties.h)
  count_
};

template <class Level>
constexpr std::size_t index(Level level) {
  return static_cast<std::size_t>(level);
}
template <class Level>
inline constexpr std::size_t levels_of = static_cast<std::size_t>(Level::count_);

inline constexpr std::size_t name_cells =
    levels_of<SurnameLevel> * levels_of<InitialsLevel> * levels_of<FirstNameLevel>;

constexpr std::uint16_t name_cell(SurnameLevel surname, InitialsLevel initials, FirstNameLevel first) {
  return static_cast<std::uint16_t>(
      (index(surname) * levels_of<InitialsLevel> + index(initials)) * levels_of<FirstNameLevel> + index(first));
}

struct Levels {
  std::uint16_t name = 0;
  BirthLevel birth = BirthLevel::unknown;
  DoorLevel door = DoorLevel::elsewhere;

  SurnameLevel surname() const {
    return static_cast<SurnameLevel>(name / (levels_of<InitialsLevel> * levels_of<FirstNameLevel>));
  }
  InitialsLevel initials() const {
    return static_cast<InitialsLevel>(name / levels_of<FirstNameLevel> % levels_of<InitialsLevel>);
  }
  FirstNameLevel first() const { return static_cast<FirstNameLevel>(name % levels_of<FirstNameLevel>); }
  bool operator==(const Levels&) const = default;
};

// Words of the explanation, one per level; also the keys of the model file.
extern const std::array<std::string_view, levels_of<SurnameLevel>> surname_words;
extern const std::array<std::string_view, levels_of<InitialsLevel>> initials_words;
extern const std::array<std::string_view, levels_of<FirstNameLevel>> first_name_words;
extern const std::array<std::string_view, levels_of<BirthLevel>> birth_words;
extern const std::array<std::string_view, levels_of<DoorLevel>> door_words;

struct Compared {
  Levels levels;
  std::uint32_t surname_term = 0;  // hash of the equal surname part: a rare one says more; 0: none
  std::uint32_t first_term = 0;    // hash of the equal first name; 0: none
};

Compared compare(const CustomerForm& customer, const ResidentForm& resident);

// The pieces, for tests and for counting.
struct ComparedSurnames {
  SurnameLevel level = SurnameLevel::unknown;
  std::uint32_t term = 0;  // as surname_term above
};
ComparedSurnames compare_surnames(const Names& customer, const Names& resident);
InitialsLevel compare_initials(const Names& customer, const Names& resident);
FirstNameLevel compare_first_names(const Names& customer, const Names& resident, std::uint32_t& term);
BirthLevel compare_birth_dates(const CustomerForm& customer, const std::optional<Date>& resident);
DoorLevel compare_doors(const Door& customer, const ResidentForm& resident);
DoorLevel compare_doors(const CustomerForm& customer, const ResidentForm& resident);  // with ties
DoorLevel registered_door_level(const Door& customer, const ResidentForm& resident);  // without doors heard of

}  // namespace tijdig::residents
