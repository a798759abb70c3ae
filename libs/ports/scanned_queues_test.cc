#include "libs/ports/scanned_queues.h"

#include <gmock/gmock.h>

#include "libs/backends/memory/memory.h"

namespace tijdig::ports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

// A value is the name of its queue; "-" stands in none. The rank is the length of the key.
std::optional<flow::QueuePlace> place(BytesView key, std::optional<BytesView> value) {
  if (!key.starts_with("c")) return std::nullopt;
  if (!value || *value == "-") return flow::QueuePlace{};
  return flow::QueuePlace{std::string(*value), static_cast<std::int64_t>(key.size())};
}

TEST(ScannedQueues, AreReadOffTheStateOfAllLanesInOrder) {
  memory::Memory back_end({.partitions = 2});
  for (Partition partition = 0; partition < 2; ++partition) {
    const Lane lane{6, partition};
    const auto unit = back_end.begin(lane, *back_end.claim(lane));
    const Bytes number = std::to_string(partition);
    ASSERT_TRUE(unit->publish({}));
    ASSERT_TRUE(
        unit->save({{"c" + number, "west"}, {"c-longer" + number, "west"}, {"d" + number, "west"}, {"c", "-"}}));
    ASSERT_TRUE(unit->commit({}));
  }
  ScannedQueues queues(back_end, {{6, {.version = 1, .place = place}}});
  EXPECT_THAT(*queues.sizes(6), ElementsAre(Pair("west", 4)));
  EXPECT_THAT(*queues.first(6, "west", 3),
              ElementsAre(QueuedKey{2, "c0"}, QueuedKey{2, "c1"}, QueuedKey{9, "c-longer0"}));
  EXPECT_THAT(*queues.first(6, "east", 3), IsEmpty());
  EXPECT_THAT(*queues.sizes(5), IsEmpty()) << "a stage without a rule has none";
}

}  // namespace
}  // namespace tijdig::ports
