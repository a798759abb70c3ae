#include "libs/codec/parts.h"

namespace tijdig::codec {

void write(const SignalCount& from, v1::SignalCount* to) {
  to->set_month(wire_of(from.month));
  to->set_kind(wire_enum<v1::PartnerKind>(from.kind));
  to->set_reason(from.reason);
  to->set_signals(from.signals);
  to->set_amount_cents(from.amount_cents);
}

Result<> read(const v1::SignalCount& from, SignalCount& to) {
  TIJDIG_DO(read(from.month(), to.month));
  TIJDIG_DO(read_enum(from.kind(), to.kind));
  to.reason = from.reason();
  to.signals = from.signals();
  to.amount_cents = from.amount_cents();
  return {};
}

void write(const SignalsCounted& from, v1::SignalsCounted* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_partner(from.partner.text());
  to->set_received(wire_of(from.received));
  write_all(from.counts, to->mutable_counts());
}

Result<> read(const v1::SignalsCounted& from, SignalsCounted& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.partner(), to.partner));
  TIJDIG_DO(read(from.received(), to.received));
  return read_all(from.counts(), to.counts);
}

void write(const SignalAmended& from, v1::SignalAmended* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_partner(from.partner.text());
  to->set_kind(wire_enum<v1::PartnerKind>(from.kind));
  to->set_month(wire_of(from.month));
  to->set_signals_change(from.signals_change);
  to->set_amount_cents_change(from.amount_cents_change);
}

Result<> read(const v1::SignalAmended& from, SignalAmended& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.partner(), to.partner));
  TIJDIG_DO(read_enum(from.kind(), to.kind));
  TIJDIG_DO(read(from.month(), to.month));
  to.signals_change = from.signals_change();
  to.amount_cents_change = from.amount_cents_change();
  return {};
}

void write(const FactSignal& from, v1::FactSignal* to) {
  write(from.id, to->mutable_id());
  to->set_partner(from.partner.text());
  to->set_kind(wire_enum<v1::PartnerKind>(from.kind));
  to->set_amount_cents(wire_of(from.amount));
  to->set_signal_date(wire_of(from.signal_date));
  to->set_received(wire_of(from.received));
}

Result<> read(const v1::FactSignal& from, FactSignal& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.partner(), to.partner));
  TIJDIG_DO(read_enum(from.kind(), to.kind));
  TIJDIG_DO(read(from.amount_cents(), to.amount));
  TIJDIG_DO(read(from.signal_date(), to.signal_date));
  return read(from.received(), to.received);
}

void write(const MatchMade& from, v1::MatchMade* to) {
  write(from.match, to->mutable_match());
  to->set_municipality(wire_of(from.municipality));
  to->set_month(wire_of(from.month));
  to->set_match_class(wire_enum<v1::MatchClass>(from.match_class));
  to->set_divosa_multiple(from.divosa_multiple);
  to->set_divosa_consecutive(from.divosa_consecutive);
  write_all(from.signals, to->mutable_signals());
}

Result<> read(const v1::MatchMade& from, MatchMade& to) {
  TIJDIG_DO(read(from.match(), to.match));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.month(), to.month));
  TIJDIG_DO(read_enum(from.match_class(), to.match_class));
  to.divosa_multiple = from.divosa_multiple();
  to.divosa_consecutive = from.divosa_consecutive();
  return read_all(from.signals(), to.signals);
}

void write(const MatchEnded& from, v1::MatchEnded* to) {
  write(from.match, to->mutable_match());
  to->set_municipality(wire_of(from.municipality));
  to->set_month(wire_of(from.month));
  to->set_day(wire_of(from.day));
  to->set_reason(from.reason);
  to->set_result(wire_enum<v1::EndResult>(from.result));
}

Result<> read(const v1::MatchEnded& from, MatchEnded& to) {
  TIJDIG_DO(read(from.match(), to.match));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.month(), to.month));
  TIJDIG_DO(read(from.day(), to.day));
  to.reason = from.reason();
  return read_enum(from.result(), to.result);
}

void write(const CaseAssigned& from, v1::CaseAssigned* to) {
  write(from.id, to->mutable_id());
  write(from.match, to->mutable_match());
  to->set_municipality(wire_of(from.municipality));
  to->set_assigned_on(wire_of(from.assigned_on));
  to->set_deadline(wire_of(from.deadline));
  to->set_team(from.team);
  write_all(from.signals, to->mutable_signals());
}

Result<> read(const v1::CaseAssigned& from, CaseAssigned& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.match(), to.match));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.assigned_on(), to.assigned_on));
  TIJDIG_DO(read(from.deadline(), to.deadline));
  to.team = from.team();
  return read_all(from.signals(), to.signals);
}

void write(const ContactTried& from, v1::ContactTried* to) {
  write(from.entry, to->mutable_entry());
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  to->set_day(wire_of(from.day));
  write(from.attempt, to->mutable_attempt());
}

Result<> read(const v1::ContactTried& from, ContactTried& to) {
  TIJDIG_DO(read(from.entry(), to.entry));
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.day(), to.day));
  return read(from.attempt(), to.attempt);
}

void write(const CaseClosed& from, v1::CaseClosed* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  to->set_day(wire_of(from.day));
  to->set_by_clock(from.by_clock);
  to->set_local_code(from.local_code);
  to->set_result(wire_enum<v1::EndResult>(from.result));
  write_all(from.causes, to->mutable_causes());
  to->set_composition(from.composition);
  write_all(from.other_problems, to->mutable_other_problems());
}

Result<> read(const v1::CaseClosed& from, CaseClosed& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.day(), to.day));
  to.by_clock = from.by_clock();
  to.local_code = from.local_code();
  TIJDIG_DO(read_enum(from.result(), to.result));
  read_all(from.causes(), to.causes);
  to.composition = from.composition();
  read_all(from.other_problems(), to.other_problems);
  return {};
}

void write(const Feedback& from, v1::Feedback* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_partner(from.partner.text());
  write(from.signal, to->mutable_signal());
  to->set_day(wire_of(from.day));
  to->set_ddas_result(from.ddas_result);
  to->set_collection_paused(from.collection_paused);
  if (from.pause_ends) to->set_pause_ends(wire_of(*from.pause_ends));
}

Result<> read(const v1::Feedback& from, Feedback& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.partner(), to.partner));
  TIJDIG_DO(read(from.signal(), to.signal));
  TIJDIG_DO(read(from.day(), to.day));
  to.ddas_result = from.ddas_result();
  to.collection_paused = from.collection_paused();
  to.pause_ends.reset();
  if (from.has_pause_ends()) TIJDIG_DO(read(from.pause_ends(), to.pause_ends.emplace()));
  return {};
}

void write(const LateSignal& from, v1::LateSignal* to) {
  to->set_municipality(wire_of(from.municipality));
  write(from.signal, to->mutable_signal());
  to->set_partner(from.partner.text());
  to->set_month(wire_of(from.month));
  to->set_received(wire_of(from.received));
}

Result<> read(const v1::LateSignal& from, LateSignal& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.signal(), to.signal));
  TIJDIG_DO(read(from.partner(), to.partner));
  TIJDIG_DO(read(from.month(), to.month));
  return read(from.received(), to.received);
}

void write(const LateCounted& from, v1::LateCounted* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_month(wire_of(from.month));
  to->set_signals(from.signals);
}

Result<> read(const v1::LateCounted& from, LateCounted& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.month(), to.month));
  to.signals = from.signals();
  return {};
}

}  // namespace tijdig::codec
