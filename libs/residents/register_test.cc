#include "libs/residents/register.h"

#include <gtest/gtest.h>

#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

using test::test_ref;

const Date today(2024, 1, 1);

RegisterChange moved(Date since, std::string_view postcode, std::string_view number) {
  RegisterChange change = test::small_register()[3];
  change.valid_from = since;
  change.address = test::address(postcode, number);
  return change;
}

TEST(Register, KnowsWhereEverybodyLivesNow) {
  Register known = test::small_town();
  known.apply(moved(Date(2024, 2, 1), "2725ZZ", "90"));
  const ResidentForm* ahmed = known.find(test_ref("ahmed"));
  EXPECT_EQ(ahmed->door, door_of(test::address("2725ZZ", "90")));
  ASSERT_EQ(ahmed->former.count(), 1U);
  EXPECT_EQ(ahmed->former[0].door, door_of(test::address("2711AB", "14")));
  EXPECT_TRUE(known.living_at(door_of(test::address("2711AB", "14"))).empty());
}

TEST(Register, AStatementThatComesLateIsHistory) {
  Register known = test::small_town();
  known.apply(moved(Date(2024, 6, 1), "2722XY", "3"));
  known.apply(moved(Date(2024, 2, 1), "2725ZZ", "90"));
  EXPECT_EQ(known.find(test_ref("ahmed"))->door, door_of(test::address("2722XY", "3")));
  EXPECT_EQ(known.find(test_ref("ahmed"))->former.count(), 2U);
}

TEST(Register, CountsWhatIsSaidTwiceAndWhatContradicts) {
  Register known = test::small_town();
  known.apply(test::small_register()[3]);
  EXPECT_EQ(known.counts().repeated, 1U);
  RegisterChange other = test::small_register()[3];
  other.has_secrecy = true;
  known.apply(other);
  EXPECT_EQ(known.counts().contradicting, 1U);
}

TEST(Register, TellsTheKeysOfWhomItMayConcern) {
  Register known = test::small_town();
  const std::vector<Key> touched = known.apply(moved(Date(2024, 2, 1), "2725ZZ", "90"));
  const auto holds = [&](const Door& door) {
    return std::find(touched.begin(), touched.end(), door_key(door)) != touched.end();
  };
  EXPECT_TRUE(holds(door_of(test::address("2711AB", "14"))));
  EXPECT_TRUE(holds(door_of(test::address("2725ZZ", "90"))));
  EXPECT_FALSE(holds(door_of(test::address("2711AB", "12"))));
}

TEST(Register, CountsNamesOfWhoLivesHereOnly) {
  Register known = test::small_town();
  const NamePart jansen = NamePart::of("jansen");
  const std::uint32_t before = known.frequency(jansen.hash());
  RegisterChange died = test::small_register()[4];
  died.valid_from = Date(2024, 2, 1);
  died.is_deceased = true;
  known.apply(died);
  EXPECT_EQ(known.frequency(jansen.hash()), before);  // one count of the register holds until the next
  known.count_names();
  EXPECT_EQ(known.frequency(jansen.hash()), before - 1);
  EXPECT_EQ(known.population(), 4U);
}

TEST(Register, FilesNobodyUnderAStatementThatWasTakenBack) {
  Register known = test::small_town();
  RegisterChange error = test::small_register()[3];
  error.revision = 1;
  error.is_revoked = true;
  known.apply(error);
  EXPECT_TRUE(known.posting(door_key(door_of(test::address("2711AB", "14")))).empty());
}

}  // namespace
}  // namespace tijdig::residents
