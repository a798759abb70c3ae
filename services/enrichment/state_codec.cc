#include "libs/codec/described.h"
#include "services/enrichment/state.h"

namespace tijdig::enrichment {

template <codec::Is<PartnerDebt> Self, class Each>
void fields(Self& debt, Each& each) {
  each.named(1, debt.partner);
  each(2, debt.amount);
}

template <codec::Is<ClosedCase> Self, class Each>
void fields(Self& closed, Each& each) {
  each(1, closed.id);
  each(2, closed.day);
  each(3, closed.refused);
  each(4, closed.picked_up);
  each(5, closed.debt);
  each(6, closed.debts);
  each(7, closed.crises);
}

template <codec::Is<TakenBack> Self, class Each>
void fields(Self& back, Each& each) {
  each(1, back.signal);
  each(2, back.moved);
}

template <codec::Is<HouseholdState> Self, class Each>
void fields(Self& household, Each& each) {
  each(1, household.waiting);
  each(2, household.open_case);
  each(3, household.looked_up);
  each(4, household.taken_back);
  each(5, household.closed);
}

Bytes encode(const HouseholdState& state) { return codec::to_wire(state); }

Result<HouseholdState> decode_household(BytesView wire) {
  HouseholdState state;
  if (const auto read = codec::from_wire(wire, state); !read)
    return Error::fatal("enrichment state cannot be read (" + read.error().detail + "); run `tijdig rebuild --repair`");
  return state;
}

}  // namespace tijdig::enrichment
