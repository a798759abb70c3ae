#include "libs/codec/parts.h"

namespace tijdig::codec {

void write(const RegisterEntry& from, v1::RegisterEntry* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_as_of(wire_of(from.as_of));
  write(from.person, to->mutable_person());
  write(from.address, to->mutable_address());
  if (from.arrived) to->set_arrived(wire_of(*from.arrived));
  to->set_deceased(from.deceased);
  to->set_moved_out(from.moved_out);
  to->set_secrecy(from.secrecy);
  to->set_under_investigation(from.under_investigation);
  to->set_household(from.household);
  if (from.partner) to->set_partner_bsn(std::string(from.partner->reveal(Purpose::storage)));
  to->set_partner_surname(std::string(from.partner_surname.reveal(Purpose::storage)));
  to->set_partner_prefix(std::string(from.partner_prefix.reveal(Purpose::storage)));
  for (const Bsn& parent : from.parents) to->add_parent_bsns(std::string(parent.reveal(Purpose::storage)));
}

Result<> read(const v1::RegisterEntry& from, RegisterEntry& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.as_of(), to.as_of));
  TIJDIG_DO(read(from.person(), to.person));
  TIJDIG_DO(read(from.address(), to.address));
  to.arrived.reset();
  if (from.has_arrived()) TIJDIG_DO(read(from.arrived(), to.arrived.emplace()));
  to.deceased = from.deceased();
  to.moved_out = from.moved_out();
  to.secrecy = from.secrecy();
  to.under_investigation = from.under_investigation();
  to.household = from.household();
  to.partner.reset();
  if (!from.partner_bsn().empty()) {
    TIJDIG_TRY(to.partner, Bsn::parse(from.partner_bsn()));
  }
  to.partner_surname = PrivateText(from.partner_surname());
  to.partner_prefix = PrivateText(from.partner_prefix());
  to.parents.clear();
  for (const std::string& parent : from.parent_bsns()) {
    TIJDIG_TRY(Bsn bsn, Bsn::parse(parent));
    to.parents.push_back(std::move(bsn));
  }
  return {};
}

void write(const ListEntry& from, v1::ListEntry* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_list(wire_enum<v1::ListKind>(from.list));
  to->set_as_of(wire_of(from.as_of));
  write(from.person, to->mutable_person());
  write(from.address, to->mutable_address());
  to->set_ended(from.ended);
}

Result<> read(const v1::ListEntry& from, ListEntry& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read_enum(from.list(), to.list));
  TIJDIG_DO(read(from.as_of(), to.as_of));
  TIJDIG_DO(read(from.person(), to.person));
  TIJDIG_DO(read(from.address(), to.address));
  to.ended = from.ended();
  return {};
}

}  // namespace tijdig::codec
