#include "libs/residents/linkage.h"

#include <gtest/gtest.h>

#include <functional>
#include <numeric>

#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::test_ref;

const Date today(2024, 1, 1);
const ActorRef clerk = ActorRef::of(StableHasher("test actor").add("clerk"));

CustomerId customer_named(std::string_view name) { return CustomerId::of(StableHasher("test customer").add(name)); }
SignalId signal_named(std::string_view name) { return SignalId::of(StableHasher("test signal").add(name)); }

SignalSaid said(std::string_view signal, std::string_view customer, const test::Customer& who,
                std::uint32_t revision = 0) {
  const CustomerForm form = test::customer(who);
  const VersionId version = VersionId::of(StableHasher("test version").add(customer).add(to_bytes(form)));
  return {signal_named(signal), revision, false, customer_named(customer), version, form};
}

SignalSaid withdrawn(SignalSaid signal) {
  ++signal.revision;
  signal.is_withdrawn = true;
  return signal;
}

const test::Customer jan{.surname = "Jansen", .initials = "J.C.", .birth = Date(1980, 5, 17)};
const test::Customer els{.surname = "Jansen-de Vries", .initials = "E", .birth = Date(1982, 11, 3)};
const test::Customer ahmed{.surname = "El Amrani", .initials = "A", .birth = Date(1975, 8, 21), .number = "14"};

Linkage small_links() {
  Linkage links(starting_model(), today);
  links.load(test::small_register());
  return links;
}

VersionId text_of(const SignalSaid& signal) { return signal.version; }

TEST(Linkage, LinksATextOnceForAllItsSignals) {
  Linkage links = small_links();
  links.apply(said("january", "rent 1", jan));
  links.apply(said("february", "rent 1", jan));
  EXPECT_EQ(links.settle().size(), 1U);
  EXPECT_EQ(links.counts().linked, 1U);
  EXPECT_EQ(links.decision(text_of(said("january", "rent 1", jan)))->person(), test_ref("jan"));
}

TEST(Linkage, NeedsNoFormOfATextItKnows) {
  Linkage links = small_links();
  const SignalSaid first = said("january", "rent 1", jan);
  EXPECT_FALSE(links.repeat(signal_named("february"), 0, first.version));
  links.apply(first);
  links.settle();
  EXPECT_TRUE(links.repeat(signal_named("february"), 0, first.version));
  EXPECT_TRUE(links.settle().empty());
  EXPECT_EQ(links.version_of_signal(signal_named("february")), first.version);
}

TEST(Linkage, NamesATextByAllThatStandsInIt) {
  Person person;
  person.surname = PrivateText("Jansen");
  const Address door = test::address("2711AB", "12");
  const auto version = [&] { return version_of(customer_named("rent 1"), person, door, PartnerKind::rent); };
  const VersionId before = version();
  EXPECT_EQ(version(), before);
  person.telephone = PrivateText("0612345679");
  EXPECT_NE(version(), before);
}

TEST(Linkage, ACorrectionReplacesTheText) {
  Linkage links = small_links();
  links.apply(said("january", "rent 1", jan));
  links.settle();
  links.apply(said("january", "rent 1", ahmed, 1));
  links.settle();
  EXPECT_EQ(links.texts(), 1U);
  EXPECT_EQ(links.decision(*links.version_of_signal(signal_named("january")))->person(), test_ref("ahmed"));
  EXPECT_EQ(links.decision(text_of(said("january", "rent 1", jan))), nullptr);
}

TEST(Linkage, AWithdrawnSignalLeavesNoText) {
  Linkage links = small_links();
  links.apply(withdrawn(said("january", "rent 1", jan)));
  links.apply(said("january", "rent 1", jan));
  EXPECT_TRUE(links.settle().empty());
  EXPECT_EQ(links.texts(), 0U);
  EXPECT_EQ(links.version_of_signal(signal_named("january")), std::nullopt);
}

