#include "services/matcher/hearing_ties.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "services/matcher/register_state.h"
#include "tests/harness/registered_town.h"

namespace tijdig::matcher {
namespace {

constexpr const char* his_number = "0600123456";

Told at_home() {
  Told told = of_husband;
  told.telephone = his_number;
  return told;
}
// At a door where nobody knows him, by name alone.
Told elsewhere() {
  return {.partner = "eneco",
          .surname = "Jansen",
          .house = "90",
          .initials = "A.",
          .postcode = "2725ZZ",
          .telephone = his_number};
}

TEST(Ties, LetANameBeFoundWhereItsTelephoneIsKnownFrom) {
  Town town({husband});
  town.send({at_home(), elsewhere()});
  town.close("2018-10-25");
  ASSERT_EQ(town.matches().size(), 1u);
  EXPECT_EQ(town.matches()[0].signals.size(), 2u);
}

TEST(Ties, NeedTheTelephone) {
  Town town({husband});
  Told with_another = elsewhere();
  with_another.telephone = "0600999999";
  town.send({at_home(), with_another});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

TEST(Ties, NeedTheName) {
  Town town({husband});
  Told of_another = elsewhere();
  of_another.surname = "Pietersen";
  of_another.initials = "Q.";
  town.send({at_home(), of_another});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

TEST(Ties, AreNoneThroughAnAgentsTelephone) {
  Town town({husband});
  town.send({at_home(), elsewhere()});
  for (const char* house : {"20", "22", "24"}) {
    Told client = elsewhere();
    client.partner = "vestia";
    client.surname = "Pietersen";
    client.house = house;
    client.number = house;
    town.send({client});
  }
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

// More than are kept by name: the others are only counted.
std::vector<Told> many_clients_of_an_agent() {
  std::vector<Told> clients;
  for (std::size_t i = 0; i < filed_max + 2; ++i) {
    Told client = elsewhere();
    client.partner = "vestia";
    client.surname = "Pietersen";
    client.house = client.number = std::to_string(1000 + i);
    clients.push_back(client);
  }
  return clients;
}

TEST(Ties, AreNoneWhileAThousandGiveTheTelephoneAndAreBackWhenTheseHaveLeft) {
  for (const bool they_leave : {false, true}) {
    Town town({husband});
    town.send({at_home(), elsewhere()});
    town.close("2018-10-02");
    const auto clients = many_clients_of_an_agent();
    town.send(clients);
    town.close("2018-10-03");
    if (they_leave)
      for (const Told& client : clients) {
        const Signal gone = signal(client);
        town.send(SignalWithdrawn{gone.id, town_code, gone.address, gone.received});
      }
    town.close("2018-10-25");
    EXPECT_EQ(town.matches().size(), they_leave ? 1u : 0u);
  }
}

TEST(Ties, AreForgottenWhenTheSignalIsWithdrawn) {
  Town town({husband});
  Told also_here = of_husband;
  also_here.partner = "menzis";
  town.send({at_home(), elsewhere(), also_here});
  town.close("2018-10-02");
  const Signal gone = signal(at_home());
  town.send(SignalWithdrawn{gone.id, town_code, gone.address, gone.received});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty()) << "what is left of the two is one partner's";
}

// Without a relation in the register, and come on different days.
const Registered one_tenant{
    .bsn = 0, .surname = "Jansen", .initials = "A.", .born = "1990-02-03", .as_of = "2016-01-01"};
const Registered other_tenant{
    .bsn = 1, .surname = "Bakker", .initials = "C.", .born = "1991-05-06", .as_of = "2017-01-01"};

TEST(Ties, MakeAHouseholdOfTwoWhoGiveOneTelephone) {
  Town town({one_tenant, other_tenant});
  Told of_her = of_wife;
  of_her.born = "";
  of_her.telephone = his_number;
  Told of_him = at_home();
  of_him.born = "";
  town.send({of_him, of_her});
  town.close("2018-10-25");
  EXPECT_EQ(town.matches().size(), 1u);
}

TEST(Ties, MakeNoHouseholdOfTwoWhoGiveTheirOwn) {
  Town town({one_tenant, other_tenant});
  Told of_her = of_wife;
  of_her.born = "";
  of_her.telephone = "0600999999";
  Told of_him = at_home();
  of_him.born = "";
  town.send({of_him, of_her});
  town.close("2018-10-25");
  EXPECT_TRUE(town.matches().empty());
}

// Records in any order over any days, a withdrawn one and a register entry among them: the same matches.
TEST(Ties, DoNotDependOnWhoCameFirst) {
  std::vector<SignalsMessage> records;
  for (const Registered& one : {one_tenant, other_tenant}) records.push_back(entry(one));
  Told of_her = of_wife;
  of_her.born = "";
  of_her.telephone = his_number;
  Told of_another = elsewhere();
  of_another.partner = "vestia";
  of_another.surname = "Pietersen";
  of_another.house = "20";
  Told of_him = at_home();
  of_him.born = "";
  for (const Told& one : {of_him, elsewhere(), of_her, of_another}) records.push_back(signal(one));
  std::mt19937 chance(13);
  std::optional<std::vector<Match>> first;
  for (int round = 0; round < 40; ++round) {
    Town town({});
    int day = 3;
    for (const SignalsMessage& record : records) {
      std::visit([&](const auto& one) { town.send(one); }, record);
      if (chance() % 3 == 0) town.close(("2018-10-0" + std::to_string(day++)).c_str());
    }
    town.close("2018-10-25");
    if (!first) first = town.matches();
    EXPECT_EQ(town.matches(), *first);
    std::shuffle(records.begin(), records.end(), chance);
  }
  ASSERT_EQ(first->size(), 1u);
  EXPECT_EQ((*first)[0].signals.size(), 2u) << "his; he is told of elsewhere, and she is not";
}

}  // namespace
}  // namespace tijdig::matcher
