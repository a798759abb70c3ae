#include "services/matcher/window.h"

#include <gtest/gtest.h>

#include "services/matcher/town_for_test.h"

namespace tijdig::matcher {
namespace {

const YearMonth october(2018, 10);

std::vector<const CustomerLine*> all_of(const AddressState& state) {
  std::vector<const CustomerLine*> lines;
  for (const CustomerLine& line : state.lines) lines.push_back(&line);
  return lines;
}

std::string class_in(const std::vector<Told>& told, YearMonth month, const policy::Matching& rules = {}) {
  const AddressState state = address_with(told);
  const auto found = match_class(all_of(state), month, rules);
  return found ? std::string(code_of(*found)) : "none";
}

TEST(Window, TwoPartnersInOneMonthAreSameMonth) {
  EXPECT_EQ("same_month",
            class_in({{.partner = "dunea", .day = "2018-10-02"}, {.partner = "menzis", .day = "2018-10-20"}}, october));
}

TEST(Window, TwoPartnersInThreeMonthsAreConsecutive) {
  const std::vector<Told> told{{.partner = "dunea", .day = "2018-08-31"}, {.partner = "menzis", .day = "2018-10-01"}};
  EXPECT_EQ("consecutive", class_in(told, october));
  EXPECT_EQ("none", class_in(told, YearMonth(2018, 9))) << "menzis comes later";
  EXPECT_EQ("none", class_in(told, YearMonth(2018, 11))) << "nothing in November itself";
}

TEST(Window, ThreeMonthsApartIsTooFar) {
  EXPECT_EQ("none",
            class_in({{.partner = "dunea", .day = "2018-07-31"}, {.partner = "menzis", .day = "2018-10-01"}}, october));
}

TEST(Window, OnePartnerTwiceIsNoMatch) {
  EXPECT_EQ("none", class_in({{.number = "1", .day = "2018-10-02"},
                              {.number = "2", .day = "2018-10-03"},
                              {.number = "1", .day = "2018-09-02"}},
                             october));
}

TEST(Window, OneSignalIsEnoughWhenPolicySaysSo) {
  policy::Matching crisis, amount;
  crisis.single_when_crisis = true;
  amount.single_from_amount = Cents::euros(1000);
  EXPECT_EQ("none", class_in({{.crisis = true}}, october));
  EXPECT_EQ("by_policy", class_in({{.crisis = true}}, october, crisis));
  EXPECT_EQ("none", class_in({{.crisis = true}}, october, amount));
  EXPECT_EQ("none", class_in({{.euros = 999}}, october, amount));
  EXPECT_EQ("by_policy", class_in({{.euros = 1000}}, october, amount));
  EXPECT_EQ("none", class_in({{.day = "2018-09-02", .crisis = true}}, october, crisis)) << "last month's crisis";
}

TEST(Window, FewerLinesThanPartnersMatchOnlyWhereOneSignalIsEnough) {
  policy::Matching two, one, crisis, amount;
  one.partners_min = 1;
  crisis.single_when_crisis = true;
  amount.single_from_amount = Cents::euros(1000);
  EXPECT_FALSE(can_match(1, two));
  EXPECT_TRUE(can_match(2, two));
  for (const policy::Matching& rules : {one, crisis, amount}) EXPECT_TRUE(can_match(1, rules));
}

TEST(Window, OnePartnerIsEnoughWhenPolicySaysSo) {
  policy::Matching rules;
  rules.partners_min = 1;
  EXPECT_EQ("same_month", class_in({{}}, october, rules));
}

TEST(Window, OnlyTheLatestSignalOfACustomerIsCurrent) {
  const AddressState state = address_with({{.partner = "dunea", .day = "2018-09-02", .euros = 80},
                                           {.partner = "dunea", .day = "2018-10-02", .euros = 120},
                                           {.partner = "menzis", .day = "2018-08-02"},
                                           {.partner = "menzis", .day = "2018-07-02"}});
  const auto signals = signals_in_window(all_of(state), october, {});
  ASSERT_EQ(3u, signals.size()) << "July is outside the window";
  EXPECT_FALSE(signals[0].current);
  EXPECT_TRUE(signals[1].current);
  EXPECT_EQ(Cents::euros(120), signals[1].amount);
  EXPECT_TRUE(signals[2].current) << "the latest of menzis, though of August";
}

TEST(Divosa, CountsTheAddressNotTheHousehold) {
  const AddressState state = address_with({{.partner = "dunea", .surname = "Jansen", .day = "2018-10-02"},
                                           {.partner = "menzis", .surname = "Bakker", .day = "2018-10-02"},
                                           {.partner = "eneco", .surname = "Bakker", .day = "2018-04-30"}});
  EXPECT_TRUE(divosa_multiple(state, october));
  EXPECT_FALSE(divosa_multiple(state, YearMonth(2018, 9)));
  EXPECT_TRUE(divosa_consecutive(state, october)) << "April is six months before";
  EXPECT_FALSE(divosa_consecutive(state, YearMonth(2018, 4)));
}

}  // namespace
}  // namespace tijdig::matcher
