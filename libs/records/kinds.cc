#include "libs/records/kinds.h"

#include <array>

namespace tijdig::records {
namespace {

constexpr std::array name_levels{LevelStart{"equal", 780, true}, LevelStart{"close", 90},   LevelStart{"word", 30},
                                 LevelStart{"alike", 30},        LevelStart{"initial", 15}, LevelStart{"crossed", 15},
                                 LevelStart{"other", 40}};
constexpr std::array word_levels{LevelStart{"equal", 600, true}, LevelStart{"nearly", 150}, LevelStart{"most", 90},
                                 LevelStart{"much", 60},         LevelStart{"half", 35},    LevelStart{"some", 20},
                                 LevelStart{"crossed", 15},      LevelStart{"little", 10},  LevelStart{"other", 20}};
constexpr std::array initial_levels{LevelStart{"equal", 750, true}, LevelStart{"prefix", 150}, LevelStart{"first", 50},
                                    LevelStart{"other", 50}};
constexpr std::array date_levels{LevelStart{"equal", 850, true}, LevelStart{"swapped", 10},
                                 LevelStart{"one_edit", 50},     LevelStart{"two_parts", 30},
                                 LevelStart{"same_year", 20},    LevelStart{"within_year", 5},
                                 LevelStart{"within_ten", 15},   LevelStart{"other", 20}};
constexpr std::array code_levels{LevelStart{"equal", 900, true}, LevelStart{"close", 30}, LevelStart{"other", 70}};
constexpr std::array house_levels{LevelStart{"equal", 880, true}, LevelStart{"close", 60}, LevelStart{"other", 60}};
constexpr std::array postcode_levels{LevelStart{"equal", 820, true}, LevelStart{"close", 60}, LevelStart{"area", 40},
                                     LevelStart{"other", 80}};
constexpr std::array number_like_levels{LevelStart{"equal", 880, true}, LevelStart{"close", 60},
                                        LevelStart{"other", 60}};
constexpr std::array email_levels{LevelStart{"equal", 750, true}, LevelStart{"close", 100}, LevelStart{"mailbox", 40},
                                  LevelStart{"alike", 20}, LevelStart{"other", 90}};
constexpr std::array amount_levels{LevelStart{"equal", 600, true}, LevelStart{"hundredth", 100},
                                   LevelStart{"tenth", 100}, LevelStart{"third", 100}, LevelStart{"other", 100}};

}  // namespace

Manner manner_of(Kind kind) {
  switch (kind) {
    case Kind::surname:
    case Kind::first_name:
    case Kind::city:
    case Kind::region:
      return Manner::name;
    case Kind::full_name:
    case Kind::organisation:
    case Kind::street:
    case Kind::text:
      return Manner::words;
    case Kind::initials:
      return Manner::initials;
    case Kind::date:
      return Manner::date;
    case Kind::house_number:
    case Kind::house_addition:
      return Manner::house;
    case Kind::postcode:
      return Manner::postcode;
    case Kind::telephone:
    case Kind::identifier:
      return Manner::number_like;
    case Kind::email:
      return Manner::email;
    case Kind::number:
      return Manner::amount;
    case Kind::code:
      return Manner::code;
  }
  return Manner::words;
}

std::span<const LevelStart> levels_of(Kind kind) {
  switch (manner_of(kind)) {
    case Manner::name:
      return name_levels;
    case Manner::words:
      return word_levels;
    case Manner::initials:
      return initial_levels;
    case Manner::date:
      return date_levels;
    case Manner::code:
      return code_levels;
    case Manner::house:
      return house_levels;
    case Manner::postcode:
      return postcode_levels;
    case Manner::number_like:
      return number_like_levels;
    case Manner::email:
      return email_levels;
    case Manner::amount:
      return amount_levels;
  }
  return word_levels;
}

bool same_family(Kind one, Kind other) {
  const auto person = [](Kind kind) { return kind == Kind::surname || kind == Kind::first_name; };
  const auto place = [](Kind kind) { return kind == Kind::street || kind == Kind::city || kind == Kind::region; };
  return (person(one) && person(other)) || (place(one) && place(other));
}

linking::Comparison comparison_of(const Field& field) {
  linking::Comparison comparison;
  comparison.name = field.name;
  comparison.levels.push_back({"unknown", 0, 0, 0, false});
  for (const LevelStart& start : levels_of(field.kind))
    comparison.levels.push_back(
        {std::string(start.name), start.m_permille * (linking::billion / 1000), 0, 0, start.term_frequency});
  return comparison;
}

}  // namespace tijdig::records
