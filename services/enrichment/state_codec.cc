#include "libs/codec/described_merge.h"
#include "services/enrichment/state.h"

namespace tijdig::enrichment {

template <codec::Is<HouseholdState> Self, class Each>
void fields(Self& household, Each& each) {
  each(1, household.waiting);
  each(2, household.open_case);
  each(3, household.looked_up);
  each(4, household.taken_back);
  each(5, household.closed);
  each(6, household.beside);
  each(7, household.awaited);
  each.unless_zero(8, household.merged_into);
}

Bytes encode(const HouseholdState& state) { return codec::to_wire(state); }

Result<HouseholdState> decode_household(BytesView wire) {
  HouseholdState state;
  if (const auto read = codec::from_wire(wire, state); !read)
    return Error::fatal("enrichment state cannot be read (" + read.error().detail + "); run `tijdig rebuild --repair`");
  return state;
}

}  // namespace tijdig::enrichment
