// Also tests state_codec.cc.
#include "services/matcher/evolve.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "libs/runtime/kept.h"
#include "services/matcher/town_for_test.h"
#include "tests/harness/generators.h"

namespace tijdig::matcher {
namespace {

TEST(AddressState, ReadsBackWhatWasWritten) {
  AddressState state = address_with({{.partner = "dunea", .born = "1980-02-01"}, {.partner = "menzis"}});
  state.lines[0].household = HouseholdId::of(StableHasher("test"));
  state.reviews.push_back({stable_hash128("task"), {state.lines[0].customer}, {state.lines[1].customer}, true, true});
  state.made.push_back({state.lines[0].household, YearMonth(2018, 10), 42});
  state.listed = {YearMonth(2018, 10)};
  const auto read = runtime::read_kept<AddressState>(encode(state));
  ASSERT_TRUE(read);
  EXPECT_EQ(state, *read);
}

RC_GTEST_PROP(AddressState, ReadsBackAnySignal, ()) {
  AddressState state;
  RC_ASSERT(add(state, harness::any_signal(), *rc::gen::arbitrary<bool>()).has_value());
  const auto read = runtime::read_kept<AddressState>(encode(state));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == state);
}

TEST(AddressState, ThatDoesNotReadStopsTheLane) {
  const auto read = runtime::read_kept<AddressState>("\x0a\xff");
  ASSERT_FALSE(read);
  EXPECT_EQ(Severity::fatal, read.error().severity);
}

TEST(MunicipalityState, ReadsBackWhatWasWritten) {
  MunicipalityState town;
  town.policy_version = "0123456789abcdef";
  town.rules.single_from_amount = Cents::euros(500);
  town.rules.when = policy::MatchWhen::continuously;
  town.last_run = YearMonth(2018, 10);
  town.lists = {{YearMonth(2018, 11), 65}};
  const auto read = runtime::read_kept<MunicipalityState>(encode(town));
  ASSERT_TRUE(read);
  EXPECT_EQ(town, *read);
  EXPECT_EQ(town.lists, read->lists);
}

TEST(Adding, TheSameSignalTwiceIsOnce) {
  const AddressState once = address_with({{.partner = "dunea"}});
  EXPECT_EQ(once, address_with({{.partner = "dunea"}, {.partner = "dunea"}}));
}

TEST(Adding, AnotherTextOfASignalReplacesItWhereverItStood) {
  AddressState state = address_with({{.partner = "dunea", .surname = "Jansen"}});
  state.lines[0].household = HouseholdId::of(StableHasher("test"));
  const HouseholdId household = state.lines[0].household;
  ASSERT_TRUE(add(state, signal({.partner = "dunea", .surname = "Janssens", .euros = 55}), false));
  ASSERT_EQ(1u, state.lines.size());
  EXPECT_EQ("Janssens", state.lines[0].person.surname.reveal(Purpose::matching));
  EXPECT_EQ(Cents::euros(55), state.lines[0].signals[0].amount);
  EXPECT_EQ(household, state.lines[0].household) << "a corrected name is the same household";
}

TEST(Adding, ForgetsWhatIsOlderThanAYear) {
  const AddressState state = address_with({{.day = "2017-10-31"}, {.day = "2017-11-01"}, {.day = "2018-10-02"}});
  ASSERT_EQ(1u, state.lines.size());
  EXPECT_EQ(3u, state.lines[0].signals.size()) << "October 2017 is the thirteenth month";
  const AddressState older = address_with({{.day = "2017-09-30"}, {.day = "2018-10-02"}});
  EXPECT_EQ(1u, older.lines[0].signals.size());
}

TEST(Adding, RefusesAnAddressThatIsNoDwelling) {
  AddressState state;
  for (std::size_t i = 0; i < lines_max; ++i) ASSERT_TRUE(add(state, signal({.number = std::to_string(i)}), false));
  const auto refused = add(state, signal({.number = "one too many"}), false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(Severity::refused, refused.error().severity);
}

AddressState household_of_two() {
  AddressState state = address_with({{.partner = "dunea"}, {.partner = "menzis"}});
  for (CustomerLine& line : state.lines) line.household = HouseholdId::of(StableHasher("test"));
  return state;
}

TEST(Withdrawing, EmptiesALineThatHadNoHousehold) {
  AddressState state = address_with({{.partner = "dunea"}});
  EXPECT_TRUE(withdraw(state, signal({.partner = "dunea"}).id));
  EXPECT_TRUE(state.lines.empty());
}

TEST(Withdrawing, KeepsTheHouseholdOfWhoComesBack) {
  AddressState state = household_of_two();
  const HouseholdId household = state.lines[0].household;
  for (const char* partner : {"dunea", "menzis"}) EXPECT_TRUE(withdraw(state, signal({.partner = partner}).id));
  EXPECT_FALSE(knows(state, signal({.partner = "dunea"}).id));
  EXPECT_TRUE(months_worth_a_look(state, {}, YearMonth(2018, 7)).empty());
  const auto read = runtime::read_kept<AddressState>(encode(state));
  ASSERT_TRUE(read);
  EXPECT_EQ(state, *read);
  ASSERT_TRUE(add(state, signal({.partner = "dunea", .day = "2018-11-02"}), false));
  EXPECT_EQ(household, household_of(state, signal({.partner = "dunea", .day = "2018-11-02"}).id));
}

TEST(Withdrawing, ForgetsTheHouseholdWhenItsSignalsWouldBeForgotten) {
  AddressState state = household_of_two();
  withdraw(state, signal({.partner = "dunea"}).id);
  ASSERT_TRUE(add(state, signal({.partner = "menzis", .day = "2019-10-02"}), false));
  EXPECT_EQ(2u, state.lines.size());
  ASSERT_TRUE(add(state, signal({.partner = "menzis", .day = "2019-11-02"}), false));
  ASSERT_EQ(1u, state.lines.size());
  EXPECT_FALSE(state.lines[0].is_silent());
}

TEST(Withdrawing, GivesTheSameStateBeforeAndAfterOtherRecords) {
  const Signal old = signal({.partner = "dunea"}), late = signal({.partner = "dunea", .day = "2018-10-09"});
  const Signal other = signal({.partner = "dunea", .surname = "Janssen", .day = "2018-10-10"});
  Signal corrected = late;
  corrected.person.surname = PrivateText("Jansens");
  AddressState start = household_of_two();
  ASSERT_TRUE(add(start, late, false));
  AddressState before = start, after = start;
  withdraw(before, old.id);
  for (AddressState* state : {&before, &after}) {
    ASSERT_TRUE(add(*state, corrected, false));
    ASSERT_TRUE(add(*state, other, false));
  }
  withdraw(after, old.id);
  EXPECT_EQ(before, after);
}

TEST(MonthsWorthALook, AreThoseInWhichTwoPartnersMeet) {
  const AddressState state =
      address_with({{.partner = "dunea", .day = "2018-08-31"}, {.partner = "menzis", .day = "2018-10-01"}});
  EXPECT_EQ((std::vector{YearMonth(2018, 10)}), months_worth_a_look(state, {}, YearMonth(2018, 7)));
  EXPECT_TRUE(months_worth_a_look(state, {}, YearMonth(2018, 10)).empty());
  EXPECT_TRUE(months_worth_a_look(address_with({{.partner = "dunea"}}), {}, YearMonth(2018, 7)).empty());
}

TEST(Answering, AQuestionNobodyAskedIsRefused) {
  AddressState state = address_with({{.partner = "dunea"}});
  EXPECT_FALSE(answer(state, {stable_hash128("x"), town_code, {}, true, Date(2018, 10, 1), {}}));
}

}  // namespace
}  // namespace tijdig::matcher
