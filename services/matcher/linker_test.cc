#include "services/matcher/linker.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "services/matcher/town_for_test.h"

namespace tijdig::matcher {
namespace {

// Households as sets of partners: readable, and without order.
std::set<std::set<std::string>> households(const AddressState& state) {
  std::set<std::set<std::string>> found;
  for (const Group& group : rule_linker().group(state.lines, state.reviews).groups) {
    std::set<std::string> partners;
    for (const Member& member : group.members) partners.insert(state.lines[member.line].partner.text());
    found.insert(partners);
  }
  return found;
}

using Households = std::set<std::set<std::string>>;

TEST(Linker, PutsOneSurnameInOneHousehold) {
  EXPECT_EQ((Households{{"dunea", "menzis", "vestia"}}),
            households(address_with({{.partner = "dunea", .surname = "v.d. Berg"},
                                     {.partner = "menzis", .surname = "Berg, van den", .initials = "A"},
                                     {.partner = "vestia", .surname = "van den Berg-Jansen", .initials = "M"}})));
}

TEST(Linker, KeepsTwoHouseholdsAtOneAddressApart) {
  const AddressState state = address_with({{.partner = "dunea", .surname = "Jansen", .initials = "A"},
                                           {.partner = "menzis", .surname = "Jansen", .initials = "A"},
                                           {.partner = "eneco", .surname = "Yilmaz", .initials = "M"},
                                           {.partner = "vestia", .surname = "Yılmaz", .initials = "M"}});
  EXPECT_EQ((Households{{"dunea", "menzis"}, {"eneco", "vestia"}}), households(state));
  EXPECT_TRUE(rule_linker().group(state.lines, {}).doubts.empty());
}

TEST(Linker, FormsNoChainOverADoubleName) {
  const AddressState state = address_with({{.partner = "dunea", .surname = "Jansen"},
                                           {.partner = "menzis", .surname = "de Vries"},
                                           {.partner = "vestia", .surname = "Jansen-de Vries"}});
  const Grouping found = rule_linker().group(state.lines, {});
  EXPECT_EQ(2u, found.groups.size()) << "Jansen and de Vries have nothing in common themselves";
  EXPECT_EQ(1u, found.doubts.size()) << "so a person must look";
}

TEST(Linker, BelievesThePersonWhoLooked) {
  AddressState state =
      address_with({{.partner = "dunea", .surname = "Jansen"}, {.partner = "menzis", .surname = "Bos"}});
  const Review same{{}, {state.lines[0].customer}, {state.lines[1].customer}, true, true};
  state.reviews = {same};
  EXPECT_EQ((Households{{"dunea", "menzis"}}), households(state));

  state = address_with({{.partner = "dunea", .surname = "Jansen"}, {.partner = "menzis", .surname = "Jansen"}});
  Review apart = same;
  apart.left = {state.lines[0].customer};
  apart.right = {state.lines[1].customer};
  apart.same_household = false;
  state.reviews = {apart};
  EXPECT_EQ((Households{{"dunea"}, {"menzis"}}), households(state));
}

TEST(Linker, AsksAboutAHolderWhoChangedUnderOneCustomerNumber) {
  const AddressState state =
      address_with({{.partner = "dunea", .number = "7", .surname = "Jansen", .day = "2018-09-02"},
                    {.partner = "dunea", .number = "7", .surname = "Bos", .day = "2018-10-02"}});
  EXPECT_EQ(2u, state.lines.size());
  EXPECT_EQ(1u, rule_linker().group(state.lines, {}).doubts.size());
}

RC_GTEST_PROP(Linker, DoesNotMindTheOrder, ()) {
  std::vector<Told> told;
  for (int i = 0; i < *rc::gen::inRange(2, 9); ++i)
    told.push_back({.partner = *rc::gen::element<std::string>("dunea", "menzis", "vestia", "eneco"),
                    .number = std::to_string(i),
                    .surname = *rc::gen::element<std::string>("Jansen", "Janssen", "de Vries", "Jansen-de Vries", ""),
                    .initials = *rc::gen::element<std::string>("", "J", "JC", "M")});
  const AddressState one = address_with(told);
  AddressState other = one;
  const auto places = *rc::gen::arbitrary<std::vector<std::uint8_t>>();
  for (std::size_t i = 0; i < places.size(); ++i)
    std::swap(other.lines[i % other.lines.size()], other.lines[places[i] % other.lines.size()]);
  const auto customers = [](const AddressState& state) {
    std::set<std::set<CustomerId>> groups;
    for (const Group& group : rule_linker().group(state.lines, {}).groups) {
      std::set<CustomerId> members;
      for (const Member& member : group.members) members.insert(state.lines[member.line].customer);
      groups.insert(members);
    }
    return groups;
  };
  RC_ASSERT(customers(one) == customers(other));
}

RC_GTEST_PROP(Linker, NeverPutsTogetherWhomTheModelKeepsApart, ()) {
  std::vector<Told> told;
  for (int i = 0; i < *rc::gen::inRange(2, 9); ++i)
    told.push_back({.number = std::to_string(i),
                    .surname = *rc::gen::element<std::string>("Jansen", "Janssen", "de Vries", "Jansen-de Vries", ""),
                    .initials = *rc::gen::element<std::string>("", "J", "JC", "M")});
  const AddressState state = address_with(told);
  for (const Group& group : rule_linker().group(state.lines, {}).groups)
    for (const Member& a : group.members)
      for (const Member& b : group.members) {
        if (a.line == b.line) continue;
        const auto seen = names::assess(names::same_household, names::comparable(state.lines[a.line].person),
                                        names::comparable(state.lines[b.line].person));
        RC_ASSERT(seen.is_link() || seen.is_doubt());
      }
}

}  // namespace
}  // namespace tijdig::matcher
