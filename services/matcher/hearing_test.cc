#include "services/matcher/hearing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "libs/domain/address_id.h"
#include "tests/harness/registered_town.h"

namespace tijdig::matcher {
namespace {

// The husband lives behind another door than the register says: one partner knows his birth date, another only a name.
Told sure_elsewhere() {
  return {.partner = "menzis",
          .surname = "Jansen",
          .house = "90",
          .initials = "A.",
          .born = "1980-02-03",
          .postcode = "2725ZZ"};
}
Told name_elsewhere() {
  return {.partner = "dunea", .surname = "Jansen", .house = "90", .initials = "A.", .postcode = "2725ZZ"};
}

TEST(Hearing, LetsANameBeFoundWhereAnotherPartnerWasSure) {
  Town town({husband});
  town.send({name_elsewhere(), sure_elsewhere()});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  EXPECT_EQ(town.matches()[0].signals.size(), 2u);
  EXPECT_EQ(town.matches()[0].address.house.number(), 12u) << "where the register has the household";
}

TEST(Hearing, DoesNotFindANameAloneAtAStrangeDoor) {
  Town town({husband});
  Told also_without = name_elsewhere();
  also_without.partner = "eneco";
  town.send({name_elsewhere(), also_without});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

TEST(Hearing, PartsWhoIsFoundElsewhereFromWhoIsNot) {
  Town town({husband, wife});
  Told of_her = of_wife;
  of_her.partner = "eneco";
  town.send({sure_elsewhere(), of_her});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

TEST(Hearing, KeepsThoseTogetherWhoAreFoundElsewhereTogether) {
  Town town({husband, wife});
  Told of_her = of_wife;
  of_her.partner = "eneco";
  of_her.house = "90";
  of_her.postcode = "2725ZZ";
  town.send({sure_elsewhere(), of_her});
  town.close("2018-10-25");
  EXPECT_EQ(town.matches().size(), 1u);
}

TEST(Hearing, LetsAHousemateBeFoundByNameAtTheSameStrangeDoor) {
  Town town({husband, wife});
  town.send({sure_elsewhere(),
             {.partner = "dunea", .surname = "Bakker", .house = "90", .initials = "C.", .postcode = "2725ZZ"}});
  town.close("2018-10-25");
  EXPECT_EQ(town.matches().size(), 1u);
}

TEST(Hearing, IsForgottenWhenTheSignalIsWithdrawn) {
  Town town({husband});
  const Signal sure = signal(sure_elsewhere());
  town.send({name_elsewhere(), sure_elsewhere()});
  Told here = of_husband;
  here.partner = "eneco";
  town.send({here});
  town.close("2018-10-02");
  town.send(SignalWithdrawn{sure.id, town_code, sure.address, sure.received});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty()) << "the name at the strange door is nobody's again";
}

TEST(Hearing, IsForgottenWhenTheRegisterKnowsBetterSince) {
  Town town({husband});
  town.send({name_elsewhere(), sure_elsewhere()});
  town.close("2018-10-05");
  Registered moved = husband;
  moved.house = "40";
  moved.as_of = "2018-10-10";  // after both signals
  town.send(entry(moved));
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

TEST(Hearing, IsForgottenWhenAnotherOfThatBirthDateAndNearlyThatNameIsRegistered) {
  Told misspelt = sure_elsewhere();
  misspelt.surname = "Janssen";
  const Registered namesake{.bsn = 2, .surname = "Janszen", .initials = "A.", .born = "1980-02-03", .house = "40"};
  const auto matches_when = [&](bool namesake_comes_later) {
    Town town(namesake_comes_later ? std::vector{husband} : std::vector{husband, namesake});
    town.send({name_elsewhere(), misspelt});
    town.close("2018-10-05");
    if (namesake_comes_later) town.send(entry(namesake));
    town.close("2018-10-25");
    return town.matches().size();
  };
  EXPECT_EQ(matches_when(true), matches_when(false));
  Town without({husband});
  without.send({name_elsewhere(), misspelt});
  without.close("2018-10-25");
  EXPECT_EQ(without.matches().size(), 1u);
  EXPECT_EQ(matches_when(true), 0u);
}

TEST(Hearing, IsNotToldByACustomerWhomAPersonDenied) {
  Town town({husband});
  town.send({name_elsewhere(), sure_elsewhere()});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  const Match match = town.matches()[0];
  LinkDenied denied;
  denied.entry = stable_hash128("unlink");
  denied.municipality = town_code;
  denied.address = address_id_of(town_code, match.address);
  denied.household = match.household;
  for (const MatchedSignal& one : match.signals)
    if (one.partner.text() == "menzis") denied.signals.push_back(one.id);
  denied.reason = UnlinkReason::wrong_household;
  denied.day = Date(2018, 10, 29);
  town.send(denied);
  Told later = name_elsewhere();
  later.day = "2018-11-02";
  Told another = later;
  another.partner = "eneco";
  town.send({later, another});
  town.close("2018-11-25");
  EXPECT_EQ(town.matches().size(), 1u);
}

// In a town of a hundred no name is rare; here names are believed as in a large one.
const residents::LinkModel& of_a_large_town() {
  static const residents::LinkModel model = [] {
    residents::LinkModel made = residents::built_in_model();
    made.known_bias += 12'000;
    made.seal();
    return made;
  }();
  return model;
}

TEST(Hearing, LetsAFamilyBeFoundWhereARareNameIsAStranger) {
  Told family{.partner = "eneco", .surname = "Fam. Jansen", .house = "90", .initials = "", .postcode = "2725ZZ"};
  Town town({husband}, 100, of_a_large_town());
  town.send({name_elsewhere(), family});
  town.close("2018-10-25");
  EXPECT_EQ(town.matches().size(), 1u);
}

TEST(Hearing, ByARareNameIsForgottenWhenAnotherOfThatNameIsRegistered) {
  const Told family{.partner = "eneco", .surname = "Fam. Jansen", .house = "90", .initials = "", .postcode = "2725ZZ"};
  const Registered namesake{.bsn = 2, .surname = "Jansen", .initials = "A.", .born = "1966-01-02", .house = "40"};
  for (const bool comes_later : {false, true}) {
    Town town(comes_later ? std::vector{husband} : std::vector{husband, namesake}, 100, of_a_large_town());
    town.send({name_elsewhere(), family});
    town.close("2018-10-05");
    if (comes_later) town.send(entry(namesake));
    town.close("2018-10-25");
    EXPECT_TRUE(town.matches().empty()) << (comes_later ? "later" : "before");
  }
}

// The same records over the same three days in any order, and over other days: the same matches, with their evidence.
TEST(Hearing, DoesNotDependOnWhoCameFirst) {
  std::vector<SignalsMessage> records;
  Registered moved_wife = wife;
  moved_wife.house = "40";
  moved_wife.as_of = "2018-09-20";
  Registered namesake{.bsn = 2, .surname = "Jansen", .initials = "A.", .born = "1985-07-08", .house = "60"};
  for (const Registered& one : {husband, wife, moved_wife, namesake}) records.push_back(entry(one));
  Told third_door = sure_elsewhere();
  third_door.partner = "vestia";
  third_door.house = "11";
  Told of_her = of_wife;
  of_her.house = "90";
  of_her.postcode = "2725ZZ";
  of_her.number = "8";
  for (const Told& one : {sure_elsewhere(), name_elsewhere(), third_door, of_her}) records.push_back(signal(one));
  Told of_namesake = of_husband;
  of_namesake.partner = "eneco";
  of_namesake.number = "7";
  of_namesake.born = "1985-07-08";
  of_namesake.house = "60";
  records.push_back(signal(of_namesake));
  std::mt19937 chance(11);
  std::optional<std::vector<Match>> first;
  for (int round = 0; round < 25; ++round) {
    Town town({});
    for (std::size_t i = 0; i < records.size(); ++i) {
      std::visit([&](const auto& one) { town.send(one); }, records[i]);
      if (chance() % 3 == 0)
        town.close(std::array{"2018-10-03", "2018-10-04", "2018-10-05", "2018-10-06", "2018-10-07", "2018-10-08",
                              "2018-10-09", "2018-10-10", "2018-10-11"}[i]);
    }
    town.close("2018-10-25");
    if (!first) first = town.matches();
    EXPECT_EQ(town.matches(), *first);
    std::shuffle(records.begin(), records.end(), chance);
  }
  EXPECT_FALSE(first->empty());
}

// A couple that moved and nobody told the register: a rare name, a family, a wife without initials, a partner who
// corrects a door and another who takes a signal back. With a namesake in town nobody is heard.
struct Restless {
  std::vector<SignalsMessage> records;
  std::vector<std::vector<std::size_t>> chains;  // places of what one partner says of one signal, in that order

  void say(std::vector<SignalsMessage> of_one_signal) {
    chains.emplace_back();
    for (SignalsMessage& record : of_one_signal) {
      chains.back().push_back(records.size());
      records.push_back(std::move(record));
    }
  }
  // Any order of all, but of each chain its own.
  void put_in_order(std::vector<std::size_t>& order) const {
    for (const std::vector<std::size_t>& chain : chains) {
      std::vector<std::size_t> at;
      for (std::size_t i = 0; i < order.size(); ++i)
        if (std::find(chain.begin(), chain.end(), order[i]) != chain.end()) at.push_back(i);
      for (std::size_t i = 0; i < at.size(); ++i) order[at[i]] = chain[i];
    }
  }
};

Restless restless_couple(bool has_namesake) {
  Restless made;
  for (const Registered& one : {husband, wife}) made.say({entry(one)});
  if (has_namesake)
    made.say({entry({.bsn = 2, .surname = "Jansen", .initials = "A.", .born = "1966-01-02", .house = "40"})});
  Told family{.partner = "eneco", .surname = "Fam. Jansen", .house = "90", .initials = "", .postcode = "2725ZZ"};
  Told wife_there = family;
  wife_there.partner = "vestia";
  wife_there.surname = "Bakker";
  for (const Told& one : {name_elsewhere(), family, of_wife}) made.say({signal(one)});
  Signal more = signal(wife_there);
  more.amount = Cents(20'000);
  made.say({signal(wife_there), SignalCorrected{more.id, more}});
  Told at_wrong_door = of_husband;
  at_wrong_door.number = "9";
  at_wrong_door.house = "14";
  const Signal wrong = signal(at_wrong_door);
  Signal right = wrong;
  right.address = signal(of_husband).address;
  made.say({wrong, SignalWithdrawn{wrong.id, town_code, wrong.address, wrong.received}, right});
  Told taken_back = sure_elsewhere();
  taken_back.house = "77";
  const Signal gone = signal(taken_back);
  made.say({gone, SignalWithdrawn{gone.id, town_code, gone.address, gone.received}});
  return made;
}

std::vector<Match> matches_in(const Restless& told, const std::vector<std::size_t>& order, std::mt19937& chance) {
  Town town({}, 100, of_a_large_town());
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (auto times = chance() % 8 == 0 ? 2 : 1; times > 0; --times)
      std::visit([&](const auto& one) { town.send(one); }, told.records[order[i]]);
    if (chance() % 3 == 0) town.close(("2018-10-" + std::to_string(10 + i)).c_str());
  }
  town.close("2018-10-25");
  return town.matches();
}

TEST(Hearing, GivesTheSameInTwoHundredOrdersWithRepeatsCorrectionsAndWithdrawals) {
  std::mt19937 chance(29);
  for (const bool has_namesake : {false, true}) {
    const Restless told = restless_couple(has_namesake);
    std::vector<std::size_t> order(told.records.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::vector<Match> first = matches_in(told, order, chance);
    ASSERT_EQ(first.size(), 1u);
    EXPECT_EQ(first[0].signals.size(), has_namesake ? 2u : 5u) << "who of them was heard";
    for (int round = 0; round < 100; ++round) {
      std::shuffle(order.begin(), order.end(), chance);
      told.put_in_order(order);
      ASSERT_EQ(matches_in(told, order, chance), first) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace tijdig::matcher