TEST(Linkage, ARegisterChangeLinksAgainWhomItMayConcern) {
  Linkage links = small_links();
  links.apply(said("one", "rent 1", jan));
  links.apply(said("two", "rent 2", ahmed));
  links.settle();
  RegisterChange died = test::small_register()[3];
  died.valid_from = Date(2023, 12, 1);
  died.is_deceased = true;
  links.apply(died);
  EXPECT_EQ(links.settle(), std::vector<VersionId>{text_of(said("two", "rent 2", ahmed))});
  EXPECT_TRUE(links.decision(text_of(said("two", "rent 2", ahmed)))->has(is_deceased));
}

TEST(Linkage, ARegisterChangeInAnotherPartOfTownLinksAgainWhoWasLookedForThere) {
  const test::Customer moved{
      .surname = "Amranni", .initials = "Q", .birth = Date(1975, 8, 21), .postcode = "2725ZZ", .number = "90"};
  const RegisterChange came = test::change({.name = "qasim",
                                            .surname = "Amrani",
                                            .first_names = "Qasim",
                                            .birth = Date(1975, 8, 21),
                                            .postcode = "2719AB",
                                            .number = "7"});
  Linkage text_first = small_links();
  text_first.apply(said("january", "energy 9", moved));
  text_first.settle();
  text_first.apply(came);
  EXPECT_EQ(text_first.settle().size(), 1U);
  Linkage register_first = small_links();
  register_first.apply(came);
  register_first.apply(said("january", "energy 9", moved));
  register_first.settle();
  EXPECT_EQ(text_first.digest(), register_first.digest());
  EXPECT_EQ(text_first.decision(said("january", "energy 9", moved).version)->best[0].person, test_ref("qasim"));
  text_first.apply(withdrawn(said("january", "energy 9", moved)));
  text_first.settle();
  text_first.apply(test::change({.name = "qasim",
                                 .surname = "Amrani",
                                 .first_names = "Qasim",
                                 .birth = Date(1975, 8, 21),
                                 .postcode = "2719AB",
                                 .number = "9",
                                 .since = Date(2024, 2, 1)}));
  EXPECT_TRUE(text_first.settle().empty()) << "nobody says it any more";
}

TEST(Linkage, AResidentWhoWasAnErrorOfTheRegisterIsNobody) {
  Linkage links = small_links();
  links.apply(said("two", "rent 2", ahmed));
  RegisterChange error = test::small_register()[3];
  error.revision = 1;
  error.is_revoked = true;
  links.apply(error);
  links.settle();
  EXPECT_EQ(links.decision(text_of(said("two", "rent 2", ahmed)))->band, Band::none);
}

TEST(Linkage, AnUndoTouchesOneCustomer) {
  Linkage links = small_links();
  links.apply(said("one", "rent 1", jan));
  links.apply(said("two", "water 1", jan));
  links.apply(said("three", "energy 1", els));
  links.settle();
  const VersionId undone = text_of(said("one", "rent 1", jan));
  const VersionId other = text_of(said("two", "water 1", jan));
  ASSERT_TRUE(links.unlink(undone, Because::wrong_household, {today, 0, clerk}));
  EXPECT_FALSE(links.decision(undone)->may_contact());
  EXPECT_TRUE(links.decision(other)->may_contact());
  EXPECT_EQ(links.explain(undone).back().what, "a person said");
  EXPECT_FALSE(links.unlink(VersionId(), Because::wrong_household, {today, 0, clerk}));
}

TEST(Linkage, AsksForAnAssessmentWhenSomebodyWasContactedOnAnUndoneLink) {
  Linkage links = small_links();
  const SignalSaid signal = said("one", "rent 1", jan);
  links.apply(signal);
  links.settle();
  const VersionId version = text_of(signal);
  links.apply(contact_on(*links.decision(version), {signal.customer, version}, today));
  EXPECT_TRUE(links.assessments().empty());
  ASSERT_TRUE(links.unlink(version, Because::wrong_household, {today, 0, clerk}));
  ASSERT_EQ(links.assessments().size(), 1U);
  EXPECT_EQ(links.assessments()[0].breach, Breach::other_household);
  links.apply(withdrawn(signal));
  EXPECT_TRUE(links.assessments().empty());
}

