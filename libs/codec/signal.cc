#include "libs/codec/parts.h"

namespace tijdig::codec {

void write(const Signal& from, v1::Signal* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  to->set_partner(from.partner.text());
  to->set_kind(wire_enum<v1::PartnerKind>(from.kind));
  write(from.customer, to->mutable_customer());
  write(from.person, to->mutable_person());
  write(from.address, to->mutable_address());
  to->set_amount_cents(wire_of(from.amount));
  to->set_arrears_origin_date(wire_of(from.arrears_origin_date));
  to->set_signal_date(wire_of(from.signal_date));
  to->set_received(wire_of(from.received));
  to->set_crisis(from.crisis);
  to->set_warm_transfer(from.warm_transfer);
}

Result<> read(const v1::Signal& from, Signal& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read_named(from.partner(), to.partner));
  TIJDIG_DO(read_enum(from.kind(), to.kind));
  TIJDIG_DO(read(from.customer(), to.customer));
  TIJDIG_DO(read(from.person(), to.person));
  TIJDIG_DO(read_present(from.address(), to.address));
  TIJDIG_DO(read(from.amount_cents(), to.amount));
  TIJDIG_DO(read(from.arrears_origin_date(), to.arrears_origin_date));
  TIJDIG_DO(read(from.signal_date(), to.signal_date));
  TIJDIG_DO(read(from.received(), to.received));
  to.crisis = from.crisis();
  to.warm_transfer = from.warm_transfer();
  return {};
}

void write(const SignalCorrected& from, v1::SignalCorrected* to) {
  write(from.id, to->mutable_id());
  write(from.now, to->mutable_now());
}

Result<> read(const v1::SignalCorrected& from, SignalCorrected& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.now(), to.now));
  if (to.now.id != to.id) return Error::refused("a correction whose signal has another id");
  return {};
}

void write(const SignalWithdrawn& from, v1::SignalWithdrawn* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  write(from.address, to->mutable_address());
  to->set_received(wire_of(from.received));
}

Result<> read(const v1::SignalWithdrawn& from, SignalWithdrawn& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read_present(from.address(), to.address));
  return read(from.received(), to.received);
}

}  // namespace tijdig::codec
