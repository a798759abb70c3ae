#include "libs/runtime/log_hash.h"

#include <algorithm>
#include <functional>

#include "libs/flow/topics.h"
#include "libs/runtime/visit.h"

namespace tijdig::runtime {
namespace {

using Visit = std::function<void(ports::Partition, const ports::InRecord&)>;

Result<> visit_all(ports::BackEnd& back_end, flow::TopicId topic, const Visit& take) {
  for (ports::Partition partition = 0; partition < back_end.partitions(); ++partition)
    TIJDIG_DO(visit(back_end, topic, partition, 0, [&](const ports::InRecord& record) -> Result<> {
      take(partition, record);
      return {};
    }));
  return {};
}

std::int64_t number(std::integral auto value) { return static_cast<std::int64_t>(value); }

BytesView view(const Hash128& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

Hash128 in_place(ports::Partition partition, const ports::InRecord& record) {
  StableHasher one("record");
  one.add(number(partition)).add(number(record.offset)).add(number(record.cause.topic));
  one.add(number(record.cause.partition)).add(number(record.cause.offset)).add(number(record.cause.ordinal));
  return one.add(number(record.cause.lane_sequence)).add(record.key).add(record.value).finish();
}

}  // namespace

Result<TopicHashes> hash_in_place(ports::BackEnd& back_end) {
  TopicHashes hashes;
  for (const flow::TopicInfo& topic : flow::topics::all) {
    Hash128 chain{};
    TIJDIG_DO(visit_all(back_end, topic.id, [&](ports::Partition partition, const ports::InRecord& record) {
      chain = StableHasher("chain").add(view(chain)).add(view(in_place(partition, record))).finish();
    }));
    hashes[topic.id] = chain;
  }
  return hashes;
}

Result<TopicHashes> hash_by_key(ports::BackEnd& back_end) {
  TopicHashes hashes;
  for (const flow::TopicInfo& topic : flow::topics::all) {
    std::vector<Hash128> said;
    TIJDIG_DO(visit_all(back_end, topic.id, [&](ports::Partition, const ports::InRecord& record) {
      if (!record.cause.from_door()) said.push_back(StableHasher("said").add(record.key).add(record.value).finish());
    }));
    std::sort(said.begin(), said.end());
    StableHasher whole("topic");
    for (const Hash128& one : said) whole.add(view(one));
    hashes[topic.id] = whole.finish();
  }
  return hashes;
}

}  // namespace tijdig::runtime
