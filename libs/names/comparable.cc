#include "libs/names/comparable.h"

#include "libs/names/contact.h"
#include "libs/names/surname.h"

namespace tijdig::names {
std::vector<std::string> surname_parts_of(std::string_view surname) {
  const Surname read = read_surname(surname);
  return {read.parts.begin(), read.parts.end()};
}

ComparablePerson comparable(const Person& person) {
  ComparablePerson result;
  result.surname_parts = surname_parts_of(person.surname.reveal(Purpose::matching));
  result.initials = initials_of(person.initials.reveal(Purpose::matching), person.first_name.reveal(Purpose::matching));
  result.birth_date = person.birth_date;
  if (person.bsn) result.bsn = person.bsn->reveal(Purpose::matching);
  result.telephone = telling_telephone(person.telephone.reveal(Purpose::matching));
  result.email = telling_email(person.email.reveal(Purpose::matching));
  return result;
}

}  // namespace tijdig::names
