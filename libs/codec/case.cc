#include "libs/codec/parts.h"

namespace tijdig::codec {

void write(const EnrichedCase& from, v1::EnrichedCase* to) {
  write(from.id, to->mutable_id());
  write(from.match, to->mutable_match());
  to->set_enriched_on(wire_of(from.enriched_on));
  to->set_re_approach(from.re_approach);
  to->set_secrecy(from.secrecy);
  to->set_residents(from.residents);
  write_all(from.facts, to->mutable_facts());
}

Result<> read(const v1::EnrichedCase& from, EnrichedCase& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.match(), to.match));
  TIJDIG_DO(read(from.enriched_on(), to.enriched_on));
  to.re_approach = from.re_approach();
  to.secrecy = from.secrecy();
  to.residents = from.residents();
  return read_all(from.facts(), to.facts);
}

void write(const Assignment& from, v1::Assignment* to) {
  write(from.enriched, to->mutable_enriched());
  to->set_team(from.team);
  to->set_assigned_on(wire_of(from.assigned_on));
  to->set_deadline(wire_of(from.deadline));
  to->set_rank(from.rank);
  to->set_reserve(from.reserve);
  to->set_reason(from.reason);
}

Result<> read(const v1::Assignment& from, Assignment& to) {
  TIJDIG_DO(read(from.enriched(), to.enriched));
  to.team = from.team();
  TIJDIG_DO(read(from.assigned_on(), to.assigned_on));
  TIJDIG_DO(read(from.deadline(), to.deadline));
  to.rank = from.rank();
  to.reserve = from.reserve();
  to.reason = from.reason();
  return {};
}

void write(const CaseUpdated& from, v1::CaseUpdated* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  write(from.match, to->mutable_match());
}

Result<> read(const v1::CaseUpdated& from, CaseUpdated& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  return read(from.match(), to.match);
}

void write(const ContactAttempt& from, v1::ContactAttempt* to) {
  to->set_kind(wire_enum<v1::ContactKind>(from.kind));
  to->set_reached(from.reached);
  to->set_day_part(wire_enum<v1::DayPart>(from.day_part));
  to->set_flyer_left(from.flyer_left);
}

Result<> read(const v1::ContactAttempt& from, ContactAttempt& to) {
  TIJDIG_DO(read_enum(from.kind(), to.kind));
  to.reached = from.reached();
  TIJDIG_DO(read_enum(from.day_part(), to.day_part));
  to.flyer_left = from.flyer_left();
  return {};
}

void write(const CaseResult& from, v1::CaseResult* to) {
  to->set_local_code(from.local_code);
  write_all(from.causes, to->mutable_causes());
  to->set_composition(from.composition);
  write_all(from.other_problems, to->mutable_other_problems());
}

Result<> read(const v1::CaseResult& from, CaseResult& to) {
  to.local_code = from.local_code();
  read_all(from.causes(), to.causes);
  to.composition = from.composition();
  read_all(from.other_problems(), to.other_problems);
  return {};
}

void write(const DeskEntry& from, v1::DeskEntry* to) {
  write(from.entry, to->mutable_entry());
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  to->set_day(wire_of(from.day));
  if (from.attempt) write(*from.attempt, to->mutable_attempt());
  if (from.result) write(*from.result, to->mutable_result());
}

Result<> read(const v1::DeskEntry& from, DeskEntry& to) {
  TIJDIG_DO(read(from.entry(), to.entry));
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.day(), to.day));
  to.attempt.reset();
  if (from.has_attempt()) TIJDIG_DO(read(from.attempt(), to.attempt.emplace()));
  to.result.reset();
  if (from.has_result()) TIJDIG_DO(read(from.result(), to.result.emplace()));
  return {};
}

void write(const CaseNotice& from, v1::CaseNotice* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  to->set_open(from.open);
  to->set_result(wire_enum<v1::EndResult>(from.result));
  to->set_refused_or_alone(from.refused_or_alone);
  to->set_day(wire_of(from.day));
  to->set_debt_cents(wire_of(from.debt));
}

Result<> read(const v1::CaseNotice& from, CaseNotice& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  to.open = from.open();
  TIJDIG_DO(read_enum(from.result(), to.result));
  to.refused_or_alone = from.refused_or_alone();
  TIJDIG_DO(read(from.day(), to.day));
  return read(from.debt_cents(), to.debt);
}

void write(const CaseReturned& from, v1::CaseReturned* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  to->set_day(wire_of(from.day));
  to->set_reason(from.reason);
}

Result<> read(const v1::CaseReturned& from, CaseReturned& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.day(), to.day));
  to.reason = from.reason();
  return {};
}

}  // namespace tijdig::codec
