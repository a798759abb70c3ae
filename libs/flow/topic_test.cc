#include "libs/flow/topic.h"

#include <gtest/gtest.h>

#include <set>

#include "libs/flow/flow.h"

namespace tijdig::flow {
namespace {

TEST(Partitioner, GivesTheSamePlaceOnEveryMachineForEver) {
  // Golden: moving a key to another partition would split a household's history in two.
  const MunicipalityKey zoetermeer{MunicipalityCode::from_number(637)};
  EXPECT_EQ(key_bytes(zoetermeer), Bytes("\x02\x7d", 2));
  EXPECT_EQ(partition_of(key_bytes(zoetermeer), 16), 7);
  EXPECT_EQ(partition_of("", 1), 0);
}

TEST(Partitioner, SpreadsHouseholdsOverAllPartitions) {
  std::set<std::uint16_t> used;
  for (std::int64_t i = 0; i < 200; ++i) {
    const HouseholdKey key{MunicipalityCode::from_number(637), HouseholdId::of(StableHasher("household").add(i))};
    used.insert(partition_of(key_bytes(key), 16));
  }
  EXPECT_EQ(used.size(), 16U);
}

TEST(Keys, OfDifferentMunicipalitiesNeverCollide) {
  const auto id = HouseholdId::of(StableHasher("household").add(std::int64_t{1}));
  EXPECT_NE(key_bytes(HouseholdKey{MunicipalityCode::from_number(637), id}),
            key_bytes(HouseholdKey{MunicipalityCode::from_number(344), id}));
}

TEST(Map, LetsOnlyTheDrawnStagesWrite) {
  static_assert(matcher.may_write(topics::matches.info.id));
  static_assert(!matcher.may_write(topics::work.info.id));
  static_assert(!reporting.may_write(topics::facts.info.id));
  EXPECT_EQ(topics::find(99), nullptr);
  EXPECT_EQ(topics::find(topics::signals.info.id)->name, "tijdig.signals.v1");
}

}  // namespace
}  // namespace tijdig::flow
