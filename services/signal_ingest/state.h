// What signal-ingest remembers (Protobuf by state_codec.cc; proto/tijdig/v1/signal_ingest_state.proto).
//
//   turn.save(state_key(signal.id), encode_state(known_signal));         // flow::tables::known_signals
//   turn.save(state_key(delivery, chunk), encode_state(known_chunk));    // flow::tables::known_chunks
#pragma once

#include <vector>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/signal.h"
#include "services/signal_ingest/reason.h"

namespace tijdig::signal_ingest {

struct KnownSignal {
  Address address;
  Cents amount;
  YearMonth month;
  PartnerKind kind = PartnerKind::other;
  std::vector<std::uint64_t> contents;  // hashes of everything it ever said, newest last
  bool withdrawn = false;
  bool operator==(const KnownSignal&) const = default;
};

struct RefusedRow {
  std::uint32_t line = 0;
  std::vector<Problem> problems;
  bool operator==(const RefusedRow&) const = default;
};

struct KnownChunk {
  std::vector<RefusedRow> refused;
  bool operator==(const KnownChunk&) const = default;
};

Bytes state_key(const SignalId& id);
Bytes state_key(const DeliveryId& id, std::uint32_t chunk);

Bytes encode_state(const KnownSignal& known);
Bytes encode_state(const KnownChunk& known);
Result<KnownSignal> decode_known_signal(BytesView bytes);
Result<KnownChunk> decode_known_chunk(BytesView bytes);

}  // namespace tijdig::signal_ingest
