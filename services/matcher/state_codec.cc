#include "libs/codec/described.h"
#include "services/matcher/state.h"
#include "tijdig/v1/matcher_state.pb.h"

namespace tijdig::residents {

template <codec::Is<Together> Self, class Each>
void fields(Self& together, Each& each) {
  each.fixed64(1, together.one);
  each.fixed64(2, together.other);
}

}  // namespace tijdig::residents

namespace tijdig::matcher {

// What every signal loads and saves, described once for both directions (libs/codec/fields.h).
template <codec::Is<KeptSignal> Self, class Each>
void fields(Self& signal, Each& each) {
  each(1, signal.id);
  each(2, signal.signal_date);
  each(3, signal.received);
  each(4, signal.amount);
  each(5, signal.crisis);
  each(6, signal.late);
}

template <codec::Is<CustomerLine> Self, class Each>
void fields(Self& line, Each& each) {
  each(1, line.customer);
  each(2, line.partner);
  each(3, line.kind);
  each(4, line.person);
  each.unless_zero(5, line.household);
  each(6, line.signals);
  each(7, line.named_at);
  each.raw(8, line.link);
  each.unless_zero(9, line.household_at);
  each(10, line.is_apart);
  each(11, line.withdrawn);
}

template <codec::Is<Review> Self, class Each>
void fields(Self& review, Each& each) {
  each(1, review.task);
  each(2, review.left);
  each(3, review.right);
  each(4, review.answered);
  each(5, review.same_household);
}

template <codec::Is<MadeMatch> Self, class Each>
void fields(Self& made, Each& each) {
  each(1, made.household);
  each(2, made.month);
  each.fixed64(3, made.signals_hash);
}

template <codec::Is<FiledContact> Self, class Each>
void fields(Self& contact, Each& each) {
  each.fixed64(1, contact.key);
}

template <codec::Is<AddressState> Self, class Each>
void fields(Self& state, Each& each) {
  each(1, state.address);
  each(2, state.lines);
  each(3, state.reviews);
  each(4, state.made);
  each(5, state.listed);
  each(6, state.away);
  each(7, state.is_due);
  each(8, state.guests);
  each(9, state.told);
  each(10, state.contacts);
  each(11, state.together);
}

namespace {

using codec::read;
using codec::wire_of;

void write_rules(const policy::Matching& rules, v1::MatcherMunicipality& to) {
  to.set_window_months(rules.window_months);
  to.set_partners_min(rules.partners_min);
  to.set_link_by_register(rules.link_by == policy::LinkBy::residents);
  to.set_continuously(rules.when == policy::MatchWhen::continuously);
  to.set_day_of_month(rules.day_of_month);
  to.set_single_when_crisis(rules.single_when_crisis);
  if (rules.single_from_amount) to.set_single_from_amount_cents(wire_of(*rules.single_from_amount));
}

Result<> read_rules(const v1::MatcherMunicipality& from, policy::Matching& rules) {
  rules.window_months = from.window_months();
  rules.partners_min = from.partners_min();
  rules.link_by = from.link_by_register() ? policy::LinkBy::residents : policy::LinkBy::address;
  rules.when = from.continuously() ? policy::MatchWhen::continuously : policy::MatchWhen::on_day_of_month;
  rules.day_of_month = from.day_of_month();
  rules.single_when_crisis = from.single_when_crisis();
  if (from.has_single_from_amount_cents())
    TIJDIG_DO(read(from.single_from_amount_cents(), rules.single_from_amount.emplace()));
  return {};
}

}  // namespace

Result<> decode(BytesView wire, AddressState& state) { return codec::from_wire(wire, state); }

Result<> decode(BytesView wire, MunicipalityState& state) {
  thread_local v1::MatcherMunicipality in;
  TIJDIG_DO(codec::from_bytes(wire, &in));
  state.policy_version = in.policy_version();
  TIJDIG_DO(read_rules(in, state.rules));
  if (in.has_last_run()) TIJDIG_DO(read(in.last_run(), state.last_run.emplace()));
  for (const auto& list : in.lists()) {
    RunList& to = state.lists.emplace_back();
    TIJDIG_DO(read(list.month(), to.month));
    to.addresses = list.addresses();
  }
  state.residents = in.residents();
  state.due_doors = in.due_doors();
  state.due_addresses = in.due_addresses();
  state.is_named = in.named();
  return {};
}

bool MunicipalityState::operator==(const MunicipalityState& other) const { return encode(*this) == encode(other); }

Bytes encode(const AddressState& state) { return codec::to_wire(state); }

Bytes encode(const MunicipalityState& state) {
  v1::MatcherMunicipality out;
  out.set_policy_version(state.policy_version);
  write_rules(state.rules, out);
  if (state.last_run) out.set_last_run(wire_of(*state.last_run));
  for (const RunList& list : state.lists) {
    v1::MatcherList* to = out.add_lists();
    to->set_month(wire_of(list.month));
    to->set_addresses(list.addresses);
  }
  out.set_residents(state.residents);
  out.set_due_doors(state.due_doors);
  out.set_due_addresses(state.due_addresses);
  out.set_named(state.is_named);
  return codec::to_bytes(out);
}

}  // namespace tijdig::matcher
