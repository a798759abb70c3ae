// What a record looks like on the broker: key and value are ours, and where it came from is one header.
//
//   tijdig-cause: topic u16, partition u16, offset u64, ordinal u32, lane_sequence u64; big endian, 24 bytes
//
// A record from a door has no such header, and so has one that a foreign program wrote. Plain functions, any thread.
#pragma once

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/ports/record.h"

namespace tijdig::kafka {

inline constexpr const char* cause_header = "tijdig-cause";

Bytes encode_cause(const ports::Provenance& cause);
// Refused when it has not the length above.
Result<ports::Provenance> decode_cause(BytesView header);

}  // namespace tijdig::kafka
