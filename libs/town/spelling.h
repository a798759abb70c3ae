// How a partner writes a customer: the truth of the town seen through a creditor's administration.
//
//   CustomerRecord record = customer_record(town, partner, household, adult, dwelling);
//   record.surname == "Berg, van den"
//
// A record depends on partner, adult and door only, so that it comes back the same month after month. UTF-8. Pure.
#pragma once

#include <string>

#include "libs/town/town.h"

namespace tijdig::town {

struct CustomerRecord {
  std::string number;
  std::string bsn;
  std::string surname;
  std::string prefix;
  std::string initials;
  std::string first_name;
  std::string birth_date;
  std::string street;
  std::string house_number;
  std::string house_letter;
  std::string house_addition;
  std::string postcode;
  std::string telephone;
  std::string email;
  std::string legal_form;
};

CustomerRecord customer_record(const Town& town, std::size_t partner, std::uint32_t household, std::uint32_t adult,
                               std::uint32_t dwelling);

// "J.C.M.", with Dutch digraphs in one piece as the BRP writes them only where the policy of the partner would: never.
std::string initials_of(const Adult& adult);

}  // namespace tijdig::town
