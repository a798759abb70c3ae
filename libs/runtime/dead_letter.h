// A record that a stage could not use: kept whole, with where it stood and why, for `tijdig dead-letters`.
//
//   TIJDIG_TRY(DeadLetter letter, decode_dead_letter(record.value));   // a record of topics::dead_letters
//
// The record itself is kept as it was and may hold personal data; the reason never does. Pure; any thread.
#pragma once

#include <string>

#include "libs/base/result.h"
#include "libs/flow/edge.h"
#include "libs/ports/record.h"

namespace tijdig::runtime {

enum class DeadLetterReason : unsigned char { unreadable, refused };

struct DeadLetter {
  flow::StageId stage = 0;
  DeadLetterReason reason = DeadLetterReason::unreadable;
  std::string detail;       // the stage's own words; never personal data
  ports::Provenance place;  // inbox topic, partition, offset
  ports::Provenance cause;  // what the record said of its own cause
  Bytes key;
  Bytes value;
  bool operator==(const DeadLetter&) const = default;
};

Bytes encode_dead_letter(const DeadLetter& letter);
Result<DeadLetter> decode_dead_letter(BytesView wire);

// The record for topics::dead_letters, in the partition of the key of the record it tells of.
ports::OutRecord dead_letter(const flow::StageInfo& stage, const ports::Provenance& place,
                             const ports::InRecord& record, bool readable, const Error& why,
                             ports::Partition partitions);

}  // namespace tijdig::runtime
