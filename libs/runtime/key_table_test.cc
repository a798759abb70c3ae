#include "libs/runtime/key_table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <utility>

namespace tijdig::runtime {
namespace {

TEST(KeyTable, FindsNothingInAnEmptyOne) {
  KeyTable<int> table;
  EXPECT_EQ(table.find("a"), nullptr);
  EXPECT_EQ(table.size(), 0U);
}

TEST(KeyTable, KeepsEntriesWhereTheyAreWhileItGrows) {
  KeyTable<int> table;
  auto& first = table.find_or_add("first");
  first.value = 7;
  for (int i = 0; i < 10'000; ++i) table.find_or_add(std::to_string(i)).value = i;
  EXPECT_EQ(table.find("first"), &first);
  EXPECT_EQ(first.value, 7);
  EXPECT_EQ(table.find("9999")->value, 9999);
}

TEST(KeyTable, GivesAKeyThatComesBackAnEmptyValue) {
  KeyTable<int> table;
  table.find_or_add("a").value = 7;
  table.erase(*table.find("a"));
  EXPECT_EQ(table.find("a"), nullptr);
  EXPECT_EQ(table.find_or_add("a").value, 0);
}

TEST(KeyTable, TellsKeysOfEveryLengthApart) {
  KeyTable<std::size_t> table;
  for (std::size_t length = 0; length < 100; ++length) table.find_or_add(Bytes(length, 'k')).value = length;
  table.erase(*table.find(Bytes(60, 'k')));
  table.find_or_add("short").value = 1;  // where the long one was
  for (std::size_t length = 0; length < 100; ++length) {
    const auto* found = table.find(Bytes(length, 'k'));
    ASSERT_EQ(found == nullptr, length == 60);
    if (found == nullptr) continue;
    EXPECT_EQ(found->value, length);
    EXPECT_EQ(found->key.view(), Bytes(length, 'k'));
  }
}

// Few keys in few cells, so that searches run into each other and around the end.
RC_GTEST_PROP(KeyTable, KeepsWhatAMapWouldKeep, (const std::vector<std::pair<std::uint8_t, bool>>& steps)) {
  KeyTable<std::size_t> table;
  std::map<Bytes, std::size_t> map;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Bytes key = std::to_string(steps[i].first % 61);
    if (steps[i].second) {
      table.find_or_add(key).value = i;
      map[key] = i;
    } else if (auto* entry = table.find(key)) {
      table.erase(*entry);
      map.erase(key);
    }
    if (i % 50 == 49) {
      table.erase_if([](const auto& entry) { return entry.value % 3 == 0; });
      std::erase_if(map, [](const auto& pair) { return pair.second % 3 == 0; });
    }
    RC_ASSERT(table.size() == map.size());
    for (int k = 0; k < 61; ++k) {
      const auto* found = table.find(std::to_string(k));
      const auto expected = map.find(std::to_string(k));
      RC_ASSERT((found != nullptr) == (expected != map.end()));
      if (found != nullptr) RC_ASSERT(found->value == expected->second);
    }
  }
}

}  // namespace
}  // namespace tijdig::runtime
