#include "libs/residents/verdicts.h"

#include <gtest/gtest.h>

#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::customer;
using test::test_ref;

const Date today(2024, 3, 1);
const ActorRef clerk = ActorRef::of(StableHasher("test actor").add("clerk"));

CustomerText text_named(std::string_view version) {
  return {CustomerId::of(StableHasher("test customer").add("energy 12")),
          VersionId::of(StableHasher("test version").add(version))};
}

class Desk {
 public:
  Register known = test::small_town();
  CustomerText about = text_named("first");
  std::vector<Verdict> said;
  test::Customer jan{.surname = "Jansen", .initials = "J.C.", .birth = Date(1980, 5, 17)};

  Decision now() const { return now(jan, about); }
  Decision now(const test::Customer& who, const CustomerText& text) const {
    return link_settled(customer(who), standing_of(said, text.version), known, starting_model(),
                        [&](const PersonRef& person) { return known.find(person); });
  }
  GivenBy next() { return {today, static_cast<std::uint32_t>(said.size()), clerk}; }
  void unlink(Because because) { said.push_back(unlink_of(now(), about, because, next())); }
  void say(Said what, std::string_view resident) {
    const ResidentForm* form = known.find(test_ref(resident));
    said.push_back({next(), what, Because::answer, about, form->person, form->household});
  }
  void deny_again(Said what) {
    Verdict verdict = said.back();
    verdict.said = what;
    verdict.given = next();
    said.push_back(verdict);
  }
};

TEST(Verdicts, AnUndonePersonNeverComesBackByItself) {
  Desk desk;
  ASSERT_EQ(desk.now().person(), test_ref("jan"));
  desk.unlink(Because::wrong_person);
  EXPECT_EQ(desk.said.back().said, Said::not_this_person);
  EXPECT_NE(desk.now().best[0].person, test_ref("jan"));
  EXPECT_LT(desk.now().band, Band::person);
  EXPECT_TRUE(desk.now().has(ruled_out));
}

TEST(Verdicts, AnUndonePairHoldsForALaterTextOfTheCustomer) {
  Desk desk;
  desk.unlink(Because::wrong_person);
  const Decision later =
      desk.now({.surname = "Janssen", .initials = "J.C.", .birth = Date(1980, 5, 17)}, text_named("second"));
  EXPECT_NE(later.best[0].person, test_ref("jan"));
  EXPECT_LT(later.band, Band::person);
}

TEST(Verdicts, ANewTenantWithAnOldNumberIsLinkedAllTheSame) {
  Desk desk;
  desk.unlink(Because::wrong_person);
  const Decision later = desk.now({.surname = "El Amrani", .initials = "A", .birth = Date(1975, 8, 21), .number = "14"},
                                  text_named("second"));
  EXPECT_EQ(later.person(), test_ref("ahmed"));
}

TEST(Verdicts, ADeniedHouseholdIsNoLinkForAnyOfItsMembers) {
  Desk desk;
  desk.unlink(Because::wrong_household);
  EXPECT_EQ(desk.said.back().said, Said::not_this_household);
  EXPECT_FALSE(desk.now().may_contact());
  EXPECT_FALSE(
      desk.now({.surname = "de Vries", .initials = "E", .birth = Date(1982, 11, 3)}, desk.about).may_contact());
}

TEST(Verdicts, AConfirmationWinsOverTheModel) {
  Desk desk;
  desk.jan = {.surname = "Smit", .initials = "Q", .number = "14"};
  ASSERT_LT(desk.now().band, Band::household);
  desk.say(Said::same_person, "els");
  EXPECT_EQ(desk.now().person(), test_ref("els"));
  EXPECT_EQ(desk.now().founder, desk.known.find(test_ref("els"))->household);
  EXPECT_TRUE(verify(desk.now(), starting_model()));
}

TEST(Verdicts, AConfirmationIsAboutTheTextThatWasSeen) {
  Desk desk;
  desk.jan = {.surname = "Smit", .initials = "Q", .number = "14"};
  desk.say(Said::same_person, "els");
  EXPECT_LT(desk.now(desk.jan, text_named("second")).band, Band::household);
}

TEST(Verdicts, AConfirmationLiftsNoVetoOfTheRegister) {
  Desk desk;
  desk.say(Said::same_person, "jan");
  RegisterChange died = test::small_register()[0];
  died.valid_from = Date(2024, 2, 1);
  died.is_deceased = true;
  desk.known.apply(died);
  EXPECT_EQ(desk.now().band, Band::review);
  EXPECT_TRUE(desk.now().has(is_deceased));
}

TEST(Verdicts, AConfirmedPersonWhoIsGoneFromTheRegisterIsAQuestion) {
  Desk desk;
  desk.said.push_back({desk.next(), Said::same_person, Because::answer, desk.about, test_ref("nobody"), 7});
  EXPECT_EQ(desk.now().band, Band::review);
}

