#include "libs/runtime/dead_letter.h"

#include "libs/flow/topics.h"
#include "tijdig/v1/dead_letter.pb.h"

namespace tijdig::runtime {
namespace {

void put(const ports::Provenance& from, v1::RecordPlace& to) {
  to.set_topic(from.topic);
  to.set_partition(from.partition);
  to.set_offset(from.offset);
  to.set_ordinal(from.ordinal);
  to.set_lane_sequence(from.lane_sequence);
}

ports::Provenance get(const v1::RecordPlace& from) {
  return {static_cast<flow::TopicId>(from.topic()), static_cast<ports::Partition>(from.partition()), from.offset(),
          from.ordinal(), from.lane_sequence()};
}

}  // namespace

Bytes encode_dead_letter(const DeadLetter& letter) {
  v1::DeadLetter wire;
  wire.set_stage(letter.stage);
  wire.set_reason(letter.reason == DeadLetterReason::unreadable ? v1::DEAD_LETTER_REASON_UNREADABLE
                                                                : v1::DEAD_LETTER_REASON_REFUSED);
  wire.set_detail(letter.detail);
  put(letter.place, *wire.mutable_place());
  put(letter.cause, *wire.mutable_cause());
  wire.set_key(letter.key);
  wire.set_value(letter.value);
  return wire.SerializeAsString();
}

Result<DeadLetter> decode_dead_letter(BytesView bytes) {
  v1::DeadLetter wire;
  if (!wire.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return Error::refused("dead letter: not a DeadLetter message");
  DeadLetter letter;
  letter.stage = static_cast<flow::StageId>(wire.stage());
  letter.reason =
      wire.reason() == v1::DEAD_LETTER_REASON_REFUSED ? DeadLetterReason::refused : DeadLetterReason::unreadable;
  letter.detail = wire.detail();
  letter.place = get(wire.place());
  letter.cause = get(wire.cause());
  letter.key = wire.key();
  letter.value = wire.value();
  return letter;
}

ports::OutRecord dead_letter(const flow::StageInfo& stage, const ports::Provenance& place,
                             const ports::InRecord& record, bool readable, const Error& why,
                             ports::Partition partitions) {
  const DeadLetter letter{stage.id,     readable ? DeadLetterReason::refused : DeadLetterReason::unreadable,
                          why.detail,   place,
                          record.cause, record.key,
                          record.value};
  return {flow::topics::dead_letters.id, flow::partition_of(record.key, partitions), place, record.key,
          encode_dead_letter(letter)};
}

}  // namespace tijdig::runtime
