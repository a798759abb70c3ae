// A small register and its customers, written in one line each, for the tests of this room. Invented people.
#pragma once

#include <string>

#include "libs/residents/register.h"
#include "libs/residents/residents.h"

namespace tijdig::residents::test {

inline PersonRef test_ref(std::string_view name) { return PersonRef::of(StableHasher("test resident").add(name)); }

inline Address address(std::string_view postcode, std::string_view number, std::string_view addition = "") {
  return {Postcode::parse(postcode).value(), HouseNumber::parse(number, "", addition).value()};
}

struct Resident {
  std::string name;  // of the reference
  std::string surname;
  std::string first_names;
  Date birth;
  std::string postcode = "2711AB";
  std::string number = "12";
  std::string addition = "";
  Date since = Date(2015, 3, 1);
  std::string partner = "";
  std::string partner_surname = "";
  std::vector<std::string> parents = {};
};

inline RegisterChange change(const Resident& who) {
  RegisterChange made;
  made.person = test_ref(who.name);
  made.valid_from = who.since;
  made.arrived = who.since;
  made.who.surname = PrivateText(who.surname);
  made.who.first_name = PrivateText(who.first_names);
  made.who.birth_date = who.birth;
  made.partner_surname = PrivateText(who.partner_surname);
  made.address = address(who.postcode, who.number, who.addition);
  if (!who.partner.empty()) made.partner = test_ref(who.partner);
  for (const std::string& parent : who.parents) made.parents.push_back(test_ref(parent));
  return made;
}

struct Customer {
  std::string surname;
  std::string initials;
  std::optional<Date> birth = std::nullopt;
  std::string postcode = "2711AB";
  std::string number = "12";
  std::string addition = "";
  std::string first_name = "";
  std::string telephone = "";
  PartnerKind kind = PartnerKind::energy;
};

inline CustomerForm customer(const Customer& who) {
  Person person;
  person.surname = PrivateText(who.surname);
  person.initials = PrivateText(who.initials);
  person.first_name = PrivateText(who.first_name);
  person.birth_date = who.birth;
  person.telephone = PrivateText(who.telephone);
  return customer_form(person, address(who.postcode, who.number, who.addition), who.kind);
}

// A couple with a child, a neighbour, and people elsewhere.
inline std::vector<RegisterChange> small_register() {
  return {
      change({.name = "jan",
              .surname = "Jansen",
              .first_names = "Johannes Cornelis",
              .birth = Date(1980, 5, 17),
              .partner = "els",
              .partner_surname = "de Vries"}),
      change({.name = "els",
              .surname = "de Vries",
              .first_names = "Elisabeth",
              .birth = Date(1982, 11, 3),
              .partner = "jan",
              .partner_surname = "Jansen"}),
      change({.name = "tim",
              .surname = "Jansen",
              .first_names = "Timothy",
              .birth = Date(2012, 1, 9),
              .parents = {"jan", "els"}}),
      change({.name = "ahmed",
              .surname = "El Amrani",
              .first_names = "Ahmed",
              .birth = Date(1975, 8, 21),
              .number = "14"}),
      change({.name = "other jan",
              .surname = "Jansen",
              .first_names = "Jacob",
              .birth = Date(1955, 2, 2),
              .postcode = "2722XY",
              .number = "3"}),
  };
}

inline Register small_town() {
  Register known(Date(2024, 1, 1));
  known.load(small_register());
  return known;
}

}  // namespace tijdig::residents::test