TEST(Verdicts, TheLatestStands) {
  Desk desk;
  desk.unlink(Because::wrong_person);
  desk.deny_again(Said::same_person);
  EXPECT_EQ(desk.now().person(), test_ref("jan"));
  desk.deny_again(Said::not_this_household);
  EXPECT_FALSE(desk.now().may_contact());
  desk.deny_again(Said::open_again);
  EXPECT_EQ(desk.now(), link(customer(desk.jan), desk.known, starting_model()));
}

TEST(Verdicts, OfOneDayAndRevisionTheDenialStands) {
  Desk desk;
  desk.say(Said::same_person, "jan");
  Verdict denial = desk.said[0];
  denial.said = Said::not_this_person;
  desk.said.insert(desk.said.begin(), denial);
  EXPECT_NE(desk.now().best[0].person, test_ref("jan"));
}

TEST(Verdicts, DoNotDependOnTheOrderInWhichTheyCame) {
  Desk desk;
  desk.unlink(Because::wrong_person);
  desk.say(Said::same_household, "els");
  desk.say(Said::not_this_household, "ahmed");
  const Standing first = standing_of(desk.said, desk.about.version);
  std::reverse(desk.said.begin(), desk.said.end());
  EXPECT_EQ(standing_of(desk.said, desk.about.version), first);
}

TEST(Verdicts, AHouseholdConfirmedAfterAllHasItsMembersBack) {
  Desk desk;
  desk.unlink(Because::wrong_household);
  desk.say(Said::same_household, "els");
  EXPECT_EQ(desk.now().band, Band::household);
  EXPECT_TRUE(standing_of(desk.said, text_named("second").version).is_empty());
}

TEST(Verdicts, AnAnswerIsAboutTheLikeliestHousehold) {
  Desk desk;
  const Decision seen = desk.now();
  const Verdict yes = answer_to(seen, desk.about, true, desk.next());
  EXPECT_EQ(yes.said, Said::same_household);
  EXPECT_EQ(yes.household, seen.founder);
  EXPECT_EQ(answer_to(seen, desk.about, false, desk.next()).said, Said::not_this_household);
  EXPECT_EQ(answer_to({}, desk.about, true, desk.next()).said, Said::nobody_here);
}

TEST(Verdicts, ReadBackWhatWasWritten) {
  Desk desk;
  desk.unlink(Because::register_wrong);
  const Bytes wire = to_bytes(desk.said[0]);
  EXPECT_EQ(verdict_from_bytes(wire).value(), desk.said[0]);
  EXPECT_FALSE(verdict_from_bytes(BytesView(wire).substr(1)));
}

TEST(Verdicts, AreExplainedWithoutNames) {
  Desk desk;
  desk.unlink(Because::wrong_person);
  const auto rows = rows_of(standing_of(desk.said, desk.about.version));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].found, "not 1 resident");
}

TEST(Breach, IsAssessedWhenTheContactedHouseholdIsDenied) {
  Desk desk;
  const Contact made = contact_on(desk.now(), desk.about, today);
  EXPECT_EQ(breach_of(made, desk.now()), Breach::none);
  desk.unlink(Because::wrong_household);
  EXPECT_EQ(breach_of(made, desk.now()), Breach::other_household);
}

TEST(Breach, StaysInTheHouseWhenOnlyThePersonWasWrong) {
  Desk desk;
  const Contact made = contact_on(desk.now(), desk.about, today);
  desk.say(Said::same_person, "els");
  EXPECT_EQ(breach_of(made, desk.now()), Breach::within_household);
}

TEST(Breach, IsNoneWhenThePersonMovedAfterTheContact) {
  Desk desk;
  desk.jan = {.surname = "El Amrani", .initials = "A", .birth = Date(1975, 8, 21), .number = "14"};
  const Contact made = contact_on(desk.now(), desk.about, today);
  ASSERT_TRUE(made.person.is_set());
  RegisterChange moved = test::small_register()[3];
  moved.valid_from = Date(2024, 3, 5);
  moved.address = test::address("2725ZZ", "90");
  desk.known.apply(moved);
  EXPECT_EQ(breach_of(made, desk.now()), Breach::none);
}

TEST(Breach, IsAssessedWhenACorrectionPointsElsewhere) {
  Desk desk;
  const Contact made = contact_on(desk.now(), desk.about, today);
  const Decision corrected =
      desk.now({.surname = "El Amrani", .initials = "A", .birth = Date(1975, 8, 21), .number = "14"}, desk.about);
  EXPECT_EQ(breach_of(made, corrected), Breach::other_household);
}

TEST(Labels, HoldWhatTheAnswerSays) {
  Desk desk;
  const Decision seen = desk.now();
  desk.unlink(Because::wrong_person);
  const auto wrong = label_of(desk.said[0], seen);
  ASSERT_TRUE(wrong.has_value());
  EXPECT_EQ(wrong->levels, seen.best[0].levels);
  EXPECT_EQ(wrong->same_person, false);
  EXPECT_EQ(wrong->same_household, std::nullopt);
  const auto right = label_of(answer_to(seen, desk.about, true, desk.next()), seen);
  EXPECT_EQ(right->same_household, true);
  EXPECT_EQ(right->same_person, std::nullopt);
}

}  // namespace
}  // namespace tijdig::residents
