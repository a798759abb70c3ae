// Also tests forms_codec.cc, keys.cc and short_text.cc.
#include "libs/residents/forms.h"

#include <gtest/gtest.h>

#include "libs/residents/comparisons.h"
#include "libs/residents/keys.h"
#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::change;
using test::customer;

ResidentForm jan() { return resident_form(test::small_register()[0]); }

TEST(Forms, ReadBackWhatWasWritten) {
  ResidentForm resident = jan();
  resident.household = 77;
  EXPECT_EQ(resident_from_bytes(to_bytes(resident)).value(), resident);
  const CustomerForm form = customer({.surname = "van der Berg-de Vries",
                                      .initials = "J.C.",
                                      .birth = Date(1980, 1, 1),
                                      .addition = "A",
                                      .telephone = "0612345679"});
  EXPECT_EQ(customer_from_bytes(to_bytes(form)).value(), form);
}

TEST(Forms, RefuseBytesThatAreCut) {
  const Bytes resident = to_bytes(jan());
  const Bytes form = to_bytes(customer({.surname = "Jansen", .initials = "J"}));
  for (std::size_t end = 0; end < resident.size(); ++end)
    ASSERT_FALSE(resident_from_bytes(BytesView(resident).substr(0, end))) << end;
  for (std::size_t end = 0; end < form.size(); ++end)
    ASSERT_FALSE(customer_from_bytes(BytesView(form).substr(0, end))) << end;
}

TEST(Forms, KnowWhatARoepnaamStandsFor) {
  const ResidentForm cornelis = resident_form(
      change({.name = "c", .surname = "Smit", .first_names = "Cornelis Johan", .birth = Date(1980, 1, 2)}));
  const CustomerForm kees = customer({.surname = "Smit", .initials = "", .first_name = "Kees"});
  std::uint32_t term = 0;
  EXPECT_EQ(compare_first_names(kees.names, cornelis.names, term), FirstNameLevel::call_name);
  EXPECT_TRUE(kees.names.initials.empty()) << "K is no letter of Cornelis";
  const CustomerForm johan = customer({.surname = "Smit", .initials = "", .first_name = "Johan"});
  EXPECT_EQ(compare_first_names(johan.names, cornelis.names, term), FirstNameLevel::later_name);
}

TEST(Forms, ReadLettersOfTheSurnameFieldWhereThereAreNoOthers) {
  const CustomerForm inside = customer({.surname = "J.C. Bos", .initials = ""});
  EXPECT_EQ(inside.names.initials, customer({.surname = "Bos", .initials = "JC"}).names.initials);
  EXPECT_EQ(customer({.surname = "J.C. Bos", .initials = "A"}).names.initials.count(), 1U);
}

TEST(Forms, KnowAFirmAndAFamily) {
  EXPECT_TRUE(customer({.surname = "Klusbedrijf Jansen", .initials = ""}).is_business);
  EXPECT_TRUE(customer({.surname = "Fam. Jansen", .initials = ""}).names_a_couple);
  EXPECT_FALSE(customer({.surname = "Famagusta", .initials = ""}).names_a_couple);
}

TEST(Forms, TakeTheFirstOfJanuaryForAYear) {
  EXPECT_TRUE(customer({.surname = "Jansen", .initials = "", .birth = Date(1980, 1, 1)}).birth_date_is_partial);
  EXPECT_FALSE(customer({.surname = "Jansen", .initials = "", .birth = Date(1980, 1, 2)}).birth_date_is_partial);
}

TEST(Forms, FoldStatementsIntoTodayAndDoorsBefore) {
  const ResidentForm first = resident_form(change({.name = "a",
                                                   .surname = "Smit",
                                                   .first_names = "An",
                                                   .birth = Date(1980, 1, 2),
                                                   .number = "1",
                                                   .since = Date(2010, 1, 1)}));
  const ResidentForm second = resident_form(change({.name = "a",
                                                    .surname = "Bakker",
                                                    .first_names = "An",
                                                    .birth = Date(1980, 1, 2),
                                                    .number = "2",
                                                    .since = Date(2015, 1, 1)}));
  const ResidentForm today = folded(std::vector{first, second});
  EXPECT_EQ(today.door, second.door);
  ASSERT_EQ(today.former.count(), 1U);
  EXPECT_EQ(today.former[0].door, first.door);
  EXPECT_TRUE(today.names.partner.holds(NamePart::of("smit")));  // a name before
}

