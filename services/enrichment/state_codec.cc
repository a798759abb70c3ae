#include "libs/codec/parts.h"
#include "services/enrichment/state.h"
#include "tijdig/v1/enrichment_state.pb.h"

namespace tijdig::enrichment {
namespace {

Result<HouseholdState> read_household(BytesView wire) {
  v1::EnrichmentHousehold in;
  TIJDIG_DO(codec::from_bytes(wire, &in));
  HouseholdState state;
  TIJDIG_DO(codec::read_all(in.waiting(), state.waiting));
  if (in.has_open_case()) TIJDIG_DO(codec::read(in.open_case(), state.open_case.emplace()));
  if (in.has_last_refusal()) {
    Refusal& refusal = state.last_refusal.emplace();
    TIJDIG_DO(codec::read(in.last_refusal().day(), refusal.day));
    TIJDIG_DO(codec::read(in.last_refusal().debt_cents(), refusal.debt));
  }
  return state;
}

}  // namespace

Bytes encode(const HouseholdState& state) {
  v1::EnrichmentHousehold out;
  codec::write_all(state.waiting, out.mutable_waiting());
  if (state.open_case) codec::write(*state.open_case, out.mutable_open_case());
  if (state.last_refusal) {
    out.mutable_last_refusal()->set_day(codec::wire_of(state.last_refusal->day));
    out.mutable_last_refusal()->set_debt_cents(codec::wire_of(state.last_refusal->debt));
  }
  return codec::to_bytes(out);
}

Result<HouseholdState> decode_household(BytesView wire) {
  auto state = read_household(wire);
  if (!state)
    return Error::fatal("enrichment state cannot be read (" + state.error().detail + "); run `tijdig rebuild`");
  return state;
}

}  // namespace tijdig::enrichment
