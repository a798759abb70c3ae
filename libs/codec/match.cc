#include "libs/codec/parts.h"

namespace tijdig::codec {

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