TEST(Linkage, GivesWhatPeopleAnsweredAsLabels) {
  Linkage links = small_links();
  const SignalSaid signal = said("one", "rent 1", jan);
  links.apply(signal);
  links.settle();
  ASSERT_TRUE(links.unlink(text_of(signal), Because::wrong_person, {today, 0, clerk}));
  ASSERT_EQ(links.labels().size(), 1U);
  EXPECT_EQ(links.labels()[0].same_person, false);
}

// --- The order of arrival
// ---------------------------------------------------------------------------------------------

using Statement = std::function<void(Linkage&)>;

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t bound) { return mixed(7, ++state_) % bound; }

 private:
  std::uint64_t state_;
};

template <class T>
void shuffle(std::vector<T>& values, Draw& draw) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[draw.below(i)]);
}

// What the register says during the year: moves, a death, a birth, a divorce, corrections of earlier days.
std::vector<RegisterChange> register_year() {
  std::vector<RegisterChange> changes;
  const auto later = [&](std::size_t who, Date day, const std::function<void(RegisterChange&)>& what) {
    RegisterChange change = test::small_register()[who];
    change.valid_from = day;
    what(change);
    changes.push_back(change);
  };
  const auto moves_to = [](std::string_view postcode, std::string_view number) {
    return [=](RegisterChange& change) { change.address = test::address(postcode, number); };
  };
  later(3, Date(2024, 2, 1), moves_to("2725ZZ", "90"));
  later(3, Date(2024, 6, 1), moves_to("2722XY", "3"));
  later(0, Date(2024, 5, 1), moves_to("2711AB", "14"));  // Jan leaves Els
  later(1, Date(2024, 5, 1), [](RegisterChange& change) { change.partner.reset(); });
  later(0, Date(2024, 5, 1), [](RegisterChange& change) {  // a correction of that day
    change.revision = 1;
    change.address = test::address("2711AB", "14", "2");
  });
  later(4, Date(2024, 3, 1), [](RegisterChange& change) { change.is_deceased = true; });
  later(4, Date(2024, 3, 1), [](RegisterChange& change) {  // who was not dead at all
    change.revision = 1;
    change.is_revoked = true;
  });
  later(2, Date(2015, 3, 1), [](RegisterChange& change) { change.has_secrecy = true; });  // contradicts the snapshot
  changes.push_back(test::change({.name = "new jan",
                                  .surname = "Jansen",
                                  .first_names = "Jan",
                                  .birth = Date(1980, 5, 18),
                                  .since = Date(2024, 4, 1)}));
  return changes;
}

std::vector<SignalSaid> signals_of_the_year() {
  std::vector<SignalSaid> signals;
  const std::vector<test::Customer> people = {
      jan,
      els,
      ahmed,
      {.surname = "Fam. Jansen", .initials = ""},
      {.surname = "Janssen", .initials = "J", .birth = Date(1980, 5, 17), .kind = PartnerKind::water},
      {.surname = "Amrani", .initials = "A", .number = "14", .kind = PartnerKind::rent},
      {.surname = "Jansen", .initials = "J", .postcode = "2722XY", .number = "3"},
      {.surname = "Pietersen", .initials = "K", .birth = Date(1990, 4, 4)}};
  for (std::size_t i = 0; i < people.size(); ++i) {
    const std::string name = "customer " + std::to_string(i);
    for (int month = 1; month <= 2; ++month)
      signals.push_back(said(name + " of month " + std::to_string(month), name, people[i]));
    const SignalSaid wrong = said(name + " corrected", name, people[(i + 3) % people.size()]);
    signals.push_back(wrong);
    signals.push_back(said(name + " corrected", name, people[i], 1));
    if (i % 2 == 0) signals.push_back(withdrawn(wrong));  // contradicts it
    if (i % 3 == 0) signals.push_back(withdrawn(said(name + " of month 1", name, people[i])));
    signals.push_back(signals.front());  // delivered twice
  }
  return signals;
}

