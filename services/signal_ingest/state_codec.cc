#include "libs/codec/described.h"
#include "libs/flow/tables.h"
#include "services/signal_ingest/state.h"
#include "tijdig/v1/signal_ingest_state.pb.h"

namespace tijdig::signal_ingest {

template <codec::Is<KnownSignal> Self, class Each>
void fields(Self& known, Each& each) {
  each.present(1, known.address);
  each(2, known.amount);
  each(3, known.month);
  each(4, known.kind);
  each(5, known.contents);
  each(6, known.withdrawn);
}

namespace {

using codec::read;
using codec::wire_of;

void write(const Problem& from, v1::IngestedProblem* to) {
  to->set_reason(std::string(info_of(from.reason).code));
  if (from.field) to->set_column(static_cast<std::uint32_t>(*from.field) + 1);
  to->set_number(from.number);
}

Result<> read(const v1::IngestedProblem& from, Problem& to) {
  const auto reason = reason_of(from.reason());
  if (!reason || from.column() > static_cast<std::uint32_t>(Column::count_))
    return Error::refused("a refusal of another version");
  to.reason = *reason;
  if (from.column() > 0) to.field = static_cast<Column>(from.column() - 1);
  to.number = from.number();
  return {};
}

void write(const RefusedRow& from, v1::IngestedRefusal* to) {
  to->set_line(from.line);
  for (const Problem& problem : from.problems) write(problem, to->add_problems());
}

Result<> read(const v1::IngestedRefusal& from, RefusedRow& to) {
  to.line = from.line();
  to.problems.resize(static_cast<std::size_t>(from.problems_size()));
  for (int i = 0; i < from.problems_size(); ++i)
    TIJDIG_DO(read(from.problems(i), to.problems[static_cast<std::size_t>(i)]));
  return {};
}

}  // namespace

Bytes state_key(const SignalId& id) { return flow::tables::known_signals.key(id); }

Bytes state_key(const DeliveryId& id, std::uint32_t chunk) { return flow::tables::known_chunks.key(id, chunk); }

Bytes encode_state(const KnownSignal& known) { return codec::to_wire(known); }

Result<KnownSignal> decode_known_signal(BytesView bytes) {
  KnownSignal known;
  TIJDIG_DO(codec::from_wire(bytes, known));
  return known;
}

Bytes encode_state(const KnownChunk& known) {
  v1::IngestedChunk wire;
  for (const RefusedRow& refused : known.refused) write(refused, wire.add_refusals());
  return codec::to_bytes(wire);
}

Result<KnownChunk> decode_known_chunk(BytesView bytes) {
  v1::IngestedChunk wire;
  TIJDIG_DO(codec::from_bytes(bytes, &wire));
  KnownChunk known;
  known.refused.resize(static_cast<std::size_t>(wire.refusals_size()));
  for (int i = 0; i < wire.refusals_size(); ++i)
    TIJDIG_DO(read(wire.refusals(i), known.refused[static_cast<std::size_t>(i)]));
  return known;
}

}  // namespace tijdig::signal_ingest
