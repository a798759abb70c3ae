#include "libs/residents/pairs.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::customer;
using Places = std::vector<Place>;

const CustomerForm jan = customer({.surname = "Jansen", .initials = "J.C.", .birth = Date(1980, 5, 17)});
const CustomerForm jan_at_the_water = customer({.surname = "Janssen", .initials = "J", .kind = PartnerKind::water});
const CustomerForm els = customer({.surname = "Jansen-de Vries", .initials = "E", .birth = Date(1982, 11, 3)});
const CustomerForm stranger = customer({.surname = "Pietersen", .initials = "K", .birth = Date(1990, 4, 4)});

PairGroups grouped(const std::vector<CustomerForm>& customers,
                   const std::vector<std::pair<Place, Place>>& cannot_links = {}) {
  return group_customers(customers, cannot_links, pair_model());
}

TEST(Pairs, TellAPersonFromAHousemate) {
  const PairWeights same = weigh_pair(jan, jan_at_the_water, pair_model());
  EXPECT_GT(same.same_person, pair_model().link);
  const PairWeights couple = weigh_pair(jan, els, pair_model());
  EXPECT_GT(couple.same_household, pair_model().link);
  EXPECT_LT(couple.same_person, couple.same_household);
}

TEST(Pairs, OfOneDoorAloneAreNoEvidence) {
  EXPECT_LT(weigh_pair(jan, stranger, pair_model()).together(), pair_model().weakest);
  EXPECT_EQ(grouped({jan, stranger}).household, (Places{0, 1}));
}

TEST(Pairs, GroupAHouseholdAndItsPersons) {
  const PairGroups found = grouped({jan, jan_at_the_water, els, stranger});
  EXPECT_EQ(found.household, (Places{0, 0, 0, 3}));
  EXPECT_EQ(found.person, (Places{0, 0, 2, 3}));
}

TEST(Pairs, AreNeverLinkedAgainstAnAnswer) {
  const PairGroups found = grouped({jan, els}, {{1, 0}});
  EXPECT_EQ(found.household, (Places{0, 1}));
  EXPECT_TRUE(found.bridges.empty());
}

TEST(Pairs, DoNotChain) {
  // A double name links to both families; the families themselves are strangers.
  const CustomerForm both = customer({.surname = "Jansen-Pietersen", .initials = "E"});
  const PairGroups found = grouped({jan, stranger, both});
  EXPECT_NE(found.household[0], found.household[1]);
  EXPECT_FALSE(found.bridges.empty());
}

TEST(Pairs, StayWithinTheSizeOfAHousehold) {
  const std::vector<CustomerForm> many(pair_model().customers_max + 5, jan);
  const PairGroups found = grouped(many);
  EXPECT_GT(found.stopped_by_size, 0U);
  EXPECT_LE(std::count(found.household.begin(), found.household.end(), found.household[0]), 12);
}

TEST(Pairs, HearNothingInATelephoneThatManyShare) {
  std::vector<CustomerForm> customers;
  for (int i = 0; i < 40; ++i)
    customers.push_back(customer({.surname = i % 2 == 0 ? "Jansen" : "Smit",
                                  .initials = std::string(1, static_cast<char>('A' + i % 20)),
                                  .number = std::to_string(10 + i),
                                  .telephone = "0612345679"}));
  const PairGroups found = grouped(customers);
  EXPECT_EQ(found.keys_capped, 1U);
  for (Place i = 0; i < customers.size(); ++i) EXPECT_EQ(found.household[i], i);
}

RC_GTEST_PROP(Pairs, GiveTheSameGroupsInEveryOrder, ()) {
  const std::vector<CustomerForm> people = {jan,
                                            jan_at_the_water,
                                            els,
                                            stranger,
                                            customer({.surname = "Vries", .initials = "E", .birth = Date(1982, 11, 3)}),
                                            customer({.surname = "Jansen-Pietersen", .initials = "E"})};
  std::vector<Place> order(people.size());
  std::iota(order.begin(), order.end(), 0U);
  const PairGroups plain = grouped(people);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
  std::vector<CustomerForm> shuffled;
  for (const Place place : order) shuffled.push_back(people[place]);
  const PairGroups found = grouped(shuffled);
  RC_ASSERT(found.bridges.size() == plain.bridges.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t j = 0; j < order.size(); ++j)
      RC_ASSERT((found.household[i] == found.household[j]) == (plain.household[order[i]] == plain.household[order[j]]));
}

}  // namespace
}  // namespace tijdig::residents