// What people say after they saw the links of the plain order.
std::vector<Statement> answers(const std::vector<SignalSaid>& signals) {
  Linkage links = small_links();
  for (const SignalSaid& signal : signals) links.apply(signal);
  links.settle();
  std::vector<Statement> said;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    const VersionId version = text_of(signals[i]);
    const Decision* seen = links.decision(version);
    if (seen == nullptr) continue;
    const CustomerText about{signals[i].customer, version};
    const GivenBy given{Date(2024, 7, 1), static_cast<std::uint32_t>(i % 4), clerk};
    const Verdict undone = unlink_of(*seen, about, i % 2 == 0 ? Because::wrong_person : Because::partner_wrong, given);
    const Verdict answer = answer_to(*seen, about, i % 3 != 0, given);
    const Contact contact = contact_on(*seen, about, Date(2024, 6, 1));
    if (i % 5 == 0) said.emplace_back([undone](Linkage& to) { to.apply(undone); });
    if (i % 7 < 2) said.emplace_back([answer](Linkage& to) { to.apply(answer); });
    if (i % 3 == 0) said.emplace_back([contact](Linkage& to) { to.apply(contact); });
  }
  return said;
}

std::vector<Statement> the_year() {
  const std::vector<SignalSaid> signals = signals_of_the_year();
  std::vector<Statement> year = answers(signals);
  for (const SignalSaid& signal : signals) year.emplace_back([signal](Linkage& to) { to.apply(signal); });
  for (const RegisterChange& change : register_year()) year.emplace_back([change](Linkage& to) { to.apply(change); });
  return year;
}

constexpr std::uint64_t orders = 1000;

TEST(Linkage, GivesOneDigestForAThousandOrdersOfArrival) {
  std::vector<Statement> year = the_year();
  Linkage batch = small_links();
  for (const Statement& statement : year) statement(batch);
  batch.settle();
  ASSERT_GE(batch.texts(), 8U);
  ASSERT_FALSE(batch.assessments().empty());
  const Hash128 expected = batch.digest();
  for (std::uint64_t order = 0; order < orders; ++order) {
    Draw draw(order * 1000);
    shuffle(year, draw);
    std::vector<RegisterChange> snapshot = test::small_register();
    shuffle(snapshot, draw);
    Linkage links(starting_model(), today);
    links.load(snapshot);
    for (const Statement& statement : year) {
      statement(links);
      if (draw.below(3) == 0) links.settle();
    }
    links.settle();
    ASSERT_EQ(links.digest(), expected) << "order " << order;
  }
}

TEST(Linkage, GivesOneDigestWhenTheRegisterItselfComesInBetween) {
  std::vector<Statement> year = the_year();
  for (const RegisterChange& change : test::small_register())
    year.emplace_back([change](Linkage& to) { to.apply(change); });
  std::optional<Hash128> expected;
  for (std::uint64_t order = 0; order < orders / 5; ++order) {
    Draw draw(order * 1000);
    shuffle(year, draw);
    Linkage links(starting_model(), today);
    for (const Statement& statement : year) {
      statement(links);
      if (draw.below(3) == 0) links.settle();
    }
    links.refresh(Date(2025, 1, 1));
    links.settle();
    if (!expected) expected = links.digest();
    ASSERT_EQ(links.digest(), *expected) << "order " << order;
  }
}

TEST(Linkage, ADigestTellsEveryChange) {
  Linkage links = small_links();
  const Hash128 empty = links.digest();
  links.apply(said("one", "rent 1", jan));
  links.settle();
  const Hash128 linked = links.digest();
  EXPECT_NE(linked, empty);
  ASSERT_TRUE(links.unlink(text_of(said("one", "rent 1", jan)), Because::wrong_person, {today, 0, clerk}));
  EXPECT_NE(links.digest(), linked);
}

}  // namespace
}  // namespace tijdig::residents
