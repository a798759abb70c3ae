#include <gtest/gtest.h>

#include "libs/domain/address.h"
#include "libs/names/birth_date.h"
#include "libs/names/first_name.h"
#include "libs/names/fold.h"
#include "libs/names/official_form.h"
#include "libs/names/surname.h"
#include "tests/golden/fixture.h"

namespace tijdig::golden {
namespace {

using names::Naamgebruik;

const std::vector<Case>& persons() { return read_fixture("test_persons.csv"); }

std::string parts_of(const std::string& text) { return std::string(names::read_surname(text).parts.text()); }

TEST(OfficialTestPerson, HasTheSameNameWithThePrefixInEachPlace) {
  for (const Case& one : persons()) {
    if (one["prefix"].empty()) continue;
    const names::Surname apart = names::read_surname(one["surname"], one["prefix"]);
    const names::Surname before = names::read_surname(one["prefix"] + " " + one["surname"]);
    const names::Surname behind = names::read_surname(one["surname"] + ", " + one["prefix"]);
    EXPECT_EQ(apart.parts.text(), before.parts.text()) << one.place();
    EXPECT_EQ(apart.parts.text(), behind.parts.text()) << one.place();
    EXPECT_TRUE(names::prefixes_agree(apart.prefix, before.prefix)) << one.place();
    EXPECT_FALSE(before.prefix.empty()) << one.place();
  }
}

TEST(OfficialTestPerson, HasTheSameSurnamesInEachOrderOfTheirUse) {
  for (const Case& one : persons()) {
    if (one["partner_surname"].empty()) continue;
    names::NameFields name;
    name.prefix = one["prefix"];
    name.surname = one["surname"];
    name.partner_prefix = one["partner_prefix"];
    name.partner_surname = one["partner_surname"];
    const auto parts = [&](Naamgebruik use) {
      name.use = use;
      return names::read_surname(names::used_surname(name)).parts;
    };
    names::NameSet both = parts(Naamgebruik::own);
    for (const std::string_view part : parts(Naamgebruik::partner)) both.insert(part);
    EXPECT_EQ(both.text(), parts(Naamgebruik::own_partner).text()) << one.place();
    EXPECT_EQ(both.text(), parts(Naamgebruik::partner_own).text()) << one.place();
  }
}

TEST(OfficialTestPerson, HasASurnameThatIsReadAgainAsItself) {
  for (const Case& one : persons())
    for (const std::string_view part : names::read_surname(one["surname"]).parts)
      EXPECT_EQ(part, parts_of(std::string(part))) << one.place();
}

TEST(OfficialTestPerson, HasTheInitialsOfItsVoorletters) {
  for (const Case& one : persons())
    EXPECT_EQ(names::initials_of("", one["first_names"]),
              names::initials_of(names::voorletters(one["first_names"]), ""))
        << one.place();
}

TEST(OfficialTestPerson, HasABirthDateThatIsReadAsFarAsItIsKnown) {
  std::size_t unknown = 0, partial = 0;
  for (const Case& one : persons()) {
    const std::string& written = one["birth_date"];
    const Result<names::BirthDate> date = names::read_birth_date(written);
    // A day without a month, which LO BRP 03.10 forbids: one person has it.
    EXPECT_EQ(written == "19660013", !date) << one.place();
    if (!date) continue;
    unknown += date->precision == names::Precision::unknown;
    partial += date->is_partial();
    if (date->year == 0) continue;
    EXPECT_EQ(written.substr(0, 4), std::to_string(date->year)) << one.place();
    EXPECT_EQ(written.substr(4) == "0000" || written.substr(4) == "0101", date->precision == names::Precision::year)
        << one.place();
  }
  EXPECT_EQ(3U, unknown);
  EXPECT_EQ(36U, partial);
}

TEST(OfficialTestPerson, HasAnAddressThatIsOneDoorInEachSpelling) {
  std::size_t read = 0;
  for (const Case& one : persons()) {
    if (one["postcode"].empty()) continue;
    const Result<Postcode> postcode = Postcode::parse(one["postcode"]);
    const Result<HouseNumber> house = HouseNumber::parse(one["number"], one["letter"], one["addition"]);
    ASSERT_TRUE(postcode) << one.place() << " " << postcode.error().detail;
    ASSERT_TRUE(house) << one.place() << " " << house.error().detail;
    const Address address{*postcode, *house};
    EXPECT_EQ(address, *Address::from_canonical(address.reveal(Purpose::matching))) << one.place();
    const Result<HouseNumber> together =
        HouseNumber::parse(one["number"] + one["letter"] + " " + one["addition"], "", "");
    ASSERT_TRUE(together) << one.place();
    EXPECT_EQ(*house, *together) << one.place();
    ++read;
  }
  EXPECT_EQ(602U, read);
}

TEST(OfficialTestPerson, OnAMooringIsRefusedWithAReason) {
  for (const Case& one : persons()) {
    if (one["designation"].empty()) continue;
    const std::string near = one["designation"] == "to" ? "t/o " : "bij ";
    const Result<HouseNumber> house = HouseNumber::parse(near + one["number"], one["letter"], one["addition"]);
    ASSERT_FALSE(house) << one.place();
    EXPECT_FALSE(house.error().detail.empty());
  }
}

TEST(OfficialTestPerson, IsFoldedToPlainLetters) {
  for (const Case& one : persons())
    for (const char* field : {"first_names", "surname", "street"}) {
      const std::string folded = names::fold(one[field]);
      EXPECT_EQ(std::string::npos, folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 .,-'`\"/;()@%&<>?"))
          << one.place() << " " << folded;
    }
}

}  // namespace
}  // namespace tijdig::golden
