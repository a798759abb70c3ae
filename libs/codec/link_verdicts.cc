#include "libs/codec/parts.h"

namespace tijdig::codec {

void write(const LinkUndone& from, v1::LinkUndone* to) {
  write(from.entry, to->mutable_entry());
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  to->set_partner(from.partner.text());
  to->set_reason(wire_enum<v1::UnlinkReason>(from.reason));
  write(from.employee, to->mutable_employee());
  to->set_day(wire_of(from.day));
}

Result<> read(const v1::LinkUndone& from, LinkUndone& to) {
  TIJDIG_DO(read(from.entry(), to.entry));
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read_named(from.partner(), to.partner));
  TIJDIG_DO(read_enum(from.reason(), to.reason));
  TIJDIG_DO(read(from.employee(), to.employee));
  return read(from.day(), to.day);
}

void write(const LinkDenied& from, v1::LinkDenied* to) {
  write(from.entry, to->mutable_entry());
  to->set_municipality(wire_of(from.municipality));
  write(from.address, to->mutable_address());
  write(from.household, to->mutable_household());
  write_all(from.signals, to->mutable_signals());
  to->set_reason(wire_enum<v1::UnlinkReason>(from.reason));
  write(from.employee, to->mutable_employee());
  to->set_day(wire_of(from.day));
}

Result<> read(const v1::LinkDenied& from, LinkDenied& to) {
  TIJDIG_DO(read(from.entry(), to.entry));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.address(), to.address));
  TIJDIG_DO(read(from.household(), to.household));
  TIJDIG_DO(read_all(from.signals(), to.signals));
  TIJDIG_DO(read_enum(from.reason(), to.reason));
  TIJDIG_DO(read(from.employee(), to.employee));
  return read(from.day(), to.day);
}

void write(const BreachTask& from, v1::BreachTask* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  write(from.case_id, to->mutable_case_id());
  to->set_partner(from.partner.text());
  to->set_reason(wire_enum<v1::UnlinkReason>(from.reason));
  to->set_learned_on(wire_of(from.learned_on));
  to->set_report_by(wire_of(from.report_by));
  to->set_attempts(from.attempts);
  to->set_reached(from.reached);
}

Result<> read(const v1::BreachTask& from, BreachTask& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.case_id(), to.case_id));
  TIJDIG_DO(read_named(from.partner(), to.partner));
  TIJDIG_DO(read_enum(from.reason(), to.reason));
  TIJDIG_DO(read(from.learned_on(), to.learned_on));
  TIJDIG_DO(read(from.report_by(), to.report_by));
  to.attempts = from.attempts();
  to.reached = from.reached();
  return {};
}

void write(const LinkLabel& from, v1::LinkLabel* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_kind(wire_enum<v1::PartnerKind>(from.kind));
  to->set_name_level(from.name_level);
  to->set_birth_level(from.birth_level);
  to->set_door_level(from.door_level);
  if (from.same_person) to->set_same_person(*from.same_person);
  if (from.same_household) to->set_same_household(*from.same_household);
  to->set_model_hash(from.model_hash);
  to->set_day(wire_of(from.day));
}

Result<> read(const v1::LinkLabel& from, LinkLabel& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read_enum(from.kind(), to.kind));
  to.name_level = from.name_level();
  to.birth_level = from.birth_level();
  to.door_level = from.door_level();
  to.same_person = from.has_same_person() ? std::optional(from.same_person()) : std::nullopt;
  to.same_household = from.has_same_household() ? std::optional(from.same_household()) : std::nullopt;
  to.model_hash = from.model_hash();
  return read(from.day(), to.day);
}

}  // namespace tijdig::codec