TEST(Forms, KnowSinceWhenFromTheRegisterOrFromAMoveThatItSaw) {
  RegisterChange told = change({.name = "a", .surname = "Smit", .first_names = "An", .birth = Date(1980, 1, 2)});
  const auto on = [&](Date day, std::optional<Date> arrived) {
    told.valid_from = day;
    told.arrived = arrived;
    return resident_form(told);
  };
  const ResidentForm unknown = on(Date(2020, 1, 1), std::nullopt);
  EXPECT_EQ(unknown.since, Date(2020, 1, 1)) << "what the register first said";
  EXPECT_FALSE(folded(std::vector{unknown}).is_arrival_known);
  const ResidentForm known = on(Date(2020, 2, 1), Date(2012, 3, 4));
  for (const auto& statements : {std::vector{known}, std::vector{unknown, known}}) {
    EXPECT_EQ(folded(statements).since, Date(2012, 3, 4));
    EXPECT_TRUE(folded(statements).is_arrival_known);
  }
  const ResidentForm silent = on(Date(2020, 3, 1), std::nullopt);
  EXPECT_EQ(folded(std::vector{unknown, known, silent}).since, Date(2012, 3, 4)) << "a file without the column";
  ResidentForm moved = silent;
  moved.door.number += 2;
  EXPECT_EQ(folded(std::vector{known, moved}).since, Date(2020, 3, 1));
  EXPECT_TRUE(folded(std::vector{unknown, moved}).is_arrival_known);
  EXPECT_EQ(resident_from_bytes(to_bytes(known)).value(), known);
  EXPECT_EQ(resident_from_bytes(to_bytes(unknown)).value(), unknown);
}

TEST(Forms, OfADayTheLastRevisionCounts) {
  ResidentForm wrong = resident_form(
      change({.name = "a", .surname = "Smit", .first_names = "An", .birth = Date(1980, 1, 2), .number = "1"}));
  ResidentForm right = resident_form(
      change({.name = "a", .surname = "Smit", .first_names = "An", .birth = Date(1980, 1, 2), .number = "2"}));
  right.revision = 1;
  const ResidentForm today = folded(std::vector{wrong, right});
  EXPECT_EQ(today.door, right.door);
  EXPECT_TRUE(today.former.empty());
}

TEST(Keys, BringACustomerToAResidentByDoorByBirthDateAndByName) {
  const Keys filed = keys_of(jan());
  const auto meets = [&](const Keys& looked) {
    return std::any_of(looked.begin(), looked.end(), [&](Key key) { return filed.holds(key); });
  };
  const auto near = [&](const test::Customer& who) { return meets(near_keys_of(customer(who))); };
  const auto far = [&](const test::Customer& who) { return meets(far_keys_of(customer(who))); };
  EXPECT_TRUE(near({.surname = "Unlike", .initials = "Q"}));
  EXPECT_TRUE(near({.surname = "Jansen", .initials = "", .birth = Date(1980, 5, 17), .postcode = "9999ZZ"}));
  EXPECT_TRUE(near({.surname = "Jansen", .initials = "Q", .number = "90"}));
  const test::Customer moved{.surname = "Jansen", .initials = "J", .postcode = "9999ZZ", .number = "90"};
  EXPECT_FALSE(near(moved));
  EXPECT_TRUE(far(moved));
  EXPECT_TRUE(far({.surname = "Jannsen", .initials = "Q", .birth = Date(1980, 5, 17), .postcode = "9999ZZ"}));
  EXPECT_FALSE(far({.surname = "Jansen", .initials = "Q", .postcode = "9999ZZ"}));
}

TEST(Doors, DifferByAdditionAndAreOfOneNumber) {
  const Door plain = door_of(test::address("2711AB", "12"));
  const Door upstairs = door_of(test::address("2711AB", "12", "2"));
  EXPECT_NE(plain, upstairs);
  EXPECT_TRUE(plain.same_number(upstairs));
  EXPECT_EQ(plain.district(), 2711U);
  EXPECT_FALSE(door_of(Address{}).is_set());
}

TEST(NameParts, CompareWholeNamesAndKeepTheFirstLetters) {
  const NamePart longer = NamePart::of("vandenberghevanhout");
  EXPECT_EQ(longer.letters(), "vandenbergh");
  EXPECT_NE(longer, NamePart::of("vandenberghe"));
  EXPECT_TRUE(NamePart::of("").empty());
}

}  // namespace
}  // namespace tijdig::residents
