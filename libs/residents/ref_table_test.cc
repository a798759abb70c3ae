#include "libs/residents/ref_table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace tijdig::residents {
namespace {

TEST(RefTable, KeepsTheFirstSlotOfAReference) {
  RefTable<ShortRef> slots;
  EXPECT_TRUE(slots.add(7, 1).second);
  EXPECT_FALSE(slots.add(7, 2).second);
  EXPECT_EQ(*slots.find(7), 1U);
  EXPECT_EQ(slots.find(8), nullptr);
}

RC_GTEST_PROP(RefTable, HoldsWhatAMapHolds, (std::vector<std::pair<std::uint8_t, bool>> steps)) {
  RefTable<ShortRef> slots;
  std::map<ShortRef, std::uint32_t> model;
  std::uint32_t next = 0;
  for (const auto& [ref, is_added] : steps) {
    const ShortRef wanted = ref % 128U + 1U;
    if (is_added) {
      slots.add(wanted, next);
      model.emplace(wanted, next);
      ++next;
    } else {
      slots.erase(wanted);
      model.erase(wanted);
    }
  }
  RC_ASSERT(slots.size() == model.size());
  for (ShortRef ref = 1; ref <= 128; ++ref) {
    const auto known = model.find(ref);
    const std::uint32_t* found = slots.find(ref);
    RC_ASSERT((found != nullptr) == (known != model.end()));
    if (found != nullptr) RC_ASSERT(*found == known->second);
  }
}

TEST(RefTable, HoldsManyThroughGrowthAndErasure) {
  RefTable<VersionId> slots;
  const auto id = [](std::int64_t i) { return VersionId::of(StableHasher("test").add(i)); };
  for (std::int64_t i = 0; i < 5000; ++i) slots.add(id(i), static_cast<std::uint32_t>(i));
  for (std::int64_t i = 0; i < 5000; i += 2) slots.erase(id(i));
  EXPECT_EQ(slots.size(), 2500U);
  for (std::int64_t i = 0; i < 5000; ++i) ASSERT_EQ(slots.find(id(i)) != nullptr, i % 2 == 1) << i;
}

}  // namespace
}  // namespace tijdig::residents
