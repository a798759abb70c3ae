// A person as a partner or the register describes one. Every field may be missing.
//
// Initials are capitals without dots ("JCM"); `surname` is without `prefix`. All of it refuses to be printed; how two
// of them are compared is the matcher's business (services/matcher). Plain value, any thread.
//
//   name_for_contact(person)   // "J van den Bos": personal data, for who goes there
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "libs/domain/bsn.h"
#include "libs/domain/date.h"
#include "libs/domain/private_text.h"

namespace tijdig {

struct Person {
  PrivateText surname;  // as written, prefix apart where the source gave it apart
  PrivateText prefix;   // voorvoegsel: "van der"
  PrivateText initials;
  PrivateText first_name;
  std::optional<Date> birth_date;
  std::optional<Bsn> bsn;
  PrivateText telephone;
  PrivateText email;

  auto operator<=>(const Person&) const = default;
  friend void PrintTo(const Person&, std::ostream* out) { *out << "<private>"; }
};

std::string name_for_contact(const Person& person);

}  // namespace tijdig
