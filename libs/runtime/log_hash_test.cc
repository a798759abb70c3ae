#include "libs/runtime/log_hash.h"

#include <gtest/gtest.h>

#include "libs/backends/memory/memory.h"
#include "libs/flow/topics.h"

namespace tijdig::runtime {
namespace {

using ports::OutRecord;
using ports::Provenance;

const Bytes town = flow::key_bytes(flow::MunicipalityKey{});
const Bytes dunea = town + "dunea";
const Bytes vestia = town + "vestia";
const Bytes household = town + "household";

// Two partners deliver twice each, into partitions of their own, and a day that ends stands in both partitions of work.
OutRecord delivered(ports::Partition partition, const Bytes& partner, const Bytes& value) {
  return {flow::topics::deliveries.info.id, partition, {}, partner, value};
}

OutRecord said_of(const flow::TopicInfo& topic, const Provenance& cause, const Bytes& value) {
  return {topic.id, 0, cause, town, value};
}

constexpr Provenance dunea_first{flow::topics::deliveries.info.id, 0, 0, 0, 1};
constexpr Provenance dunea_second{flow::topics::deliveries.info.id, 0, 1, 0, 2};
constexpr Provenance vestia_first{flow::topics::deliveries.info.id, 1, 0, 0, 1};

Hash128 signals_by_key(const std::vector<OutRecord>& signals) {
  memory::MemoryOptions options;
  options.partitions = 2;
  memory::Memory memory(options);
  std::vector<OutRecord> records{delivered(0, dunea, "1"), delivered(0, dunea, "2"), delivered(1, vestia, "3")};
  records.insert(records.end(), signals.begin(), signals.end());
  EXPECT_TRUE(memory.append(records));
  const auto hashes = hash_by_key(memory);
  EXPECT_TRUE(hashes);
  return hashes->at(flow::topics::signals.info.id);
}

const OutRecord first = said_of(flow::topics::signals.info, dunea_first, "a");
const OutRecord second = said_of(flow::topics::signals.info, dunea_second, "b");
const OutRecord other = said_of(flow::topics::signals.info, vestia_first, "c");

TEST(HashByKey, NoticesThatTwoRecordsThatCameTheSameWayChangedPlaces) {
  EXPECT_NE(signals_by_key({first, second, other}), signals_by_key({second, first, other}));
}

TEST(HashByKey, LetsRecordsInterleaveThatCameByTwoWays) {
  EXPECT_EQ(signals_by_key({first, second, other}), signals_by_key({other, first, second}));
  EXPECT_EQ(signals_by_key({first, second, other}), signals_by_key({first, other, second}));
}

TEST(HashByKey, NoticesARecordThatIsMissingRepeatedOrCameByAnotherWay) {
  const Hash128 whole = signals_by_key({first, second, other});
  EXPECT_NE(signals_by_key({first, second}), whole);
  EXPECT_NE(signals_by_key({first, first, second, other}), whole);
  OutRecord elsewhere = second;
  elsewhere.cause = vestia_first;
  EXPECT_NE(signals_by_key({first, elsewhere, other}), whole);
}

Hash128 facts_of_a_day(const std::vector<Bytes>& facts, const Bytes& key_in_work) {
  memory::MemoryOptions options;
  options.partitions = 2;
  memory::Memory memory(options);
  std::vector<OutRecord> records;
  for (ports::Partition partition = 0; partition < 2; ++partition)
    records.push_back({flow::topics::work.info.id, partition, {}, key_in_work, "day"});
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto partition = static_cast<ports::Partition>(i);
    records.push_back(said_of(flow::topics::facts.info, {flow::topics::work.info.id, partition, 0, 0, 1}, facts[i]));
  }
  EXPECT_TRUE(memory.append(records));
  const auto hashes = hash_by_key(memory);
  EXPECT_TRUE(hashes);
  return hashes->at(flow::topics::facts.info.id);
}

TEST(HashByKey, KnowsNoOrderBetweenThePartitionsInWhichADayOfTheTownStands) {
  EXPECT_EQ(facts_of_a_day({"a", "b"}, town), facts_of_a_day({"b", "a"}, town));
  EXPECT_NE(facts_of_a_day({"a", "b"}, town), facts_of_a_day({"a", "c"}, town));
  EXPECT_NE(facts_of_a_day({"a", "b"}, household), facts_of_a_day({"b", "a"}, household));
}

TEST(HashByKey, RefusesALogInWhichACauseIsMissing) {
  memory::Memory memory({});
  ASSERT_TRUE(memory.append({first}));
  EXPECT_FALSE(hash_by_key(memory));
}

}  // namespace
}  // namespace tijdig::runtime
