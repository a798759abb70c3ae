#include "libs/codec/parts.h"
#include "services/matcher/state.h"
#include "tijdig/v1/matcher_state.pb.h"

namespace tijdig::matcher {
namespace {

using codec::read;
using codec::wire_of;

void write(const KeptSignal& from, v1::MatcherSignal* to) {
  to->set_id(from.id.bytes().data(), from.id.bytes().size());
  to->set_signal_date(wire_of(from.signal_date));
  to->set_received(wire_of(from.received));
  to->set_amount_cents(wire_of(from.amount));
  to->set_crisis(from.crisis);
  to->set_late(from.late);
}

Result<> read(const v1::MatcherSignal& from, KeptSignal& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.signal_date(), to.signal_date));
  TIJDIG_DO(read(from.received(), to.received));
  TIJDIG_DO(read(from.amount_cents(), to.amount));
  to.crisis = from.crisis();
  to.late = from.late();
  return {};
}

void write(const CustomerLine& from, v1::MatcherLine* to) {
  to->set_customer(from.customer.bytes().data(), from.customer.bytes().size());
  to->set_partner(from.partner.text());
  to->set_kind(codec::wire_enum<v1::PartnerKind>(from.kind));
  codec::write(from.person, to->mutable_person());
  if (from.household.is_set()) to->set_household(wire_of(from.household));
  for (const KeptSignal& signal : from.signals) write(signal, to->add_signals());
  if (from.named_at) codec::write(*from.named_at, to->mutable_named_at());
  to->set_link(from.link);
}

Result<> read(const v1::MatcherLine& from, CustomerLine& to) {
  TIJDIG_DO(read(from.customer(), to.customer));
  TIJDIG_DO(read(from.partner(), to.partner));
  TIJDIG_DO(codec::read_enum(from.kind(), to.kind));
  TIJDIG_DO(codec::read(from.person(), to.person));
  if (!from.household().empty()) TIJDIG_DO(read(from.household(), to.household));
  to.signals.resize(static_cast<std::size_t>(from.signals_size()));
  for (int i = 0; i < from.signals_size(); ++i)
    TIJDIG_DO(read(from.signals(i), to.signals[static_cast<std::size_t>(i)]));
  to.named_at.reset();
  if (from.has_named_at()) TIJDIG_DO(codec::read_present(from.named_at(), to.named_at.emplace()));
  to.link = from.link();
  return {};
}

void write(const Review& from, v1::MatcherReview* to) {
  to->set_task(wire_of(from.task));
  for (const CustomerId& customer : from.left) to->add_left(wire_of(customer));
  for (const CustomerId& customer : from.right) to->add_right(wire_of(customer));
  to->set_answered(from.answered);
  to->set_same_household(from.same_household);
}

Result<> read(const v1::MatcherReview& from, Review& to) {
  TIJDIG_DO(read(from.task(), to.task));
  for (const std::string& customer : from.left()) TIJDIG_DO(read(customer, to.left.emplace_back()));
  for (const std::string& customer : from.right()) TIJDIG_DO(read(customer, to.right.emplace_back()));
  to.answered = from.answered();
  to.same_household = from.same_household();
  return {};
}

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

Result<> decode(BytesView wire, AddressState& state) {
  thread_local v1::MatcherAddress in;
  TIJDIG_DO(codec::from_bytes(wire, &in));
  TIJDIG_DO(codec::read(in.address(), state.address));
  state.lines.resize(static_cast<std::size_t>(in.lines_size()));
  for (int i = 0; i < in.lines_size(); ++i) TIJDIG_DO(read(in.lines(i), state.lines[static_cast<std::size_t>(i)]));
  for (const auto& review : in.reviews()) TIJDIG_DO(read(review, state.reviews.emplace_back()));
  for (const auto& made : in.made()) {
    MadeMatch& to = state.made.emplace_back();
    TIJDIG_DO(read(made.household(), to.household));
    TIJDIG_DO(read(made.month(), to.month));
    to.signals_hash = made.signals_hash();
  }
  for (const std::int32_t month : in.listed()) TIJDIG_DO(read(month, state.listed.emplace_back()));
  for (const std::string& address : in.away()) TIJDIG_DO(read(address, state.away.emplace_back()));
  for (const std::string& address : in.guests()) TIJDIG_DO(read(address, state.guests.emplace_back()));
  state.is_due = in.due();
  for (const std::string& person : in.told()) TIJDIG_DO(read(person, state.told.emplace_back()));
  return {};
}

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

Bytes encode(const AddressState& state) {
  thread_local v1::MatcherAddress out;
  out.Clear();
  codec::write(state.address, out.mutable_address());
  for (const CustomerLine& line : state.lines) write(line, out.add_lines());
  for (const Review& review : state.reviews) write(review, out.add_reviews());
  for (const MadeMatch& made : state.made) {
    v1::MatcherMade* to = out.add_made();
    to->set_household(wire_of(made.household));
    to->set_month(wire_of(made.month));
    to->set_signals_hash(made.signals_hash);
  }
  for (const YearMonth month : state.listed) out.add_listed(wire_of(month));
  for (const AddressId address : state.away) out.add_away(wire_of(address));
  for (const AddressId address : state.guests) out.add_guests(wire_of(address));
  out.set_due(state.is_due);
  for (const residents::PersonRef& person : state.told) out.add_told(wire_of(person));
  return codec::to_bytes(out);
}

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
