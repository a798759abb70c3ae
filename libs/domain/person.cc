#include "libs/domain/person.h"

namespace tijdig {

std::string name_for_contact(const Person& person) {
  std::string name;
  for (const PrivateText* part : {&person.initials, &person.prefix, &person.surname}) {
    const std::string_view text = part->reveal(Purpose::contact);
    if (!name.empty() && !text.empty()) name += ' ';
    name += text;
  }
  return name;
}

}  // namespace tijdig
