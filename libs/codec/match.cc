#include "libs/codec/parts.h"

namespace tijdig::codec {

void write(const MatchedSignal& from, v1::MatchedSignal* to) {
  write(from.id, to->mutable_id());
  to->set_partner(from.partner.text());
  to->set_kind(wire_enum<v1::PartnerKind>(from.kind));
  to->set_month(wire_of(from.month));
  to->set_signal_date(wire_of(from.signal_date));
  to->set_received(wire_of(from.received));
  to->set_amount_cents(wire_of(from.amount));
  to->set_current(from.current);
  to->set_crisis(from.crisis);
}

Result<> read(const v1::MatchedSignal& from, MatchedSignal& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.partner(), to.partner));
  TIJDIG_DO(read_enum(from.kind(), to.kind));
  TIJDIG_DO(read(from.month(), to.month));
  TIJDIG_DO(read(from.signal_date(), to.signal_date));
  TIJDIG_DO(read(from.received(), to.received));
  TIJDIG_DO(read(from.amount_cents(), to.amount));
  to.current = from.current();
  to.crisis = from.crisis();
  return {};
}

void write(const Match& from, v1::Match* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  write(from.household, to->mutable_household());
  write(from.address, to->mutable_address());
  to->set_month(wire_of(from.month));
  to->set_match_class(wire_enum<v1::MatchClass>(from.match_class));
  to->set_divosa_multiple(from.divosa_multiple);
  to->set_divosa_consecutive(from.divosa_consecutive);
  to->set_matched_on(wire_of(from.matched_on));
  write_all(from.signals, to->mutable_signals());
  write_all(from.persons, to->mutable_persons());
  write_all(from.evidence, to->mutable_evidence());
  to->set_policy_version(from.policy_version);
}

Result<> read(const v1::Match& from, Match& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.household(), to.household));
  TIJDIG_DO(read_present(from.address(), to.address));
  TIJDIG_DO(read(from.month(), to.month));
  TIJDIG_DO(read_enum(from.match_class(), to.match_class));
  to.divosa_multiple = from.divosa_multiple();
  to.divosa_consecutive = from.divosa_consecutive();
  TIJDIG_DO(read(from.matched_on(), to.matched_on));
  TIJDIG_DO(read_all(from.signals(), to.signals));
  TIJDIG_DO(read_all(from.persons(), to.persons));
  TIJDIG_DO(read_all(from.evidence(), to.evidence));
  to.policy_version = from.policy_version();
  return {};
}

void write(const ReviewTask& from, v1::ReviewTask* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  write(from.address, to->mutable_address());
  to->set_month(wire_of(from.month));
  write_all(from.signals, to->mutable_signals());
  write_all(from.evidence, to->mutable_evidence());
  to->set_policy_version(from.policy_version);
}

Result<> read(const v1::ReviewTask& from, ReviewTask& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.address(), to.address));
  TIJDIG_DO(read(from.month(), to.month));
  TIJDIG_DO(read_all(from.signals(), to.signals));
  TIJDIG_DO(read_all(from.evidence(), to.evidence));
  to.policy_version = from.policy_version();
  return {};
}

void write(const ReviewAnswer& from, v1::ReviewAnswer* to) {
  write(from.task, to->mutable_task());
  to->set_municipality(wire_of(from.municipality));
  write(from.address, to->mutable_address());
  to->set_same_household(from.same_household);
  to->set_answered(wire_of(from.answered));
  if (from.employee.is_set()) write(from.employee, to->mutable_employee());
}

Result<> read(const v1::ReviewAnswer& from, ReviewAnswer& to) {
  TIJDIG_DO(read(from.task(), to.task));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.address(), to.address));
  to.same_household = from.same_household();
  to.employee = {};
  if (!from.employee().empty()) TIJDIG_DO(read(from.employee(), to.employee));
  return read(from.answered(), to.answered);
}

}  // namespace tijdig::codec
