// Reads what stages published to an outlet, or doors brought to an inbox, from where it stopped the last time.
//
//   Outlet walk_list(back_end, flow::topics::walk_list, {zoetermeer});
//   TIJDIG_TRY(std::vector<Assignment> fresh, walk_list.read_new());
//
// One partition: that of the key given. Repeats are dropped. One thread.
#pragma once

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "libs/codec/codec.h"
#include "libs/flow/topics.h"
#include "libs/ports/back_end.h"

namespace tijdig::commands {

template <class Key, class Message>
class Outlet {
 public:
  Outlet(ports::BackEnd& back_end, const flow::Topic<Key, Message>& topic, const Key& key)
      : back_end_(back_end),
        topic_(topic.info.id),
        key_(flow::key_bytes(key)),
        partition_(flow::partition_of(key_, back_end.partitions())) {}

  void start_at(ports::Offset offset) { next_ = offset; }
  // Leaves out all that stands there already.
  Result<> skip_to_end() {
    TIJDIG_TRY(next_, back_end_.end(topic_, partition_));
    return {};
  }

  Result<std::vector<Message>> read_new() {
    std::vector<Message> messages;
    TIJDIG_DO(each_new([&](Message&& message) { messages.push_back(std::move(message)); }));
    return messages;
  }

  // One at a time, where all together would be too many to hold.
  template <class Take>
  Result<> each_new(const Take& take) {
    constexpr std::size_t batch = 1000;
    while (true) {
      std::vector<ports::InRecord> records;
      TIJDIG_TRY(next_, back_end_.read(topic_, partition_, next_, batch, records));
      if (records.empty()) return {};
      for (const ports::InRecord& record : records) {
        if (record.key != key_ || seen_before(record.cause)) continue;
        TIJDIG_TRY(Message message, codec::decode<Message>(record.value));
        take(std::move(message));
      }
    }
  }

 private:
  // A record that is not newer than the last of its source is a repeat, as for every reader (docs/adr/0002). What a
  // door brought has no source.
  bool seen_before(const ports::Provenance& cause) {
    if (cause.from_door()) return false;
    const std::pair<ports::Offset, std::uint32_t> place{cause.offset, cause.ordinal};
    const auto [last, first_of_source] = last_.emplace(ports::SourcePartition{cause.topic, cause.partition}, place);
    if (first_of_source) return false;
    const bool repeat = place <= last->second;
    last->second = std::max(last->second, place);
    return repeat;
  }

  ports::BackEnd& back_end_;
  flow::TopicId topic_;
  Bytes key_;
  ports::Partition partition_;
  ports::Offset next_ = 0;
  std::map<ports::SourcePartition, std::pair<ports::Offset, std::uint32_t>> last_;
};

}  // namespace tijdig::commands
