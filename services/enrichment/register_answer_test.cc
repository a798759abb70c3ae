// Also tests register_codec.cc.
#include "services/enrichment/register_answer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/harness/test_bsns.h"

namespace tijdig::enrichment {
namespace {

const MunicipalityCode town = MunicipalityCode::from_number(637);

Address at(const char* house) { return {*Postcode::parse("2711AB"), *HouseNumber::parse(house, "", "")}; }

Person person(const char* surname, const char* initials = "", const char* born = "") {
  Person person;
  person.surname = PrivateText(surname);
  person.initials = PrivateText(initials);
  if (*born != 0) person.birth_date = *Date::parse(born);
  return person;
}

struct Line {
  std::size_t bsn = 0;
  const char* surname = "Jansen";
  const char* initials = "J";
  const char* born = "1980-02-01";
  const char* house = "12";
  const char* as_of = "2018-09-01";
  const char* household = "";
};

RegisterEntry entry(const Line& line) {
  RegisterEntry entry;
  entry.municipality = town;
  entry.as_of = *Date::parse(line.as_of);
  entry.person = person(line.surname, line.initials, line.born);
  entry.person.bsn = *Bsn::parse(harness::test_bsn(line.bsn));
  entry.address = at(line.house);
  entry.household = line.household;
  return entry;
}

LookupRequest ask(const std::vector<Person>& persons) {
  LookupRequest request;
  request.municipality = town;
  request.address = at("12");
  request.persons = persons;
  return request;
}

DeskFacts with(const std::vector<RegisterEntry>& entries) {
  DeskFacts facts;
  facts.register_loaded = true;
  for (const RegisterEntry& one : entries) move_in(facts.place, one);
  return facts;
}

std::string residence(const std::vector<Person>& named, const DeskFacts& facts) {
  return std::string(code_of(answer(ask(named), facts).residence));
}

TEST(RegisterAnswer, FindsWhoLivesThereHoweverWritten) {
  const DeskFacts facts = with({entry({.bsn = 0, .surname = "van den Berg", .initials = "JC"})});
  EXPECT_EQ("lives_here", residence({person("Berg, v.d.")}, facts));
  EXPECT_EQ("lives_here", residence({person("van den Bergh", "J", "1980-02-01")}, facts));
  EXPECT_EQ("lives_here", residence({person("Jansen-van den Berg", "J")}, facts));
  EXPECT_EQ("lives_here", residence({person("Stranger", "S"), person("Berg", "JC")}, facts)) << "one is enough";
}

TEST(RegisterAnswer, AsksForAPersonToLookWhenNobodyIsFound) {
  const DeskFacts facts = with({entry({.bsn = 0})});
  EXPECT_EQ("not_registered", residence({person("Stranger", "S", "1970-01-02")}, facts));
  EXPECT_EQ("not_registered", residence({person("Jansen", "M", "1999-12-31")}, facts)) << "family, but not this one";
  EXPECT_EQ("not_registered", residence({}, facts));
}

TEST(RegisterAnswer, SaysThatItKnowsNothingWithoutARegister) {
  EXPECT_EQ("no_register", residence({person("Jansen")}, DeskFacts{}));
}

TEST(RegisterAnswer, KnowsWhoMovedWithinTheTown) {
  DeskFacts facts = with({entry({.bsn = 0})});
  move_out(facts.place, entry({.bsn = 0, .house = "99", .as_of = "2018-10-01"}));
  const LookupAnswer found = answer(ask({person("Jansen", "J")}), facts);
  EXPECT_EQ(Residence::moved_within, found.residence);
  ASSERT_TRUE(found.now_at);
  EXPECT_EQ(at("99"), *found.now_at);
  EXPECT_EQ(0u, found.residents);
}

TEST(RegisterAnswer, FollowsWhoMovedOnToTheLastDoor) {
  DeskFacts facts = with({entry({})});
  move_out(facts.place, entry({.house = "40", .as_of = "2018-10-01"}));
  RegisterEntry last = entry({.house = "50", .as_of = "2018-11-01"});
  last.secrecy = true;
  facts.persons[*person_key_of(town, last.person)].entry = last;
  const LookupAnswer found = answer(ask({person("Jansen", "J", "1980-02-01")}), facts);
  EXPECT_EQ(Residence::moved_within, found.residence);
  EXPECT_EQ(at("50"), found.now_at) << "this place only knows of number 40";
  EXPECT_TRUE(found.secrecy) << "of the last door";
  last.moved_out = true;
  facts.persons[*person_key_of(town, last.person)].entry = last;
  EXPECT_EQ(Residence::moved_out, answer(ask({person("Jansen", "J", "1980-02-01")}), facts).residence);
}

TEST(RegisterAnswer, SendsNobodyToOneOfTwoNewDoors) {
  DeskFacts facts =
      with({entry({.bsn = 0}), entry({.bsn = 1, .surname = "Bakker", .initials = "B", .born = "1990-01-01"})});
  move_out(facts.place, entry({.bsn = 0, .house = "98", .as_of = "2018-10-01"}));
  move_out(facts.place, entry({.bsn = 1, .surname = "Bakker", .house = "99", .as_of = "2018-10-01"}));
  EXPECT_EQ("not_registered", residence({person("Jansen", "J"), person("Bakker", "B")}, facts));
  EXPECT_EQ("moved_within", residence({person("Jansen", "J")}, facts));
}

TEST(RegisterAnswer, KnowsWhoLeftAndWhoDied) {
  RegisterEntry left = entry({.bsn = 0});
  left.moved_out = true;
  RegisterEntry died = entry({.bsn = 1, .surname = "Bakker", .initials = "B", .born = "1940-01-01"});
  died.deceased = true;
  const DeskFacts facts = with({left, died});
  EXPECT_EQ("moved_out", residence({person("Jansen", "J")}, facts));
  EXPECT_EQ("deceased", residence({person("Bakker", "B")}, facts));
  EXPECT_EQ("moved_out", residence({person("Jansen", "J"), person("Bakker", "B")}, facts));
  EXPECT_EQ("not_registered", residence({person("Bakker", "B"), person("Stranger")}, facts));
}

TEST(RegisterAnswer, FindsByBsnWhoIsRegisteredElsewhere) {
  Person named = person("Jansen");
  named.bsn = *Bsn::parse(harness::test_bsn(3));
  DeskFacts facts = with({entry({.bsn = 1, .surname = "Bakker"})});
  facts.persons[*person_key_of(town, named)].entry = entry({.bsn = 3, .house = "40"});
  const LookupAnswer found = answer(ask({named}), facts);
  EXPECT_EQ(Residence::moved_within, found.residence);
  EXPECT_EQ(at("40"), *found.now_at);
}

TEST(RegisterAnswer, DoesNotTrustAnAddressUnderInvestigation) {
  RegisterEntry doubtful = entry({.bsn = 0});
  doubtful.under_investigation = true;
  EXPECT_EQ("not_registered", residence({person("Jansen", "J")}, with({doubtful})));
}

TEST(RegisterAnswer, PrefersTheNewTenantToTheOneWhoLeft) {
  DeskFacts facts = with({entry({.bsn = 0}), entry({.bsn = 1, .as_of = "2018-10-01"})});
  move_out(facts.place, entry({.bsn = 0, .house = "99", .as_of = "2018-10-01"}));
  EXPECT_EQ("lives_here", residence({person("Jansen", "J", "1980-02-01")}, facts));
}

ListEntry listing(ListKind kind, const Person& who) {
  ListEntry listing;
  listing.municipality = town;
  listing.list = kind;
  listing.as_of = Date(2018, 9, 1);
  listing.person = who;
  listing.address = at("12");
  return listing;
}

TEST(RegisterAnswer, CountsDebtHelpForTheWholeHousehold) {
  DeskFacts facts =
      with({entry({.bsn = 0, .household = "h1"}),
            entry({.bsn = 1, .surname = "de Vries", .initials = "M", .born = "1981-01-01", .household = "h1"}),
            entry({.bsn = 2, .surname = "Bos", .initials = "B", .born = "1990-01-01", .household = "h2"})});
  const LookupRequest request = ask({person("Jansen", "J", "1980-02-01")});
  EXPECT_EQ(4u, people_to_ask(request, facts.place).size())
      << "the resident and the partner, each with and without number; the name itself is one of these";
  const PersonKey partner = *person_key_of(town, entry({.bsn = 1}).person);
  facts.persons[partner].listings = {listing(ListKind::debt_help, person("de Vries"))};
  EXPECT_TRUE(answer(request, facts).in_debt_help);
  EXPECT_FALSE(answer(request, facts).under_administration);
}

TEST(RegisterAnswer, DoesNotLeaveWhoStayedAloneForAListThatNamesWhoLeft) {
  DeskFacts facts =
      with({entry({.bsn = 0}), entry({.bsn = 1, .surname = "Bakker", .initials = "B", .born = "1981-01-01"})});
  const LookupRequest request = ask({person("Jansen", "J", "1980-02-01"), person("Bakker", "B", "1981-01-01")});
  const Person jansen = entry({.bsn = 0}).person;
  facts.persons[*person_key_of(town, jansen)].listings = {listing(ListKind::exclusion, jansen)};
  put_on_list(facts.place, listing(ListKind::debt_help, jansen));
  EXPECT_TRUE(answer(request, facts).excluded);
  EXPECT_TRUE(answer(request, facts).in_debt_help);
  RegisterEntry left = entry({.bsn = 0, .as_of = "2018-10-01"});
  left.moved_out = true;
  move_in(facts.place, left);
  const LookupAnswer about_who_stayed = answer(request, facts);
  EXPECT_EQ(Residence::lives_here, about_who_stayed.residence);
  EXPECT_FALSE(about_who_stayed.excluded);
  EXPECT_FALSE(about_who_stayed.in_debt_help);
}

TEST(RegisterAnswer, ReadsAListByNameAtTheAddress) {
  DeskFacts facts;
  put_on_list(facts.place.listings, listing(ListKind::opt_out, person("Jansen")));
  EXPECT_TRUE(answer(ask({person("Jansen", "J")}), facts).opted_out);
  EXPECT_FALSE(answer(ask({person("Bakker", "B")}), facts).opted_out) << "another household at the address";
  ListEntry ended = listing(ListKind::opt_out, person("Jansen"));
  ended.as_of = Date(2018, 10, 1);
  ended.ended = true;
  put_on_list(facts.place.listings, ended);
  EXPECT_FALSE(answer(ask({person("Jansen", "J")}), facts).opted_out);
}

TEST(RegisterAnswer, ReadsAListByNameOfSomebodyInTheHouseholdWhoWasNotNamed) {
  DeskFacts facts =
      with({entry({.bsn = 0, .household = "h1"}),
            entry({.bsn = 1, .surname = "de Vries", .initials = "M", .born = "1981-01-01", .household = "h1"}),
            entry({.bsn = 2, .surname = "Bos", .initials = "B", .born = "1990-01-01", .household = "h2"})});
  const LookupRequest request = ask({person("Jansen", "J", "1980-02-01")});
  put_on_list(facts.place.listings, listing(ListKind::debt_help, person("Bos", "B", "1990-01-01")));
  EXPECT_FALSE(answer(request, facts).in_debt_help) << "another household at the address";
  put_on_list(facts.place.listings, listing(ListKind::debt_help, person("Vries", "", "1981-01-01")));
  EXPECT_TRUE(answer(request, facts).in_debt_help);
}

TEST(RegisterAnswer, DoesNotTakeTwoCitizenNumbersForOnePerson) {
  DeskFacts facts =
      with({entry({.bsn = 0, .household = "h1"}),
            entry({.bsn = 1, .surname = "de Vries", .initials = "M", .born = "1981-01-01", .household = "h1"})});
  Person other = entry({.bsn = 2, .surname = "de Vries", .initials = "M", .born = "1981-01-01"}).person;
  put_on_list(facts.place.listings, listing(ListKind::debt_help, other));
  EXPECT_FALSE(answer(ask({person("Jansen", "J", "1980-02-01")}), facts).in_debt_help);
}

Person numbered(std::size_t bsn, const char* initials = "") {
  Person who = person("Jansen", initials, "1980-02-01");
  who.bsn = *Bsn::parse(harness::test_bsn(bsn));
  return who;
}

ListEntry ended(ListEntry entry, Date as_of = Date(2018, 10, 1)) {
  entry.ended = true;
  entry.as_of = as_of;
  return entry;
}

std::size_t open_entries(const PlaceRecord& place) {
  const auto is_open = [](const ListEntry& entry) { return !entry.ended; };
  return static_cast<std::size_t>(std::count_if(place.listings.begin(), place.listings.end(), is_open));
}

TEST(AList, EndsForAPersonWithAndWithoutANumber) {
  const Person named = person("jansen", "", "1980-02-01");
  for (const auto& [first, second] : {std::pair{numbered(0), named}, std::pair{named, numbered(0)}}) {
    PlaceRecord place;
    EXPECT_EQ(1u, put_on_list(place, listing(ListKind::debt_help, first)).size());
    EXPECT_EQ(2u, put_on_list(place, ended(listing(ListKind::debt_help, second))).size()) << "both are to be filed";
    EXPECT_EQ(0u, open_entries(place));
    PlaceRecord late;
    put_on_list(late, ended(listing(ListKind::debt_help, second)));
    put_on_list(late, listing(ListKind::debt_help, first));
    EXPECT_EQ(encode(place), encode(late)) << "the newest row counts, whatever order they came in";
    ListEntry again = listing(ListKind::debt_help, second);
    again.as_of = Date(2018, 11, 1);
    put_on_list(place, again);
    EXPECT_EQ(2u, open_entries(place));
  }
}

TEST(AList, KeepsTheNewestWordsOfAPerson) {
  PlaceRecord place;
  put_on_list(place, listing(ListKind::debt_help, person("Jansen", "", "1980-02-01")));
  put_on_list(place, ended(listing(ListKind::debt_help, numbered(0, "J"))));
  const PlaceRecord before = place;
  EXPECT_TRUE(put_on_list(place, listing(ListKind::debt_help, numbered(0))).empty());
  EXPECT_EQ(place, before);
}

TEST(AList, KeepsTwoNumbersTwinsAndOtherListsApart) {
  PlaceRecord place;
  put_on_list(place, listing(ListKind::debt_help, numbered(0)));
  put_on_list(place, ended(listing(ListKind::debt_help, numbered(1))));
  EXPECT_EQ(1u, open_entries(place)) << "two numbers are two persons";
  put_on_list(place, ended(listing(ListKind::opt_out, person("Jansen", "", "1980-02-01"))));
  EXPECT_EQ(1u, open_entries(place)) << "another list";
  put_on_list(place, ended(listing(ListKind::debt_help, person("Jansen", "", "1980-02-01"))));
  EXPECT_EQ(1u, open_entries(place)) << "who of the two is not said";
  PlaceRecord twins;
  put_on_list(twins, listing(ListKind::debt_help, numbered(0, "J")));
  put_on_list(twins, ended(listing(ListKind::debt_help, person("Jansen", "K", "1980-02-01"))));
  EXPECT_EQ(1u, open_entries(twins));
  put_on_list(twins, ended(listing(ListKind::debt_help, person("Jansen", "J", "1981-02-01"))));
  EXPECT_EQ(1u, open_entries(twins)) << "another birth date";
}

TEST(RegisterAnswer, AnswersSecrecyAndHowManyLiveThere) {
  RegisterEntry secret = entry({.bsn = 0});
  secret.secrecy = true;
  const DeskFacts facts = with({secret, entry({.bsn = 1, .surname = "Bos"}), entry({.bsn = 2, .surname = "Vos"})});
  const LookupAnswer found = answer(ask({person("Jansen", "J")}), facts);
  EXPECT_TRUE(found.secrecy);
  EXPECT_EQ(3u, found.residents);
  EXPECT_FALSE(answer(ask({person("Bos")}), facts).secrecy);
}

TEST(RegisterAnswer, SaysTheSameWhenOnlyTheDayOrTheMatchIsAnother) {
  LookupAnswer one;
  one.municipality = town;
  LookupAnswer other = one;
  other.known_on = Date(2018, 11, 1);
  other.match = MatchId::of(StableHasher("another"));
  other.household = HouseholdId::of(StableHasher("another"));
  EXPECT_EQ(said_by(one), said_by(other));
  EXPECT_NE(said_by(one), 0U);
  std::set<std::uint64_t> said{said_by(one)};
  const auto expect_news = [&](auto change) {
    LookupAnswer changed = one;
    change(changed);
    EXPECT_TRUE(said.insert(said_by(changed)).second);
  };
  expect_news([](LookupAnswer& answer) { answer.residence = Residence::deceased; });
  expect_news([](LookupAnswer& answer) { answer.in_debt_help = true; });
  expect_news([](LookupAnswer& answer) { answer.under_administration = true; });
  expect_news([](LookupAnswer& answer) { answer.opted_out = true; });
  expect_news([](LookupAnswer& answer) { answer.excluded = true; });
  expect_news([](LookupAnswer& answer) { answer.secrecy = true; });
  expect_news([](LookupAnswer& answer) { answer.residents = 2; });
  expect_news([](LookupAnswer& answer) { answer.now_at = at("40"); });
  expect_news([](LookupAnswer& answer) { answer.now_at = at("41"); });
}

TEST(PlaceRecord, DoesNotDependOnTheOrderOfEntries) {
  const RegisterEntry one = entry({.bsn = 0}), other = entry({.bsn = 1, .surname = "Bos"});
  EXPECT_EQ(encode(with({one, other}).place), encode(with({other, one}).place));
  const RegisterEntry newer = entry({.bsn = 0, .surname = "Jansen-Bos", .as_of = "2018-10-01"});
  EXPECT_EQ(with({one, newer}).place, with({newer, one}).place) << "the newest entry counts";
}

TEST(PlaceRecord, ReadsBackWhatWasWritten) {
  DeskFacts facts = with({entry({.bsn = 0}), entry({.bsn = 1, .surname = "Bos", .household = "h"})});
  move_out(facts.place, entry({.bsn = 0, .house = "99", .as_of = "2018-10-01"}));
  put_on_list(facts.place.listings, listing(ListKind::administration, person("Bos")));
  const auto place = decode_place(encode(facts.place));
  ASSERT_TRUE(place);
  EXPECT_EQ(facts.place, *place);
  const PersonRecord person_record{entry({.bsn = 0}), facts.place.listings};
  const auto read = decode_person(encode(person_record));
  ASSERT_TRUE(read);
  EXPECT_EQ(person_record, *read);
  EXPECT_EQ(Severity::fatal, decode_place("\x0a\xff").error().severity);
}

}  // namespace
}  // namespace tijdig::enrichment
