// What is told when two households become one, described field by field (fields.h).
#pragma once

#include "libs/codec/described.h"

namespace tijdig::codec {

template <Is<HouseholdMerged> Self, class Each>
void fields(Self& merged, Each& each) {
  each(1, merged.municipality);
  each(2, merged.into);
  each(3, merged.from);
  each(4, merged.day);
  each.present(5, merged.address);
}

template <Is<MemoryAsked> Self, class Each>
void fields(Self& asked, Each& each) {
  each(1, asked.municipality);
  each(2, asked.from);
  each(3, asked.into);
  each(4, asked.day);
  each.present(5, asked.address);
}

template <Is<PartnerDebt> Self, class Each>
void fields(Self& debt, Each& each) {
  each.named(1, debt.partner);
  each(2, debt.amount);
}

template <Is<ClosedCase> Self, class Each>
void fields(Self& closed, Each& each) {
  each(1, closed.id);
  each(2, closed.day);
  each(3, closed.refused);
  each(4, closed.picked_up);
  each(5, closed.debt);
  each(6, closed.debts);
  each(7, closed.crises);
}

template <Is<TakenBack> Self, class Each>
void fields(Self& back, Each& each) {
  each(1, back.signal);
  each(2, back.moved);
}

template <Is<HouseholdMemory> Self, class Each>
void fields(Self& memory, Each& each) {
  each(1, memory.municipality);
  each(2, memory.into);
  each(3, memory.from);
  each(4, memory.day);
  each.present(5, memory.address);
  each(6, memory.waiting);
  each(7, memory.open_case);
  each(8, memory.looked_up);
  each(9, memory.taken_back);
  each(10, memory.closed);
  each(11, memory.beside);
  each(12, memory.awaited);
}

template <Is<CaseMergeAsked> Self, class Each>
void fields(Self& asked, Each& each) {
  each(1, asked.id);
  each(2, asked.other);
  each(3, asked.municipality);
  each(4, asked.other_standing);
  each(5, asked.yields_when_equal);
  each(6, asked.day);
}

template <Is<CaseStands> Self, class Each>
void fields(Self& stands, Each& each) {
  each(1, stands.id);
  each(2, stands.other);
  each.unless_zero(3, stands.household);
  each(4, stands.municipality);
  each(5, stands.standing);
  each(6, stands.day);
}

template <Is<CaseGoesOn> Self, class Each>
void fields(Self& goes_on, Each& each) {
  each(1, goes_on.id);
  each(2, goes_on.household);
  each(3, goes_on.municipality);
  each(4, goes_on.day);
  each(5, goes_on.address);
  each(6, goes_on.is_alone);
  each(7, goes_on.other);
  each(8, goes_on.match);
  each(9, goes_on.deadline);
  each(10, goes_on.attempts);
}

}  // namespace tijdig::codec
