#include "libs/residents/posting_index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "libs/residents/short_text.h"

namespace tijdig::residents {
namespace {

std::set<std::uint32_t> found(const PostingIndex& index, std::uint64_t key) {
  const auto slots = index.find(key);
  return {slots.begin(), slots.end()};
}

TEST(PostingIndex, ListsASlotOnce) {
  PostingIndex index;
  index.add(mixed(1), 5);
  index.add(mixed(1), 5);
  EXPECT_EQ(index.find(mixed(1)).size(), 1U);
  EXPECT_TRUE(index.find(mixed(2)).empty());
}

TEST(PostingIndex, ForgetsASlotThatIsRemoved) {
  PostingIndex index;
  index.remove(mixed(1), 5);
  index.add(mixed(1), 5);
  index.remove(mixed(1), 5);
  EXPECT_TRUE(index.find(mixed(1)).empty());
}

TEST(PostingIndex, TakesASlotForAKeyWhoseOnlyOneIsGone) {
  PostingIndex index;
  index.add(mixed(1), 5);
  index.remove(mixed(1), 5);
  index.add(mixed(1), 7);
  EXPECT_EQ(found(index, mixed(1)), (std::set<std::uint32_t>{7}));
}

RC_GTEST_PROP(PostingIndex, HoldsWhatAMapOfSetsHolds, ()) {
  struct Step {
    std::uint64_t key;
    std::uint32_t slot;
    bool is_added;
  };
  const auto steps = *rc::gen::container<std::vector<Step>>(rc::gen::construct<Step>(
      rc::gen::map(rc::gen::inRange<std::uint64_t>(1, 9), [](std::uint64_t i) { return mixed(i); }),
      rc::gen::inRange<std::uint32_t>(0, 40), rc::gen::inRange(0, 4)));
  PostingIndex index;
  std::map<std::uint64_t, std::set<std::uint32_t>> model;
  for (const Step& step : steps) {
    if (step.is_added) {
      index.add(step.key, step.slot);
      model[step.key].insert(step.slot);
    } else {
      index.remove(step.key, step.slot);
      model[step.key].erase(step.slot);
    }
  }
  for (const auto& [key, slots] : model) RC_ASSERT(found(index, key) == slots);
}

TEST(PostingIndex, HoldsLongListsAndManyKeysInFewBytes) {
  PostingIndex index;
  constexpr std::uint32_t keys = 100'000;
  for (std::uint32_t i = 0; i < keys; ++i) index.add(mixed(i + 1), i);
  for (std::uint32_t i = 0; i < 1000; ++i) index.add(mixed(7), i + keys);
  for (std::uint32_t i = 0; i < 500; ++i) index.remove(mixed(7), i + keys);
  EXPECT_EQ(index.find(mixed(7)).size(), 501U);
  for (std::uint32_t i = 7; i < keys; ++i) ASSERT_TRUE(found(index, mixed(i + 1)).contains(i));
  EXPECT_LT(index.bytes() / keys, 30U);
}

}  // namespace
}  // namespace tijdig::residents
