#include "libs/names/comparable.h"

#include <algorithm>

#include "libs/names/fold.h"
#include "libs/names/surname.h"

namespace tijdig::names {
std::vector<std::string> surname_parts_of(std::string_view surname) {
  const Surname read = read_surname(surname);
  return {read.parts.begin(), read.parts.end()};
}

std::string telephone_of(std::string_view telephone) {
  std::string digits;
  for (char c : telephone)
    if (c >= '0' && c <= '9') digits.push_back(c);
  if (digits.starts_with("0031"))
    digits = digits.substr(4);
  else if (digits.starts_with("31") && digits.size() == 11)
    digits = digits.substr(2);
  if (digits.size() == 9 && digits[0] != '0') digits.insert(digits.begin(), '0');
  if (digits.size() != 10 || digits[0] != '0') return {};
  // 0600000000 and its like are typed to get past a form: they are nobody's.
  if (std::count(digits.begin() + 2, digits.end(), digits[2]) == 8) return {};
  return digits;
}

ComparablePerson comparable(const Person& person) {
  ComparablePerson result;
  result.surname_parts = surname_parts_of(person.surname.reveal(Purpose::matching));
  result.initials = initials_of(person.initials.reveal(Purpose::matching), person.first_name.reveal(Purpose::matching));
  result.birth_date = person.birth_date;
  if (person.bsn) result.bsn = person.bsn->reveal(Purpose::matching);
  result.telephone = telephone_of(person.telephone.reveal(Purpose::matching));
  result.email = fold(person.email.reveal(Purpose::matching));
  return result;
}

}  // namespace tijdig::names
