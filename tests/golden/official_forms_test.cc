#include <gtest/gtest.h>

#include "libs/names/first_name.h"
#include "libs/names/official_form.h"
#include "libs/names/surname.h"
#include "tests/golden/fixture.h"

namespace tijdig::golden {
namespace {

names::Naamgebruik use_of(const std::string& letter) {
  if (letter == "P") return names::Naamgebruik::partner;
  if (letter == "V") return names::Naamgebruik::partner_own;
  if (letter == "N") return names::Naamgebruik::own_partner;
  return names::Naamgebruik::own;
}

names::NameFields name_of(const Case& one) {
  names::NameFields name;
  name.first_names = one["first_names"];
  name.prefix = one["prefix"];
  name.surname = one["surname"];
  name.use = use_of(one["use"]);
  name.partner_prefix = one["partner_prefix"];
  name.partner_surname = one["partner_surname"];
  return name;
}

TEST(OfficialVoorletters, AreWrittenAsTheGovernmentDoes) {
  for (const Case& one : read_fixture("voorletters.csv"))
    EXPECT_EQ(one["voorletters"], names::voorletters(one["first_names"])) << one.place();
}

TEST(OfficialVoorletters, AreTheInitialsOfTheFirstNames) {
  for (const Case& one : read_fixture("voorletters.csv"))
    EXPECT_EQ(names::initials_of("", one["first_names"]), names::initials_of(one["voorletters"], "")) << one.place();
}

TEST(OfficialAddressName, IsWrittenAsTheGovernmentDoes) {
  for (const Case& one : read_fixture("address_names.csv"))
    EXPECT_EQ(one["address_name"], names::address_name(name_of(one))) << one.place();
}

TEST(OfficialAddressName, IsReadBackIntoItsSurnames) {
  for (const Case& one : read_fixture("address_names.csv")) {
    names::NameSet expected;
    const std::string& use = one["use"];
    const bool has_partner = !one["partner_surname"].empty();
    if (use != "P" || !has_partner)
      for (const std::string_view part : names::read_surname(one["surname"]).parts) expected.insert(part);
    if (use != "E" && has_partner)
      for (const std::string_view part : names::read_surname(one["partner_surname"]).parts) expected.insert(part);
    EXPECT_EQ(expected.text(), names::read_surname(one["address_name"]).parts.text()) << one.place();
  }
}

TEST(OfficialAddressLine, IsWrittenAsTheGovernmentDoes) {
  for (const Case& one : read_fixture("address_lines.csv")) {
    names::AddressFields address;
    address.street = one["street"];
    address.number = one["number"];
    address.letter = one["letter"];
    address.addition = one["addition"];
    address.designation = one["designation"];
    address.location = one["location"];
    EXPECT_EQ(one["line"], names::address_line(address)) << one.place();
  }
}

}  // namespace
}  // namespace tijdig::golden
