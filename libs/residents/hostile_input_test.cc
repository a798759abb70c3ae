// What partners and a register may hand over by accident or on purpose: linking stays bounded, and links nobody
// wrongly.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "libs/residents/residents.h"
#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::address;
using test::change;
using test::customer;
using test::small_register;
using test::test_ref;

constexpr std::string_view emoji = "\U0001F600";
constexpr std::string_view not_utf8 = "\xFF\xFE\xC3\x28\xA0\xA1";

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

std::vector<std::string> hostile_names() {
  std::vector<std::string> names = {
      "", " ", "-", ",", "'", ".", "e/v", "B.V.", "Fam.", "van der", std::string(50, '\0')};
  for (const std::string_view piece :
       {std::string_view("a"), std::string_view("v "), std::string_view("a-"), std::string_view("J."),
        std::string_view("Jansen-"), std::string_view("\u00c3\u00ab"), std::string_view("\u0130"), emoji, not_utf8})
    for (const std::size_t bytes : {std::size_t{6}, std::size_t{199}, std::size_t{10'000}})
      names.push_back(repeated(piece, bytes));
  return names;
}

TEST(HostileName, OfACustomerIsBoundedAndReadBack) {
  for (const std::string& name : hostile_names()) {
    const CustomerForm form = customer({.surname = name, .initials = name, .first_name = name, .telephone = name});
    const Bytes kept = to_bytes(form);
    EXPECT_LE(kept.size(), 1024U);
    const Result<CustomerForm> back = customer_from_bytes(kept);
    ASSERT_TRUE(back);
    EXPECT_EQ(form, *back);
  }
}

TEST(HostileName, OfAResidentIsBoundedAndReadBack) {
  for (const std::string& name : hostile_names()) {
    const ResidentForm form = resident_form(change({.name = "x",
                                                    .surname = name,
                                                    .first_names = name,
                                                    .birth = Date(1980, 5, 17),
                                                    .partner = "y",
                                                    .partner_surname = name}));
    const Bytes kept = to_bytes(form);
    EXPECT_LE(kept.size(), 1024U);
    const Result<ResidentForm> back = resident_from_bytes(kept);
    ASSERT_TRUE(back);
    EXPECT_EQ(form, *back);
  }
}

TEST(HostileName, LinksToNobody) {
  const Register known = test::small_town();
  for (const std::string& name : hostile_names()) {
    if (name.starts_with("Jansen")) continue;
    const Decision found =
        link(customer({.surname = name, .initials = name, .first_name = name}), known, starting_model());
    EXPECT_FALSE(found.may_contact()) << "name of " << name.size() << " bytes";
  }
}

TEST(HostileName, LinksToNobodyWithSuchNamesInTheRegister) {
  std::vector<RegisterChange> changes = small_register();
  for (const std::string& name : hostile_names())
    for (int i = 0; i < 3; ++i)
      changes.push_back(change(
          {.name = std::to_string(changes.size()), .surname = name, .first_names = name, .birth = Date(1980, 5, 17)}));
  Register known(Date(2024, 1, 1));
  known.load(changes);
  EXPECT_GT(known.counts().nameless, 0U);
  for (const std::string& name : hostile_names()) {
    // Three residents have it, so even the right name names nobody.
    const Decision found =
        link(customer({.surname = name, .initials = name, .first_name = name}), known, starting_model());
    EXPECT_NE(Band::person, found.band) << "name of " << name.size() << " bytes";
  }
}

TEST(EmptyCustomer, LinksToNobody) {
  const Register known = test::small_town();
  CustomerForm nothing;
  EXPECT_FALSE(link(nothing, known, starting_model()).may_contact());
  nothing.door = door_of(address("2711AB", "12"));
  EXPECT_FALSE(link(nothing, known, starting_model()).may_contact());
}

TEST(EmptyRegister, LinksNobody) {
  const Register known(Date(2024, 1, 1));
  const Decision found =
      link(customer({.surname = "Jansen", .initials = "J.C.", .birth = Date(1980, 5, 17)}), known, starting_model());
  EXPECT_FALSE(found.may_contact());
}

TEST(CrowdedDoor, IsNotLookedThrough) {
  Register known(Date(2024, 1, 1));
  std::vector<RegisterChange> changes;
  for (int i = 0; i < 50'000; ++i)
    changes.push_back(change(
        {.name = std::to_string(i), .surname = "Jansen", .first_names = "Johannes", .birth = Date(1980, 5, 17)}));
  known.load(changes);
  const CustomerForm who = customer({.surname = "Jansen", .initials = "J", .birth = Date(1980, 5, 17)});
  std::size_t seen = 0;
  const std::uint32_t capped = each_candidate(all_keys_of(who), known, [&](const ResidentForm&) { ++seen; });
  EXPECT_EQ(0U, seen);
  EXPECT_EQ(all_keys_of(who).count(), capped);
  const Decision found = link(who, known, starting_model());
  EXPECT_FALSE(found.may_contact());
  EXPECT_EQ(capped, found.keys_capped);
}

TEST(RegisterWithOneNumberTwice, CountsItAndLinksTheSameWhateverCameFirst) {
  std::vector<RegisterChange> changes = small_register();
  const RegisterChange twice = change({.name = "jan",
                                       .surname = "Bakker",
                                       .first_names = "Willem",
                                       .birth = Date(1961, 7, 7),
                                       .postcode = "2725ZZ",
                                       .number = "90"});
  Register one(Date(2024, 1, 1)), other(Date(2024, 1, 1));
  changes.push_back(twice);
  one.load(changes);
  std::reverse(changes.begin(), changes.end());
  other.load(changes);
  EXPECT_EQ(1U, one.counts().contradicting);
  EXPECT_EQ(1U, other.counts().contradicting);
  EXPECT_EQ(one.counts().persons, small_register().size());
  const CustomerForm jan = customer({.surname = "Jansen", .initials = "J.C.", .birth = Date(1980, 5, 17)});
  const CustomerForm willem =
      customer({.surname = "Bakker", .initials = "W", .birth = Date(1961, 7, 7), .postcode = "2725ZZ", .number = "90"});
  EXPECT_EQ(to_bytes(link(jan, one, starting_model())), to_bytes(link(jan, other, starting_model())));
  // One person cannot be both: at most one of the two is found.
  const bool finds_jan = link(jan, one, starting_model()).person().has_value();
  const bool finds_willem = link(willem, one, starting_model()).person().has_value();
  EXPECT_FALSE(finds_jan && finds_willem);
}

TEST(SharedTelephone, LinksNobody) {
  const Register known = test::small_town();
  for (int i = 0; i < 1000; ++i) {
    const Decision found = link(customer({.surname = "Zoekgeraakt" + std::to_string(i),
                                          .initials = "Q",
                                          .number = "14",
                                          .telephone = "06-12345679"}),
                                known, starting_model());
    EXPECT_FALSE(found.may_contact());
  }
}

RC_GTEST_PROP(HostileName, OfAnyBytesIsKeptAndReadBack, (const std::string& surname, const std::string& initials)) {
  const CustomerForm form = customer({.surname = surname, .initials = initials, .first_name = surname});
  RC_ASSERT(*customer_from_bytes(to_bytes(form)) == form);
}

}  // namespace
}  // namespace tijdig::residents
