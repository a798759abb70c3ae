#include "libs/runtime/log_hash.h"

#include <algorithm>
#include <concepts>
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

Hash128 in_place(ports::Partition partition, const ports::InRecord& record) {
  StableHasher one("record");
  one.add(number(partition)).add(number(record.offset)).add(number(record.cause.topic));
  one.add(number(record.cause.partition)).add(number(record.cause.offset)).add(number(record.cause.ordinal));
  return one.add(number(record.cause.lane_sequence)).add(record.key).add(record.value).finish();
}

struct Place {
  flow::TopicId topic = 0;
  ports::Partition partition = 0;
  ports::Offset offset = 0;
  auto operator<=>(const Place&) const = default;
};

// Which way a record came: the topics and keys from a door to here. What came the same way is in order, wherever the
// partitions fall; what came to the same key by two ways interleaves. A day, or the rules, of a town stand in every
// partition of inboxes with smaller keys, and so come by as many ways at once.
struct Way {
  Hash128 name{};
  bool is_in_order = true;
};

class WayFinder {
 public:
  Result<> read(ports::BackEnd& back_end) {
    for (const flow::TopicInfo& topic : flow::topics::all)
      TIJDIG_DO(visit_all(back_end, topic.id, [&](ports::Partition partition, const ports::InRecord& record) {
        steps_[Place{topic.id, partition, record.offset}] = {record.key, record.cause, is_of_town(topic, record.key)};
      }));
    return {};
  }

  // Follows causes to the door, and remembers what it found on the way.
  Result<Way> way_to(const Place& place) {
    if (const auto known = ways_.find(place); known != ways_.end()) return known->second;
    const auto found = steps_.find(place);
    if (found == steps_.end()) return Error::fatal("a record names a cause that is not in the log");
    const Step& step = found->second;
    StableHasher name("way");
    name.add(number(place.topic)).add(step.key);
    bool is_in_order = !step.is_everywhere;
    if (!step.cause.from_door()) {
      TIJDIG_TRY(const Way before, way_to({step.cause.topic, step.cause.partition, step.cause.offset}));
      name.add(bytes_of(before.name));
      is_in_order = is_in_order && before.is_in_order;
    }
    return ways_[place] = {name.finish(), is_in_order};
  }

 private:
  struct Step {
    Bytes key;
    ports::Provenance cause;
    bool is_everywhere = false;
  };

  static bool is_of_town(const flow::TopicInfo& topic, BytesView key) {
    static const std::size_t size = flow::key_bytes(flow::MunicipalityKey{}).size();
    return topic.key != flow::KeyKind::municipality && key.size() == size;
  }

  std::map<Place, Step> steps_;
  std::map<Place, Way> ways_;
};

// What came one way.
struct Said {
  bool is_in_order = true;
  std::vector<Hash128> records;

  Hash128 finish() {
    if (!is_in_order) std::sort(records.begin(), records.end());
    StableHasher whole("way");
    for (const Hash128& one : records) whole.add(bytes_of(one));
    return whole.finish();
  }
};

}  // namespace

Result<TopicHashes> hash_in_place(ports::BackEnd& back_end) {
  TopicHashes hashes;
  for (const flow::TopicInfo& topic : flow::topics::all) {
    Hash128 chain{};
    TIJDIG_DO(visit_all(back_end, topic.id, [&](ports::Partition partition, const ports::InRecord& record) {
      chain = StableHasher("chain").add(bytes_of(chain)).add(bytes_of(in_place(partition, record))).finish();
    }));
    hashes[topic.id] = chain;
  }
  return hashes;
}

Result<TopicHashes> hash_by_key(ports::BackEnd& back_end) {
  WayFinder ways;
  TIJDIG_DO(ways.read(back_end));
  TopicHashes hashes;
  for (const flow::TopicInfo& topic : flow::topics::all) {
    std::map<Hash128, Said> by_way;
    for (ports::Partition partition = 0; partition < back_end.partitions(); ++partition)
      TIJDIG_DO(visit(back_end, topic.id, partition, 0, [&](const ports::InRecord& record) -> Result<> {
        if (record.cause.from_door()) return {};
        TIJDIG_TRY(const Way way, ways.way_to({topic.id, partition, record.offset}));
        Said& said = by_way[way.name];
        said.is_in_order = way.is_in_order;
        said.records.push_back(StableHasher("said").add(record.key).add(record.value).finish());
        return {};
      }));
    StableHasher whole("topic");
    for (auto& [name, said] : by_way) whole.add(bytes_of(name)).add(bytes_of(said.finish()));
    hashes[topic.id] = whole.finish();
  }
  return hashes;
}

}  // namespace tijdig::runtime
